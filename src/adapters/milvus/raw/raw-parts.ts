import type { RawSchema } from '../../../ports/raw-collection.ts'
import { isFailure } from '../calls/milvus-failure.ts'
import { loadCollection, type AdminTarget } from '../collection/collection-admin.ts'
import type { StoreSession } from '../collection/store-session.ts'
import { timeoutsOf } from '../calls/milvus-options.ts'

/** One collection over one connection, and what its server says of it. */
export interface RawParts {
  readonly session: StoreSession
  readonly schema: RawSchema
}

/** A collection that is not loaded is loaded once, and `work` repeated. */
export async function whenLoaded<T>(session: StoreSession, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!isFailure(error, 'not-loaded')) throw error
    await load(session, session.admin(signal))
    return work()
  }
}

export function load({ options }: StoreSession, target: AdminTarget): Promise<void> {
  return loadCollection(target, timeoutsOf(options).backgroundBudget)
}
