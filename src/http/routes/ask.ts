import { askReply, askRequest } from '../../contract/ask.ts'
import { parseChatId } from '../../domain/ids.ts'
import type { Ask } from '../../query/ask.ts'
import { toAskReply } from '../ask-reply.ts'
import { clientGone } from '../client-gone.ts'
import type { Identity } from '../identity/identity.ts'
import type { Server } from '../server.ts'

export interface AskRouteDeps {
  readonly identity: Identity
  readonly ask: Ask
}

/** `POST /api/v1/ask`, and the same under the path the gateway shows to its clients. */
export function askRoutes(app: Server, deps: AskRouteDeps): void {
  for (const path of ['/api/v1/ask', '/api/v1/query/ask']) {
    app.post(path, { schema: { body: askRequest, response: { 200: askReply } } }, async (request, reply) => {
      const companyId = deps.identity.company(request, 'query')
      const userId = deps.identity.user(request)
      const { query, chat_id: chatId, retriever_top_k: topK } = request.body
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
}
