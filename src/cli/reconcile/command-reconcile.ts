import { InvalidArgumentError, type Command } from 'commander'
import { toAppError } from '../../domain/errors.ts'
import type { CompanyId } from '../../domain/ids.ts'
import { visibleJson, visibleLines } from '../../domain/text/visible-text.ts'
import { configOrList } from '../config-or-list.ts'
import { exitCodes } from '../exit.ts'
import { onlyCompany } from '../only-company.ts'
import { reconciliationText } from './reconciliation-text.ts'

const help = `
Compares documents, vectors and originals with each other, in both directions. Without --apply it only reports. With it,
vectors are rebuilt from the stored chunks, and what belongs to no document is removed. What is younger than the grace time is
ignored, and nothing is concluded from a store that is away. Reads the same settings as "atenex start". While Atenex runs on
embedded parts, only that process may open them: ask it with POST /api/v1/reconcile and {"apply": true}, which an operator may
do on any installation.

Examples:
  DATABASE_URL=postgres://… atenex reconcile
  DATABASE_URL=postgres://… atenex reconcile --apply --grace 120
  atenex reconcile --company 00000000-0000-4000-8000-000000000001     only this company
  atenex reconcile --json | jq '.found'

Exit code: 0 nothing is left to be done, 1 something is, or something failed, 2 wrong settings.`

const defaultGraceMinutes = 60
const columns = 200

interface Options {
  readonly apply?: boolean
  readonly grace: number
}

/** `atenex reconcile` */
export function registerReconcile(program: Command, env: NodeJS.ProcessEnv): void {
  program
    .command('reconcile')
    .summary('compare documents, vectors and originals, and repair what differs')
    .description('Finds documents without vectors or original, and vectors and originals without a document.')
    .addHelpText('after', help)
    .option('--apply', 'repair what was found')
    .option('--grace <minutes>', 'ignore what is younger than this', minutes, defaultGraceMinutes)
    .action(async (options: Options, command: Command) => {
      const { json = false } = command.optsWithGlobals<{ json?: boolean }>()
      process.exit(await run(env, { ...options, companyId: onlyCompany(command) }, json))
    })
}

async function run(
  env: NodeJS.ProcessEnv,
  options: Options & { readonly companyId: CompanyId | null },
  json: boolean,
): Promise<number> {
  const loaded = configOrList(env, 'reconcile', 'warn')
  if (loaded === null) return exitCodes.unusable
  try {
    // Loaded here, so that `--help` does not wait for it.
    const { reconcileNow } = await import('../../app/process/reconcile.ts')
    const { apply = false, companyId, grace } = options
    const choice = { apply, companyId, graceMs: grace * 60_000 }
    const result = await reconcileNow(loaded.config, choice, loaded.log)
    process.stdout.write(`${json ? visibleJson(result, 2) : visibleLines(reconciliationText(result, columns))}\n`)
    const left = Object.values(result.found).reduce((sum, count) => sum + count, 0) - result.mended
    return left === 0 && result.unknown === 0 ? 0 : exitCodes.failed
  } catch (error) {
    const { code, message } = toAppError(error)
    process.stderr.write(
      `${json ? visibleJson({ error: { code, message } }, 0) : visibleLines(`${message} (${code})`)}\n`,
    )
    return exitCodes.failed
  }
}

function minutes(text: string): number {
  const value = Number(text)
  if (!(value >= 0 && value <= 1_000_000)) throw new InvalidArgumentError('Give minutes, 0 or more.')
  return value
}
