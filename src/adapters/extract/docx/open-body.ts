import { mainPart, readRelations } from '../containers/relationships.ts'
import type { ZipArchive } from '../containers/zip-archive.ts'
import type { BodyContext, BodyReferences } from './docx-body.ts'
import { readNotes } from './docx-notes.ts'
import { readNumbering } from './docx-numbering.ts'
import { readStyles } from './docx-styles.ts'
import type { ListPlace } from './docx-styles.ts'

const noReferences: BodyReferences = { note: () => [], linkTarget: () => '', part: () => [] }

/** The body of a DOCX, and what stands beside it that the body refers to. */
export function openBody(archive: ZipArchive) {
  const main = mainPart(archive, 'word/document.xml')
  const relations = readRelations(archive, main)
  // Nearly every program calls them so, but only the relations of the document say which they are.
  const beside = (kind: string): string => {
    for (const { type, target, isOutside } of relations.values()) {
      if (type === kind && !isOutside && archive.has(target)) return target
    }
    return main.replace(/[^/]*$/, `${kind}.xml`)
  }
  const context = bodyContext(archive, beside)
  const parts = { footnote: beside('footnotes'), endnote: beside('endnotes'), comment: beside('comments') }
  return { main, context, relations, note: readNotes(archive, parts, context) }
}

/** Of the document and of every part beside it, without what the document alone can refer to. */
function bodyContext(archive: ZipArchive, beside: (kind: string) => string): BodyContext {
  const { budget } = archive
  const { styles, language } = readStyles(archive, beside('styles'))
  const { labels, levelOf } = readNumbering(archive, beside('numbering'), language)
  return {
    budget,
    styles,
    references: noReferences,
    labels({ listId, level, styles: named }: ListPlace) {
      const label = labels({ listId, level: levelOf(listId, named ?? []) ?? level })
      budget.spend(label.length)
      return label
    },
  }
}
