import { Presets, SingleBar } from 'cli-progress'
import type { Migration } from '../../contract/migrations.ts'
import { visibleLine } from '../../domain/text/visible-text.ts'
import { shorten } from '../terminal.ts'
import { paceParts } from './progress-text.ts'

/** What a person watches while a move copies or compares. */
export interface MoveBar {
  show(migration: Migration): void
  stop(): void
}

export function drawMoveBar(stream: NodeJS.WriteStream): MoveBar {
  const format = '{state} {bar} {percentage} % {value}/{total} rows {note}'
  const options = { format, stream, hideCursor: true, clearOnComplete: true, barsize: 24, linewrap: false }
  const bar = new SingleBar(options, Presets.shades_classic)
  let drawn = ''
  return {
    show: (migration) => {
      const { state, progress } = migration
      const payload = { state, note: noteOf(migration) }
      // documents that came meanwhile are more than there were at the beginning
      const total = Math.max(progress.rows.total, progress.rows.done)
      if (drawn !== state) {
        bar.stop()
        bar.start(total, progress.rows.done, payload)
        drawn = state
        return
      }
      bar.setTotal(total)
      bar.update(progress.rows.done, payload)
    },
    stop: () => bar.stop(),
  }
}

function noteOf({ progress, lag, trouble }: Migration): string {
  if (trouble !== null) return `waits: ${shorten(visibleLine(trouble), 60)}`
  return [...paceParts(progress), `lag ${lag.to}`].join(', ')
}
