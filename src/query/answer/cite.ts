import type { CompanyId } from '../../domain/ids.ts'
import type { Citation, RankedPassage } from '../../domain/passage.ts'
import { headingPlace, pageNumber } from '../../domain/place.ts'
import type { StoredSource } from '../../domain/chat.ts'
import type { PassageStore } from '../../ports/passage-store.ts'
import type { RankedUnit } from './quotes/rank-units.ts'
import { headingsAbove } from './headings-above.ts'
import { surroundingsOf } from './surroundings.ts'
import { followsItsLead } from '../../domain/units/unit.ts'

/** A passage under the name by which the answer refers to it. */
export interface TaggedPassage extends RankedPassage {
  /** `[Doc N]`, N from 1 by rank. */
  readonly tag: string
}

/** Sources kept with a message, as the original cuts them. */
const maxStoredSources = 7

export function tagPassages(passages: readonly RankedPassage[]): TaggedPassage[] {
  return passages.map((passage, i) => ({ ...passage, tag: `[Doc ${i + 1}]` }))
}

/** One citation a unit, same order. Its place is where what it was chosen for begins, which may not be where its chunk does. */
export async function citeUnits(
  store: PassageStore,
  companyId: CompanyId,
  units: readonly RankedUnit<TaggedPassage>[],
): Promise<Citation[]> {
  const numbered = units.filter(({ passage: { place } }) => place !== null && place.kind !== 'heading')
  const places = await store.placesAt(
    companyId,
    numbered.map((unit) => ({ documentId: unit.passage.documentId, position: unit.chosenFor ?? unit.start })),
  )
  const placeOf = new Map(numbered.map((unit, i) => [unit, places[i] ?? null]))
  return units.map((unit) => {
    const { passage, score } = unit
    const headingPath = headingsAbove(passage, unit.chosenFor ?? unit.start)
    const own = passage.place?.kind === 'heading' ? headingPlace(headingPath) : passage.place
    return {
      tag: passage.tag,
      chunkId: passage.id,
      documentId: passage.documentId,
      fileName: passage.fileName,
      place: placeOf.get(unit) ?? own,
      headingPath,
      ...withSurroundings(unit, quoteOf(unit)),
      score,
    }
  })
}

type Quote = Pick<Citation, 'start' | 'end' | 'quote' | 'lead'>

function withSurroundings(
  { passage }: RankedUnit<TaggedPassage>,
  quote: Quote,
): Quote & Pick<Citation, 'surroundings'> {
  return { ...quote, surroundings: surroundingsOf(passage, quote.start, quote.end) }
}

/** The unit under its lead: one piece of the document where the lead stands right above it, two otherwise. */
function quoteOf(unit: RankedUnit<TaggedPassage>): Quote {
  const { lead, start, end, text, passage } = unit
  if (lead === null) return { start, end, quote: text, lead }
  if (!followsItsLead(unit)) return { start, end, quote: `${lead.text}\n${text}`, lead }
  const whole = passage.text.slice(lead.start - passage.start, end - passage.start)
  return { start: lead.start, end, quote: whole, lead: null }
}

/** What the original's client reads from the history: one entry a tag, in the order of the answer. */
export function storedSources(citations: readonly Citation[]): StoredSource[] | null {
  const byTag = new Map<string, StoredSource>()
  for (const citation of citations) {
    if (byTag.has(citation.tag)) continue
    const page = pageNumber(citation.place)
    byTag.set(citation.tag, {
      id_documento: citation.chunkId,
      nombre_archivo: citation.fileName,
      pagina: page === null ? null : String(page),
      score: citation.score,
      cita_tag: citation.tag,
    })
  }
  return byTag.size === 0 ? null : [...byTag.values()].slice(0, maxStoredSources)
}
