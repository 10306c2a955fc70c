import { createHash, randomUUID } from 'node:crypto'
import path from 'node:path'
import { sql } from 'kysely'
import { createOnnxEmbedder } from '../../../src/adapters/models/onnx-embedder.ts'
import { openDatabase } from '../../../src/adapters/postgres/database.ts'
import { parseCompanyId } from '../../../src/domain/ids.ts'
import { silentLog } from '../log.ts'
import type { PythonEnvironment } from './python-environments.ts'
import { makeOriginalCollection, type OriginalIndexes } from './readback.ts'

export interface OriginalInstallation {
  readonly address: string
  readonly database: string
  readonly databaseUrl: string
  readonly companyId: string
  /** Each is a document of one chunk. */
  readonly texts: readonly { readonly fileName: string; readonly text: string }[]
  /** For the model, unpacked. */
  readonly folder: string
  /** Others than the original's, where the server refuses those. */
  readonly indexes?: OriginalIndexes
}

/**
 * What the original leaves behind: its collection in Milvus, written by the client it used, with vectors of its model, and its
 * rows in PostgreSQL. @returns the documents' ids, in the order of the texts.
 */
export async function leaveOriginal(
  python: PythonEnvironment,
  { address, database, databaseUrl, companyId, texts, folder, indexes = {} }: OriginalInstallation,
): Promise<readonly string[]> {
  const rows = texts.map(({ fileName, text }) => ({ documentId: randomUUID(), fileName, text }))
  const embeddings = await embed(
    rows.map(({ text }) => text),
    folder,
  )
  await makeOriginalCollection(python, {
    address,
    database,
    companyId,
    ...indexes,
    rows: rows.map(({ documentId, fileName, text }, at) => ({
      pk_id: `${documentId}_0`,
      document_id: documentId,
      content: text,
      file_name: fileName,
      embedding: [...(embeddings[at] ?? [])],
      content_hash: hashOf(text),
    })),
  })
  const db = openDatabase({ url: databaseUrl, maxConnections: 1, log: silentLog })
  try {
    for (const { documentId, fileName, text } of rows) {
      const metadata = JSON.stringify({ page: 0, title: fileName, tokens: 2, content_hash: hashOf(text) })
      await sql`
        insert into documents (id, company_id, file_name, file_type, file_path, status, chunk_count)
        values (${documentId}, ${companyId}, ${fileName}, 'text/plain', ${`${companyId}/${documentId}/${fileName}`},
          'processed', 1)`.execute(db)
      await sql`
        insert into document_chunks (document_id, company_id, chunk_index, content, metadata, embedding_id, vector_status)
        values (${documentId}, ${companyId}, 0, ${text}, ${metadata}, ${`${documentId}_0`}, 'created')`.execute(db)
    }
  } finally {
    await db.destroy()
  }
  return rows.map(({ documentId }) => documentId)
}

async function embed(texts: readonly string[], cacheDir: string): Promise<readonly Float32Array[]> {
  const modelDir = path.join(import.meta.dirname, '../../../models/all-MiniLM-L6-v2')
  const embedder = await createOnnxEmbedder({ modelDir, cacheDir, processes: 1 })
  try {
    const companyId = parseCompanyId(randomUUID())
    return await embedder.embed(texts, { role: 'passage', companyId, signal: AbortSignal.timeout(600_000) })
  } finally {
    await embedder.close()
  }
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')
