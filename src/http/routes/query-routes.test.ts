import { describe, expect, test } from 'vitest'
import { serverOptions } from '../../../test/harness/http-server.ts'
import { silentLog } from '../../../test/harness/log.ts'
import { askReply } from '../../contract/ask.ts'
import { chatListReply, messageListReply } from '../../contract/chats.ts'
import type { Chat, Message } from '../../domain/chat.ts'
import { AppError } from '../../domain/errors.ts'
import { parseChatId, parseCompanyId, parseUserId } from '../../domain/ids.ts'
import type { Ask, AskResult } from '../../query/ask.ts'
import type { Chats } from '../../query/chats.ts'
import { systemClock } from '../../flow/system-clock.ts'
import type { Clock } from '../../ports/clock.ts'
import { createIdentity } from '../identity/identity.ts'
import { createServer } from '../server.ts'
import { askRoutes } from './ask.ts'
import { chatRoutes } from './chats.ts'

const companyId = parseCompanyId('00000000-0000-4000-8000-0000000000c1')
const userId = parseUserId('00000000-0000-4000-8000-0000000000a1')
const chatId = parseChatId('00000000-0000-4000-8000-0000000000b1')
const who = { 'x-company-id': companyId, 'x-user-id': userId }

const nothingFound: AskResult = {
  answer: 'No está en los documentos.',
  answerKind: 'nothing_found',
  supported: null,
  language: 'es',
  rewrittenQuestion: null,
  evidence: 0.9,
  claims: [],
  passages: [],
  citations: [],
  retrieval: { mode: 'hybrid', degraded: false, reasons: [] },
  chatId,
  queryLogId: '00000000-0000-4000-8000-0000000000d1',
}

async function serve(ask: Ask, userChats: Partial<Chats> = {}, clock: Clock = systemClock) {
  const server = await createServer(serverOptions())
  const unused = () => Promise.reject(new Error('not asked for in this test'))
  const identity = createIdentity('gateway')
  askRoutes(server, { identity, ask, clock, log: silentLog })
  chatRoutes(server, { identity, userChats: { list: unused, messages: unused, remove: unused, ...userChats } })
  return server
}

describe('POST /ask', () => {
  test.each(['/api/v1/ask', '/api/v1/query/ask'])(
    'under %s asks for the company and user of the headers',
    async (url) => {
      const asked: Parameters<Ask>[0][] = []
      const server = await serve(async (request) => {
        asked.push(request)
        return nothingFound
      })
      const payload = { query: '¿Cuántos días?', chat_id: chatId.toUpperCase(), retriever_top_k: 5 }
      const reply = await server.inject({ method: 'POST', url, headers: who, payload })
      expect(reply.statusCode).toBe(200)
      expect(askReply.parse(reply.json())).toMatchObject({
        answer: nothingFound.answer,
        chat_id: chatId,
        citations: [],
      })
      expect(asked).toMatchObject([{ companyId, userId, question: '¿Cuántos días?', chatId, topK: 5 }])
    },
  )

  test.each([
    ['an empty question', { query: ' ' }, who, 422, 'invalid_request'],
    ['no question', {}, who, 422, 'invalid_request'],
    ['a chat that is no id', { query: 'a', chat_id: 'x' }, who, 422, 'invalid_request'],
    ['nobody', { query: 'a' }, {}, 422, 'missing_identity'],
    ['a user that is no id', { query: 'a' }, { ...who, 'x-user-id': 'auth0|7' }, 422, 'invalid_id'],
  ])('with %s is refused without asking', async (_what, payload, headers, status, code) => {
    const server = await serve(() => Promise.reject(new Error('was asked')))
    const reply = await server.inject({ method: 'POST', url: '/api/v1/ask', headers, payload })
    expect(reply.statusCode).toBe(status)
    expect(reply.json()).toMatchObject({ code })
  })

  test('a failure keeps its code', async () => {
    const away = new AppError('vector_store_unavailable', 'The vector store is away.', { retryable: true })
    const server = await serve(() => Promise.reject(away))
    const reply = await server.inject({ method: 'POST', url: '/api/v1/ask', headers: who, payload: { query: 'a' } })
    expect(reply.statusCode).toBe(503)
    expect(reply.json()).toEqual({ detail: 'The vector store is away.', code: 'vector_store_unavailable' })
  })
})

describe('chats', () => {
  const time = new Date('2026-01-01T00:00:00Z')
  const chat: Chat = {
    id: chatId,
    companyId,
    userId,
    title: 'Vacaciones',
    createdAt: time,
    updatedAt: time,
    messageCount: 2,
  }
  const message: Message = { id: chatId, chatId, role: 'user', content: '¿Cuántos?', sources: null, createdAt: time }
  const noAsk: Ask = () => Promise.reject(new Error('nobody asks here'))

  test.each(['/api/v1/chats', '/api/v1/query/chats'])('under %s are those of the user', async (base) => {
    const asked: unknown[] = []
    const server = await serve(noAsk, {
      list: async (...given) => {
        asked.push(given)
        return [chat]
      },
      messages: async (...given) => {
        asked.push(given)
        return [message]
      },
    })
    const chats = await server.inject({ url: `${base}?limit=3`, headers: who })
    expect(chatListReply.parse(chats.json())).toMatchObject([{ id: chatId, title: 'Vacaciones', message_count: 2 }])
    const messages = await server.inject({ url: `${base}/${chatId}/messages`, headers: who })
    expect(messageListReply.parse(messages.json())).toMatchObject([{ chat_id: chatId, content: '¿Cuántos?' }])
    expect(asked).toMatchObject([
      [companyId, userId, { limit: 3, offset: 0 }],
      [companyId, userId, chatId, { offset: 0 }],
    ])
  })

  test('are deleted with 204, and one that is not there is 404', async () => {
    const removed: string[] = []
    const server = await serve(noAsk, {
      remove: async (_company, _user, id) => {
        if (removed.includes(id)) throw new AppError('not_found', 'There is no such chat.')
        removed.push(id)
      },
    })
    const remove = () => server.inject({ method: 'DELETE', url: `/api/v1/chats/${chatId}`, headers: who })
    expect((await remove()).statusCode).toBe(204)
    expect((await remove()).statusCode).toBe(404)
  })

  test('of nobody are not told', async () => {
    const server = await serve(noAsk)
    expect((await server.inject({ url: '/api/v1/chats' })).statusCode).toBe(422)
    expect((await server.inject({ url: '/api/v1/chats/x/messages', headers: who })).statusCode).toBe(422)
  })
})
