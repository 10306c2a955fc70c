import { partGap, partName } from '../../../domain/text/part-names.ts'
import { withoutMark } from '../../../domain/units/line-forms.ts'

const partNumber = new RegExp(`^(?:${partName}|parte?)${partGap}(?=[\\divxl])`, 'iu')

/** "Capítulo 1. Cuantía" and "2.1 Cuantía" are "Cuantía". */
export function headingWithoutNumber(heading: string): string {
  return withoutMark(heading.replace(partNumber, ''))
}
