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
  complete: boolean
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
    const { documents, newest } = await changesOf(db, companyId)
    const unchanged = known !== undefined && known.documents.size === documents && known.newest === newest
    // one that was not counted may go, which changes nothing here
    if (unchanged && known.complete) return touch(companyId, known)
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
    kept.complete = !(await hasUncounted(db, companyId))
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
        const { lexicon, complete } = await running
        return complete && lexicon.chunks > 0 ? lexicon : null
      }),
  }
}

function empty(): Kept {
  return { lexicon: new Lexicon(), documents: new Map(), newest: '0', complete: false }
}

async function changesOf(db: Database, companyId: CompanyId): Promise<{ documents: number; newest: string }> {
  const row = await db
    .selectFrom('document_words')
    .select((eb) => [eb.fn.countAll<string>().as('documents'), eb.fn.max<string | null>('seq').as('newest')])
    .where('company_id', '=', companyId)
    .executeTakeFirstOrThrow()
  return { documents: Number(row.documents), newest: row.newest ?? '0' }
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

/** Documents that were processed before words were counted. */
async function hasUncounted(db: Database, companyId: CompanyId): Promise<boolean> {
  const row = await db
    .selectFrom('documents as document')
    .leftJoin('document_words as words', 'words.document_id', 'document.id')
    .select('document.id')
    .where('document.company_id', '=', companyId)
    .where('document.status', '=', 'processed')
    .where('document.deleted_at', 'is', null)
    .where('words.document_id', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
