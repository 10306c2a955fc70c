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

interface Sections {
  readonly relations: ReadonlyMap<string, Relation>
  /** Ids of relations in the order of the sections that name them. */
  readonly margins: ReadonlySet<string>
}

/**
 * What stands in the headers or footers of a document, in the order of its sections and every line once, however many repeat it. Those that no
 * section names come last.
 */
export function readMargins(
  archive: ZipArchive,
  { relations, margins: named }: Sections,
  side: 'header' | 'footer',
  context: BodyContext,
): readonly Draft[] {
  const ids = new Set([...named, ...relations.keys()])
  const parts = [...ids].flatMap((id) => relations.get(id) ?? [])
  const margins = createMarginLines()
  for (const { target } of parts.filter(({ type, isOutside }) => type === side && !isOutside).slice(0, maxParts)) {
    const result = newBodyResult()
    readXml(archive, target, createBodyReader(withLinksOf(archive, target, context), result))
    margins.add(result.drafts)
  }
  return margins.lines
}
