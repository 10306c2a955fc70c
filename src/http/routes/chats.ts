import { z } from 'zod'
import { chatListQuery, chatListReply, messageListQuery, messageListReply } from '../../contract/chats.ts'
import { parseChatId } from '../../domain/ids.ts'
import type { Chats } from '../../query/chats.ts'
import type { Identity } from '../identity/identity.ts'
import type { Server } from '../server.ts'

export interface ChatRouteDeps {
  readonly identity: Identity
  readonly userChats: Chats
}

const chatParams = z.object({ chat_id: z.guid() })

/** Chats of the user, and the same under the path the gateway shows to its clients. */
export function chatRoutes(app: Server, deps: ChatRouteDeps): void {
  for (const base of ['/api/v1/chats', '/api/v1/query/chats']) registerUnder(app, deps, base)
}

function registerUnder(app: Server, { identity, userChats }: ChatRouteDeps, base: string): void {
  app.get(base, { schema: { querystring: chatListQuery, response: { 200: chatListReply } } }, async (request) => {
    const chats = await userChats.list(identity.company(request, 'query'), identity.user(request), request.query)
    return chats.map((chat) => ({
      id: chat.id,
      title: chat.title,
      created_at: chat.createdAt.toISOString(),
      updated_at: chat.updatedAt.toISOString(),
      message_count: chat.messageCount,
    }))
  })

  app.get(
    `${base}/:chat_id/messages`,
    { schema: { params: chatParams, querystring: messageListQuery, response: { 200: messageListReply } } },
    async (request) => {
      const companyId = identity.company(request, 'query')
      const userId = identity.user(request)
      const chatId = parseChatId(request.params.chat_id)
      const messages = await userChats.messages(companyId, userId, chatId, request.query)
      return messages.map((message) => ({
        id: message.id,
        chat_id: message.chatId,
        role: message.role,
        content: message.content,
        sources: message.sources === null ? null : message.sources.map((source) => ({ ...source })),
        created_at: message.createdAt.toISOString(),
      }))
    },
  )

  app.delete(`${base}/:chat_id`, { schema: { params: chatParams } }, async (request, reply) => {
    const companyId = identity.company(request, 'query')
    const userId = identity.user(request)
    await userChats.remove(companyId, userId, parseChatId(request.params.chat_id))
    return reply.code(204).send()
  })
}
