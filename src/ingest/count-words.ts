import { searchedText } from '../domain/chunk.ts'
import { createBreather } from '../flow/breathe.ts'
import type { Analyser } from '../ports/analyser.ts'
import type { DocumentWords } from '../ports/documents/document-words.ts'
import type { Log } from '../ports/log.ts'

export interface CountWordsDeps {
  readonly documents: DocumentWords
  readonly analyser: Analyser
  readonly log: Log
}

/**
 * Counts the words of documents that an earlier version processed, which did not count them: until all of a company's are
 * counted, the vector store weighs its words. Costs one look when there are none.
 */
export async function countMissingWords(
  { documents, analyser, log }: CountWordsDeps,
  signal: AbortSignal,
): Promise<void> {
  const breathe = createBreather()
  let counted = 0
  for (let next = await documents.uncounted(null); next !== null; next = await documents.uncounted(next.documentId)) {
    signal.throwIfAborted()
    const terms: string[] = []
    for (const chunk of next.chunks) {
      terms.push(analyser.analyseText(searchedText({ ...chunk, start: 0, tables: [] }, next)).join(' '))
      const pause = breathe()
      if (pause !== undefined) await pause
    }
    await documents.countWords(next, terms)
    counted += 1
  }
  if (counted > 0) log.info({ documents: counted }, 'counted the words of documents from before')
}
