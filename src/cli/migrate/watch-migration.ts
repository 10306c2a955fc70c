import type { FileClient } from '../../client/node/file-client.ts'
import type { Migration } from '../../contract/migrations.ts'
import type { CliContext } from '../context.ts'
import type { Terminal } from '../terminal.ts'
import { drawMoveBar, type MoveBar } from './move-bar.ts'
import { progressLine } from './progress-text.ts'

const lookMs = 500

/**
 * Shows how far the move is until it waits for a person, and returns how it stands then: a bar on a terminal, elsewhere a line of JSON whenever
 * something changed. @param json whole, and as data
 */
export async function watchMigration(
  client: Pick<FileClient, 'migration'>,
  { terminal, clock, signal }: CliContext,
  json: boolean,
): Promise<Migration | null> {
  const shown = json
    ? jsonLines(terminal)
    : terminal.bars === null
      ? progressLines(terminal)
      : drawMoveBar(terminal.bars)
  try {
    for (;;) {
      const migration = await client.migration()
      const works = migration?.state === 'copying' || migration?.state === 'verifying'
      const goesOn = works && migration.paused === null
      if (migration !== null && (goesOn || json)) shown.show(migration)
      if (!goesOn) return migration
      await clock.sleep(lookMs, signal)
    }
  } finally {
    shown.stop()
  }
}

const jsonLines = (terminal: Terminal) => whenChanged(JSON.stringify, (migration) => terminal.json(migration, 'line'))

const progressLines = (terminal: Terminal) =>
  whenChanged(progressLine, (migration) => terminal.note(progressLine(migration)))

function whenChanged(textOf: (migration: Migration) => string, tell: (migration: Migration) => void): MoveBar {
  let told = ''
  return {
    show: (migration) => {
      const text = textOf(migration)
      if (text !== told) tell(migration)
      told = text
    },
    stop: () => undefined,
  }
}
