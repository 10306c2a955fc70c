import { Option, type Command } from 'commander'
import type { ReprocessReply } from '../contract/reprocess.ts'
import { numberArgument } from './arguments.ts'
import { openSession, type CliContext, type GlobalOptions } from './context.ts'

const help = `
Examples:
  atenex reprocess --dry-run                 what is there, by version
  atenex reprocess                           everything that an older version has read
  atenex reprocess --older-than 3 --company 00000000-0000-4000-8000-000000000001

Without --company (or ATENEX_COMPANY) it means documents of all companies. They are read again in the background, behind new
uploads, and answered from their old text until then. Run it again at any time: nothing is done twice. The progress is shown by
"atenex reprocess --dry-run", and "atenex documents" for each document.`

interface ReprocessOptions extends GlobalOptions {
  readonly olderThan?: number
  readonly dryRun?: boolean
}

/** `atenex reprocess`: brings documents up to date with the rules that read files now. */
export function registerReprocess(program: Command, context: CliContext): void {
  program
    .command('reprocess')
    .summary('read documents of older versions again')
    .description('Reads documents again that an older version has read, in the background; for operators.')
    .option(
      '--older-than <version>',
      'only those read by an extraction version older than this (default: the current one)',
      numberArgument(1, 1_000_000),
    )
    .option('--dry-run', 'only report what would be read again')
    .addOption(new Option('--token <token>', 'token of operators').env('ATENEX_OPERATOR_TOKEN'))
    .addHelpText('after', help)
    .action(async (_options: unknown, command: Command) => {
      const { client, json } = openSession(context, command)
      const { company, olderThan, dryRun = false } = command.optsWithGlobals<ReprocessOptions>()
      const order = { company_id: company ?? null, older_than: olderThan ?? null, dry_run: dryRun }
      let reply = await client.reprocess(order)
      let { started } = reply
      // the server takes a thousand at a time
      while (reply.started > 0 && reply.remaining > 0) {
        context.signal.throwIfAborted()
        reply = await client.reprocess(order)
        started += reply.started
      }
      const total = { ...reply, started }
      if (json) context.terminal.json(total)
      else context.terminal.out(sentences(total, dryRun))
    })
}

function sentences(
  { current_version: current, versions, started, remaining, under_way: underWay }: ReprocessReply,
  dryRun: boolean,
): string {
  const read = versions.map(({ version, documents }) => {
    const by = version === 0 ? 'a version that did not say which' : `version ${version}`
    return `${documents} read by ${by}${version === current ? ' (the present one)' : ''}`
  })
  const asked = dryRun ? `${remaining} would be read again` : `${started} will be read again in the background`
  return [
    ...(read.length === 0 ? ['There are no processed documents.'] : read),
    `${asked}; ${underWay} under way`,
  ].join('\n')
}
