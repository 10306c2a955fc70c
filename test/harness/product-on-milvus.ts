import { randomUUID } from 'node:crypto'
import { openDatabase } from '../../src/adapters/postgres/database.ts'
import { parseCompanyId } from '../../src/domain/ids.ts'
import { silentLog } from './log.ts'
import type { StoredRow } from './milvus/readback.ts'
import { byKey } from './milvus/readback.ts'
import type { AvailableServer } from './milvus/real-servers.ts'
import { createDatabase } from './milvus/server-call.ts'
import { sharedServer } from './milvus/share-server.ts'
import { createTestDatabase } from './postgres.ts'
import type { Product } from './product.ts'
import { discardProduct, startProduct } from './product.ts'

/** A Milvus where nobody else is, or a database of its own on the one that all share. */
export interface MilvusPlace {
  readonly address: string
  readonly database: string
  /** Null for a server that others use, too. */
  readonly restart: (() => Promise<void>) | null
  readonly stop: () => Promise<void>
}

/** Milvus Lite has no databases, but starts in a second. */
export async function newPlaceOn(server: AvailableServer): Promise<MilvusPlace> {
  if (server.name === 'Milvus Standalone 2.3.5') {
    const shared = await sharedServer(server.name)
    const database = `e2e_${randomUUID().slice(0, 8)}`
    await createDatabase(shared, database)
    return { address: shared.address, database, restart: null, stop: async () => undefined }
  }
  const { address, restart, stop } = await server.start()
  return { address, database: 'default', restart, stop }
}

export interface Installation {
  readonly product: Product
  /** Stops the product and starts it again on what it left. */
  restart(): Promise<Installation>
  /** Its rows of one company in PostgreSQL, by id. */
  storedRows(companyId: string): Promise<readonly StoredRow[]>
  /** Stops everything and removes the data. */
  discard(): Promise<void>
}

/** The whole product on that server, with a PostgreSQL database the test can look into. */
export async function installOn(
  place: Pick<MilvusPlace, 'address' | 'database'>,
  more: Readonly<Record<string, string>> = {},
): Promise<Installation> {
  const database = await createTestDatabase()
  const env = {
    DATABASE_URL: database.url,
    INGEST_MILVUS_URI: place.address,
    QUERY_MILVUS_URI: place.address,
    INGEST_MILVUS_DATABASE: place.database,
    QUERY_MILVUS_DATABASE: place.database,
    ...more,
  }
  const running = (product: Product): Installation => ({
    product,
    restart: async () => {
      await product.stop()
      return running(await startProduct({ env, dataDir: product.dataDir }))
    },
    storedRows: (companyId) => storedRows(database.url, companyId),
    discard: async () => {
      await discardProduct(product)
      await database.drop()
    },
  })
  return running(await startProduct({ env }))
}

async function storedRows(databaseUrl: string, companyId: string): Promise<readonly StoredRow[]> {
  const db = openDatabase({ url: databaseUrl, maxConnections: 1, log: silentLog })
  try {
    const rows = await db
      .selectFrom('document_chunks')
      .select(['document_id', 'chunk_index', 'content'])
      .where('company_id', '=', parseCompanyId(companyId))
      .execute()
    return byKey(
      rows.map(({ document_id, chunk_index, content }) => ({
        pk_id: `${document_id}_${chunk_index}`,
        document_id,
        content,
      })),
    )
  } finally {
    await db.destroy()
  }
}
