// The original's installation, adopted: its database and its collection are filled as its services would have, and the whole product is
// asked over HTTP; then all is embedded again with the default embedder, while it goes on answering, and asked once more.
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Client } from 'pg'
import { searchReply, type SearchReply } from '../../src/contract/search.ts'
import { apiOf, type Api } from '../../test/harness/api.ts'
import { atenex } from '../../test/harness/atenex.ts'
import { needed, pythonEnvironment } from '../../test/harness/milvus/python-environments.ts'
import { leaveOriginal } from '../../test/harness/milvus/original-installation.ts'
import { findServer } from '../../test/harness/milvus/real-servers.ts'
import { originalSchema } from '../../test/harness/original-database.ts'
import { postgresPrograms, startPackagedPostgres } from '../../test/harness/packaged-postgres.ts'
import { discardProduct, startProduct } from '../../test/harness/product.ts'
import { waitFor } from '../../test/harness/wait.ts'
import type { DataSet } from './data-sets.ts'
import { meanMetrics, rankMetrics, type RankMetrics } from './metrics.ts'
import { inParallel } from './retrieval.ts'

export interface AdoptedFigures {
  readonly dataSet: string
  readonly documents: number
  readonly questions: number
  readonly fused: RankMetrics
  /** The vector store is stopped. */
  readonly wordsAlone: RankMetrics
  /** After `atenex reindex` with `multilingual-e5-small`. */
  readonly reembedded: RankMetrics
  /** Of questions that were asked while it ran, one after the other; none failed, or the measurement does. */
  readonly askedMeanwhile: number
}

type ShowProgress = (what: string, done: number, total: number) => void

const askedAtOnce = 2
/** Passages looked at of each reply; nDCG is of ten. */
const limit = 20

/** Each document of the set is one of the original's, with one chunk; the product finds model and collection by itself. */
export async function evaluateAdopted(set: DataSet, onProgress: ShowProgress): Promise<AdoptedFigures> {
  const companyId = randomUUID()
  await using closing = new AsyncDisposableStack()
  const folder = await mkdtemp(path.join(tmpdir(), 'atenex-adopted-'))
  closing.defer(() => rm(folder, { recursive: true }))
  const milvus = await (await findServer('Milvus Lite 3.2.0')).start()
  closing.defer(() => milvus.stop())
  const postgres = await startPackagedPostgres((await postgresPrograms(16)) ?? missing('PostgreSQL 16'))
  closing.defer(() => postgres.stop())
  const client = new Client({ connectionString: postgres.url })
  await client.connect()
  closing.defer(() => client.end())
  await client.query(originalSchema)
  const ids = await leaveOriginal(needed(await pythonEnvironment('pymilvus-2.4.15')), {
    address: milvus.address,
    database: 'default',
    databaseUrl: postgres.url,
    companyId,
    texts: set.documents.map(({ id, text }) => ({ fileName: `${id}.txt`, text })),
    folder,
    // Milvus Lite refuses the original's
    indexes: { scalarIndex: 'INVERTED' },
  })
  const uri = { INGEST_MILVUS_URI: milvus.address, QUERY_MILVUS_URI: milvus.address }
  const target = { ATENEX_TARGET_EMBEDDER: 'multilingual-e5-small' }
  const product = await startProduct({ env: { ...uri, ...target, ATENEX_AUTH: 'gateway', DATABASE_URL: postgres.url } })
  closing.defer(() => discardProduct(product))
  const api = apiOf(product.url, companyId)
  await waitFor(async () => (await indexedDocuments(client)) === set.documents.length, {
    what: 'the words of all documents',
    timeoutMs: 600_000,
  })
  const sourceOf = new Map(ids.map((id, at) => [id, set.documents[at]?.id ?? id]))
  const ask = (mode: string) => rankAll(api, set, { sourceOf, mode, onProgress })
  const fused = await ask('hybrid')
  await milvus.kill()
  const wordsAlone = await ask('sparse')
  await milvus.restart()
  await waitFor(async () => (await search(api, 'mode')).retrieval.mode === 'hybrid', { what: 'the vector store again' })
  const askedMeanwhile = await reindexed(product.url, api, set)
  const reembedded = await ask('hybrid')
  const { name: dataSet, documents, questions } = set
  return {
    dataSet,
    documents: documents.length,
    questions: questions.length,
    fused,
    wordsAlone,
    reembedded,
    askedMeanwhile,
  }
}

/** Questions that were answered with both legs while every chunk was embedded again. */
async function reindexed(url: string, api: Api, { questions }: DataSet): Promise<number> {
  let over = false
  const ended = atenex('--url', url, '--json', 'reindex').finally(() => (over = true))
  // a question that fails first is what is told; otherwise it is what `await` below says
  ended.catch(() => undefined)
  let asked = 0
  while (!over) {
    const question = questions[asked % questions.length]?.text ?? ''
    const { retrieval } = await search(api, question)
    if (retrieval.mode !== 'hybrid')
      throw new Error(`"${question}" was found as ${JSON.stringify(retrieval)} meanwhile`)
    asked += 1
  }
  await ended
  return asked
}

/** A worker puts the words of what it adopted into the text index. */
async function indexedDocuments(client: Client): Promise<number> {
  const { rows } = await client.query<{ indexed: string }>(
    'select count(*) as indexed from document_words where indexed_seq = seq',
  )
  return Number(rows[0]?.indexed)
}

async function search(api: Api, query: string): Promise<SearchReply> {
  const headers = { 'content-type': 'application/json' }
  const reply = await api.fetch('/api/v1/search', { method: 'POST', headers, body: JSON.stringify({ query, limit }) })
  if (!reply.ok) throw new Error(`"${query}" was answered with ${reply.status}: ${await reply.text()}`)
  return searchReply.parse(await reply.json())
}

interface Ranking {
  readonly onProgress: ShowProgress
  readonly sourceOf: ReadonlyMap<string, string>
  /** How each answer must have been found. */
  readonly mode: string
}

async function rankAll(
  api: Api,
  { questions }: DataSet,
  { sourceOf, mode, onProgress }: Ranking,
): Promise<RankMetrics> {
  const results = await inParallel(
    questions,
    askedAtOnce,
    async ({ text, relevant }) => {
      const { passages, retrieval } = await search(api, text)
      if (retrieval.mode !== mode || retrieval.degraded !== (mode === 'sparse'))
        throw new Error(`"${text}" was found as ${JSON.stringify(retrieval)}, not ${mode}`)
      const found = passages.map((passage) => sourceOf.get(passage.document_id) ?? passage.document_id)
      return rankMetrics([...new Set(found)], relevant)
    },
    (done) => onProgress(`asked (${mode})`, done, questions.length),
  )
  return meanMetrics(results)
}

function missing(what: string): never {
  throw new Error(`${what} could not be had`)
}
