import type { ZipArchive } from '../containers/zip-archive.ts'
import type { BodyContext, BodyReferences } from './docx-body.ts'
import { readNumbering } from './docx-numbering.ts'
import { readStyles } from './docx-styles.ts'
import type { ListPlace } from './docx-styles.ts'

const noReferences: BodyReferences = { note: () => [], linkTarget: () => '', part: () => [] }

/** Of the document and of every part beside it, without what the document alone can refer to. */
export function bodyContext(archive: ZipArchive, beside: (name: string) => string): BodyContext {
  const { budget } = archive
  const labels = readNumbering(archive, beside('numbering.xml'))
  return {
    budget,
    styles: readStyles(archive, beside('styles.xml')),
    references: noReferences,
    labels(place: ListPlace) {
      const label = labels(place)
      budget.spend(label.length)
      return label
    },
  }
}
