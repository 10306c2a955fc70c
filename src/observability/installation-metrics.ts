import { Gauge, type Registry } from 'prom-client'
import type { Pace } from '../domain/move-pace.ts'
import type { MovePhase } from '../domain/move.ts'
import type { CostFigures } from '../domain/store-use.ts'
import { showCost } from './cost-metrics.ts'

/** What PostgreSQL says about the whole installation. Every process that is asked says the same: rules take the maximum. */
export interface InstallationFigures {
  readonly documents: Readonly<Record<string, number>>
  /** Age of the oldest document that is neither processed nor in error; null when there is none. */
  readonly oldestUnfinishedSeconds: number | null
  readonly queues: readonly {
    readonly queue: string
    readonly waiting: number
    readonly oldestSeconds: number | null
  }[]
  /** The open move; null when there is none. */
  readonly move: {
    readonly state: string
    readonly documentsDone: number
    readonly documentsTotal: number
    readonly rows: number
    readonly phase: MovePhase
    /** Null while nothing goes on. */
    readonly pace: Pace | null
    readonly lag: Readonly<Record<'from' | 'to', number>>
    readonly different: number
    readonly stuck: boolean
    readonly paused: boolean
  } | null
  /** Null where nothing is counted. */
  readonly cost: CostFigures | null
}

/** Scrapes that come closer together share one look at the database. */
const keptMs = 10_000

/**
 * Gauges of the installation, and the function that fills them, to be called before they are read. While PostgreSQL is away
 * they are empty and `atenex_database_up` is 0: a scrape must not fail because a neighbour does.
 */
export function showInstallation(registry: Registry, read: () => Promise<InstallationFigures>): () => Promise<void> {
  const gauges = createGauges(registry)
  const cost = showCost(registry)
  const up = new Gauge({
    name: 'atenex_database_up',
    help: '1 when PostgreSQL answered what the other gauges of the installation show.',
    registers: [registry],
  })
  let readAt = -Infinity
  return async () => {
    if (performance.now() - readAt < keptMs) return
    readAt = performance.now()
    const figures = await read().catch(() => null)
    for (const gauge of [...Object.values(gauges), ...Object.values(cost.gauges)]) gauge.reset()
    up.set(figures === null ? 0 : 1)
    if (figures === null) return
    fill(gauges, figures)
    if (figures.cost !== null) cost.fill(figures.cost)
  }
}

function createGauges(registry: Registry) {
  const gauge = (name: string, help: string, labelNames: readonly string[] = []) =>
    new Gauge({ name, help, labelNames, registers: [registry] })
  return {
    documents: gauge('atenex_documents', 'Documents of all companies by status.', ['status']),
    oldest: gauge(
      'atenex_oldest_unfinished_document_seconds',
      'Age of the oldest document that is not finished; 0 when none is.',
    ),
    jobs: gauge('atenex_queue_jobs', 'Jobs that wait.', ['queue']),
    jobAge: gauge(
      'atenex_queue_oldest_job_seconds',
      'How long the oldest waiting job has been due; 0 when none waits.',
      ['queue'],
    ),
    moveState: gauge('atenex_move_state', '1 for the state of the open move.', ['state']),
    moveDocuments: gauge('atenex_move_documents', 'Documents of the open move.', ['part']),
    moveRows: gauge('atenex_move_rows', 'Rows the open move has copied.'),
    movePhaseRows: gauge('atenex_move_phase_rows', 'Rows of the copy, or of the verification.', ['part']),
    movePhaseBytes: gauge('atenex_move_phase_bytes', 'Bytes of the rows that are done.'),
    moveRowsPerSecond: gauge(
      'atenex_move_rows_per_second',
      'Speed of the copy, or of the verification; 0 when nothing goes on.',
    ),
    moveRemaining: gauge(
      'atenex_move_remaining_seconds',
      'How long the rest takes at this speed; 0 when nothing goes on.',
    ),
    moveLag: gauge('atenex_move_lag_changes', 'Changes that are not on this side yet.', ['side']),
    moveDifferent: gauge(
      'atenex_move_different_documents',
      'Documents in which the last verification found a difference.',
    ),
    moveStuck: gauge('atenex_move_stuck', '1 when the open move says why it does not go on.'),
    movePaused: gauge('atenex_move_paused', '1 while somebody has stopped the work at the open move.'),
  }
}

function fill(gauges: ReturnType<typeof createGauges>, figures: InstallationFigures): void {
  for (const [status, count] of Object.entries(figures.documents)) gauges.documents.set({ status }, count)
  gauges.oldest.set(figures.oldestUnfinishedSeconds ?? 0)
  for (const { queue, waiting, oldestSeconds } of figures.queues) {
    gauges.jobs.set({ queue }, waiting)
    gauges.jobAge.set({ queue }, oldestSeconds ?? 0)
  }
  const { move } = figures
  if (move === null) return
  gauges.moveState.set({ state: move.state }, 1)
  gauges.moveDocuments.set({ part: 'done' }, move.documentsDone)
  gauges.moveDocuments.set({ part: 'total' }, move.documentsTotal)
  gauges.moveRows.set(move.rows)
  gauges.movePhaseRows.set({ part: 'done' }, move.phase.rows.done)
  gauges.movePhaseRows.set({ part: 'total' }, move.phase.rows.total)
  gauges.movePhaseBytes.set(move.phase.bytes)
  gauges.moveRowsPerSecond.set(move.pace?.rowsPerSecond ?? 0)
  gauges.moveRemaining.set(move.pace?.remainingSeconds ?? 0)
  gauges.moveLag.set({ side: 'from' }, move.lag.from)
  gauges.moveLag.set({ side: 'to' }, move.lag.to)
  gauges.moveDifferent.set(move.different)
  gauges.moveStuck.set(move.stuck ? 1 : 0)
  gauges.movePaused.set(move.paused ? 1 : 0)
}
