import { AppError } from '../domain/errors.ts'
import type { MoveStore, StoredMove } from '../ports/moves/move-store.ts'
import { planMove } from './plan/plan-move.ts'
import type { PlanDeps } from './plan/plan.ts'

export type StartDeps = PlanDeps & { readonly moves: Pick<MoveStore, 'open' | 'begin'> }

/**
 * Begins a move when its plan says go. From then on every write and delete reaches both collections; the copy follows.
 * @throws AppError `conflict` with the first reason that speaks against it.
 */
export async function startMove(deps: StartDeps, startedBy: string, signal: AbortSignal): Promise<StoredMove> {
  const { findings } = await planMove(deps, signal)
  const against = findings.find(({ level }) => level === 'error')
  if (against !== undefined) throw new AppError('conflict', [against.message, against.remedy].filter(Boolean).join(' '))
  if (deps.from === null || deps.to === null) throw new AppError('internal', 'A plan without its ends said go.')
  return deps.moves.begin({ fromAddress: deps.from.address, to: deps.to, startedBy, rebuild: deps.rebuild })
}
