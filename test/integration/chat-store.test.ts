import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createChatStore } from '../../src/adapters/postgres/chat-store.ts'
import { openDatabase } from '../../src/adapters/postgres/database.ts'
import { parseUserId, type ChatId, type CompanyId, type UserId } from '../../src/domain/ids.ts'
import type { ChatStore, Turn } from '../../src/ports/chat-store.ts'
import { anyCompany } from '../harness/documents.ts'
import { silentLog } from '../harness/log.ts'
import { createTestDatabase } from '../harness/postgres.ts'

let chats: ChatStore
let close: () => Promise<void>
const anyUser = (): UserId => parseUserId(randomUUID())

beforeAll(async () => {
  const database = await createTestDatabase()
  const db = openDatabase({ url: database.url, maxConnections: 4, log: silentLog })
  chats = createChatStore(db)
  close = async () => {
    await db.destroy()
    await database.drop()
  }
})
afterAll(() => close())

const source = { id_documento: 'a_0', nombre_archivo: 'a.pdf', pagina: '3', score: 0.5, cita_tag: '[Doc 1]' }

function turn(companyId: CompanyId, userId: UserId, chatId: ChatId | null, question: string): Turn {
  return { companyId, userId, chatId, question, answer: `answer to ${question}`, sources: [source], log: { n: 1 } }
}

test('a first turn makes a chat titled after its question, with question and answer in order', async () => {
  const [company, user] = [anyCompany(), anyUser()]
  const { chatId } = await chats.saveTurn(
    turn(company, user, null, '¿Qué dice el artículo 12 sobre los plazos de entrega?'),
  )
  const [chat] = await chats.list(company, user, { limit: 10, offset: 0 })
  expect(chat).toMatchObject({ id: chatId, title: 'Chat: ¿Qué dice el artículo 12 sobre los plazo', messageCount: 2 })
  const messages = await chats.messages(company, user, chatId, { limit: 10, offset: 0 })
  expect(messages?.map(({ role, sources }) => [role, sources])).toEqual([
    ['user', null],
    ['assistant', [source]],
  ])
})

test('the history a model sees is the end of the chat, oldest first', async () => {
  const [company, user] = [anyCompany(), anyUser()]
  const { chatId } = await chats.saveTurn(turn(company, user, null, 'one'))
  for (const question of ['two', 'three']) await chats.saveTurn(turn(company, user, chatId, question))
  const recent = await chats.recent(company, chatId, 3)
  expect(recent.map((message) => message.content)).toEqual(['answer to two', 'three', 'answer to three'])
})

test('nobody but its user sees, continues or deletes a chat', async () => {
  const [company, user] = [anyCompany(), anyUser()]
  const { chatId } = await chats.saveTurn(turn(company, user, null, 'mine'))
  for (const [otherCompany, otherUser] of [
    [company, anyUser()],
    [anyCompany(), user],
  ] as const) {
    expect(await chats.find(otherCompany, otherUser, chatId)).toBeNull()
    expect(await chats.messages(otherCompany, otherUser, chatId, { limit: 10, offset: 0 })).toBeNull()
    expect(await chats.remove(otherCompany, otherUser, chatId)).toBe(false)
    expect(await chats.list(otherCompany, otherUser, { limit: 10, offset: 0 })).toEqual([])
    await expect(chats.saveTurn(turn(otherCompany, otherUser, chatId, 'theirs'))).rejects.toMatchObject({
      code: 'forbidden',
    })
  }
  const messages = await chats.messages(company, user, chatId, { limit: 10, offset: 0 })
  expect(messages).toHaveLength(2)
})

test('a deleted chat is gone with its messages', async () => {
  const [company, user] = [anyCompany(), anyUser()]
  const { chatId } = await chats.saveTurn(turn(company, user, null, 'short-lived'))
  expect(await chats.remove(company, user, chatId)).toBe(true)
  expect(await chats.find(company, user, chatId)).toBeNull()
  expect(await chats.remove(company, user, chatId)).toBe(false)
})
