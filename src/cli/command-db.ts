import type { Command } from 'commander'
import type { Migrated } from '../app/process/migrate.ts'
import { toAppError } from '../domain/errors.ts'
import { visibleJson, visibleLines } from '../domain/text/visible-text.ts'
import { exitCodes } from './exit.ts'
import { configOrList } from './config-or-list.ts'

const help = `
Reads the same settings as "atenex start" (DATABASE_URL, the vector store). Run it before an update of several processes,
or to see whether a new store is set up rightly; "atenex start" does the same by itself.

Examples:
  atenex db migrate
  DATABASE_URL=postgres://… INGEST_MILVUS_URI=http://milvus:19530 QUERY_MILVUS_URI=http://milvus:19530 atenex db migrate

Exit code: 0 everything is there, 1 something failed, 2 wrong settings.`

/** `atenex db migrate` */
export function registerDb(program: Command, env: NodeJS.ProcessEnv): void {
  program
    .command('db')
    .description('the database and the collection of this installation')
    .command('migrate')
    .summary('bring the database schema up to date and create the collection')
    .description('Brings the database schema up to date, then creates the collection or checks that it fits.')
    .addHelpText('after', help)
    .action(async (_options: unknown, command: Command) => {
      const json = command.optsWithGlobals<{ json?: boolean }>().json === true
      process.exit(await run(env, json))
    })
}

async function run(env: NodeJS.ProcessEnv, json: boolean): Promise<number> {
  const loaded = configOrList(env, 'migrate', 'warn')
  if (loaded === null) return exitCodes.unusable
  try {
    // Loaded here, so that `--help` does not wait for it.
    const { migrate } = await import('../app/process/migrate.ts')
    const migrated = await migrate(loaded.config, loaded.log)
    process.stdout.write(`${json ? visibleJson(migrated, 2) : visibleLines(describe(migrated))}\n`)
    return 0
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
