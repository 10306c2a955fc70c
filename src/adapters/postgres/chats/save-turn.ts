import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { AppError } from '../../../domain/errors.ts'
import type { ChatId } from '../../../domain/ids.ts'
import type { Turn } from '../../../ports/chat-store.ts'
import type { Tx } from '../database.ts'

/** As the original titles its chats. */
const titleLength = 40

/** Chat when new, question, answer and query log, in the caller's transaction. */
export async function saveTurn(tx: Tx, turn: Turn): Promise<{ chatId: ChatId; queryLogId: string }> {
  const chatId = turn.chatId ?? (await insertChat(tx, turn))
  if (turn.chatId !== null) await touchChat(tx, turn, turn.chatId)
  // both rows get the same now(); reads order by time and then by role, question first
  await tx
    .insertInto('messages')
    .values([
      { id: randomUUID(), chat_id: chatId, role: 'user', content: turn.question, sources: null },
      {
        id: randomUUID(),
        chat_id: chatId,
        role: 'assistant',
        content: turn.answer,
        sources: turn.sources === null ? null : JSON.stringify(turn.sources),
      },
    ])
    .execute()
  const queryLogId = randomUUID()
  await tx
    .insertInto('query_logs')
    .values({
      id: queryLogId,
      user_id: turn.userId,
      company_id: turn.companyId,
      query: turn.question,
      response: turn.answer,
      metadata: JSON.stringify(turn.log),
      chat_id: chatId,
    })
    .execute()
  return { chatId, queryLogId }
}

async function insertChat(tx: Tx, turn: Turn): Promise<ChatId> {
  // a fresh UUID is a chat id
  const id = randomUUID() as ChatId
  const title = `Chat: ${[...turn.question].slice(0, titleLength).join('')}`
  await tx.insertInto('chats').values({ id, user_id: turn.userId, company_id: turn.companyId, title }).execute()
  return id
}

async function touchChat(tx: Tx, turn: Turn, chatId: ChatId): Promise<void> {
  const result = await tx
    .updateTable('chats')
    .set({ updated_at: sql`now()` })
    .where('id', '=', chatId)
    .where('company_id', '=', turn.companyId)
    .where('user_id', '=', turn.userId)
    .executeTakeFirst()
  if (result.numUpdatedRows === 0n) throw new AppError('forbidden', 'This chat belongs to someone else or was deleted.')
}
