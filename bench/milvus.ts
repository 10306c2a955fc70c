import { randomUUID } from 'node:crypto'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { GrpcChannel } from '../src/adapters/milvus/grpc/channel.ts'
import { openGrpcChannel } from '../src/adapters/milvus/grpc/channel.ts'
import { endpointOf } from '../src/adapters/milvus/calls/milvus-address.ts'
import { milvusRequest } from '../src/adapters/milvus/calls/milvus-request.ts'
import { encodeSearch } from '../src/adapters/milvus/wire/search-messages.ts'
import { encodeRows } from '../src/adapters/milvus/wire/write-messages.ts'
import { rememberLastWrite } from '../src/adapters/milvus/rows/last-write.ts'
import { createStoreSession } from '../src/adapters/milvus/collection/store-session.ts'
import { systemClock } from '../src/flow/system-clock.ts'
import { createRowWriter } from '../src/adapters/milvus/rows/write-rows.ts'
import { openMilvus } from '../src/adapters/milvus/open-milvus.ts'
import type { IndexedChunk } from '../src/domain/chunk.ts'
import { chunkId, parseDocumentId } from '../src/domain/ids.ts'
import type { VectorStore } from '../src/ports/vector-store.ts'
import { silentLog } from '../test/harness/log.ts'
import { findServer } from '../test/harness/milvus/real-servers.ts'
import { testSpec } from '../test/harness/milvus/chunks.ts'
import { benchRows, dimension, documentRows, scope } from './milvus-noop-server.ts'
import type { Limit, PartResult } from './report.ts'
import { percentile, renderResult, rounded } from './report.ts'

const never = new AbortController().signal
const collection = 'chunks'

/** Calls of one kind in a row before the other has its turn. */
const blockRuns = 8
/** Memory is given back in the background for some time after a collection. */
const sweepingMs = 100

interface Figure {
  readonly what: string
  readonly ours: number
  readonly other: number
  readonly unit: string
  readonly value: number
  readonly limit: Limit | null
}

/** CPU seconds this process spent on `work`; the server is another process. */
async function cpuSeconds(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

async function startNoopServer(): Promise<{ readonly address: string; readonly stop: () => Promise<void> }> {
  const file = fileURLToPath(new URL('milvus-noop-server.ts', import.meta.url))
  const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
  if (child.stdout === null) throw new Error('the server has no output')
  const [port]: string[] = await once(createInterface({ input: child.stdout }), 'line')
  return {
    address: `http://127.0.0.1:${port}`,
    stop: async () => {
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      await gone
    },
  }
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

async function measureTransport(address: string, rounds: number): Promise<readonly Figure[]> {
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

const bareChannel = (address: string) => openGrpcChannel(endpointOf({ kind: 'milvus', address }))

function bareCall(channel: GrpcChannel, method: string, body: Buffer): Promise<Buffer> {
  const request = milvusRequest(method, { database: 'default', credential: null })
  return channel.unary({ ...request, body, timeoutMs: 60_000, signal: never })
}

/** What a search costs on top of the bare call that carries the same bytes, milliseconds. */
async function measureSearch(address: string, searches: number): Promise<Figure> {
  const store = openMilvus({ kind: 'milvus', address, collection, log: silentLog })
  const client = bareChannel(address)
  const embedding = benchRows(1)[0]?.embedding ?? new Float32Array(dimension)
  const body = encodeSearch({
    database: 'default',
    collection,
    filter: { expression: `company_id == "${scope.companyId}"`, values: {} },
    outputFields: ['company_id', 'document_id'],
    freshness: { level: 2, timestamp: 0n },
    query: embedding,
    field: 'embedding',
    metric: 'IP',
    limit: 100,
    params: { ef: 150 },
  })
  const times = { ours: [] as number[], bare: [] as number[] }
  const timed = async (into: number[], work: () => Promise<unknown>) => {
    const began = performance.now()
    await work()
    into.push(performance.now() - began)
  }
  const search = () => store.searchDense({ companyId: scope.companyId, embedding, limit: 100, signal: never })
  try {
    for (let warm = 0; warm < 200; warm++) await Promise.all([search(), bareCall(client, 'Search', body)])
    for (let round = 0; round < searches; round++) {
      // Each goes first as often as the other: the second finds the server's process awake.
      if (round % 2 === 0) await timed(times.ours, search)
      await timed(times.bare, () => bareCall(client, 'Search', body))
      if (round % 2 === 1) await timed(times.ours, search)
    }
  } finally {
    await store.close()
    client.close()
  }
  const [ours, other] = [percentile(times.ours, 0.99), percentile(times.bare, 0.99)]
  const what = 'adapter cost of a search over the bare call, p99'
  const value = ours - other
  return { what, ours, other, unit: 'ms p99', value, limit: { what, value, bound: 2, kind: 'at most' } }
}

/** Documents of 50 to 350 chunks, as from ten to a hundred pages. */
function documentsOf(count: number) {
  return Array.from({ length: count }, (_, index) => {
    const documentId = parseDocumentId(randomUUID())
    const rows = benchRows(50 + ((index * 137) % 301), index * 400)
    return { documentId, rows: rows.map((row, at) => ({ ...row, documentId, id: chunkId(documentId, at) })) }
  })
}

/** Documents through the adapter against requests encoded beforehand in a bare loop, into the same server, in turns. */
async function measureIndexing(documents: number): Promise<Figure | null> {
  const server = await findServer('Milvus Lite 3.2.0')
  if (server.missing) return null
  const lite = await server.start()
  const names = { ours: 'ours', bare: 'bare' }
  const open = (name: string) => openMilvus({ kind: 'milvus', address: lite.address, collection: name, log: silentLog })
  const [store, bareStore] = [open(names.ours), open(names.bare)]
  const client = bareChannel(lite.address)
  try {
    for (const [one, name] of [
      [store, names.ours],
      [bareStore, names.bare],
    ] as const) {
      await one.ensure(testSpec(name, dimension), never)
    }
    const times = { ours: [] as number[], bare: [] as number[] }
    const target = { database: 'default', collection: names.bare, dimension, terms: true }
    const timed = async (into: 'ours' | 'bare', rows: number, work: () => Promise<unknown>) => {
      const began = performance.now()
      await work()
      times[into].push((performance.now() - began) / rows)
    }
    for (const [index, { documentId, rows }] of documentsOf(documents).entries()) {
      const body = encodeRows('upsert', target, rows)
      const write = () => store.replace({ companyId: scope.companyId, documentId }, rows, never)
      if (index % 2 === 0) await timed('ours', rows.length, write)
      await timed('bare', rows.length, () => bareCall(client, 'Upsert', body))
      if (index % 2 === 1) await timed('ours', rows.length, write)
    }
    // Medians: the server now and then stops for its own house-keeping, whoever is writing.
    const [ours, other] = [times.ours, times.bare].map((of) => 1_000 / percentile(of, 0.5))
    if (ours === undefined || other === undefined) throw new Error('nothing was measured')
    const what = 'indexing into Milvus Lite, share of the bare loop'
    // Of the same document in both: the server gets slower as its collections fill.
    const shares = times.bare.map((bare, index) => bare / (times.ours[index] ?? Number.NaN))
    const value = percentile(shares, 0.5)
    return { what, ours, other, unit: 'rows/s', value, limit: { what, value, bound: 0.9, kind: 'at least' } }
  } finally {
    client.close()
    await Promise.all([store.close(), bareStore.close()])
    await lite.stop()
  }
}

/** The Milvus adapter against the official SDK, the bare gRPC call and a bare loop. */
export async function benchMilvus(quick: boolean): Promise<PartResult> {
  const server = await startNoopServer()
  const figures: Figure[] = []
  try {
    figures.push(...(await measureTransport(server.address, quick ? 2 : 8)))
    figures.push(await measureSearch(server.address, quick ? 500 : 3_000))
  } finally {
    await server.stop()
  }
  const indexing = await measureIndexing(quick ? 15 : 120)
  if (indexing !== null) figures.push(indexing)
  return {
    title: 'Milvus adapter, 384 floats and about 900 bytes of text a row',
    head: ['What', 'ours', 'other', 'unit', 'ratio or difference'],
    rows: figures.map(({ what, ours, other, unit, value }) => [
      what,
      rounded(ours),
      rounded(other),
      unit,
      rounded(value),
    ]),
    figures: Object.fromEntries(figures.map(({ what, value }) => [what, value])),
    limits: figures.flatMap(({ limit }) => (limit === null ? [] : [limit])),
  }
}

if (import.meta.main) process.stdout.write(`${renderResult(await benchMilvus(process.argv.includes('--quick')))}\n`)
