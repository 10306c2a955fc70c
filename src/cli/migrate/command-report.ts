import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { collectionCopyReport, type CollectionCopyReport } from '../../contract/collection-copy-report.ts'
import { migrationReport, type MigrationReport } from '../../contract/migration-report.ts'
import { checkReport, renderReport } from '../../domain/report/signed-report.ts'
import { openSession, type CliContext } from '../context.ts'
import { CommandFailed, exitCodes } from '../exit.ts'
import { writeReportFile } from './report-file.ts'
import { toleranceText } from './progress-text.ts'
import { reportPage } from './report-page.ts'
import { reportVerdict } from './report-verdict.ts'

interface ReportOptions {
  readonly out?: string
  readonly check?: string
  readonly fingerprint?: string
}

const help = `
Examples:
  atenex migrate report                       the page for people
  atenex migrate report --out move.json       what can be checked
  atenex migrate report --out move.md         the page for people, in Markdown
  atenex migrate report --check move.json     needs no server

Exit code of --check: 0 genuine and zero differences, 1 anything else, 2 no such file.`

/** `atenex migrate report`: who, when, what was compared, every figure, every exception; signed. */
export function addReportCommand(command: Command, context: CliContext): void {
  command
    .option('--out <file>', 'write it to a file: JSON that can be checked, or Markdown when it ends in .md')
    .option('--check <file>', 'check a stored report: whether it is genuine, and what differs')
    .option('--fingerprint <hex>', 'with --check: the key that must have signed it')
    .addHelpText('after', help)
    .action(async (options: ReportOptions, its: Command) => {
      if (options.check === undefined) return writeReport(context, its, options)
      return checkFile(context, its, { file: options.check, fingerprint: options.fingerprint ?? null })
    })
}

async function writeReport(context: CliContext, its: Command, { out }: ReportOptions): Promise<void> {
  const { client, json } = openSession(context, its)
  const report = await client.migrationReport()
  if (out !== undefined) {
    await writeReportFile(out, out.endsWith('.md') ? `${reportPage(report)}\n` : renderReport(report))
    context.terminal.note(`wrote ${out}, signed by ${report.signature.fingerprint}`)
  } else if (json) context.terminal.json(report)
  else context.terminal.out(reportPage(report))
}

interface Stored {
  readonly file: string
  readonly fingerprint: string | null
}

async function checkFile(context: CliContext, its: Command, { file, fingerprint }: Stored): Promise<void> {
  const { terminal } = context
  const json = its.optsWithGlobals<{ readonly json?: boolean }>().json === true
  const checked = checkReport(await readStored(file))
  const fail = (why: string): never => {
    if (json) terminal.json({ genuine: false, why })
    else terminal.out(`NOT GENUINE: ${why}`)
    throw new CommandFailed(exitCodes.failed)
  }
  if (!checked.genuine) return fail(checked.why)
  if (fingerprint !== null && fingerprint.toLowerCase() !== checked.fingerprint) {
    return fail(`It was signed by another key: ${checked.fingerprint}`)
  }
  const copied = collectionCopyReport.safeParse(checked.report)
  if (copied.success) return copyVerdict(terminal, copied.data, json)
  const parsed = migrationReport.safeParse(checked.report)
  if (!parsed.success) return fail('It is no report of a move that this version knows.')
  const verdict = reportVerdict(parsed.data)
  if (json) terminal.json({ genuine: true, fingerprint: checked.fingerprint, ...verdict })
  else terminal.out(said(parsed.data, verdict))
  if (verdict.differences.length > 0) throw new CommandFailed(exitCodes.failed)
}

function copyVerdict(terminal: CliContext['terminal'], report: CollectionCopyReport, json: boolean): void {
  const { differences, compared, signature, made_at: madeAt } = report
  const { examples, keys } = compared
  if (json) terminal.json({ genuine: true, fingerprint: signature.fingerprint, compared, differences })
  else {
    const found = differences === 0 ? 'zero differences' : `differences: ${differences} rows`
    const lines = [
      `genuine: signed by ${signature.fingerprint}, made ${madeAt}; a copy between collections`,
      `compared: ${keys.from} keys with ${keys.to}`,
      ...(compared.tolerance === null ? [] : [toleranceText(compared)]),
      found,
      ...examples.map((example) => `  ${example}`),
    ]
    terminal.out(lines.join('\n'))
  }
  if (differences > 0) throw new CommandFailed(exitCodes.failed)
}

function said({ migration, made_at, signature }: MigrationReport, verdict: ReturnType<typeof reportVerdict>): string {
  const { verification, differences, exceptions } = verdict
  return [
    `genuine: signed by ${signature.fingerprint}, made ${made_at}; the move is ${migration.state}`,
    ...(verification === null ? [] : [`compared: ${verification.documents} documents, ${verification.rows} rows`]),
    differences.length === 0 ? 'zero differences' : `differences (${differences.length}):`,
    ...differences.map((one) => `  ${one}`),
    ...(exceptions.length === 0 ? [] : [`exceptions (${exceptions.length}):`, ...exceptions.map((one) => `  ${one}`)]),
  ].join('\n')
}

async function readStored(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file)
  } catch (error) {
    throw new CommandFailed(
      exitCodes.unusable,
      `${file} cannot be read: ${error instanceof Error ? error.message : ''}`,
    )
  }
}
