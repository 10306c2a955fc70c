import { sql, type RawBuilder } from 'kysely'
import { companyScore, type TermStatistics } from '../../../domain/bm25.ts'
import { chunkId, type DocumentId } from '../../../domain/ids.ts'
import type { Hit } from '../../../domain/passage.ts'
import { createBreather } from '../../../flow/breathe.ts'
import type { TextIndex } from '../../../ports/text-index.ts'
import type { SparseSearch } from '../../../ports/vector-store.ts'
import { guarded, type Database } from '../database.ts'
import { chooseCandidates } from './choose-candidates.ts'

interface CandidateRow {
  readonly document_id: DocumentId
  readonly chunk_index: number
  readonly terms: string
}

/** Candidates by an index over the terms of each company, weighed here as in every store of ours. */
export function createTextIndex(db: Database): TextIndex {
  return {
    search: (search) =>
      guarded(async () => {
        const { terms, statistics = null, limit } = search
        const hits = new Map<string, Hit>()
        const breathe = createBreather()
        for (const row of await candidates(db, search)) {
          const id = chunkId(row.document_id, row.chunk_index)
          const score = companyScore(terms, row.terms, statistics ?? allAlike)
          hits.set(id, { id, documentId: row.document_id, score })
          const pause = breathe()
          if (pause !== undefined) await pause
        }
        return [...hits.values()].toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, limit)
      }),
  }
}

/** For a company none of whose documents has been counted. */
const allAlike: TermStatistics = { chunks: 0, meanLength: 0, frequency: () => 0 }

async function candidates(db: Database, search: SparseSearch): Promise<readonly CandidateRow[]> {
  const { any, pairs, limit } = chooseCandidates(search.terms, search.statistics ?? null)
  const holding = (condition: RawBuilder<unknown>) => read(db, search, condition, limit)
  const key = (terms: readonly string[]) => sql`atenex_term_keys(${search.companyId}::uuid, ${terms.join(' ')})`
  const found = await Promise.all([
    any.length === 0 ? [] : holding(sql`${keys} && ${key(any)}`),
    pairs.length === 0
      ? []
      : holding(
          sql`(${sql.join(
            pairs.map((pair) => sql`${keys} @> ${key(pair)}`),
            sql` or `,
          )})`,
        ),
  ])
  return found.flat()
}

/** As the index has it. */
const keys = sql`atenex_term_keys(company_id, terms)`

async function read(
  db: Database,
  { companyId, documentIds }: SparseSearch,
  condition: RawBuilder<unknown>,
  limit: number,
): Promise<readonly CandidateRow[]> {
  const ofDocuments = documentIds === undefined ? sql`true` : sql`document_id = any(${[...documentIds]}::uuid[])`
  const { rows } = await sql<CandidateRow>`
    select document_id, chunk_index, terms from chunk_terms
    where company_id = ${companyId} and ${condition} and ${ofDocuments} limit ${limit}
  `.execute(db)
  return rows
}
