import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type * as Lance from '@lancedb/lancedb'
import { openLanceDb } from '../src/adapters/lancedb/open-lance-db.ts'
import type { VectorStore } from '../src/ports/vector-store.ts'
import { silentLog } from '../test/harness/log.ts'
import { chunksPerDocument, createSearchCorpus, type SearchCorpus } from './search-corpus.ts'

export interface SearchBenchOptions {
  /** Chunks of the measured company, one row of the result each; the table grows from one to the next. */
  readonly sizes: readonly number[]
  readonly dimension: number
  readonly questions: number
  readonly limit: number
}

/** Times in milliseconds. `ratio` is adapter p50 over bare p50, measured alternately in the same run. */
export interface SearchBenchRow {
  readonly chunks: number
  readonly adapterP50: number
  readonly adapterP95: number
  readonly bareP50: number
  readonly bareP95: number
  readonly ratio: number
  readonly denseP50: number
  readonly sparseP50: number
  readonly replaceDocumentsPerSecond: number
  readonly replaceAgainMs: number
  readonly removeMs: number
  readonly maintainMs: number
  /** Memory of the whole process, the corpus generator included. */
  readonly rssMb: number
}

const defaults: SearchBenchOptions = { sizes: [1_000, 10_000, 100_000], dimension: 512, questions: 60, limit: 50 }
const collection = 'bench'
const never = new AbortController().signal

/** Measures the embedded store against the bare library calls it makes, in a folder of its own that is removed at the end. */
export async function benchSearch(options: Partial<SearchBenchOptions> = {}): Promise<readonly SearchBenchRow[]> {
  const settings = { ...defaults, ...options }
  const directory = await mkdtemp(path.join(tmpdir(), 'atenex-bench-search-'))
  const store = await openLanceDb({ directory, collection, log: silentLog })
  try {
    return await measureSizes(settings, directory, store)
  } finally {
    await store.close()
    await rm(directory, { recursive: true, force: true })
  }
}

async function measureSizes(
  settings: SearchBenchOptions,
  directory: string,
  store: VectorStore,
): Promise<SearchBenchRow[]> {
  const { dimension } = settings
  const fingerprint = { model: 'bench', revision: '1', dimension, prefixRule: 'none', normalised: true, chunking: '1' }
  await store.ensure({ name: collection, dimension, fingerprint }, never)
  // The package is CommonJS; this is its own type.
  const lance = createRequire(import.meta.url)('@lancedb/lancedb') as typeof Lance
  const connection = await lance.connect(directory, { readConsistencyInterval: 0 })
  const table = await connection.openTable(collection)
  const corpus = createSearchCorpus(dimension, 20_261)
  const rows: SearchBenchRow[] = []
  let present = 0
  for (const chunks of settings.sizes) {
    // One document in ten belongs to another company.
    const written = await load(store, corpus, Math.ceil((chunks - present) / 0.9))
    present = await store.count(corpus.companyId, null, never)
    // A store opened anew compacts at once; the one that has just compacted waits until the writing pauses.
    const fresh = await openLanceDb({ directory, collection, log: silentLog })
    const maintainMs = await timed(() => fresh.maintain(never))
    await fresh.close()
    const search = await measureSearch(settings, { store, lance, table, corpus })
    rows.push({
      chunks: present,
      ...search,
      ...written,
      ...(await measureWrites(store, corpus)),
      maintainMs,
      rssMb: rss(),
    })
  }
  connection.close()
  return rows
}

async function load(
  store: VectorStore,
  corpus: SearchCorpus,
  chunks: number,
): Promise<{ replaceDocumentsPerSecond: number }> {
  let spent = 0
  let documents = 0
  for (const document of corpus.documents(chunks)) {
    spent += await timed(() => store.replace(document.scope, document.chunks, never))
    documents++
    // As the worker does every 20 s; a table of thousands of tiny fragments is not what runs in practice.
    if (documents % 100 === 0) await store.maintain(never)
  }
  return { replaceDocumentsPerSecond: round((documents * 1000) / spent) }
}

interface Parts {
  readonly store: VectorStore
  readonly lance: typeof Lance
  readonly table: Lance.Table
  readonly corpus: SearchCorpus
}

async function measureSearch({ questions, limit }: SearchBenchOptions, parts: Parts) {
  const { store, corpus } = parts
  const bare = bareSearches(parts, limit)
  const { companyId } = corpus
  // What the product says of a company whose documents rest. Up to 12,000 rows are then compared in memory, beyond that by the library.
  const revision = String(await store.count(companyId, null, never))
  const times = { adapter: [] as number[], bare: [] as number[], dense: [] as number[], sparse: [] as number[] }
  for (let i = -5; i < questions; i++) {
    const { embedding, terms } = corpus.question()
    const runAdapter = async () => {
      const dense = await timed(() => store.searchDense({ companyId, embedding, limit, revision, signal: never }))
      const sparse = await timed(() => store.searchSparse({ companyId, terms, limit, revision, signal: never }))
      if (i < 0) return
      times.dense.push(dense)
      times.sparse.push(sparse)
      times.adapter.push(dense + sparse)
    }
    const runBare = async () => {
      const took = await timed(async () => {
        await bare.dense(embedding)
        await bare.sparse(terms)
      })
      if (i >= 0) times.bare.push(took)
    }
    // Whoever comes second finds the files warm: take turns.
    for (const run of i % 2 === 0 ? [runAdapter, runBare] : [runBare, runAdapter]) await run()
  }
  const [adapterP50, bareP50] = [percentile(times.adapter, 0.5), percentile(times.bare, 0.5)]
  return {
    adapterP50,
    adapterP95: percentile(times.adapter, 0.95),
    bareP50,
    bareP95: percentile(times.bare, 0.95),
    ratio: Math.round((adapterP50 / bareP50) * 100) / 100,
    denseP50: percentile(times.dense, 0.5),
    sparseP50: percentile(times.sparse, 0.5),
  }
}

type Rows = Promise<readonly Readonly<Record<string, unknown>>[]>

/** The library calls the adapter makes, with the same parameters and nothing around them. */
function bareSearches({ lance, table, corpus }: Parts, limit: number) {
  const where = `company_id = '${corpus.companyId}'`
  return {
    dense: (embedding: Float32Array): Rows =>
      table
        .query()
        .nearestTo(embedding)
        .distanceType('dot')
        .where(where)
        .select(['pk_id', 'company_id', 'document_id', '_distance'])
        .limit(limit)
        .toArray(),
    sparse: (terms: readonly string[]): Rows =>
      table
        .query()
        .fullTextSearch(new lance.MatchQuery(terms.join(' '), 'terms'), { columns: ['terms'] })
        .where(where)
        .select(['pk_id', 'company_id', 'document_id', '_score'])
        .limit(limit)
        .toArray(),
  }
}

async function measureWrites(store: VectorStore, corpus: SearchCorpus) {
  const again: number[] = []
  const removed: number[] = []
  for (const document of corpus.documents(10 * chunksPerDocument)) {
    await store.replace(document.scope, document.chunks, never)
    again.push(await timed(() => store.replace(document.scope, document.chunks, never)))
    removed.push(await timed(() => store.remove(document.scope, never)))
  }
  return { replaceAgainMs: percentile(again, 0.5), removeMs: percentile(removed, 0.5) }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return round(performance.now() - started)
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return round(sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN)
}

const round = (value: number) => Math.round(value * 100) / 100
const rss = () => Math.round(process.memoryUsage().rss / 1e6)

if (import.meta.main) {
  const sizes = process.argv.slice(2).map(Number)
  const rows = await benchSearch(sizes.length > 0 ? { sizes } : {})
  console.table(rows)
  console.log(JSON.stringify(rows))
}
