import type { Draft } from '../layout/draft.ts'
import { createMarginLines } from '../layout/margin-lines.ts'
import type { ZipArchive } from '../containers/zip-archive.ts'
import { createBodyReader, newBodyResult } from './docx-body.ts'
import type { BodyContext } from './docx-body.ts'
import type { Relation } from '../containers/relationships.ts'
import { readXml } from '../containers/read-xml.ts'
import { withLinksOf } from './link-targets.ts'

/** Sections with heads of their own; more repeat what was said. */
const maxParts = 100

/** What stands in the headers or footers of a document, every line once, however many sections repeat it. */
export function readMargins(
  archive: ZipArchive,
  relations: ReadonlyMap<string, Relation>,
  side: 'header' | 'footer',
  context: BodyContext,
): readonly Draft[] {
  const parts = [...relations.values()].filter(({ type, isOutside }) => type === side && !isOutside)
  const margins = createMarginLines()
  for (const { target } of parts.slice(0, maxParts)) {
    const result = newBodyResult()
    readXml(archive, target, createBodyReader(withLinksOf(archive, target, context), result))
    margins.add(result.drafts)
  }
  return margins.lines
}
