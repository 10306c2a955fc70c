import { searchedText } from '../domain/chunk.ts'
import { createBreather } from '../flow/breathe.ts'
import type { Analyser } from '../ports/analyser.ts'
import type { DocumentWords, UnindexedDocument } from '../ports/documents/document-words.ts'
import type { Log } from '../ports/log.ts'

export interface IndexWordsDeps {
  readonly documents: DocumentWords
  readonly analyser: Analyser
  readonly log: Log
}

/** Documents read with one statement. */
const atATime = 20

/**
 * Adds documents that the original or an earlier version processed to the text index, from their stored chunks, and counts them:
 * until all of a company's are there, answers found by words say so. Costs one query when there are none.
 */
export async function indexMissingWords(
  { documents, analyser, log }: IndexWordsDeps,
  signal: AbortSignal,
): Promise<void> {
  const breathe = createBreather()
  let indexed = 0
  let page = await documents.unindexed(null, atATime)
  while (page.length > 0) {
    for (const document of page) {
      signal.throwIfAborted()
      await documents.indexWords(document, await termsOf(document, analyser, breathe))
      indexed += 1
    }
    page = await documents.unindexed(page.at(-1)?.documentId ?? null, atATime)
  }
  if (indexed > 0) log.info({ documents: indexed }, 'indexed the words of documents from before')
}

async function termsOf(
  document: UnindexedDocument,
  analyser: Analyser,
  breathe: () => Promise<void> | undefined,
): Promise<readonly string[]> {
  const terms: string[] = []
  for (const chunk of document.chunks) {
    terms.push(analyser.analyseText(searchedText({ ...chunk, start: 0, tables: [] }, document)).join(' '))
    const pause = breathe()
    if (pause !== undefined) await pause
  }
  return terms
}
