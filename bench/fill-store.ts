import { chunkId, parseDocumentId } from '../src/domain/ids.ts'
import type { VectorStore } from '../src/ports/vector-store.ts'
import { figureOf, type CopyFigure } from './copy-figure.ts'
import { benchRows } from './milvus-noop-server.ts'
import { chunksADocument, type FilledDatabase } from './moving.ts'

const documentsAtOnce = 500 / chunksADocument
const never = new AbortController().signal

/** Rows from memory in requests as large as a store likes them: 500 rows of one company, three at a time. */
export async function fillStore(store: VectorStore, filled: FilledDatabase): Promise<CopyFigure> {
  const made = benchRows(chunksADocument)
  const left = [...Map.groupBy(await filled.documents(), ({ companyId }) => companyId)].flatMap(([companyId, all]) =>
    inParts(all, documentsAtOnce).map((documents) => ({ companyId, documents })),
  )
  return figureOf(async () => {
    let rows = 0
    const write = async (): Promise<void> => {
      for (let next = left.pop(); next !== undefined; next = left.pop()) {
        const { companyId } = next
        const documents = next.documents.map(({ id }) => {
          const scope = { companyId, documentId: parseDocumentId(id) }
          const chunks = made.map((row, at) => ({ ...row, ...scope, id: chunkId(scope.documentId, at) }))
          return { documentId: scope.documentId, chunks }
        })
        await store.replaceDocuments(companyId, documents, never)
        rows += documents.length * chunksADocument
      }
    }
    await Promise.all(Array.from({ length: 3 }, write))
    return rows
  })
}

function inParts<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size))
}
