import type { VectorStore } from '../../ports/vector-store.ts'
import { bytesOf } from '../rows/bytes-of.ts'
import { readRows } from '../rows/read-rows.ts'
import type { CompanyId } from '../../domain/ids.ts'
import { finding, named, type PlanDeps, type PlanFinding } from './plan.ts'

/** Documents read to learn how large and how fast. */
const sampleSize = 20

export interface Sample {
  readonly rows: number
  readonly bytes: number
  readonly ms: number
}

/** How large rows are and how fast they are read, from the newest documents. */
export async function readSample(
  deps: Pick<PlanDeps, 'documents' | 'companies' | 'monotonicMs'>,
  store: VectorStore,
  signal: AbortSignal,
): Promise<Sample> {
  const began = deps.monotonicMs()
  let [rows, bytes] = [0, 0]
  for (const scope of await deps.documents.processedAfter(deps.companies, null, sampleSize)) {
    const sample = await readRows(store, scope, signal)
    rows += sample.length
    bytes += bytesOf(sample)
  }
  return { rows, bytes, ms: deps.monotonicMs() - began }
}

interface Counts {
  readonly findings: readonly PlanFinding[]
  /** Those first whose numbers do not fit. */
  readonly companies: readonly CompanyId[]
  /** Rows in the old collection. */
  readonly found: ReadonlyMap<CompanyId, number>
}

/** PostgreSQL against the old collection, both ways, by company. */
export async function compareCounts(
  deps: Pick<PlanDeps, 'documents' | 'companies'>,
  store: VectorStore,
  signal: AbortSignal,
): Promise<Counts> {
  const counted = new Map<CompanyId, number>()
  const [differing, agreeing]: [CompanyId[], CompanyId[]] = [[], []]
  const lacking: string[] = []
  const unowned: string[] = []
  for (const { companyId, chunks } of await deps.documents.chunksByCompany(deps.companies)) {
    const rows = await store.count(companyId, null, signal)
    counted.set(companyId, rows)
    if (rows === chunks) agreeing.push(companyId)
    else differing.push(companyId)
    if (rows < chunks) lacking.push(`${companyId} (${chunks - rows})`)
    if (rows > chunks) unowned.push(`${companyId} (${rows - chunks})`)
  }
  if (lacking.length + unowned.length === 0) {
    const message = 'PostgreSQL and the old collection have the same number of rows for every company.'
    return { findings: [finding('ok', 'counts_agree', message)], companies: agreeing, found: counted }
  }
  const found: PlanFinding[] = []
  if (lacking.length > 0) {
    const message = `The old collection lacks rows of companies: ${named(lacking)}.`
    const remedy =
      '`atenex reindex`, or a move started with --rebuild, makes them anew from PostgreSQL; `atenex reconcile` names the documents.'
    found.push(finding('warning', 'source_lacks_rows', message, remedy))
  }
  if (unowned.length > 0) {
    const message = `The old collection has more rows than documents have chunks, of companies: ${named(unowned)}. They are not copied.`
    found.push(finding('note', 'source_has_unowned_rows', message))
  }
  return { findings: found, companies: [...differing, ...agreeing], found: counted }
}
