import { Option, type Command } from 'commander'
import type { FileClient } from '../../client/node/file-client.ts'
import type { Migration } from '../../contract/migrations.ts'
import { openSession, type CliContext } from '../context.ts'
import { CommandFailed, exitCodes } from '../exit.ts'
import { whoWeAre } from './who-we-are.ts'
import { statusText } from './status-text.ts'
import { watchMigration } from './watch-migration.ts'
import { hasEnded } from './has-ended.ts'

const help = `
Rebuilds every row of the vector store from the chunks in PostgreSQL, in a new collection beside the one that keeps answering,
verifies it, and switches to it. Use it when vectors were lost, for a changed schema, or, with ATENEX_TARGET_EMBEDDER, for another
embedder. Uploads and questions go on. If it is stopped, run it again: it continues where it was.

Examples:
  atenex reindex
  atenex reindex --keep      # the old collection still receives every change, until atenex migrate finish or rollback`

/** `atenex reindex` */
export function registerReindex(program: Command, context: CliContext): void {
  program
    .command('reindex')
    .summary('rebuild all vectors from PostgreSQL')
    .description('Rebuilds all vectors from the chunks in PostgreSQL, while questions and uploads go on.')
    .addOption(new Option('--token <token>', 'token of operators').env('ATENEX_OPERATOR_TOKEN'))
    .option('--keep', 'leave the way back open instead of finishing')
    .addHelpText('after', help)
    .action(async ({ keep = false }: { readonly keep?: boolean }, its: Command) => {
      const { client, json } = openSession(context, its)
      const last = await client.migration()
      if (last === null || hasEnded(last)) await client.startMigration(whoWeAre(), { rebuild: true })
      else if (!last.rebuild) refuse(context, 'Another move is open: finish or abandon it first.', last)
      const done = await carryOn(client, context, { json, keep })
      if (json) context.terminal.json(done, 'line')
      else context.terminal.out(statusText(done))
    })
}

interface How {
  readonly json: boolean
  readonly keep: boolean
}

async function carryOn(client: FileClient, context: CliContext, { json, keep }: How): Promise<Migration> {
  const progress = async () => {
    const migration = await watchMigration(client, context, json)
    if (migration === null) throw new CommandFailed(exitCodes.failed, 'The move is not there any more.')
    if (migration.paused !== null && !hasEnded(migration))
      refuse(context, `It is paused by ${migration.paused.by}.`, migration)
    return migration
  }
  let migration = await progress()
  if (migration.state === 'copied') {
    await client.migrationStep('verify', { force: false, by: whoWeAre() })
    migration = await progress()
  }
  if (migration.state === 'copied') refuse(context, 'The new rows are not what they must be.', migration)
  if (migration.state === 'verified') migration = await step(client, 'cutover')
  if (migration.state === 'cut_over' && !keep) migration = await step(client, 'finish')
  return migration
}

async function step(client: FileClient, name: 'cutover' | 'finish'): Promise<Migration> {
  const migration = await client.migrationStep(name, { force: false, by: whoWeAre() })
  if (migration === null) throw new CommandFailed(exitCodes.failed, 'The move is not there any more.')
  return migration
}

function refuse({ terminal }: CliContext, why: string, migration: Migration): never {
  terminal.note(why)
  terminal.note(statusText(migration))
  throw new CommandFailed(exitCodes.failed)
}
