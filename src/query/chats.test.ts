import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { memoryChats } from '../../test/harness/query.ts'
import { parseCompanyId, parseUserId } from '../domain/ids.ts'
import { createChats } from './chats.ts'

const companyId = parseCompanyId('00000000-0000-4000-8000-0000000000c1')
const userId = parseUserId('00000000-0000-4000-8000-0000000000a1')
const paging = { limit: 50, offset: 0 }

test('another user can neither read nor remove a chat, nor learn that it exists', async () => {
  const { store } = memoryChats()
  const chats = createChats(store)
  const turn = { companyId, userId, chatId: null, question: 'a', answer: 'b', sources: null, log: {} }
  const { chatId } = await store.saveTurn(turn)
  const stranger = parseUserId(randomUUID())

  const refused = { code: 'not_found', message: 'There is no such chat.' }
  await expect(chats.messages(companyId, stranger, chatId, paging)).rejects.toMatchObject(refused)
  await expect(chats.remove(companyId, stranger, chatId)).rejects.toMatchObject(refused)
  expect(await chats.list(companyId, stranger, paging)).toEqual([])

  expect((await chats.messages(companyId, userId, chatId, paging)).map((message) => message.content)).toEqual([
    'a',
    'b',
  ])
  await chats.remove(companyId, userId, chatId)
  await expect(chats.remove(companyId, userId, chatId)).rejects.toMatchObject(refused)
})

test('what earlier versions stored is shown with nothing active in it', async () => {
  const { store } = memoryChats()
  const chats = createChats(store)
  const answer = 'Diez días [Doc 1] ![x](http://evil.test/p.png)<script>\u001b[31m'
  const turn = { companyId, userId, chatId: null, question: '¿Plazo?\u202e', answer, sources: null, log: {} }
  const { chatId } = await store.saveTurn(turn)
  const messages = await chats.messages(companyId, userId, chatId, paging)
  expect(messages.map((message) => message.content)).toEqual([
    '¿Plazo?',
    'Diez días [Doc 1] ! [x](http://evil.test/p.png)‹script›[31m',
  ])
})
