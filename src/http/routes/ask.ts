import { askRoute } from '../../contract/routes/question-routes.ts'
import { parseChatId } from '../../domain/ids.ts'
import type { Ask } from '../../query/ask.ts'
import { toAskReply } from '../ask-reply.ts'
import { clientGone } from '../client-gone.ts'
import type { Identity } from '../identity/identity.ts'
import { serveRoute } from '../serve-route.ts'
import type { Server } from '../server.ts'

export interface AskRouteDeps {
  readonly identity: Identity
  readonly ask: Ask
}

export function askRoutes(app: Server, deps: AskRouteDeps): void {
  serveRoute(app, askRoute, async ({ body, request, reply }) => {
    const companyId = deps.identity.company(request, 'query')
    const userId = deps.identity.user(request)
    const { query, chat_id: chatId, retriever_top_k: topK } = body
    const result = await deps.ask({
      companyId,
      userId,
      question: query,
      chatId: chatId === null ? null : parseChatId(chatId),
      topK,
      signal: clientGone(reply),
    })
    return toAskReply(companyId, result)
  })
}
