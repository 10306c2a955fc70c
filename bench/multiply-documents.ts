// More documents for an installation that stands still, without embedding any: each is there many times, under ids of its own.
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { sql } from 'kysely'
import { startEmbeddedPostgres } from '../src/adapters/embedded-postgres/start-embedded-postgres.ts'
import { openLanceDb } from '../src/adapters/lancedb/open-lance-db.ts'
import { openMilvus } from '../src/adapters/milvus/open-milvus.ts'
import { openDatabase } from '../src/adapters/postgres/database.ts'
import { chunkId, parseCompanyId, parseDocumentId } from '../src/domain/ids.ts'
import { readRows } from '../src/move/rows/read-rows.ts'
import type { VectorStore } from '../src/ports/vector-store.ts'
import { silentLog } from '../test/harness/log.ts'

const signal = new AbortController().signal

/**
 * @param address of the Milvus that holds its vectors; null: they are in the embedded store.
 * @returns the rows of the vector store that came.
 */
export async function multiplyDocuments(dataDir: string, address: string | null, copies: number): Promise<number> {
  await using opened = new AsyncDisposableStack()
  const server = opened.adopt(await startEmbeddedPostgres({ dataDir, log: silentLog }), (one) => one.stop())
  const db = opened.adopt(openDatabase({ url: server.url, maxConnections: 2, log: silentLog }), (one) => one.destroy())
  const { name } = await db
    .selectFrom('collections')
    .select('name')
    .where('active', '=', true)
    .executeTakeFirstOrThrow()
  const store = opened.adopt(await openStore(dataDir, address, name), (one) => one.close())
  const documents = await db.selectFrom('documents').select(['id', 'company_id']).execute()
  let added = 0
  for (const { id, company_id } of documents) {
    const companyId = parseCompanyId(company_id)
    const rows = await readRows(store, { companyId, documentId: parseDocumentId(id) }, signal)
    const ids = Array.from({ length: copies }, () => parseDocumentId(randomUUID()))
    for (const copy of ids) {
      const own = JSON.stringify({ id: copy, content_hash: copy, file_name: `${copy}.txt` })
      await sql`
        insert into documents
        select (jsonb_populate_record(d, ${own}::jsonb)).* from documents d where d.id = ${id}`.execute(db)
      await sql`
        insert into document_chunks
        select (jsonb_populate_record(c, jsonb_build_object(
          'id', gen_random_uuid(), 'document_id', ${copy}::text, 'embedding_id', ${copy}::text || '_' || c.chunk_index))).*
        from document_chunks c where c.document_id = ${id}`.execute(db)
    }
    const copied = ids.map((documentId) => ({
      documentId,
      chunks: rows.map((row, at) => ({ ...row, documentId, id: chunkId(documentId, at) })),
    }))
    for (let at = 0; at < copied.length; at += 20)
      await store.replaceDocuments(companyId, copied.slice(at, at + 20), signal)
    added += rows.length * copies
  }
  await store.maintain(signal)
  return added
}

function openStore(dataDir: string, address: string | null, collection: string): Promise<VectorStore> | VectorStore {
  if (address === null) return openLanceDb({ directory: path.join(dataDir, 'vectors'), collection, log: silentLog })
  return openMilvus({ kind: 'milvus', address, collection, log: silentLog })
}
