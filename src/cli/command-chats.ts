import type { Command } from 'commander'
import { numberArgument, uuidArgument } from './arguments.ts'
import { openSession, type CliContext } from './context.ts'
import { spokenAfter } from './spoken-help.ts'
import { renderTable, shorten } from './terminal.ts'
import { visibleLine, visibleLines } from '../domain/text/visible-text.ts'

const examples = '\n  atenex chats\n  atenex chats 0b0c… --json'

/** `atenex chats [ID]` */
export function registerChats(program: Command, context: CliContext): void {
  program
    .command('chats')
    .summary('list your chats, or show one')
    .description('Lists the chats of the user, last changed first, or shows the messages of one.')
    .argument('[id]', 'id of a chat', uuidArgument)
    .option('--limit <number>', 'how many, 1 to 200', numberArgument(1, 200), 50)
    .option('--offset <number>', 'how many to leave out', numberArgument(0, 1_000_000_000), 0)
    .addHelpText('after', spokenAfter(program, `\nExamples:${examples}`, `\nEjemplos:${examples}`))
    .action(async (id: string | undefined, page: { limit: number; offset: number }, command: Command) => {
      const { client, json, texts } = openSession(context, command)
      const { terminal } = context
      if (id !== undefined) {
        const messages = await client.messages(id, page)
        const text = messages.map(({ role, content }) => `${role === 'user' ? '>' : '<'} ${visibleLines(content)}`)
        if (json) terminal.json(messages)
        else terminal.out(text.join('\n\n'))
        return
      }
      const chats = await client.chats(page)
      if (json) {
        terminal.json(chats)
        return
      }
      if (chats.length === 0) terminal.note(texts.chats.none)
      const rows = chats.map((chat) => [
        chat.id,
        String(chat.message_count),
        chat.updated_at.slice(0, 16).replace('T', ' '),
        shorten(visibleLine(chat.title ?? ''), 60),
      ])
      if (rows.length > 0) terminal.out(renderTable(texts.chats.head, rows, terminal.columns))
    })
}
