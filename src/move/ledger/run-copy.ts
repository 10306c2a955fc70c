// `ledger/` copies a collection that is not ours, without a database: a plan (`plan-copy.ts`), the copy, the comparison. A file records
// the progress (`adapters/ledger`).
import { AppError } from '../../domain/errors.ts'
import type { VectorTolerance } from '../../domain/vector-tolerance.ts'
import type { Clock } from '../../ports/clock.ts'
import type { CollectionComparison, CopyLedger, LedgerBeginning } from '../../ports/moves/copy-ledger.ts'
import type { RawCollection } from '../../ports/raw-collection.ts'
import type { BytePace } from '../carry/byte-pace.ts'
import { compareCollections } from './compare-collections.ts'
import { copyRows } from './copy-rows.ts'
import type { CopyPlan, PlannedCollection } from './plan-copy.ts'

export interface RunCopyDeps {
  readonly from: RawCollection
  readonly to: RawCollection
  readonly ledger: CopyLedger
  readonly pace: BytePace
  readonly clock: Clock
  readonly by: string
  /** How much the numbers of float vectors may differ when they are compared; null: in no bit. */
  readonly tolerance: VectorTolerance | null
  readonly onProgress: () => void
}

/** What a copy did, when its rows were compared. */
export interface CopyOutcome {
  readonly beginning: LedgerBeginning
  readonly comparison: CollectionComparison
  /** Rows that are not the same on both sides, after the repair. */
  readonly differences: number
}

/**
 * Carries a plan out: makes the new collection when it is not there, copies, compares, repairs. Goes on where the ledger says; run
 * again after its end, it compares anew, and carries over what changed.
 * @throws AppError `conflict` when the ledger is that of another copy.
 */
export async function runCopy(deps: RunCopyDeps, plan: CopyPlan, signal: AbortSignal): Promise<CopyOutcome> {
  const beginning = await begin(deps, plan, signal)
  await copyRows(deps, signal)
  const comparison = await compareCollections(deps, signal)
  const { missing, different, repaired, extra } = comparison
  return { beginning, comparison, differences: missing + different - repaired + extra }
}

async function begin(
  { ledger, to, clock, by }: RunCopyDeps,
  plan: CopyPlan,
  signal: AbortSignal,
): Promise<LedgerBeginning> {
  if (ledger.beginning !== null) {
    const { beginning } = ledger
    const differs = differenceOf(beginning, plan)
    if (differs === null) return beginning
    throw new AppError('conflict', `The ledger belongs to another copy: ${differs}. Name another file for this one.`)
  }
  if (plan.schema === null) throw new AppError('conflict', 'There is nothing to copy.')
  const notes = plan.to.exists ? [] : await to.createLike(plan.schema, signal)
  const made = plan.to.exists ? null : await to.describe(signal)
  const beginning: LedgerBeginning = {
    at: clock.now().toISOString(),
    by,
    from: endOf(plan.from),
    to: { ...endOf(plan.to), identity: made?.identity ?? plan.to.identity },
    created: !plan.to.exists,
    notes,
  }
  await ledger.begin(beginning)
  return beginning
}

const endOf = ({ store, address, collection, identity }: PlannedCollection) => ({
  store,
  address,
  collection,
  identity,
})

function differenceOf(beginning: LedgerBeginning, plan: CopyPlan): string | null {
  for (const side of ['from', 'to'] as const) {
    const [was, is] = [beginning[side], plan[side]]
    if (was.address !== is.address || was.collection !== is.collection)
      return `it goes ${side} ${was.collection} at ${was.address}, not ${is.collection} at ${is.address}`
    if (was.identity !== null && is.identity !== null && was.identity !== is.identity)
      return `${is.collection} at ${is.address} was made anew since it began`
    if (!is.exists) return `${is.collection} at ${is.address} is not there any more`
  }
  return null
}
