import { sql } from 'kysely'
import type { CompanyId } from '../../../domain/ids.ts'
import { createBreather } from '../../../flow/breathe.ts'
import type { WordStatistics } from '../../../ports/word-statistics.ts'
import { guarded, type Database } from '../database.ts'
import { addPacked } from './count-words.ts'
import { Lexicon } from './lexicon.ts'

/** Distinct terms of all companies kept at a time; each costs about 100 bytes. */
const mostTerms = 1_000_000
/** Documents read with one statement: 2 MB of words. */
const documentsAtATime = 200

interface Kept {
  lexicon: Lexicon
  /** The change each document was added with. */
  readonly documents: Map<string, string>
  newest: string
  /** Of the changes all of them were added with. */
  sum: string
  complete: boolean
  indexed: boolean
}

/**
 * Sums over the documents of a company, kept in memory. Each question asks PostgreSQL whether something came or went (an
 * index-only count), and only new documents are read then; after a removal everything of the company is summed anew.
 */
export function createWordStatistics(db: Database): WordStatistics {
  const companies = new Map<CompanyId, Kept>()
  const refreshing = new Map<CompanyId, Promise<Kept>>()

  const refresh = async (companyId: CompanyId): Promise<Kept> => {
    const known = companies.get(companyId)
    const { documents, newest, sum } = await changesOf(db, companyId)
    const unchanged = known?.documents.size === documents && known.newest === newest && known.sum === sum
    // one that was not counted may go, which changes nothing here
    if (unchanged && known.complete && known.indexed) return touch(companyId, known)
    const present = await presentDocuments(db, companyId)
    const gone = known !== undefined && [...known.documents].some(([id, seq]) => present.get(id) !== seq)
    const kept = known === undefined || gone ? empty() : known
    await addDocuments(
      db,
      companyId,
      kept,
      [...present].filter(([id]) => !kept.documents.has(id)),
    )
    kept.newest = [...kept.documents.values()].reduce((last, seq) => (Number(seq) > Number(last) ? seq : last), '0')
    kept.sum = String([...kept.documents.values()].reduce((total, seq) => total + BigInt(seq), 0n))
    Object.assign(kept, await missingOf(db, companyId))
    return touch(companyId, kept)
  }
  const touch = (companyId: CompanyId, kept: Kept): Kept => {
    companies.delete(companyId)
    companies.set(companyId, kept)
    let terms = 0
    for (const { lexicon } of companies.values()) terms += lexicon.size
    for (const [oldest, { lexicon }] of companies) {
      if (terms <= mostTerms || oldest === companyId) break
      companies.delete(oldest)
      terms -= lexicon.size
    }
    return kept
  }
  return {
    of: (companyId) =>
      guarded(async () => {
        const running = refreshing.get(companyId) ?? refresh(companyId).finally(() => refreshing.delete(companyId))
        refreshing.set(companyId, running)
        const { lexicon: counted, documents, sum, complete, indexed } = await running
        const revision = `${documents.size} ${sum}`
        return counted.chunks > 0 || !indexed ? { words: counted, complete, indexed, revision } : null
      }),
  }
}

function empty(): Kept {
  return { lexicon: new Lexicon(), documents: new Map(), newest: '0', sum: '0', complete: false, indexed: false }
}

interface Changes {
  readonly documents: number
  readonly newest: string
  readonly sum: string
}

async function changesOf(db: Database, companyId: CompanyId): Promise<Changes> {
  // as text: each question asks it, and it is worded in a fraction of the time
  const { rows } = await sql<{ documents: string; newest: string | null; sum: string | null }>`
    select count(*) as documents, max(seq) as newest, sum(seq) as sum from document_words where company_id = ${companyId}
  `.execute(db)
  const row = rows[0] ?? { documents: 0, newest: null, sum: null }
  return { documents: Number(row.documents), newest: row.newest ?? '0', sum: row.sum ?? '0' }
}

async function presentDocuments(db: Database, companyId: CompanyId): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('document_words')
    .select(['document_id', 'seq'])
    .where('company_id', '=', companyId)
    .execute()
  return new Map(rows.map(({ document_id: id, seq }) => [id, seq]))
}

async function addDocuments(
  db: Database,
  companyId: CompanyId,
  kept: Kept,
  fresh: readonly (readonly [string, string])[],
): Promise<void> {
  const breathe = createBreather()
  const add = (term: string, count: number): void => kept.lexicon.addTerm(term, count)
  for (let from = 0; from < fresh.length; from += documentsAtATime) {
    const ids = fresh.slice(from, from + documentsAtATime).map(([id]) => id)
    const rows = await db
      .selectFrom('document_words')
      .select(['document_id', 'seq', 'chunks', 'terms', 'words'])
      .where('company_id', '=', companyId)
      .where('document_id', 'in', ids)
      .execute()
    for (const row of rows) {
      kept.documents.set(row.document_id, row.seq)
      kept.lexicon.addDocument(row.chunks, Number(row.terms))
      addPacked(row.words, add)
      const pause = breathe()
      if (pause !== undefined) await pause
    }
  }
}

/** Whether all processed documents are counted, and whether the terms of all are in the text index. */
async function missingOf(db: Database, companyId: CompanyId): Promise<{ complete: boolean; indexed: boolean }> {
  const { rows } = await sql<{ counted: boolean }>`
    select words.document_id is not null as counted
    from documents as document left join document_words as words on words.document_id = document.id
    where document.company_id = ${companyId} and document.status = 'processed' and document.deleted_at is null
      and words.indexed_seq is distinct from coalesce(words.seq, -1)
    order by counted limit 1
  `.execute(db)
  return { complete: rows[0]?.counted ?? true, indexed: rows.length === 0 }
}
