import { randomUUID } from 'node:crypto'
import { sql, type RawBuilder } from 'kysely'
import { AppError } from '../../../domain/errors.ts'
import type { ChatId } from '../../../domain/ids.ts'
import type { Turn } from '../../../ports/chat-store.ts'
import type { Database } from '../database.ts'

/** As the original titles its chats. */
const titleLength = 40

/** Chat when new, question, answer and query log in one statement: every question ends with it. */
export async function saveTurn(db: Database, turn: Turn): Promise<{ chatId: ChatId; queryLogId: string }> {
  const queryLogId = randomUUID()
  const sources = turn.sources === null ? null : JSON.stringify(turn.sources)
  // both messages get the same now(); reads order by time and then by role, question first
  const { rows } = await sql<{ chat_id: ChatId }>`
    with chat as (${turn.chatId === null ? newChat(turn) : touchedChat(turn, turn.chatId)}),
    said as (
      insert into messages (id, chat_id, role, content, sources)
      select message.id, chat.id, message.role, message.content, message.sources
      from chat, (values
        (${randomUUID()}::uuid, 'user', ${turn.question}::text, null::jsonb),
        (${randomUUID()}::uuid, 'assistant', ${turn.answer}::text, ${sources}::jsonb)
      ) as message (id, role, content, sources)
    )
    insert into query_logs (id, user_id, company_id, query, response, metadata, chat_id)
    select ${queryLogId}::uuid, ${turn.userId}::uuid, ${turn.companyId}::uuid, ${turn.question}::text, ${turn.answer}::text,
      ${JSON.stringify(turn.log)}::jsonb, chat.id
    from chat
    returning chat_id
  `.execute(db)
  const [saved] = rows
  if (saved === undefined) {
    throw new AppError('forbidden', 'This chat belongs to someone else or was deleted.', {
      spanish: 'Esta conversación es de otra persona o se ha eliminado. Empieza una nueva.',
    })
  }
  return { chatId: saved.chat_id, queryLogId }
}

function newChat({ userId, companyId, question }: Turn): RawBuilder<unknown> {
  const title = `Chat: ${[...question].slice(0, titleLength).join('')}`
  return sql`
    insert into chats (id, user_id, company_id, title)
    values (${randomUUID()}::uuid, ${userId}::uuid, ${companyId}::uuid, ${title})
    returning id
  `
}

function touchedChat({ userId, companyId }: Turn, chatId: ChatId): RawBuilder<unknown> {
  return sql`
    update chats set updated_at = now()
    where id = ${chatId}::uuid and company_id = ${companyId}::uuid and user_id = ${userId}::uuid
    returning id
  `
}
