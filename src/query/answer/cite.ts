import type { CompanyId } from '../../domain/ids.ts'
import type { Citation, RankedPassage } from '../../domain/passage.ts'
import { pageNumber } from '../../domain/place.ts'
import type { StoredSource } from '../../domain/chat.ts'
import type { PassageStore } from '../../ports/passage-store.ts'
import type { RankedSentence } from './rank-sentences.ts'

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

/** One citation a sentence, same order. Its place is where the sentence begins, which may not be where its chunk does. */
export async function citeSentences(
  store: PassageStore,
  companyId: CompanyId,
  sentences: readonly RankedSentence<TaggedPassage>[],
): Promise<Citation[]> {
  const numbered = sentences.filter(({ passage: { place } }) => place !== null && place.kind !== 'heading')
  const places = await store.placesAt(
    companyId,
    numbered.map((sentence) => ({ documentId: sentence.passage.documentId, position: sentence.start })),
  )
  const placeOf = new Map(numbered.map((sentence, i) => [sentence, places[i] ?? null]))
  return sentences.map((sentence) => ({
    tag: sentence.passage.tag,
    chunkId: sentence.passage.id,
    documentId: sentence.passage.documentId,
    fileName: sentence.passage.fileName,
    place: placeOf.get(sentence) ?? sentence.passage.place,
    headingPath: sentence.passage.headingPath,
    start: sentence.start,
    end: sentence.end,
    quote: sentence.text,
    score: sentence.score,
  }))
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
