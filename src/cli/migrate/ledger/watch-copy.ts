import type { Clock } from '../../../ports/clock.ts'
import type { CopyLedger } from '../../../ports/moves/copy-ledger.ts'
import type { Terminal } from '../../terminal.ts'
import { duration } from '../progress-text.ts'
import { drawRowsBar } from '../rows-bar.ts'

interface Watched {
  readonly total: number
  readonly json: boolean
  readonly clock: Pick<Clock, 'monotonicMs'>
}

interface Progress {
  readonly doing: 'copying' | 'comparing'
  readonly rows: number
  readonly total: number
  readonly rows_per_second: number
  readonly remaining_seconds: number
}

/** Shows how far a copy is: a bar on a terminal, lines of JSON elsewhere. @param json as data, not as remarks */
export function watchCopy(terminal: Terminal, ledger: CopyLedger, { total, json, clock }: Watched) {
  const began = { copying: clock.monotonicMs(), comparing: clock.monotonicMs() }
  const first = { copying: ledger.copy.rows, comparing: 0 }
  const bar = json ? null : terminal.bars === null ? null : drawRowsBar(terminal.bars)
  const progress = (): Progress => {
    const doing = ledger.comparison === null ? 'copying' : 'comparing'
    if (doing === 'copying') began.comparing = clock.monotonicMs()
    const rows = ledger.comparison?.keys.from ?? ledger.copy.rows
    const seconds = Math.max(0.001, (clock.monotonicMs() - began[doing]) / 1_000)
    const rate = Math.max(0, rows - first[doing]) / seconds
    const left = rate === 0 ? 0 : Math.max(0, total - rows) / rate
    const whole = Math.max(total, rows)
    return { doing, rows, total: whole, rows_per_second: Math.round(rate), remaining_seconds: Math.ceil(left) }
  }
  return {
    show: () => {
      const now = progress()
      if (json) terminal.json(now, 'line')
      else if (bar !== null) bar.show({ doing: now.doing, done: now.rows, total: now.total, note: pace(now) })
      else terminal.note(JSON.stringify(now))
    },
    stop: () => bar?.stop(),
  }
}

const pace = ({ rows_per_second: rate, remaining_seconds: left }: Progress) =>
  `${rate} rows/s, about ${duration(left)} left`
