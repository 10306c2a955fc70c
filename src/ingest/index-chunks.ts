import { searchedText, type Chunk, type IndexedChunk } from '../domain/chunk.ts'
import type { Document } from '../domain/document.ts'
import { AppError } from '../domain/errors.ts'
import { chunkId } from '../domain/ids.ts'
import { pageNumber } from '../domain/place.ts'
import { createBreather, type Breathe } from '../flow/breathe.ts'
import type { Analyser } from '../ports/analyser.ts'

/** Label of a chunk in the original's form, which its clients show: start of the file name, page, number. */
export function chunkTitle(fileName: string, chunk: Pick<Chunk, 'index' | 'place'>): string {
  return `${[...fileName].slice(0, 30).join('')}... (Page ${pageNumber(chunk.place) ?? 'N/A'}, Chunk ${chunk.index + 1})`
}

/** Rows of a document as a vector store takes them. Breathes: analysing grows with the document. */
export async function toIndexedChunks(
  analyser: Analyser,
  document: Pick<Document, 'id' | 'companyId' | 'fileName'> & { readonly title: string | null },
  chunks: readonly Chunk[],
  embeddings: readonly Float32Array[],
  breathe: Breathe = createBreather(),
): Promise<readonly IndexedChunk[]> {
  const rows: IndexedChunk[] = []
  for (const [position, chunk] of chunks.entries()) {
    const embedding = embeddings[position]
    if (embedding === undefined) throw new AppError('internal', `Chunk ${chunk.index} has no embedding.`)
    rows.push({
      id: chunkId(document.id, chunk.index),
      companyId: document.companyId,
      documentId: document.id,
      fileName: document.fileName,
      page: pageNumber(chunk.place),
      title: chunkTitle(document.fileName, chunk),
      tokens: chunk.tokens,
      contentHash: chunk.contentHash,
      content: chunk.text,
      terms: analyser.analyseText(searchedText(chunk, document)).join(' '),
      embedding,
    })
    const pause = breathe()
    if (pause !== undefined) await pause
  }
  return rows
}
