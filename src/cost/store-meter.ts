// What vector stores over the network cost: requests are counted and priced here (`store-meter.ts`), kept in PostgreSQL by day, company
// and operation, and made into a report (`cost-report.ts`). All of it are estimates by the table in `domain/zilliz-prices.ts`.
import { randomUUID } from 'node:crypto'
import type { CompanyId } from '../domain/ids.ts'
import type { StoreUse } from '../domain/store-use.ts'
import { vcuOfUse } from '../domain/zilliz-prices.ts'
import { runPeriodically } from '../flow/periodic.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { StoreMeter } from '../ports/store-meter.ts'
import type { StoreUseBatch, StoreUseLog } from '../ports/store-use-log.ts'
import { scannedRows, type Sizes } from './scanned-rows.ts'
import { dayOf, openBatch, type OpenBatch } from './use-batch.ts'

export interface MeterDeps {
  readonly uses: StoreUseLog
  readonly clock: Clock
  readonly log: Log
  /** Hears of each request and its price. */
  readonly counted: (use: StoreUse, vcu: number) => void
}

/** Also the moment over which peaks of bytes are taken. */
export const flushEveryMs = 10_000
const sizesEveryMs = 1_800_000
/** Thirteen months and a little. */
const keepDays = 400

export interface RunningMeter extends StoreMeter {
  /** Writes what was counted. Called by itself every ten seconds and at the end. */
  flush(): Promise<void>
  /** Writes once more, and does not fail. */
  close(): Promise<void>
}

/**
 * Best effort: a process that is killed loses what it counted in the last ten seconds; a batch whose writing failed is sent again under its
 * number, and counts once. While PostgreSQL is away, counting goes on in memory.
 */
export function startStoreMeter(deps: MeterDeps): RunningMeter {
  const { uses, clock, log } = deps
  const writer = randomUUID()
  const stopping = new AbortController()
  let sizes: Sizes = { total: 0, byCompany: new Map<CompanyId, number>() }
  let sizedAt = -Infinity
  let open: OpenBatch = openBatch()
  let waiting: { readonly number: number; readonly batch: StoreUseBatch } | null = null
  let number = 0

  const look = async (): Promise<void> => {
    if (clock.monotonicMs() - sizedAt < sizesEveryMs) return
    const byCompany = await uses.sizes()
    sizes = { total: [...byCompany.values()].reduce((sum, rows) => sum + rows, 0), byCompany }
    sizedAt = clock.monotonicMs()
    await uses.trim(dayOf(new Date(clock.now().getTime() - keepDays * 86_400_000)))
  }
  const flush = async (): Promise<void> => {
    open.endMoment(flushEveryMs / 1_000)
    if (waiting === null && open.isEmpty()) return
    if (waiting === null) {
      number += 1
      waiting = { number, batch: open.close() }
      open = openBatch()
    }
    await uses.add(writer, waiting.number, waiting.batch)
    waiting = null
    await look()
  }
  const task = { name: 'count vector store use', everyMs: flushEveryMs, run: flush }
  const running = runPeriodically([task], clock, log, stopping.signal)
  return {
    used: (use) => {
      const vcu = vcuOfUse(use, scannedRows(use, sizes))
      open.add(dayOf(clock.now()), use, vcu)
      deps.counted(use, vcu)
    },
    flush,
    close: async () => {
      stopping.abort()
      await running
      await flush().catch((error: unknown) =>
        log.debug({ err: error }, 'did not write the last use of the vector store'),
      )
    },
  }
}
