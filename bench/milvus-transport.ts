import { setTimeout as sleep } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createStoreSession } from '../src/adapters/milvus/collection/store-session.ts'
import { openMilvus } from '../src/adapters/milvus/open-milvus.ts'
import { rememberLastWrite } from '../src/adapters/milvus/rows/last-write.ts'
import { createRowWriter } from '../src/adapters/milvus/rows/write-rows.ts'
import type { IndexedChunk } from '../src/domain/chunk.ts'
import { systemClock } from '../src/flow/system-clock.ts'
import type { VectorStore } from '../src/ports/vector-store.ts'
import { silentLog } from '../test/harness/log.ts'
import { benchRows, documentRows, scope } from './milvus-noop-server.ts'
import type { Figure } from './milvus-calls.ts'

const never = new AbortController().signal
const collection = 'chunks'

/** Calls of one kind in a row before the other has its turn. */
const blockRuns = 8
/** Memory is given back in the background for some time after a collection. */
const sweepingMs = 100

/** CPU seconds this process spent on `work`; the server is another process. */
async function cpuSeconds(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

/** The official SDK, as its documentation uses it. */
async function openSdk(address: string) {
  const { ConsistencyLevelEnum, MilvusClient } = await import('@zilliz/milvus2-sdk-node')
  const client = new MilvusClient({ address, maxRetries: 0 })
  await client.connectPromise
  const outputFields = [
    'pk_id',
    'embedding',
    'content',
    'company_id',
    'document_id',
    'file_name',
    'page',
    'title',
    'tokens',
    'content_hash',
    'terms',
  ]
  const filter = `document_id == "${scope.documentId}"`
  const consistency_level = ConsistencyLevelEnum.Strong
  return {
    insert: async (data: ReturnType<typeof sdkRow>[]) => {
      const result = await client.insert({ collection_name: collection, data })
      if (result.status.code !== 0) throw new Error(result.status.reason)
    },
    read: async () => {
      const result = await client.query({
        collection_name: collection,
        filter,
        output_fields: outputFields,
        consistency_level,
      })
      if (result.data.length !== documentRows) throw new Error(`the SDK read ${result.data.length} rows`)
    },
    close: () => client.closeConnection(),
  }
}

/** What the SDK wants: plain numbers, made before the clock starts. */
const sdkRow = (row: IndexedChunk) => ({
  pk_id: row.id,
  embedding: [...row.embedding],
  content: row.content,
  company_id: row.companyId,
  document_id: row.documentId,
  file_name: row.fileName,
  page: row.page ?? -1,
  title: row.title,
  tokens: row.tokens,
  content_hash: row.contentHash,
  terms: row.terms,
})

async function readAll(store: VectorStore): Promise<void> {
  let rows = 0
  for await (const page of store.scan(scope, never)) rows += page.length
  if (rows !== documentRows) throw new Error(`the adapter read ${rows} rows`)
}

/** Runs the garbage collector to its end, threads and all, so that nobody pays for what the other left behind. */
async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  await sleep(sweepingMs)
}

/** Both in turns, so that whatever else the machine does hits both; rows a CPU second. */
async function compare(rounds: number, ours: () => Promise<unknown>, other: () => Promise<unknown>) {
  const spent = { ours: 0, other: 0 }
  const block = async (work: () => Promise<unknown>) => {
    await collectGarbage()
    return cpuSeconds(async () => {
      for (let repeat = 0; repeat < blockRuns; repeat++) await work()
    })
  }
  await block(ours)
  await block(other)
  for (let round = 0; round < rounds; round++) {
    spent.ours += await block(ours)
    spent.other += await block(other)
  }
  const rows = rounds * blockRuns * documentRows
  return { ours: rows / spent.ours, other: rows / spent.other }
}

/** One request of the adapter, as the SDK sends one: no look for rows of an older version before or after. */
async function openWriter(address: string) {
  const session = createStoreSession({ kind: 'milvus', address, collection, log: silentLog })
  const writer = createRowWriter(session, rememberLastWrite(systemClock))
  const on = await session.collection('background', never)
  if (on === null) throw new Error('the server has no collection')
  return { insert: (rows: readonly IndexedChunk[]) => writer.upsert(on, rows, never), close: () => session.close() }
}

/** Rows a CPU second that are written and read, against the SDK. */
export async function measureTransport(address: string, rounds: number): Promise<readonly Figure[]> {
  const store = openMilvus({ kind: 'milvus', address, collection, log: silentLog })
  const writer = await openWriter(address)
  const sdk = await openSdk(address)
  try {
    const rows = benchRows(documentRows)
    const data = rows.map(sdkRow)
    const insertSdk = () => sdk.insert(data)
    const insert = await compare(rounds, () => writer.insert(rows), insertSdk)
    const replace = await compare(rounds, () => store.replace(scope, rows, never), insertSdk)
    const read = await compare(
      rounds,
      () => readAll(store),
      () => sdk.read(),
    )
    const ratio = (what: string, { ours, other }: typeof insert, bound: number | null): Figure => {
      const value = ours / other
      const limit = bound === null ? null : { what, value, bound, kind: 'at least' as const }
      return { what, ours, other, unit: 'rows/CPU s', value, limit }
    }
    return [
      ratio('inserting rows, ours against the SDK', insert, 10),
      ratio('replacing a document, against the insert of the SDK', replace, null),
      ratio('reading rows with vectors, ours against the SDK', read, 5),
    ]
  } finally {
    await store.close()
    await writer.close()
    await sdk.close()
  }
}
