import type { Command } from 'commander'
import type { DocumentItem } from '../contract/documents.ts'
import { numberArgument, uuidArgument } from './arguments.ts'
import type { FileClient } from '../client/node/file-client.ts'
import { openSession, type CliContext } from './context.ts'
import { CommandFailed, exitCodes } from './exit.ts'
import { spokenAfter } from './spoken-help.ts'
import { renderTable, shorten } from './terminal.ts'
import type { Texts } from './texts/texts.ts'
import { DocumentWatch, type Outcome } from './upload/watch-documents.ts'
import { visibleLine } from '../domain/text/visible-text.ts'

/** Largest page the server sends. */
const PAGE = 100

function examplesOf(program: Command, ...lines: readonly string[]) {
  const listed = lines.map((line) => `\n  ${line}`).join('')
  return spokenAfter(program, `\nExamples:${listed}`, `\nEjemplos:${listed}`)
}

/** `atenex documents`, `status ID`, `retry ID`: what there is and how far it is. */
export function registerDocuments(program: Command, context: CliContext): void {
  program
    .command('documents')
    .summary('list the documents')
    .description('Lists the documents of the company, last changed first.')
    .option('--limit <number>', `how many, 1 to ${PAGE}`, numberArgument(1, PAGE), 30)
    .option('--offset <number>', 'how many to leave out', numberArgument(0, 1_000_000_000), 0)
    .option('--all', 'all of them, page after page')
    .addHelpText(
      'after',
      examplesOf(
        program,
        'atenex documents',
        'atenex documents --limit 10 --offset 10',
        'atenex documents --all --json',
      ),
    )
    .action(async (options: { limit: number; offset: number; all?: boolean }, command: Command) => {
      const { client, json, texts } = openSession(context, command)
      const documents = options.all === true ? await allDocuments(client) : await client.documents(options)
      if (json) {
        context.terminal.json(documents)
        return
      }
      if (documents.length > 0) context.terminal.out(documentTable(documents, context.terminal.columns, texts))
      else context.terminal.note(texts.documents.none)
      if (options.all !== true && documents.length === options.limit) {
        context.terminal.note(`\n${texts.documents.more(options.offset + options.limit)}`)
      }
    })

  program
    .command('status')
    .summary('show one document')
    .description('Shows one document: state, progress, what went wrong.')
    .argument('<id>', 'id of the document', uuidArgument)
    .addHelpText('after', examplesOf(program, 'atenex status 4d6f…', 'atenex status 4d6f… --json | jq .progress'))
    .action(async (id: string, _options: unknown, command: Command) => {
      const { client, json, texts } = openSession(context, command)
      const document = await client.document(id)
      if (json) context.terminal.json(document)
      else context.terminal.out(documentLines(document, texts))
    })

  registerRetry(program, context)
}

function registerRetry(program: Command, context: CliContext): void {
  program
    .command('retry')
    .summary('process a failed document again')
    .description('Processes a document in error again and waits for the outcome.')
    .argument('<id>', 'id of the document', uuidArgument)
    .option('--no-wait', 'return at once')
    .addHelpText('after', examplesOf(program, 'atenex retry 4d6f…', 'atenex retry 4d6f… --no-wait'))
    .action(async (id: string, options: { wait: boolean }, command: Command) => {
      const { client, json, texts } = openSession(context, command)
      const accepted = await client.retry(id)
      if (!options.wait) {
        if (json) context.terminal.json(accepted)
        else context.terminal.out(visibleLine(accepted.message))
        return
      }
      const outcome = await waitFor(client, context, id)
      if (outcome.kind === 'gone') throw new CommandFailed(exitCodes.failed, texts.documents.deletedMeanwhile)
      const { document } = outcome
      if (json) context.terminal.json(document)
      else context.terminal.out(documentLines(document, texts))
      if (outcome.kind === 'failed') throw new CommandFailed(exitCodes.failed)
    })
}

async function waitFor(client: FileClient, { signal, clock }: CliContext, id: string): Promise<Outcome> {
  let outcome: Outcome = { kind: 'gone', id }
  const watch = new DocumentWatch({ client, signal, clock, onOutcome: (_id, seen) => void (outcome = seen) })
  watch.add(id)
  watch.close()
  await watch.run()
  return outcome
}

/** The list moves while it is read (last changed first), so a document may come twice; it is kept once. */
async function allDocuments(client: FileClient): Promise<readonly DocumentItem[]> {
  const documents = new Map<string, DocumentItem>()
  for (let offset = 0; ; offset += PAGE) {
    const page = await client.documents({ limit: PAGE, offset })
    for (const document of page) documents.set(document.id, document)
    if (page.length < PAGE) return [...documents.values()]
  }
}

function documentTable(documents: readonly DocumentItem[], columns: number, texts: Texts): string {
  const rows = documents.map((document) => [
    document.id,
    state(document, texts),
    String(document.chunk_count ?? ''),
    (document.updated_at ?? '').slice(0, 16).replace('T', ' '),
    shorten(visibleLine(document.file_name ?? ''), 60),
  ])
  return renderTable(texts.documents.head, rows, columns)
}

/** `processing embed 30/117`, `error no_text_layer` */
function state(document: DocumentItem, { documents: words }: Texts): string {
  const status = words.status[document.status]
  if (document.status === 'error') return `${status} ${document.error_code ?? ''}`.trim()
  if (document.status !== 'processing' && !document.reprocessing) return status
  const { done, total } = document.progress
  const stage = words.stage[document.progress.stage]
  const at = total === 0 ? stage : `${stage} ${done}/${total}`
  return document.reprocessing ? words.again(at) : `${status} ${at}`
}

function documentLines(document: DocumentItem, texts: Texts): string {
  const { facts: names, bytes } = texts.documents
  const facts: [string, string | null][] = [
    [names.file, document.file_name],
    [names.id, document.id],
    [names.cameWith, document.parent_document_id],
    [names.status, state(document, texts)],
    [names.problem, document.error_message],
    [names.type, document.file_type],
    [names.size, document.size_bytes === null ? null : bytes(document.size_bytes)],
    [names.chunks, document.chunk_count === null ? null : String(document.chunk_count)],
    [names.stored, storedChunks(document.milvus_chunk_count, texts)],
    [names.version, document.text_version === null ? null : String(document.text_version)],
    [names.attempts, String(document.attempts)],
    [names.uploaded, document.uploaded_at],
    [names.changed, document.updated_at],
    ...document.warnings.map((warning): [string, string] => [names.warning, warning]),
    [names.note, document.message],
  ]
  const known = facts.filter((fact): fact is [string, string] => fact[1] !== null && fact[1] !== '')
  return known.map(([name, value]) => `${`${name}:`.padEnd(21)}${visibleLine(value)}`).join('\n')
}

function storedChunks(count: number | null, { documents: words }: Texts): string | null {
  if (count === null) return null
  return count === -1 ? words.notAsked : words.stored(count)
}
