import type { IndexedChunk } from '../src/domain/chunk.ts'
import { chunkId, parseCompanyId, parseDocumentId } from '../src/domain/ids.ts'
import { writeIntegerColumn, writeTextColumn, writeVectorColumn } from '../src/adapters/milvus/wire/write-columns.ts'
import { writeIntField } from '../src/adapters/milvus/wire/protobuf/protobuf-writer.ts'
import { startMilvusStub } from '../test/harness/milvus/stub.ts'
import { countReply, ok, pretend, searchReply } from '../test/harness/milvus/stub-server.ts'

/** Floats of an embedding, and rows of the one document the server has. */
export const dimension = 384
export const documentRows = 1_000
export const scope = {
  companyId: parseCompanyId('00000000-0000-4000-8000-00000000000c'),
  documentId: parseDocumentId('00000000-0000-4000-8000-00000000000d'),
}
const words = ['contrato', 'factura', 'garantía', 'plazo', 'entrega', 'pedido', 'cliente', 'página', 'envío', 'almacén']

/** Rows as ingest makes them: about 900 bytes of text and 60 terms each. */
export function benchRows(count: number, offset = 0): readonly IndexedChunk[] {
  return Array.from({ length: count }, (_, index) => {
    const seed = index + offset
    const text = Array.from({ length: 120 }, (_unused, word) => words[(seed * 7 + word * 3) % words.length]).join(' ')
    const embedding = Float32Array.from({ length: dimension }, (_unused, at) => Math.sin(seed * 31 + at))
    const norm = Math.sqrt(embedding.reduce((sum, value) => sum + value * value, 0))
    return {
      id: chunkId(scope.documentId, seed),
      ...scope,
      fileName: 'informe anual de la compañía.pdf',
      page: seed % 40,
      title: 'Informe anual',
      tokens: 200,
      contentHash: seed.toString(16).padStart(64, '0'),
      content: text,
      terms: text.split(' ').slice(0, 60).join(' '),
      embedding: embedding.map((value) => value / norm),
    }
  })
}

function rowsReply(rows: readonly IndexedChunk[]): Buffer {
  return ok('Query', (writer) => {
    const text = (name: string, of: (row: IndexedChunk) => string) => writeTextColumn(writer, 2, name, rows.map(of))
    text('pk_id', (row) => row.id)
    text('content', (row) => row.content)
    text('company_id', (row) => row.companyId)
    text('document_id', (row) => row.documentId)
    text('file_name', (row) => row.fileName)
    text('title', (row) => row.title)
    text('content_hash', (row) => row.contentHash)
    text('terms', (row) => row.terms)
    const [pages, tokens] = [rows.map(({ page }) => page ?? -1), rows.map((row) => row.tokens)]
    writeIntegerColumn(writer, 2, 'page', pages)
    writeIntegerColumn(writer, 2, 'tokens', tokens)
    const vectors = rows.map(({ embedding }) => embedding)
    writeVectorColumn(writer, 2, 'embedding', dimension, vectors)
  })
}

/** Answers everything at once with the same bytes, so that only the client's work is measured. Prints its port. */
async function serve(): Promise<void> {
  const rows = benchRows(documentRows)
  const [rowsBytes, count] = [rowsReply(rows), countReply(documentRows)]
  const hits = rows
    .slice(0, 100)
    .map(({ id, companyId, documentId }, rank) => ({ id, companyId, documentId, score: 1 - rank / 100 }))
  const found = searchReply(hits)
  const written = ok('Upsert', (writer) => {
    writeIntField(writer, 6, documentRows)
    writeIntField(writer, 8, documentRows)
  })
  const answer = pretend({
    collection: { dimension },
    first: ({ method, body }) => {
      if (method === 'Search') return found
      if (method === 'Upsert' || method === 'Insert') return written
      if (method !== 'Query') return null
      return body.includes('count(*)') ? count : rowsBytes
    },
  })
  const stub = await startMilvusStub(answer, null, false)
  process.stdout.write(`${stub.port}\n`)
  process.on('SIGTERM', () => process.exit(0))
  process.on('disconnect', () => process.exit(0))
}

if (import.meta.main) await serve()
