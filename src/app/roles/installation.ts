import { paceOf } from '../../domain/move-pace.ts'
import { costFigures } from '../../cost/cost-figures.ts'
import { moveStatus } from '../../move/move-status.ts'
import type { InstallationFigures } from '../../observability/installation-metrics.ts'
import type { Parts } from '../parts/parts.ts'

type InstallationDeps = Pick<Parts, 'health' | 'moves' | 'changes' | 'storeUses' | 'clock' | 'config'>

/** What is shown of the whole installation. @throws AppError `database_unavailable`. */
export async function readInstallation(deps: InstallationDeps): Promise<InstallationFigures> {
  const [documents, queues, move, cost] = await Promise.all([
    deps.health.documents(),
    deps.health.queues(),
    openMove(deps),
    costFigures(deps.storeUses, deps.config.cost, deps.clock.now()),
  ])
  const { byStatus, oldestUnfinishedSeconds } = documents
  return { documents: byStatus, oldestUnfinishedSeconds, queues, move, cost }
}

async function openMove(deps: InstallationDeps): Promise<InstallationFigures['move']> {
  const status = await moveStatus(deps)
  if (status === null || status.move.state === 'finished' || status.move.state === 'abandoned') return null
  const { move, lag } = status
  return {
    state: move.state,
    documentsDone: move.documents.done,
    documentsTotal: move.documents.total,
    rows: move.rows,
    phase: move.phase,
    pace: paceOf(move),
    lag,
    different: move.verification?.different ?? 0,
    stuck: move.trouble !== null,
    paused: move.paused !== null,
  }
}
