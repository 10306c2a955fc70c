import { chatListRoute, messageListRoute, removeChatRoute } from '../../contract/routes/question-routes.ts'
import { parseChatId } from '../../domain/ids.ts'
import type { Chats } from '../../query/chats.ts'
import type { Identity } from '../identity/identity.ts'
import { serveRoute } from '../serve-route.ts'
import type { Server } from '../server.ts'

export interface ChatRouteDeps {
  readonly identity: Identity
  readonly userChats: Chats
}

/** Chats of the user. */
export function chatRoutes(app: Server, { identity, userChats }: ChatRouteDeps): void {
  serveRoute(app, chatListRoute, async ({ query, request }) => {
    const chats = await userChats.list(identity.company(request, 'query'), identity.user(request), query)
    return chats.map((chat) => ({
      id: chat.id,
      title: chat.title,
      created_at: chat.createdAt.toISOString(),
      updated_at: chat.updatedAt.toISOString(),
      message_count: chat.messageCount,
    }))
  })

  serveRoute(app, messageListRoute, async ({ params, query, request }) => {
    const companyId = identity.company(request, 'query')
    const userId = identity.user(request)
    const messages = await userChats.messages(companyId, userId, parseChatId(params.chat_id), query)
    return messages.map((message) => ({
      id: message.id,
      chat_id: message.chatId,
      role: message.role,
      content: message.content,
      sources: message.sources === null ? null : message.sources.map((source) => ({ ...source })),
      created_at: message.createdAt.toISOString(),
    }))
  })

  serveRoute(app, removeChatRoute, async ({ params, request }) => {
    const companyId = identity.company(request, 'query')
    const userId = identity.user(request)
    await userChats.remove(companyId, userId, parseChatId(params.chat_id))
    return undefined
  })
}
