import { randomUUID } from 'node:crypto'
import { sql, type Selectable } from 'kysely'
import type { Chat, Message, StoredSource } from '../../domain/chat.ts'
import { AppError } from '../../domain/errors.ts'
import type { ChatId, CompanyId, UserId } from '../../domain/ids.ts'
import type { ChatStore, Turn } from '../../ports/chat-store.ts'
import { guarded, type Database, type Tx } from './database.ts'
import type { MessagesTable } from './tables.ts'

/** As the original titles its chats. */
const titleLength = 40

export function createChatStore(db: Database): ChatStore {
  const owned = (companyId: CompanyId, userId: UserId) =>
    db
      .selectFrom('chats')
      .select((eb) => [
        'id',
        'title',
        'created_at',
        'updated_at',
        eb
          .selectFrom('messages')
          .select((count) => count.fn.countAll<string>().as('total'))
          .whereRef('messages.chat_id', '=', 'chats.id')
          .as('message_count'),
      ])
      .where('company_id', '=', companyId)
      .where('user_id', '=', userId)

  const toChat = (
    row: { id: string; title: string | null; created_at: Date; updated_at: Date; message_count: string | null },
    companyId: CompanyId,
    userId: UserId,
  ): Chat => ({
    id: row.id as ChatId,
    companyId,
    userId,
    title: row.title,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    messageCount: Number(row.message_count ?? 0),
  })

  const find = (companyId: CompanyId, userId: UserId, chatId: ChatId) =>
    guarded(async () => {
      const row = await owned(companyId, userId).where('id', '=', chatId).executeTakeFirst()
      return row === undefined ? null : toChat(row, companyId, userId)
    })

  return {
    find,

    recent: (companyId, chatId, limit) =>
      guarded(async () => {
        const rows = await db
          .selectFrom('messages')
          .innerJoin('chats', 'chats.id', 'messages.chat_id')
          .selectAll('messages')
          .where('chats.company_id', '=', companyId)
          .where('chat_id', '=', chatId)
          .orderBy('messages.created_at', 'desc')
          .orderBy('messages.role', 'asc')
          .limit(limit)
          .execute()
        return rows.map(toMessage).toReversed()
      }),

    saveTurn: (turn) => guarded(() => db.transaction().execute((tx) => saveTurn(tx, turn))),

    list: (companyId, userId, { limit, offset }) =>
      guarded(async () => {
        const rows = await owned(companyId, userId)
          .orderBy('updated_at', 'desc')
          .orderBy('id')
          .limit(limit)
          .offset(offset)
          .execute()
        return rows.map((row) => toChat(row, companyId, userId))
      }),

    messages: async (companyId, userId, chatId, { limit, offset }) => {
      if ((await find(companyId, userId, chatId)) === null) return null
      return guarded(async () => {
        const rows = await db
          .selectFrom('messages')
          .selectAll()
          .where('chat_id', '=', chatId)
          .orderBy('created_at')
          .orderBy('role', 'desc')
          .limit(limit)
          .offset(offset)
          .execute()
        return rows.map(toMessage)
      })
    },

    remove: (companyId, userId, chatId) =>
      guarded(() =>
        db.transaction().execute(async (tx) => {
          const chat = await tx
            .selectFrom('chats')
            .select('id')
            .where('company_id', '=', companyId)
            .where('user_id', '=', userId)
            .where('id', '=', chatId)
            .forUpdate()
            .executeTakeFirst()
          if (chat === undefined) return false
          await tx.deleteFrom('messages').where('chat_id', '=', chatId).execute()
          await tx.deleteFrom('query_logs').where('chat_id', '=', chatId).where('company_id', '=', companyId).execute()
          await tx.deleteFrom('chats').where('id', '=', chatId).execute()
          return true
        }),
      ),
  }
}

async function saveTurn(tx: Tx, turn: Turn): Promise<{ chatId: ChatId; queryLogId: string }> {
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

function toMessage(row: Selectable<MessagesTable>): Message {
  return {
    id: row.id,
    chatId: row.chat_id as ChatId,
    role: row.role === 'assistant' ? 'assistant' : 'user',
    content: row.content ?? '',
    sources: row.sources as readonly StoredSource[] | null,
    createdAt: row.created_at,
  }
}
