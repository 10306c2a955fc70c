import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { openMeasuredTextIndex, type MeasuredTextIndex } from '../test/harness/text-index.ts'
import type { PartResult } from './report.ts'
import { percentile, rounded } from './report.ts'
import { companyScore } from '../src/domain/bm25.ts'
import type { Database } from '../src/adapters/postgres/database.ts'
import type { SparseSearch } from '../src/ports/vector-store.ts'
import { createSearchCorpus, type SearchCorpus } from './search-corpus.ts'

const never = new AbortController().signal
const limit = 100

/** PostgreSQL's text index: search, agreement with BM25 over all chunks, writing, and the room it takes. */
export async function benchTextIndex(quick: boolean): Promise<PartResult> {
  const folder = await mkdtemp(path.join(tmpdir(), 'atenex-bench-words-'))
  const index = await openMeasuredTextIndex(folder)
  try {
    const corpus = createSearchCorpus(8, 20_261)
    const rows = []
    let written = 0
    for (const chunks of quick ? [1_000, 10_000] : [1_000, 10_000, 100_000]) {
      // one document in ten belongs to another company
      const began = performance.now()
      for (const document of corpus.documents(Math.ceil((chunks - written) / 0.9))) {
        await index.add(document.scope, document.chunks)
      }
      const seconds = (performance.now() - began) / 1_000
      const perSecond = (chunks - written) / 0.9 / seconds
      written = chunks
      rows.push({ chunks, perSecond, ...(await measureSearches(index, corpus)), ...(await roomOf(index)) })
    }
    return {
      title: 'Text index in PostgreSQL, one company, 100 hits of questions of six terms; milliseconds',
      head: ['chunks', 'p50', 'p95', 'most', 'agreement@10', 'chunks written a second', 'terms MB', 'index MB'],
      rows: rows.map((row) =>
        [row.chunks, row.p50, row.p95, row.most, row.agreement, row.perSecond, row.tableMb, row.indexMb].map((value) =>
          rounded(value),
        ),
      ),
      figures: Object.fromEntries(
        rows.flatMap(({ chunks, ...row }) => Object.entries(row).map(([name, value]) => [`${chunks}.${name}`, value])),
      ),
    }
  } finally {
    await index.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Agreement: how many of the best ten are those of BM25 over every chunk with one of the terms. */
async function measureSearches({ textIndex, words, db }: MeasuredTextIndex, corpus: SearchCorpus) {
  const { companyId } = corpus
  await sql`analyze`.execute(db)
  const counted = await words.of(companyId)
  if (counted === null) throw new Error('no words were counted')
  const times: number[] = []
  const shares: number[] = []
  for (let number = -5; number < 60; number += 1) {
    const search = { companyId, limit, terms: corpus.question().terms, statistics: counted.words, signal: never }
    const began = performance.now()
    const hits = await textIndex.search(search)
    if (number < 0) continue
    times.push(performance.now() - began)
    if (number % 6 !== 0) continue
    const best = await bestScores(db, search)
    shares.push(hits.slice(0, 10).filter(({ score }, rank) => Math.abs(score - (best[rank] ?? 0)) < 1e-9).length / 10)
  }
  const agreement = shares.reduce((sum, share) => sum + share, 0) / shares.length
  return { p50: percentile(times, 0.5), p95: percentile(times, 0.95), most: Math.max(...times), agreement }
}

/** Of every chunk of the company, with the same formula. */
async function bestScores(db: Database, { companyId, terms, statistics }: SparseSearch): Promise<readonly number[]> {
  if (statistics === undefined) return []
  const rows = await db.selectFrom('chunk_terms').select('terms').where('company_id', '=', companyId).execute()
  const scores = rows.map((row) => companyScore(terms, row.terms, statistics))
  return scores.toSorted((a, b) => b - a).slice(0, 10)
}

async function roomOf({ db }: MeasuredTextIndex): Promise<{ tableMb: number; indexMb: number }> {
  const { rows } = await sql<{ table: number; index: number }>`
    select pg_table_size('chunk_terms')::float8 as table, pg_indexes_size('chunk_terms')::float8 as index
  `.execute(db)
  const [row] = rows
  return { tableMb: (row?.table ?? 0) / 1e6, indexMb: (row?.index ?? 0) / 1e6 }
}
