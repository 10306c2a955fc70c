import { InvalidArgumentError, Option, type Command } from 'commander'
import type { FileClient } from '../../client/node/file-client.ts'
import type { MigrationStep } from '../../client/client.ts'
import { RequestFailed } from '../../client/failure.ts'
import type { Migration } from '../../contract/migrations.ts'
import type { VectorTolerance } from '../../domain/vector-tolerance.ts'
import { openSession, type CliContext } from '../context.ts'
import { CommandFailed, exitCodes } from '../exit.ts'
import { onlyCompany } from '../only-company.ts'
import { addReportCommand } from './command-report.ts'
import { addLedger } from './ledger/command-ledger.ts'
import { planText } from './plan-text.ts'
import { statusText } from './status-text.ts'
import { toleranceOf } from './tolerance-option.ts'
import { watchMigration } from './watch-migration.ts'
import { whoWeAre } from './who-we-are.ts'

const help = `
Examples:
  atenex migrate plan
  atenex migrate start && atenex migrate status --watch

The server is told where to by its settings: ATENEX_TARGET_MILVUS_URI and its credentials, or ATENEX_TARGET_STORE=embedded,
ATENEX_TARGET_EMBEDDER for another embedder; the same for every process. A worker does the work; it goes on by itself after a
restart.

  atenex migrate plan        what would be moved, how long it takes, what speaks against it
  atenex migrate start       from now on every write reaches both stores; the copy begins. --company ID: one company only, later more
  atenex migrate status --watch
  atenex migrate verify      compares both sides and PostgreSQL, row by row. --tolerance float16: for a store that rounds vectors
  atenex migrate pause       stops all work until atenex migrate resume
  atenex migrate shadow --share 0.1
                             sends a tenth of the questions also to the new store; status shows how similar the hits are
  atenex migrate cutover     the new store answers, within two seconds and without a restart; --company ID: one company alone
  atenex migrate rollback    the old one answers again; nothing written meanwhile is lost
  atenex migrate finish      the old one receives no more writes; --drop NAME deletes it
  atenex migrate sweep --company ID
                             removes from the new store rows of an unknown company, or of no document, if plan or verify reports them
  atenex migrate report      who, when, what was compared, every figure; signed

--ledger copies a collection that Atenex does not know from one Milvus or Zilliz Cloud to another, without an Atenex server. The
settings name the old one (INGEST_MILVUS_URI, QUERY_MILVUS_URI, INGEST_MILVUS_COLLECTION_NAME) and the new one (ATENEX_TARGET_MILVUS_URI,
ATENEX_TARGET_MILVUS_COLLECTION_NAME). Run again, it continues where it was, or compares and carries over what changed since.

  atenex migrate --ledger copy.ledger --plan-only
  atenex migrate --ledger copy.ledger --report copy.json

Exit code: 0 done, 1 refused or failed, 2 used wrongly or no server.`

const steps: readonly {
  readonly name: MigrationStep
  readonly says: string
  readonly force?: string
  readonly drop?: string
  readonly company?: string
  readonly tolerance?: string
}[] = [
  {
    name: 'verify',
    says: 'compare both collections and PostgreSQL, row by row',
    tolerance:
      'vectors may differ by what float16, bfloat16 or int8 rounds, or by this share of their largest number (0.01)',
  },
  {
    name: 'cutover',
    says: 'let the new collection answer',
    force: 'also without a green verification or while changes lag: answers may then lack documents',
    company: 'with --company for that company only',
  },
  {
    name: 'rollback',
    says: 'let the old collection answer again',
    force: 'also while changes lag: answers may then lack documents until they are carried over',
    company: 'with --company for that company only',
  },
  {
    name: 'finish',
    says: 'end the move: only the new collection receives changes; the old one stays as it is',
    force: 'with --drop: also when it has rows of companies that this installation never had',
    drop: 'delete the old collection, by its name; may be repeated if its server was away',
  },
  {
    name: 'abandon',
    says: 'give the move up before its cut-over; nothing else changes',
    force: 'with --drop: also when it has rows of companies that this installation never had',
    drop: 'delete the new collection, by its name; may be repeated if its server was away',
  },
  { name: 'pause', says: 'stop all work: nothing is copied, compared or carried; changes wait' },
  {
    name: 'sweep',
    says: 'remove from the new collection the rows of an unknown company, or those of a known one that belong to no document',
    company: '--company is its id, as plan and verify report it',
  },
  { name: 'resume', says: 'continue the work where it was' },
]

interface StepOptions {
  readonly force?: boolean
  readonly drop?: string
  readonly tolerance?: VectorTolerance
}

/** `atenex migrate …` */
export function registerMigrate(program: Command, context: CliContext): void {
  const migrate = program
    .command('migrate')
    .summary('move everything to another vector store, and back')
    .description('Moves all vectors to another vector store while questions and uploads go on, and back.')
    .addHelpText('after', help)
  addLedger(migrate, context)
  const command = (name: string, says: string) =>
    migrate
      .command(name)
      .description(says)
      .addOption(new Option('--token <token>', 'token of operators').env('ATENEX_OPERATOR_TOKEN'))

  const anew = 'rebuild the rows from PostgreSQL, even if the embedder stays the same'
  command('plan', 'inspect both ends and say whether a move can begin, with --company of one company; changes nothing')
    .option('--rebuild', anew)
    .action(async ({ rebuild = false }: { readonly rebuild?: boolean }, its: Command) => {
      const { client, json } = openSession(context, its)
      const plan = await client.migrationPlan({ rebuild, company: onlyCompany(its) ?? undefined })
      if (json) context.terminal.json(plan)
      else context.terminal.out(planText(plan, context.terminal.columns))
      if (!plan.go) throw new CommandFailed(exitCodes.failed)
    })
  command(
    'start',
    'begin the move if its plan says go; with --company of that company only, later of the next, or of all',
  )
    .option('--rebuild', anew)
    .action(async ({ rebuild = false }: { readonly rebuild?: boolean }, its: Command) =>
      show(context, its, (client) =>
        client.startMigration(whoWeAre(), { rebuild, company: onlyCompany(its) ?? undefined }),
      ),
    )
  command('status', 'show the state of the open move, or of the last one')
    .option('--watch', 'keep showing the progress until it waits for you')
    .action(async (options: { readonly watch?: boolean }, its: Command) => {
      const { client, json } = openSession(context, its)
      if (options.watch !== true) return show(context, its, () => client.migration())
      const migration = await watchMigration(client, context, json)
      if (!json) context.terminal.out(statusText(migration))
    })
  const share = new Option('--share <share>', 'share of the questions, from 0 (none) to 1').argParser(shareOf)
  command('shadow', 'send a share of the questions also to the side that does not answer, and compare')
    .addOption(share.makeOptionMandatory())
    .action(async (options: { readonly share: number }, its: Command) =>
      show(context, its, (client) => client.shadowMigration(options.share, whoWeAre())),
    )
  addReportCommand(command('report', 'show or save what happened and what was compared, signed'), context)
  for (const { name, says, force, drop, company, tolerance } of steps) {
    const step = command(name, company === undefined ? says : `${says}; ${company}`)
    if (force !== undefined) step.option('--force', force)
    if (drop !== undefined) step.option('--drop <name>', drop)
    if (tolerance !== undefined) step.addOption(new Option('--tolerance <tolerance>', tolerance).argParser(toleranceOf))
    step.action(async ({ force: isForced = false, drop: named, tolerance: within }: StepOptions, its: Command) => {
      const only = onlyCompany(its)
      if (only !== null && company === undefined)
        throw new CommandFailed(
          exitCodes.unusable,
          '--company is for cutover, rollback and sweep: this step is of all companies.',
        )
      const wish = { force: isForced, by: whoWeAre(), drop: named, company: only ?? undefined, tolerance: within }
      return show(context, its, (client) => client.migrationStep(name, wish))
    })
  }
}

function shareOf(text: string): number {
  const share = Number(text)
  if (text.trim() === '' || !(share >= 0 && share <= 1)) throw new InvalidArgumentError('It is a number from 0 to 1.')
  return share
}

async function show(
  context: CliContext,
  command: Command,
  ask: (client: FileClient) => Promise<Migration | null>,
): Promise<void> {
  const { client, json } = openSession(context, command)
  const migration = await ask(client).catch((error: unknown) => {
    if (error instanceof RequestFailed && error.code === 'interrupted')
      context.terminal.note('Stopped waiting for the server. `atenex migrate status` tells whether it was done.')
    throw error
  })
  if (json) context.terminal.json(migration)
  else context.terminal.out(statusText(migration))
}
