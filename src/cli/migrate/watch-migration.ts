import type { FileClient } from '../../client/node/file-client.ts'
import type { Migration } from '../../contract/migrations.ts'
import type { CliContext } from '../context.ts'

const lookMs = 1_000

/** Shows how far the move is until it waits for a person, and returns how it stands then. JSON: a line whenever something changed. */
export async function watchMigration(
  client: Pick<FileClient, 'migration'>,
  { terminal, clock, signal }: CliContext,
  json: boolean,
): Promise<Migration | null> {
  let shown = ''
  for (;;) {
    const migration = await client.migration()
    const text = json ? JSON.stringify(migration) : progressLine(migration)
    const goesOn = migration?.state === 'copying' || migration?.state === 'verifying'
    if ((goesOn || json) && text !== shown) {
      if (json) terminal.json(migration, 'line')
      else terminal.note(text)
      shown = text
    }
    if (!goesOn) return migration
    await clock.sleep(lookMs, signal)
  }
}

function progressLine(migration: Migration | null): string {
  if (migration === null) return ''
  const { state, documents, rows, lag, trouble } = migration
  const line = `${state}: ${documents.done} of ${documents.total} documents, ${rows} rows, lag ${lag.to}`
  return trouble === null ? line : `${line}; waits: ${trouble}`
}
