import { fold } from '../../../../domain/text/fold.ts'
import { isShouted } from '../../../../domain/text/shouted.ts'

const proper = /(?<=[\p{Ll}\d],? )\p{Lu}[\p{L}\p{M}]{2,}/gu

/** Words with a capital that begin no sentence: places, persons, products. Folded; none of a question in capitals. */
export function properNamesIn(question: string): string[] {
  if (isShouted(question)) return []
  return (question.match(proper) ?? []).map(fold)
}
