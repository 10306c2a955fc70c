import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { Client } from 'pg'
import { openLanceDb } from '../../src/adapters/lancedb/open-lance-db.ts'
import { openFileObjectStore } from '../../src/adapters/objects/files.ts'
import { startEmbeddedPostgres } from '../../src/adapters/embedded-postgres/start-embedded-postgres.ts'
import { openDatabase } from '../../src/adapters/postgres/database.ts'
import { parseCompanyId, parseDocumentId } from '../../src/domain/ids.ts'
import type { VectorStore } from '../../src/ports/vector-store.ts'
import { silentLog } from './log.ts'
import { waitFor } from './wait.ts'

/** What a stopped product left on disk for one company, counted in each store on its own. */
export interface Inventory {
  readonly documents: readonly {
    readonly id: string
    readonly status: string
    readonly chunkCount: number
    readonly deleted: boolean
  }[]
  /** Rows of chunks by document. */
  readonly chunkRows: ReadonlyMap<string, number>
  /** Vectors by document, of those documents that have a row. */
  readonly vectors: ReadonlyMap<string, number>
  /** Vectors whose id occurs more than once. */
  readonly duplicateVectors: number
  /** All vectors of the company, whether their document has a row or not. */
  readonly allVectors: number
  /** Keys in the object store. */
  readonly objects: readonly string[]
}

/** @param openVectors another store that must hold the same; the embedded one of the active collection when left out. */
export async function takeInventory(
  dataDir: string,
  company: string,
  openVectors?: () => Promise<VectorStore>,
): Promise<Inventory> {
  const companyId = parseCompanyId(company)
  const signal = AbortSignal.timeout(60_000)
  const postgres = await startEmbeddedPostgres({ dataDir, log: silentLog })
  const db = openDatabase({ url: postgres.url, maxConnections: 2, log: silentLog })
  try {
    const rows = await db.selectFrom('documents').selectAll().where('company_id', '=', companyId).execute()
    const chunks = await db
      .selectFrom('document_chunks')
      .select((eb) => ['document_id', eb.fn.countAll<string>().as('total')])
      .where('company_id', '=', companyId)
      .groupBy('document_id')
      .execute()
    const { name } = await db
      .selectFrom('collections')
      .select('name')
      .where('active', '=', true)
      .executeTakeFirstOrThrow()
    const store =
      openVectors === undefined
        ? await openLanceDb({ directory: path.join(dataDir, 'vectors'), collection: name, log: silentLog })
        : await openVectors()
    const vectors = new Map<string, number>()
    let duplicateVectors = 0
    for (const row of rows) {
      const ids: string[] = []
      for await (const batch of store.scan({ companyId, documentId: parseDocumentId(row.id) }, signal)) {
        ids.push(...batch.map((chunk) => chunk.id))
      }
      vectors.set(row.id, ids.length)
      duplicateVectors += ids.length - new Set(ids).size
    }
    const allVectors = await store.count(companyId, null, signal)
    await store.close()
    const objects = await openFileObjectStore({ directory: path.join(dataDir, 'originals') })
    return {
      documents: rows.map((row) => ({
        id: row.id,
        status: row.status,
        chunkCount: row.chunk_count ?? 0,
        deleted: row.deleted_at !== null,
      })),
      chunkRows: new Map(chunks.map((row) => [row.document_id, Number(row.total)])),
      vectors,
      duplicateVectors,
      allVectors,
      objects: await objects.list(companyId, null, signal),
    }
  } finally {
    await db.destroy()
    await postgres.stop()
  }
}

/** Waits until the running product has nothing left to do: nothing unfinished, nothing half removed, no job. */
export async function waitUntilQuiet(dataDir: string, timeoutMs: number): Promise<void> {
  const lines = (await readFile(path.join(dataDir, 'postgres', 'cluster', 'postmaster.pid'), 'utf8')).split('\n')
  // the file's fifth line is the folder of the socket
  const client = new Client({ host: lines[4] ?? '', user: 'atenex', database: 'atenex' })
  await client.connect()
  let left = ''
  try {
    await waitFor(
      async () => {
        const { rows } = await client.query<{ documents: string; jobs: string }>(`
          select (select count(*) from documents where deleted_at is not null or status not in ('processed', 'error')) as documents,
            (select count(*) from jobs.job where name like 'document.%' and state <= 'active') as jobs`)
        left = JSON.stringify(rows[0])
        return rows[0]?.documents === '0' && rows[0].jobs === '0'
      },
      { what: () => `the product to have nothing left to do: ${left}`, timeoutMs },
    )
  } finally {
    await client.end()
  }
}
