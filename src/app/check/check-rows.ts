import type { CheckedPart } from '../../contract/health.ts'
import { companiesOf } from '../../domain/move.ts'
import type { CompanyId } from '../../domain/ids.ts'
import type { Clock } from '../../ports/clock.ts'
import type { MovingDocuments } from '../../ports/moves/moving-documents.ts'

export interface CheckRowsDeps {
  readonly documents: Pick<MovingDocuments, 'chunksByCompany'>
  /** Rows of a company in the collection that answers it. */
  readonly count: (companyId: CompanyId, signal: AbortSignal) => Promise<number>
  readonly clock: Clock
}

interface Lacking {
  readonly companyId: CompanyId
  readonly rows: number
  readonly of: number
}

/** Documents that are replaced or deleted just now have other rows for a moment: a company that lacks some is counted again after this. */
const againAfterMs = 1_000
/** Companies are counted as long as this, those with most first; the reply says how many were. */
const countMs = 6_000
/** Companies that are named; the others are counted. */
const mostNamed = 3

/**
 * Whether the collection has as many rows of each company as PostgreSQL says. Too many do no harm: what PostgreSQL does not know is never
 * shown.
 */
export async function checkRows(deps: CheckRowsDeps, signal: AbortSignal): Promise<Omit<CheckedPart, 'name'>> {
  const { clock } = deps
  const until = clock.monotonicMs() + countMs
  const companies = await wanted(deps)
  const first: Lacking[] = []
  let counted = 0
  for (const one of companies) {
    if (counted > 0 && clock.monotonicMs() > until) break
    const rows = await deps.count(one.companyId, signal)
    if (rows < one.chunks) first.push({ companyId: one.companyId, rows, of: one.chunks })
    counted += 1
  }
  const lacking = first.length === 0 ? [] : await stillLacking(deps, first, signal)
  if (lacking.length > 0) return failed(lacking)
  const rows = companies.slice(0, counted).reduce((sum, { chunks }) => sum + chunks, 0)
  const some = counted < companies.length ? `; counted for ${counted} of ${companies.length} companies` : ''
  return { status: 'ok', version: null, detail: `all ${rows} rows of the documents are there${some}`, remedy: null }
}

async function wanted({ documents }: CheckRowsDeps) {
  const companies = await documents.chunksByCompany(companiesOf({ companies: null }))
  return companies.toSorted((a, b) => b.chunks - a.chunks)
}

async function stillLacking(
  deps: CheckRowsDeps,
  first: readonly Lacking[],
  signal: AbortSignal,
): Promise<readonly Lacking[]> {
  await deps.clock.sleep(againAfterMs, signal)
  const now = new Map((await wanted(deps)).map(({ companyId, chunks }) => [companyId, chunks]))
  const lacking: Lacking[] = []
  // one that lacks rows is enough to know; the rest of the time is for naming the largest
  for (const { companyId, of: before } of first.slice(0, mostNamed)) {
    const of = Math.min(before, now.get(companyId) ?? 0)
    const rows = await deps.count(companyId, signal)
    if (rows < of) lacking.push({ companyId, rows, of })
  }
  return lacking.length === 0 ? [] : [...lacking, ...first.slice(mostNamed)]
}

function failed(lacking: readonly Lacking[]): Omit<CheckedPart, 'name'> {
  const sum = (of: (one: Lacking) => number) => lacking.reduce((total, one) => total + of(one), 0)
  const named = lacking.slice(0, mostNamed).map(({ companyId, rows, of }) => `${companyId} (${of - rows} of ${of})`)
  const more = lacking.length > named.length ? ` and ${lacking.length - named.length} more` : ''
  const missing = sum(({ rows, of }) => of - rows)
  return {
    status: 'failed',
    version: null,
    detail: `the collection lacks ${missing} of ${sum(({ of }) => of)} rows, of companies ${named.join(', ')}${more}: answers miss what they hold`,
    remedy:
      '`atenex reindex` rebuilds all rows from PostgreSQL while Atenex runs; `atenex reconcile` names the documents.',
  }
}
