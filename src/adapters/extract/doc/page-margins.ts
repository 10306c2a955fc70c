import { paragraphsByStretch, readStretches } from './placed-parts.ts'
import type { TablePlace } from './table-place.ts'
import type { PlacedParagraph } from './word-text.ts'

/**
 * The texts of margins in their order (MS-DOC 2.3.5): six that part notes from the text, then six for each section: headers of
 * even and odd pages, footers of both, header and footer of the first page.
 */
const beforeSections = 6
const perSection = 6
const footersOfSection: ReadonlySet<number> = new Set([2, 3, 5])

/** What of the margins stands above the text, and what below it. */
export function headersAndFooters(
  margins: readonly PlacedParagraph[],
  table: Buffer,
  place: TablePlace,
): { readonly headers: readonly PlacedParagraph[]; readonly footers: readonly PlacedParagraph[] } {
  const texts = readStretches(table, place, 0, (stretch) => stretch)
  const byText = paragraphsByStretch(margins, texts)
  const below = new Set(
    texts.flatMap((text, at) =>
      at >= beforeSections && footersOfSection.has((at - beforeSections) % perSection) ? (byText.get(text) ?? []) : [],
    ),
  )
  return { headers: margins.filter((one) => !below.has(one)), footers: margins.filter((one) => below.has(one)) }
}
