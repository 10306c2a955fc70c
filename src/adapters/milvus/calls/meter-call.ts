import type { CompanyId } from '../../../domain/ids.ts'
import type { StoreOperation } from '../../../domain/store-use.ts'
import type { ClientParts } from './client-parts.ts'
import type { MilvusCall } from './milvus-call.ts'

/** What a call that is billed does, besides what its bytes say. */
export interface CallUse<T> {
  readonly companyId: CompanyId | null
  readonly on: { readonly dimension: number; readonly partitioned: boolean }
  /** Written, deleted or found; `reply` is null when it is not known what became of the call. */
  rows(reply: T | null): number
}

const operations = new Map<string, StoreOperation>([
  ['Upsert', 'upsert'],
  // where an insert replaces; rows are written no other way
  ['Insert', 'upsert'],
  ['Delete', 'delete'],
  ['Search', 'search'],
  ['Query', 'query'],
])

/** Nobody's: what a server is asked to learn what it can do, and the doctor's one row. */
const unnamed: CallUse<unknown> = {
  companyId: null,
  on: { dimension: 0, partitioned: false },
  rows: () => 1,
}

/** Tells the meter of one attempt that was carried out, or may have been (`reply` null). */
export function meterCall<T>(
  { options }: ClientParts,
  call: MilvusCall<T>,
  { receivedBytes, reply }: { readonly receivedBytes: number; readonly reply: T | null },
): void {
  const operation = operations.get(call.method)
  if (operation === undefined || options.meter === undefined) return
  const use = call.use ?? unnamed
  const { companyId, on } = use
  options.meter.used({
    store: options.kind,
    operation,
    companyId,
    rows: use.rows(reply),
    sentBytes: call.body.length,
    receivedBytes,
    collection: { dimension: on.dimension, partitioned: on.partitioned },
  })
}
