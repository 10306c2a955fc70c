import type { Command } from 'commander'
import { once } from 'node:events'
import { RequestFailed } from '../../client/failure.ts'
import type { McpBackend } from '../../mcp/backend.ts'
import { openClient, type CliContext } from '../context.ts'

const help = `
For programs that speak the Model Context Protocol over standard input and output, such as desktop assistants and editors;
docs/mcp.md has more. Those that speak it over HTTP need no command: their address is /mcp of the server.

Examples:
  atenex mcp --url https://atenex.example
  { "command": "atenex", "args": ["mcp"], "env": { "ATENEX_URL": "http://127.0.0.1:8080" } }`

/** `atenex mcp` */
export function registerMcp(program: Command, context: CliContext, version: string): void {
  program
    .command('mcp')
    .summary('serve search, answers and documents to assistants (MCP)')
    .description('Serves the tools of the Model Context Protocol on standard input and output until the input ends.')
    .addHelpText('after', help)
    .action(async (_options: unknown, command: Command) => {
      const backend = backendOf((signal) => openClient({ ...context, signal }, command), context.signal)
      const { serveMcp } = await import('../../mcp/serve-mcp.ts')
      const handle = serveMcp({ backend, version, onError: (error) => context.terminal.note(error.message) })
      await inputEnds(context.signal)
      await handle.close()
    })
}

/** Or Ctrl-C. An input that had ended before anybody listened, such as an empty one, says it no more; a file does not say that it closes. */
async function inputEnds(stopped: AbortSignal): Promise<void> {
  const { stdin } = process
  if (stdin.destroyed || stdin.readableEnded) return
  const over = new AbortController()
  const signal = AbortSignal.any([stopped, over.signal])
  await Promise.race(['end', 'close'].map((name) => once(stdin, name, { signal }))).catch(() => undefined) // stopped
  over.abort()
}

function backendOf(open: (signal: AbortSignal) => ReturnType<typeof openClient>, stopped: AbortSignal): McpBackend {
  const client = (signal: AbortSignal) => open(AbortSignal.any([signal, stopped]))
  return {
    search: (request, signal) => client(signal).search(request),
    ask: ({ question: query, chat_id = null, filters = null }, signal) =>
      client(signal).ask({ query, chat_id, filters }),
    documents: (page, signal) => client(signal).documents(page),
    text: (documentId, query, signal) => client(signal).text(documentId, query),
    explain: (error) => {
      if (!(error instanceof RequestFailed)) throw error
      return `${error.message} (${error.code})`
    },
  }
}
