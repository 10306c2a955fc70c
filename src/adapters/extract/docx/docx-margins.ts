import { wholeText } from '../layout/draft.ts'
import type { Draft } from '../layout/draft.ts'
import type { ZipArchive } from '../containers/zip-archive.ts'
import { createBodyReader, newBodyResult } from './docx-body.ts'
import type { BodyContext } from './docx-body.ts'
import type { Relation } from '../containers/relationships.ts'
import { readXml } from '../containers/read-xml.ts'

/** Sections with heads of their own; more repeat what was said. */
const maxParts = 100
/** "Página 3 de 7", "3", and what is left of them when their fields are empty. */
const pageNumber =
  /^(?:[-–—|\s]*)(?:p[áa]g(?:ina|\.)?|page|seite|hoja|folio)?\s*\d{0,5}(?:\s*(?:de|of|\/|von|-)\s*\d{0,5})?[-–—|\s.]*$/iu

/** What stands in the headers or footers of a document, every line once, however many sections repeat it. */
export function readMargins(
  archive: ZipArchive,
  relations: ReadonlyMap<string, Relation>,
  side: 'header' | 'footer',
  context: BodyContext,
): readonly Draft[] {
  const parts = [...relations.values()].filter(({ type, isOutside }) => type === side && !isOutside)
  const seen = new Set<string>()
  const drafts: Draft[] = []
  for (const { target } of parts.slice(0, maxParts)) {
    const result = newBodyResult()
    readXml(archive, target, createBodyReader(context, result))
    for (const draft of result.drafts) {
      const line = wholeText(draft).replace(/\s+/gu, ' ').trim()
      if (seen.has(line) || pageNumber.test(line) || !/[\p{L}\p{N}]/u.test(line)) continue
      seen.add(line)
      drafts.push(asMargin(draft, line))
    }
  }
  return drafts
}

/** A line of a margin is no heading of the text, whatever it looks like, and stands on no page of its own. */
function asMargin({ kind, table }: Draft, text: string): Draft {
  if (table !== undefined) return { kind, text, table }
  return { kind: kind === 'heading' ? 'paragraph' : kind, text }
}
