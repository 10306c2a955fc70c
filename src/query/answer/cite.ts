import type { CompanyId } from '../../domain/ids.ts'
import type { Citation, RankedPassage } from '../../domain/passage.ts'
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

/** One citation a sentence, same order. Its page is the one the sentence begins on, which may not be the chunk's. */
export async function citeSentences(
  store: PassageStore,
  companyId: CompanyId,
  sentences: readonly RankedSentence<TaggedPassage>[],
): Promise<Citation[]> {
  const paged = sentences.filter((sentence) => sentence.passage.page !== null)
  const pages = await store.pagesAt(
    companyId,
    paged.map((sentence) => ({ documentId: sentence.passage.documentId, position: sentence.start })),
  )
  const pageOf = new Map(paged.map((sentence, i) => [sentence, pages[i] ?? null]))
  return sentences.map((sentence) => ({
    tag: sentence.passage.tag,
    chunkId: sentence.passage.id,
    documentId: sentence.passage.documentId,
    fileName: sentence.passage.fileName,
    page: pageOf.get(sentence) ?? sentence.passage.page,
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
    byTag.set(citation.tag, {
      id_documento: citation.chunkId,
      nombre_archivo: citation.fileName,
      pagina: citation.page === null ? null : String(citation.page),
      score: citation.score,
      cita_tag: citation.tag,
    })
  }
  return byTag.size === 0 ? null : [...byTag.values()].slice(0, maxStoredSources)
}
