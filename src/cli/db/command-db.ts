import type { Command } from 'commander'
import type { Migrated } from '../../app/process/migrate.ts'
import { toAppError } from '../../domain/errors.ts'
import { visibleJson, visibleLines } from '../../domain/text/visible-text.ts'
import type { Config } from '../../config/schema.ts'
import type { Log } from '../../ports/log.ts'
import { exitCodes } from '../exit.ts'
import { configOrList } from '../config-or-list.ts'
import { planText } from './plan-text.ts'

const help = `
Reads the same settings as "atenex start" (DATABASE_URL, the vector store). Run it before an update of several processes,
or to see whether a new store is set up rightly; "atenex start" does the same by itself.

Examples:
  atenex db migrate
  DATABASE_URL=postgres://… INGEST_MILVUS_URI=http://milvus:19530 QUERY_MILVUS_URI=http://milvus:19530 atenex db migrate

Exit code: 0 everything is there, 1 something failed, 2 wrong settings.`

const planHelp = `
Shows which tables and rows the database of DATABASE_URL has, and what "atenex db migrate" would add to them. Changes nothing.

Example:
  DATABASE_URL=postgres://… atenex db plan

Exit code: 0 it would be done, 1 it would be refused or something failed, 2 wrong settings.`

/** `atenex db plan` and `atenex db migrate` */
export function registerDb(program: Command, env: NodeJS.ProcessEnv): void {
  const db = program
    .command('db')
    .description('the database and the collection of this installation')
    .addHelpText('after', '\nExamples:\n  DATABASE_URL=postgres://… atenex db plan\n  atenex db migrate')
  db.command('plan')
    .summary('show what would be changed in the database')
    .description('Shows what `atenex db migrate` would change, for example in a database of the original.')
    .addHelpText('after', planHelp)
    .action(async (_options: unknown, command: Command) => {
      process.exit(await run(env, wantsJson(command), 'plan', plan))
    })
  db.command('migrate')
    .summary('bring the database schema up to date and create the collection')
    .description('Brings the database schema up to date, then creates the collection or checks that it fits.')
    .addHelpText('after', help)
    .action(async (_options: unknown, command: Command) => {
      process.exit(await run(env, wantsJson(command), 'migrate', migrate))
    })
}

function wantsJson(command: Command): boolean {
  return command.optsWithGlobals<{ json?: boolean }>().json === true
}

interface Outcome {
  readonly value: unknown
  readonly text: string
  readonly code: number
}
type Work = (config: Config, log: Log) => Promise<Outcome>

// Modules are loaded here, so that `--help` does not wait for them.
const plan: Work = async (config) => {
  const { planMigration } = await import('../../app/process/plan-database.ts')
  const found = await planMigration(config)
  return { value: found, text: planText(found), code: found.differences.length === 0 ? 0 : exitCodes.failed }
}

const migrate: Work = async (config, log) => {
  const { migrate: apply } = await import('../../app/process/migrate.ts')
  const migrated = await apply(config, log)
  return { value: migrated, text: describe(migrated), code: 0 }
}

async function run(env: NodeJS.ProcessEnv, json: boolean, name: 'plan' | 'migrate', work: Work): Promise<number> {
  const loaded = configOrList(env, name, 'warn')
  if (loaded === null) return exitCodes.unusable
  try {
    const { value, text, code } = await work(loaded.config, loaded.log)
    process.stdout.write(`${json ? visibleJson(value, 2) : visibleLines(text)}\n`)
    return code
  } catch (error) {
    const { code, message } = toAppError(error)
    process.stderr.write(
      `${json ? visibleJson({ error: { code, message } }, 0) : visibleLines(`${message} (${code})`)}\n`,
    )
    return exitCodes.failed
  }
}

function describe({ schema, collection }: Migrated): string {
  const { name, store, model, dimension } = collection
  return [
    schema.length === 0 ? 'database schema: up to date' : `database schema: applied ${schema.join(', ')}`,
    `collection: ${name} in the ${store} store, ${dimension} dimensions, ${model}`,
  ].join('\n')
}
