import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { startEmbeddedPostgres } from '../src/adapters/embedded-postgres/start-embedded-postgres.ts'
import { apiOf, type Api } from '../test/harness/api.ts'
import { findFakeGcsServer, startFakeGcsServer } from '../test/harness/gcs/fake-gcs-server.ts'
import { findServer } from '../test/harness/milvus/real-servers.ts'
import { discardProduct, fastEmbedder, startProduct } from '../test/harness/product.ts'
import { spanishText } from '../test/harness/texts.ts'
import { quietLog } from './extract.ts'
import { temporaryFolder } from './processes.ts'
import type { PartResult } from './report.ts'

const outageMs = 20_000
const bucket = 'atenex-outages'
/** For what waits until the store is back, and for the next attempt after it. */
const patienceMs = 300_000
/** What a client may be told: accepted, there already, gone, hidden and being removed, away, too much. Nothing else. */
const honest = { upload: new Set([202, 409, 429, 503]), delete: new Set([204, 404, 503]) }

/** Somebody else's part that can be taken away and given back. */
interface Store {
  readonly name: string
  stop(): Promise<void>
  start(): Promise<void>
}

interface Outcome {
  readonly store: string
  readonly statuses: Readonly<Record<string, number>>
  readonly wrong: number
  readonly lost: number
  readonly stuck: number
  /** What became of the uploads, and of how many. */
  readonly ends: Readonly<Record<string, number>>
  readonly revived: number
  readonly seconds: number
}

/** PostgreSQL, the object store and the vector store are each stopped for 20 s amid uploads and deletes. */
export async function benchOutages(quick: boolean): Promise<PartResult> {
  await using started = new AsyncDisposableStack()
  const { stores, env } = await startStores(started)
  const product = started.adopt(await startProduct({ env: { ...fastEmbedder, ...env } }), discardProduct)
  const outcomes: Outcome[] = []
  for (const store of stores) outcomes.push(await endure(product.url, store, quick ? 10 : 100))
  const sum = (of: (one: Outcome) => number) => outcomes.reduce((total, one) => total + of(one), 0)
  const none = (what: string, value: number) => ({ what, value, bound: 0, kind: 'at most' as const })
  return {
    title: `Each store stopped for ${outageMs / 1_000} s amid ${quick ? 10 : 100} uploads and half as many deletes`,
    head: ['stopped', 'lost', 'stuck', 'revived', 'all done, s after it was back', 'replies', 'uploads'],
    rows: outcomes.map((one) => [
      one.store,
      ...[one.lost, one.stuck, one.revived, Math.round(one.seconds)].map(String),
      Object.entries(one.statuses)
        .map(([status, count]) => `${count} × ${status}`)
        .join(', '),
      Object.entries(one.ends)
        .map(([end, count]) => `${count} ${end}`)
        .join(', '),
    ]),
    figures: Object.fromEntries(outcomes.map((one) => [`${one.store}, seconds`, one.seconds])),
    limits: [
      none(
        'documents lost',
        sum(({ lost }) => lost),
      ),
      none(
        'documents stuck',
        sum(({ stuck }) => stuck),
      ),
      none(
        'deleted and there again',
        sum(({ revived }) => revived),
      ),
      none(
        'replies of a status that is wrong',
        sum(({ wrong }) => wrong),
      ),
    ],
  }
}

async function startStores(started: AsyncDisposableStack) {
  const folder = started.adopt(await temporaryFolder('outages'), (one) => one.remove())
  const openPostgres = () => startEmbeddedPostgres({ dataDir: folder.path, log: quietLog() })
  let postgres = await openPostgres()
  started.defer(() => postgres.stop())
  const program = await findFakeGcsServer()
  if (program === null) throw new Error('there is no object store that could be stopped')
  const objects = started.adopt(await startFakeGcsServer(program, bucket, 'files'), (one) => one.stop())
  const vectors = started.adopt(await (await findServer('Milvus Lite 3.2.0')).start(), (one) => one.stop())
  const stores: readonly Store[] = [
    {
      name: 'PostgreSQL',
      stop: () => postgres.stop(),
      start: async () => {
        postgres = await openPostgres()
      },
    },
    { name: 'object store', stop: () => objects.kill(), start: () => objects.start() },
    { name: 'vector store', stop: () => vectors.kill(), start: () => vectors.restart() },
  ]
  const env = {
    DATABASE_URL: postgres.url,
    INGEST_MILVUS_URI: vectors.address,
    QUERY_MILVUS_URI: vectors.address,
    ATENEX_OBJECT_STORE: 'gcs',
    ATENEX_GCS_BUCKET: bucket,
    ATENEX_GCS_ENDPOINT: objects.endpoint,
  }
  return { stores, env }
}

/** Uploads and deletes begin before the outage and go on after it; a client that was refused comes again. */
async function endure(url: string, store: Store, uploads: number): Promise<Outcome> {
  const api = apiOf(url, randomUUID())
  const doomed: string[] = []
  for (let n = 0; n < uploads / 2; n += 1) doomed.push(await api.uploaded(`viejo ${n}.txt`, spanishText(1_000 + n, 1)))
  for (const id of doomed) await api.finished(id, patienceMs)

  const statuses: Record<string, number> = {}
  let wrong = 0
  const note = (what: keyof typeof honest, status: number) => {
    statuses[`${what} ${status}`] = (statuses[`${what} ${status}`] ?? 0) + 1
    if (!honest[what].has(status)) wrong += 1
  }
  const every = (outageMs * 1.5) / uploads
  const accepted = Promise.all(
    Array.from({ length: uploads }, async (_, n) => {
      await delay(n * every)
      return insistOnUpload(api, n, (status) => note('upload', status))
    }),
  )
  const removed = Promise.all(
    doomed.map(async (id, n) => {
      await delay(n * 2 * every)
      await insistOnDelete(api, id, (status) => note('delete', status))
    }),
  )
  await delay(outageMs / 4)
  await store.stop()
  await delay(outageMs)
  await store.start()
  const back = performance.now()
  const [ids] = await Promise.all([accepted, removed])
  const ends = await Promise.all(ids.map(async (id) => (id === null ? 'not accepted' : endOf(api, id))))
  const seconds = (performance.now() - back) / 1_000
  const listed = new Set((await api.list()).map(({ id }) => id))
  return {
    store: store.name,
    statuses,
    wrong,
    lost: ids.filter((id) => id === null || !listed.has(id)).length,
    stuck: ends.filter((end) => end !== 'whole').length,
    ends: Object.fromEntries(
      Object.entries(Object.groupBy(ends, String)).map(([end, list = []]) => [end, list.length]),
    ),
    revived: doomed.filter((id) => listed.has(id)).length,
    seconds,
  }
}

/** `whole`: processed, and the vector store holds each of its chunks. That is unknown (−1) until the API has found the store again. */
async function endOf(api: Api, id: string): Promise<string> {
  let last = 'never seen'
  for (const until = performance.now() + patienceMs; performance.now() < until; await delay(1_000)) {
    const item = await api.status(id).catch(() => null)
    if (item === null) continue
    if (item.status === 'processed' && item.milvus_chunk_count === item.chunk_count) return 'whole'
    last = `${item.status} ${item.error_code ?? ''} with ${item.milvus_chunk_count} of ${item.chunk_count} chunks`
    if (item.status === 'error') return last
  }
  return last
}

/** Null when it was not acknowledged in time. */
async function insistOnUpload(api: Api, n: number, note: (status: number) => void): Promise<string | null> {
  const text = spanishText(n, 1)
  for (const until = performance.now() + patienceMs; performance.now() < until; await delay(1_000)) {
    const reply = await api.upload(`acta ${n}.txt`, text)
    note(reply.status)
    // the product's own reply, of which its contract has tests
    const body = (await reply.json()) as { document_id?: string }
    if (body.document_id !== undefined && (reply.status === 202 || reply.status === 409)) return body.document_id
  }
  return null
}

async function insistOnDelete(api: Api, id: string, note: (status: number) => void): Promise<void> {
  for (const until = performance.now() + patienceMs; performance.now() < until; await delay(1_000)) {
    const status = await api.delete(id)
    note(status)
    if (status === 204 || status === 404) return
  }
}
