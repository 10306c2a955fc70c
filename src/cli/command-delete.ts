import { Option, type Command } from 'commander'
import { secondsArgument, uuidArgument } from './arguments.ts'
import type { FileClient } from '../client/node/file-client.ts'
import { openSession, type CliContext } from './context.ts'
import { RequestFailed } from '../client/failure.ts'
import { CommandFailed, exitCodes } from './exit.ts'
import { spokenAfter } from './spoken-help.ts'
import { visibleLine } from '../domain/text/visible-text.ts'
import type { Texts } from './texts/texts.ts'

const examples = `
Examples:
  atenex delete 4d6f…
  atenex documents --all --json | jq -r '.[] | select(.status=="error") | .id' | xargs atenex delete

"deleted" means that the server counted zero: no rows, no vectors, no original.
Exit code: 0 all gone, 1 one is not, 2 used wrongly or no server.`

const spanishExamples = `
Ejemplos:
  atenex delete 4d6f…
  atenex documents --all --json | jq -r '.[] | select(.status=="error") | .id' | xargs atenex delete

«eliminado» quiere decir que el servidor contó cero: ni filas, ni vectores, ni original.
Código de salida: 0 no queda ninguno, 1 queda alguno, 2 mal usado o sin servidor.`

/** What became of one document. */
interface Removal {
  readonly id: string
  readonly file: string | null
  readonly result: 'deleted' | 'not_found' | 'pending' | 'failed'
  readonly chunks: number
  readonly detail: string
}

/** `atenex delete ID…` */
export function registerDelete(program: Command, context: CliContext): void {
  program
    .command('delete')
    .summary('delete documents and everything made from them')
    .description('Deletes documents with everything made from them, and waits until nothing is left.')
    .argument('<id...>', 'ids of the documents', (text: string, ids: string[] | undefined) => [
      ...(ids ?? []),
      uuidArgument(text),
    ])
    .addOption(
      new Option('--wait <seconds>', 'how long to wait while a store is away')
        .default(60_000, '60')
        .argParser(secondsArgument),
    )
    .addHelpText('after', spokenAfter(program, examples, spanishExamples))
    .action(async (ids: string[], options: { wait: number }, command: Command) => {
      const { client, json, texts } = openSession(context, command)
      const removals: Removal[] = []
      for (const id of ids) {
        const removal = await remove(client, context, id, options.wait)
        removals.push(removal)
        if (!json) context.terminal.out(removalLine(removal, texts))
      }
      if (json) context.terminal.json(removals)
      if (removals.some(({ result }) => result !== 'deleted')) throw new CommandFailed(exitCodes.failed)
    })
}

/** Asks first what there is, so that the reply can say what went. */
async function remove(client: FileClient, context: CliContext, id: string, waitMs: number): Promise<Removal> {
  const found = { id, file: null as string | null, chunks: 0 }
  try {
    const document = await client.document(id)
    found.file = document.file_name
    found.chunks = document.chunk_count ?? 0
    await removeUntilGone(client, context, id, context.clock.monotonicMs() + waitMs)
    return { ...found, result: 'deleted', detail: '' }
  } catch (error) {
    if (!(error instanceof RequestFailed) || error.status === 0) throw error
    if (error.code === 'removal_pending') return { ...found, result: 'pending', detail: error.message }
    return { ...found, result: error.status === 404 ? 'not_found' : 'failed', detail: error.message }
  }
}

/** A removal that a store holds up goes on in the server; asking again is harmless and tells when it is through. */
async function removeUntilGone(
  client: FileClient,
  { signal, clock }: CliContext,
  id: string,
  deadline: number,
): Promise<void> {
  for (let pause = 500, pending = false; ; pause = Math.min(5_000, pause * 2)) {
    try {
      await client.remove(id)
      return
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error
      if (pending && error.status === 404) return
      if (error.code !== 'removal_pending' || clock.monotonicMs() + pause > deadline) throw error
      pending = true
    }
    await clock.sleep(pause, signal)
  }
}

function removalLine(removal: Removal, { deletion: words }: Texts): string {
  const name = removal.file === null ? removal.id : `${visibleLine(removal.file)} (${removal.id})`
  const told = removal.result === 'deleted' ? words.noneLeft(removal.chunks) : visibleLine(removal.detail)
  return `${words.result[removal.result]}  ${name}: ${told}`
}
