import type { MoveEvent } from '../domain/move-event.ts'
import type { MoveStore } from '../ports/moves/move-store.ts'
import type { ReportKey } from '../ports/moves/report-key.ts'
import { moveStatus, type MoveStatus, type StatusDeps } from './move-status.ts'

/** Everything there is to say about a move, and the key that signs it. */
export interface MoveReport {
  readonly madeAt: Date
  readonly status: MoveStatus
  readonly events: readonly MoveEvent[]
  readonly privateKey: string
}

export interface ReportDeps extends StatusDeps {
  readonly moves: StatusDeps['moves'] & Pick<MoveStore, 'events'>
  readonly reportKey: ReportKey
  readonly clock: { now(): Date }
}

/** Of the open move, or the last one; null when there never was one. */
export async function reportMove(deps: ReportDeps): Promise<MoveReport | null> {
  const status = await moveStatus(deps)
  if (status === null) return null
  const events = await deps.moves.events(status.move.id)
  return { madeAt: deps.clock.now(), status, events, privateKey: await deps.reportKey.privateKey() }
}
