import type { TablePlace } from './table-place.ts'
import type { PlacedParagraph } from './word-text.ts'

/** Where something stands in its part of the text, and the number of the shape it belongs to. */
interface Placed {
  readonly from: number
  readonly to: number
  readonly shape: number
}

/** MS-DOC 2.8.37 and 2.8.32: the number of the shape stands at so many bytes of each entry. */
const anchorEntry = { bytes: 26, shapeAt: 0 } as const
const boxEntry = { bytes: 22, shapeAt: 14 } as const

/**
 * The body with the text of each box behind the paragraph in which it is anchored, and what is left of the boxes: those of a
 * group of shapes have no anchor of their own. A box that is anchored in a table stands behind it.
 */
export function withBoxes(
  { body, boxes }: { readonly body: readonly PlacedParagraph[]; readonly boxes: readonly PlacedParagraph[] },
  table: Buffer,
  places: { readonly anchors: TablePlace; readonly boxes: TablePlace },
): { readonly body: readonly PlacedParagraph[]; readonly boxes: readonly PlacedParagraph[] } {
  const anchors = readPlaces(table, places.anchors, anchorEntry).toSorted((a, b) => a.from - b.from)
  const texts = readPlaces(table, places.boxes, boxEntry)
  if (anchors.length === 0 || texts.length === 0 || boxes.length === 0) return { body, boxes }
  const rangeOf = new Map(texts.filter(({ shape }) => shape !== 0).map((text) => [text.shape, text] as const))
  const byRange = paragraphsByRange(boxes, texts)
  const taken = new Set<PlacedParagraph>()
  const all: PlacedParagraph[] = []
  let next = 0
  for (const paragraph of body) {
    if (!paragraph.properties.inTable) putUntil(paragraph.from)
    all.push(paragraph)
    if (!paragraph.properties.inTable) putUntil(paragraph.to)
  }
  putUntil(Infinity)
  return { body: all, boxes: boxes.filter((paragraph) => !taken.has(paragraph)) }

  function putUntil(position: number): void {
    for (let anchor = anchors[next]; anchor !== undefined && anchor.from < position; anchor = anchors[++next]) {
      const range = rangeOf.get(anchor.shape)
      // Each box once, however often its shape is anchored.
      rangeOf.delete(anchor.shape)
      for (const paragraph of range === undefined ? [] : (byRange.get(range) ?? [])) {
        taken.add(paragraph)
        all.push(paragraph)
      }
    }
  }
}

function paragraphsByRange(
  boxes: readonly PlacedParagraph[],
  ranges: readonly Placed[],
): ReadonlyMap<Placed, readonly PlacedParagraph[]> {
  const found = new Map<Placed, PlacedParagraph[]>()
  const sorted = ranges.toSorted((a, b) => a.from - b.from)
  let index = 0
  for (const paragraph of boxes) {
    const at = paragraph.from
    while (index + 1 < sorted.length && (sorted[index]?.to ?? 0) <= at) index++
    const range = sorted[index]
    if (range === undefined || at < range.from || at >= range.to) continue
    const own = found.get(range)
    if (own === undefined) found.set(range, [paragraph])
    else own.push(paragraph)
  }
  return found
}

/** Positions first, one more than there are entries, then the entries. */
function readPlaces(
  table: Buffer,
  { at, bytes }: TablePlace,
  entry: { readonly bytes: number; readonly shapeAt: number },
): Placed[] {
  const most = Math.min(bytes, table.length - at)
  const count = at === 0 ? 0 : Math.max(0, Math.floor((most - 4) / (4 + entry.bytes)))
  return Array.from({ length: count }, (_, index) => ({
    from: table.readUInt32LE(at + index * 4),
    to: table.readUInt32LE(at + (index + 1) * 4),
    shape: table.readUInt32LE(at + (count + 1) * 4 + index * entry.bytes + entry.shapeAt),
  }))
}
