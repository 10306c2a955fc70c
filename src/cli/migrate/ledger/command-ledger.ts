import { Option, type Command } from 'commander'
import type { CollectionCopy } from '../../../app/parts/open-collection-copy.ts'
import { toAppError } from '../../../domain/errors.ts'
import { renderReport } from '../../../domain/report/signed-report.ts'
import type { VectorTolerance } from '../../../domain/vector-tolerance.ts'
import { configOrList } from '../../config-or-list.ts'
import type { CliContext } from '../../context.ts'
import { CommandFailed, exitCodes } from '../../exit.ts'
import { requireWritable, writeReportFile } from '../report-file.ts'
import { toleranceOf } from '../tolerance-option.ts'
import { whoWeAre } from '../who-we-are.ts'
import { copyPlanText } from './copy-plan-text.ts'
import { copyReport } from './copy-report.ts'
import { copyReportPage } from './copy-report-page.ts'
import { watchCopy } from './watch-copy.ts'

interface LedgerOptions {
  readonly ledger?: string
  readonly planOnly?: boolean
  readonly givenKeys?: boolean
  readonly report?: string
  readonly vectorsWithin?: VectorTolerance
}

/** `atenex migrate --ledger FILE`: from collection to collection, without our database. */
export function addLedger(migrate: Command, context: CliContext): void {
  migrate
    .option('--ledger <file>', 'copy any collection, without an Atenex server; the file records the progress')
    .option('--plan-only', 'with --ledger: inspect both ends and say whether it can begin; changes nothing')
    .option('--given-keys', 'with --ledger: rows keep the keys that their server assigned')
    .option('--report <file>', 'with --ledger: write the signed report there')
    .addOption(
      new Option(
        '--vectors-within <tolerance>',
        'with --ledger: numbers of vectors may differ by a rounding to float16, bfloat16 or int8, or by this share of the largest one',
      ).argParser(toleranceOf),
    )
    .hook('preSubcommand', (its, command) => {
      if (its.opts<LedgerOptions>().ledger === undefined) return
      const instead = command.name() === 'plan' ? ' `--plan-only` looks without copying.' : ''
      const text = `--ledger copies without a server of Atenex, and goes with no \`${command.name()}\`.${instead}`
      throw new CommandFailed(exitCodes.unusable, text)
    })
    .action(async (options: LedgerOptions, its: Command) => {
      if (options.ledger === undefined) its.help({ error: true })
      else await run(context, its, { ...options, ledger: options.ledger })
    })
}

async function run(
  context: CliContext,
  its: Command,
  options: LedgerOptions & { readonly ledger: string },
): Promise<void> {
  const loaded = configOrList(context.env, 'migrate', 'warn')
  if (loaded === null) throw new CommandFailed(exitCodes.unusable)
  // loaded here, so that `--help` does not wait for it
  const { openCollectionCopy } = await import('../../../app/parts/open-collection-copy.ts')
  const { ledger: ledgerFile, givenKeys = false, vectorsWithin: tolerance = null } = options
  const { signal } = context
  try {
    const choice = { ledgerFile, givenKeys, tolerance, by: whoWeAre(), signal }
    const copy = await openCollectionCopy(loaded.config, choice, loaded.log)
    try {
      await planAndRun(context, copy, { ...options, json: its.optsWithGlobals<{ json?: boolean }>().json === true })
    } finally {
      await copy.close()
    }
  } catch (error) {
    if (error instanceof CommandFailed) throw error
    if (signal.aborted) throw new CommandFailed(exitCodes.interrupted, 'Stopped. Run it again, and it goes on.')
    const { code, message } = toAppError(error)
    throw new CommandFailed(code === 'configuration' ? exitCodes.unusable : exitCodes.failed, `${message} (${code})`)
  }
}

async function planAndRun(
  { terminal, clock }: CliContext,
  copy: CollectionCopy,
  { planOnly = false, report: out, json }: LedgerOptions & { readonly json: boolean },
): Promise<void> {
  const plan = await copy.plan()
  const { schema: _schema, ...shown } = plan
  if (json) terminal.json({ plan: shown }, 'line')
  else terminal.out(copyPlanText(plan, terminal.columns))
  if (!plan.go) throw new CommandFailed(exitCodes.failed)
  if (planOnly) return
  if (out !== undefined) await requireWritable(out)
  const watched = watchCopy(terminal, copy.ledger, { total: plan.from.rows ?? 0, json, clock })
  let report
  try {
    const outcome = await copy.run(plan, watched.show)
    report = copyReport({ plan, outcome, ledger: copy.ledger, madeAt: clock.now() })
  } finally {
    watched.stop()
  }
  if (out !== undefined) {
    await writeReportFile(out, out.endsWith('.md') ? `${copyReportPage(report)}\n` : renderReport(report))
    terminal.note(`wrote ${out}, signed by ${report.signature.fingerprint}`)
  }
  if (json) terminal.json(report)
  else terminal.out(copyReportPage(report))
  if (report.differences > 0) throw new CommandFailed(exitCodes.failed)
}
