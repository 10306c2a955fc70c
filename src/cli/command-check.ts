import { Option, type Command } from 'commander'
import type { CheckReply } from '../contract/health.ts'
import { openSession, type CliContext } from './context.ts'
import { RequestFailed } from '../client/failure.ts'
import { CommandFailed, exitCodes } from './exit.ts'
import { renderTable } from './terminal.ts'

const help = `
Examples:
  atenex check
  atenex check --write
  ATENEX_OPERATOR_TOKEN=… atenex check --url https://atenex.example
  atenex check --json | jq '.parts[] | select(.status!="ok")'

Exit code: 0 everything works (warnings included), 1 a part failed, 2 no server.`

/** `atenex check` */
export function registerCheck(program: Command, context: CliContext): void {
  program
    .command('check')
    .summary('check every part of the running server')
    .description('Asks the running server about every part: reachable, which version, what to do when it is not.')
    .addHelpText('after', help)
    .option('--write', 'also write, read and delete a row in a scratch collection of a Milvus or Zilliz store')
    .addOption(
      new Option(
        '--token <token>',
        'token of operators, which the server asks for; the variable keeps it out of sight',
      ).env('ATENEX_OPERATOR_TOKEN'),
    )
    .action(async (options: { readonly write?: boolean }, command: Command) => {
      const { client, json } = openSession(context, command)
      const { reply, reachable } = await client.check(options.write ?? false).then(
        (found) => ({ reply: found, reachable: true }),
        (error: unknown) => ({ reply: withoutServer(client.url, error), reachable: false }),
      )
      if (json) context.terminal.json(reply)
      else context.terminal.out(checkTable(reply, context.terminal.columns))
      if (!reachable) throw new CommandFailed(exitCodes.unusable)
      if (reply.status === 'failed') throw new CommandFailed(exitCodes.failed)
    })
}

/** Without a server the table has one row, which says so. */
function withoutServer(url: string, error: unknown): CheckReply {
  if (!(error instanceof RequestFailed) || error.code === 'interrupted') throw error
  const detail = error.status === 0 ? `No answer from ${url} (${error.code}).` : error.message
  return {
    status: 'failed',
    parts: [{ name: 'server', status: 'failed', version: null, detail, remedy: remedyOf(url, error) }],
  }
}

function remedyOf(url: string, { status }: RequestFailed): string {
  if (status === 0)
    return 'Start the server with "npm start" or "atenex start", or name another with --url or ATENEX_URL.'
  if (status === 401) return "Give the server's ATENEX_OPERATOR_TOKEN, as a variable of that name or with --token."
  if (status === 403) return 'Run this on the machine of the server, or set ATENEX_OPERATOR_TOKEN there and here.'
  return `See that ${url} is an Atenex server of this version.`
}

function checkTable(reply: CheckReply, columns: number): string {
  const rows = reply.parts.map((part) => [
    part.name,
    part.status,
    part.version ?? '',
    part.remedy === null ? part.detail : `${part.detail} → ${part.remedy}`,
  ])
  return renderTable(['Part', 'Status', 'Version', 'Detail'], rows, columns)
}
