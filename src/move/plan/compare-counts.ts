import type { VectorStore } from '../../ports/vector-store.ts'
import { readRows } from '../rows/read-rows.ts'
import { finding, type PlanDeps, type PlanFinding } from './plan.ts'

/** Documents read to learn how large and how fast. */
const sampleSize = 20
/** Companies that are named when their rows do not fit; the others are counted. */
const named = 10

export interface Sample {
  readonly rows: number
  readonly bytes: number
  readonly ms: number
}

/** How large rows are and how fast they are read, from the newest documents. */
export async function readSample(
  deps: Pick<PlanDeps, 'documents' | 'monotonicMs'>,
  store: VectorStore,
  signal: AbortSignal,
): Promise<Sample> {
  const began = deps.monotonicMs()
  let [rows, bytes] = [0, 0]
  for (const scope of await deps.documents.processedAfter(null, sampleSize)) {
    for (const row of await readRows(store, scope, signal)) {
      rows += 1
      bytes += row.embedding.byteLength + Buffer.byteLength(row.content) + Buffer.byteLength(row.terms)
    }
  }
  return { rows, bytes, ms: deps.monotonicMs() - began }
}

/** PostgreSQL against the old collection, both ways, by company. */
export async function compareCounts(
  deps: Pick<PlanDeps, 'documents'>,
  store: VectorStore,
  signal: AbortSignal,
): Promise<PlanFinding[]> {
  const lacking: string[] = []
  const unowned: string[] = []
  for (const { companyId, chunks } of await deps.documents.chunksByCompany()) {
    const rows = await store.count(companyId, null, signal)
    if (rows < chunks) lacking.push(`${companyId} (${chunks - rows})`)
    if (rows > chunks) unowned.push(`${companyId} (${rows - chunks})`)
  }
  if (lacking.length + unowned.length === 0) {
    const message = 'PostgreSQL and the old collection have the same number of rows for every company.'
    return [finding('ok', 'counts_agree', message)]
  }
  const found: PlanFinding[] = []
  if (lacking.length > 0) {
    const message = `The old collection lacks rows of companies: ${listed(lacking)}.`
    const remedy = 'The verification names the documents; upload them again.'
    found.push(finding('warning', 'source_lacks_rows', message, remedy))
  }
  if (unowned.length > 0) {
    const message = `The old collection has rows that belong to no document: ${listed(unowned)}. They are not copied.`
    found.push(finding('note', 'source_has_unowned_rows', message))
  }
  return found
}

const listed = (all: readonly string[]) =>
  all.length <= named ? all.join(', ') : `${all.slice(0, named).join(', ')} and ${all.length - named} more`
