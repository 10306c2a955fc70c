import { chunkId, parseDocumentId } from '../../src/domain/ids.ts'
import type { RankedPassage } from '../../src/domain/passage.ts'

/** The only passage of a document by its number, without layout or vectors; `more` says what is otherwise. */
export function rankedPassage(number: number, text: string, more: Partial<RankedPassage> = {}): RankedPassage {
  const documentId = parseDocumentId(`00000000-0000-4000-8000-${String(number).padStart(12, '0')}`)
  const start = more.start ?? 0
  return {
    id: chunkId(documentId, 0),
    documentId,
    text,
    end: start + text.length,
    place: null,
    headingPath: [],
    outline: null,
    pieceVectors: null,
    documentTitle: null,
    tables: [],
    fileName: 'a.txt',
    title: null,
    score: 1,
    ...more,
    start,
  }
}
