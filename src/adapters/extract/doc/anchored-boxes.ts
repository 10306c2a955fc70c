import { paragraphsByStretch, readStretches } from './placed-parts.ts'
import type { Insert, PlacedPart, Stretch } from './placed-parts.ts'
import type { TablePlace } from './table-place.ts'
import type { PlacedParagraph } from './word-text.ts'

/** Where something stands in its part of the text, and the number of the shape it belongs to. */
interface Placed extends Stretch {
  readonly shape: number
}

/** MS-DOC 2.8.37 and 2.8.32: the number of the shape stands at so many bytes of each entry. */
const anchorEntry = { bytes: 26, shapeAt: 0 } as const
const boxEntry = { bytes: 22, shapeAt: 14 } as const

/** The text of each box where it is anchored, and what is left: boxes of a group of shapes have no anchor of their own. */
export function anchoredBoxes(
  boxes: readonly PlacedParagraph[],
  table: Buffer,
  places: { readonly anchors: TablePlace; readonly boxes: TablePlace },
): PlacedPart {
  const anchors = readPlaces(table, places.anchors, anchorEntry)
  const texts = readPlaces(table, places.boxes, boxEntry)
  if (anchors.length === 0 || texts.length === 0 || boxes.length === 0) return { inserts: [], rest: boxes }
  const stretchOf = new Map(texts.filter(({ shape }) => shape !== 0).map((text) => [text.shape, text] as const))
  const byStretch = paragraphsByStretch(boxes, texts)
  const taken = new Set<PlacedParagraph>()
  const inserts: Insert[] = []
  for (const { from, shape } of anchors.toSorted((a, b) => a.from - b.from)) {
    const stretch = stretchOf.get(shape)
    // Each box once, however often its shape is anchored.
    stretchOf.delete(shape)
    const paragraphs = stretch === undefined ? [] : (byStretch.get(stretch) ?? [])
    for (const paragraph of paragraphs) taken.add(paragraph)
    if (paragraphs.length > 0) inserts.push({ at: from, paragraphs })
  }
  return { inserts, rest: boxes.filter((paragraph) => !taken.has(paragraph)) }
}

function readPlaces(
  table: Buffer,
  place: TablePlace,
  entry: { readonly bytes: number; readonly shapeAt: number },
): Placed[] {
  return readStretches(table, place, entry.bytes, (stretch, at) => ({
    ...stretch,
    shape: table.readUInt32LE(at + entry.shapeAt),
  }))
}
