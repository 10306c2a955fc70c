import type { Migration } from '../../contract/migrations.ts'
import { visibleLine } from '../../domain/text/visible-text.ts'
import { shorten } from '../terminal.ts'
import { paceParts } from './progress-text.ts'
import { drawRowsBar } from './rows-bar.ts'

/** What a person watches while a move copies or compares. */
export interface MoveBar {
  show(migration: Migration): void
  stop(): void
}

export function drawMoveBar(stream: NodeJS.WriteStream): MoveBar {
  const bar = drawRowsBar(stream)
  return {
    show: (migration) => {
      const { done, total } = migration.progress.rows
      bar.show({ doing: migration.state, done, total, note: noteOf(migration) })
    },
    stop: () => bar.stop(),
  }
}

function noteOf({ progress, lag, trouble }: Migration): string {
  if (trouble !== null) return `waits: ${shorten(visibleLine(trouble), 60)}`
  return [...paceParts(progress), `lag ${lag.to}`].join(', ')
}
