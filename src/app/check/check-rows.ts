import type { CheckedPart } from '../../contract/health.ts'
import { AppError } from '../../domain/errors.ts'
import { companiesOf } from '../../domain/move.ts'
import type { CompanyId } from '../../domain/ids.ts'
import { withTimeout } from '../../flow/timeout.ts'
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

type Checked = Omit<CheckedPart, 'name'>
/** Null: not within the time that is left. */
type Count = (companyId: CompanyId) => Promise<number | null>

/** Documents that are replaced or deleted just now have other rows for a moment: a company that lacks some is counted again after this. */
const againAfterMs = 1_000
/** Companies are counted as long as this, those with most first; the reply says how many were. */
const countMs = 6_000
/** And those that lack rows as long as this again. Together less than a part of the check may take. */
const recountMs = 2_000
/** Companies that are named; the others are counted. */
const mostNamed = 3

/**
 * Whether the collection has as many rows of each company as PostgreSQL says. Too many do no harm: what PostgreSQL does not know is never
 * shown. A store that counts slowly is no fault of its rows: what was not counted is said.
 */
export async function checkRows(deps: CheckRowsDeps, signal: AbortSignal): Promise<Checked> {
  const companies = await wanted(deps)
  const count = countWithin(deps, countMs, signal)
  const first: Lacking[] = []
  let counted = 0
  for (const { companyId, chunks } of companies) {
    const rows = await count(companyId)
    if (rows === null) break
    if (rows < chunks) first.push({ companyId, rows, of: chunks })
    counted += 1
  }
  const lacking = first.length === 0 ? [] : await stillLacking(deps, first, signal)
  if (lacking.length > 0) return failed(lacking)
  if (counted === 0 && companies.length > 0) return uncounted
  const rows = companies.slice(0, counted).reduce((sum, { chunks }) => sum + chunks, 0)
  const some = counted < companies.length ? `; counted for ${counted} of ${companies.length} companies` : ''
  return { status: 'ok', version: null, detail: `all ${rows} rows of the documents are there${some}`, remedy: null }
}

async function wanted({ documents }: CheckRowsDeps) {
  const companies = await documents.chunksByCompany(companiesOf({ companies: null }))
  return companies.toSorted((a, b) => b.chunks - a.chunks)
}

/** Counts as long as `limitMs` from now on last. */
function countWithin({ count, clock }: CheckRowsDeps, limitMs: number, signal: AbortSignal): Count {
  const until = clock.monotonicMs() + limitMs
  const late = new AppError('cancelled', 'The time for counting is over.')
  return async (companyId) => {
    const ms = until - clock.monotonicMs()
    if (ms <= 0) return null
    try {
      return await withTimeout({ ms, signal, clock, late: () => late }, (limit) => count(companyId, limit))
    } catch (error) {
      if (error === late) return null
      throw error
    }
  }
}

async function stillLacking(
  deps: CheckRowsDeps,
  first: readonly Lacking[],
  signal: AbortSignal,
): Promise<readonly Lacking[]> {
  await deps.clock.sleep(againAfterMs, signal)
  const now = new Map((await wanted(deps)).map(({ companyId, chunks }) => [companyId, chunks]))
  const count = countWithin(deps, recountMs, signal)
  const lacking: Lacking[] = []
  // one that lacks rows is enough to know; the rest of the time is for naming the largest
  for (const { companyId, rows: before, of: wantedBefore } of first.slice(0, mostNamed)) {
    const of = Math.min(wantedBefore, now.get(companyId) ?? 0)
    const rows = (await count(companyId)) ?? before
    if (rows < of) lacking.push({ companyId, rows, of })
  }
  return lacking.length === 0 ? [] : [...lacking, ...first.slice(mostNamed)]
}

const uncounted: Checked = {
  status: 'warning',
  version: null,
  detail: `the collection did not count the rows of its largest company within ${countMs / 1_000} s`,
  remedy: 'Is the vector store overloaded? `atenex reconcile` compares rows and documents in its own time.',
}

function failed(lacking: readonly Lacking[]): Checked {
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
