import type { TablePlace } from './table-place.ts'
import type { PlacedParagraph } from './word-text.ts'

/** A stretch of a part of the text, in characters. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/** What stands in a part of its own and belongs behind the paragraph of the body that holds a position. */
export interface Insert {
  readonly at: number
  readonly paragraphs: readonly PlacedParagraph[]
}

/** What of a part belongs to places of the body, and what to none. */
export interface PlacedPart {
  readonly inserts: readonly Insert[]
  readonly rest: readonly PlacedParagraph[]
}

/** The body with each insert behind the paragraph it belongs to, or behind its table. */
export function withInserts(body: readonly PlacedParagraph[], inserts: readonly Insert[]): readonly PlacedParagraph[] {
  if (inserts.length === 0) return body
  const sorted = inserts.toSorted((a, b) => a.at - b.at)
  const all: PlacedParagraph[] = []
  let next = 0
  const putUntil = (position: number): void => {
    for (let insert = sorted[next]; insert !== undefined && insert.at < position; insert = sorted[++next]) {
      for (const paragraph of insert.paragraphs) all.push(paragraph)
    }
  }
  for (const paragraph of body) {
    const { inTable } = paragraph.properties
    if (!inTable) putUntil(paragraph.from)
    all.push(paragraph)
    if (!inTable) putUntil(paragraph.to)
  }
  putUntil(Infinity)
  return all
}

/** The paragraphs of a part by the stretch in which they begin. */
export function paragraphsByStretch<S extends Stretch>(
  paragraphs: readonly PlacedParagraph[],
  stretches: readonly S[],
): ReadonlyMap<S, readonly PlacedParagraph[]> {
  const found = new Map<S, PlacedParagraph[]>()
  const sorted = stretches.toSorted((a, b) => a.from - b.from)
  let index = 0
  for (const paragraph of paragraphs) {
    const at = paragraph.from
    while (index + 1 < sorted.length && (sorted[index]?.to ?? 0) <= at) index++
    const stretch = sorted[index]
    if (stretch === undefined || at < stretch.from || at >= stretch.to) continue
    const own = found.get(stretch)
    if (own === undefined) found.set(stretch, [paragraph])
    else own.push(paragraph)
  }
  return found
}

/**
 * The stretches of a table of positions (MS-DOC 2.2.2): positions first, one more than there are entries, then the entries.
 * @param entryBytes 0 where nothing is said of a stretch but where it is
 * @param entryAt where in the table the bytes of its entry begin
 */
export function readStretches<S extends Stretch>(
  table: Buffer,
  { at, bytes }: TablePlace,
  entryBytes: number,
  read: (stretch: Stretch, entryAt: number) => S,
): S[] {
  const most = Math.min(bytes, table.length - at)
  const count = at === 0 ? 0 : Math.max(0, Math.floor((most - 4) / (4 + entryBytes)))
  return Array.from({ length: count }, (_, index) =>
    read(
      { from: table.readUInt32LE(at + index * 4), to: table.readUInt32LE(at + (index + 1) * 4) },
      at + (count + 1) * 4 + index * entryBytes,
    ),
  )
}
