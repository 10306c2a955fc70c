import { AppError } from '../domain/errors.ts'
import type { CompanyId } from '../domain/ids.ts'
import type { MoveStore, StoredMove } from '../ports/moves/move-store.ts'
import { isSameCollection } from './same-collection.ts'
import { requireGoingOn } from './going-on.ts'
import { planMove } from './plan/plan-move.ts'
import { openMove } from './open-move.ts'
import type { PlanDeps } from './plan/plan.ts'

export type StartDeps = PlanDeps & { readonly moves: Pick<MoveStore, 'open' | 'begin' | 'widen'> }

export interface StartWish {
  readonly startedBy: string
  /** The only one that is moved; null: all. */
  readonly companyId: CompanyId | null
}

/**
 * Begins a move when its plan says go. From then on every write and delete of its companies reaches both collections; the copy follows.
 * An open move that is limited to some companies takes in the company, or all, instead.
 * @throws AppError `conflict` with the first reason that speaks against it.
 */
export async function startMove(
  deps: StartDeps,
  { startedBy, companyId }: StartWish,
  signal: AbortSignal,
): Promise<StoredMove> {
  const open = await deps.moves.open()
  if (open !== null && open.companies !== null) {
    requireGoingOn(open)
    await deps.moves.widen(open.id, companyId, startedBy)
    return openMove(deps)
  }
  const { findings, companies } = await planMove(deps, signal, 'tried')
  if (companyId !== null && companies === 0)
    throw new AppError('not_found', `No company ${companyId} has documents. Nothing was begun.`)
  const against = findings.find(({ level }) => level === 'error')
  if (against !== undefined) throw new AppError('conflict', [against.message, against.remedy].filter(Boolean).join(' '))
  if (deps.from === null || deps.to === null) throw new AppError('internal', 'A plan without its ends said go.')
  await requireAnother(deps, signal)
  const { from, to, rebuild } = deps
  const only = companyId === null ? null : [companyId]
  return deps.moves.begin({ fromAddress: from.address, to, startedBy, rebuild, companies: only })
}

/** A plan writes nothing, and not every server tells its collections apart. */
async function requireAnother({ open }: StartDeps, signal: AbortSignal): Promise<void> {
  await using opened = new AsyncDisposableStack()
  const [source, target] = [await open('from'), await open('to')]
  for (const store of [source, target]) opened.defer(() => store.close())
  if (!(await isSameCollection(target, source, signal))) return
  throw new AppError(
    'conflict',
    'Both addresses lead to the same collection, the one that is active now. Name another server, or another collection.',
  )
}
