import type { Command } from 'commander'
import type { AskReply, CitationItem, PlaceItem } from '../contract/ask.ts'
import { placeLabel, type Place } from '../domain/place.ts'
import { numberArgument, uuidArgument } from './arguments.ts'
import { openSession, type CliContext } from './context.ts'
import { CommandFailed, exitCodes } from './exit.ts'
import { spokenAfter } from './spoken-help.ts'
import { type Terminal } from './terminal.ts'
import { visibleLine, visibleLines } from '../domain/text/visible-text.ts'
import type { Texts } from './texts/texts.ts'

const examples = `
Examples:
  atenex ask "¿Cuántos días de vacaciones tengo?"
  atenex ask --top-k 5 "What is the notice period?"
  atenex ask --chat 0b0c7c4e-8d3c-4a8e-9a35-0d6f5b1f3a10 "¿Y en Navidad?"
  atenex ask --json "¿Quién firma?" | jq -r '.citations[].file_name'`

/** `atenex ask "…"` */
export function registerAsk(program: Command, context: CliContext): void {
  program
    .command('ask')
    .summary('ask a question and see where the answer comes from')
    .description('Asks a question about the documents of the company and shows where the answer comes from.')
    .argument('<question...>', 'the question; quotes are not needed')
    .option('--chat <id>', 'continue this chat', uuidArgument)
    .option('--top-k <number>', 'chunks the answer may draw on, 1 to 20', numberArgument(1, 20))
    .addHelpText('after', spokenAfter(program, examples, examples.replace('Examples', 'Ejemplos')))
    .action(async (words: string[], options: { chat?: string; topK?: number }, command: Command) => {
      const { client, json, texts } = openSession(context, command)
      if (words.join(' ').trim() === '') throw new CommandFailed(exitCodes.unusable, texts.ask.emptyQuestion)
      const { chat, topK } = options
      const reply = await client.ask({ query: words.join(' '), chat_id: chat ?? null, retriever_top_k: topK ?? null })
      if (json) context.terminal.json(reply)
      else printAnswer(context.terminal, reply, texts)
    })
}

function printAnswer(terminal: Terminal, reply: AskReply, texts: Texts): void {
  terminal.out(visibleLines(reply.answer))
  if (reply.citations.length > 0)
    terminal.out(`\n${reply.citations.map((citation) => citationLines(citation, texts)).join('\n')}`)
  if (reply.supported === false) terminal.note(`\n${whyUnsupported(reply, texts)}`)
  if (reply.retrieval.degraded) {
    terminal.note(`\n${texts.ask.incomplete(reply.retrieval.reasons.map(visibleLine).join('; '))}`)
  }
  terminal.note(`\n${texts.ask.chat(visibleLine(reply.chat_id))}`)
}

/** An answer may cite nothing, or cite documents and say more than they do, which each of its sentences tells. */
function whyUnsupported({ citations, claims }: AskReply, { ask }: Texts): string {
  if (citations.length === 0) return ask.citesNothing
  const sentences = claims.filter(({ supported }) => !supported).map(({ text }) => `\n    “${visibleLine(text)}”`)
  return `${ask.saysMore}${sentences.join('')}`
}

/** `[Doc 2] file.pdf, page 3, Título II > Artículo 12` and the quote below. */
function citationLines(citation: CitationItem, { language }: Texts): string {
  const place = [citation.file_name]
  // the headings follow anyway, all of them
  if (citation.place !== null && citation.place.kind !== 'heading')
    place.push(placeLabel(toPlace(citation.place), language))
  if (citation.heading_path.length > 0) place.push(citation.heading_path.join(' > '))
  return `${visibleLine(citation.tag)} ${place.map(visibleLine).join(', ')}\n    “${visibleLine(citation.quote)}”`
}

function toPlace(item: PlaceItem): Place {
  if (item.kind !== 'sheet') return item
  return { kind: 'sheet', name: item.name, firstRow: item.first_row, lastRow: item.last_row }
}
