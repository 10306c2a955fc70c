import { askRoute } from '../../contract/routes/question-routes.ts'
import { parseChatId } from '../../domain/ids.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Log } from '../../ports/log.ts'
import type { Ask } from '../../query/ask.ts'
import { toAskReply } from '../ask-reply.ts'
import { toDocumentFilter } from '../document-filter.ts'
import { clientGone, replyUnwanted } from '../client-gone.ts'
import type { Identity } from '../identity/identity.ts'
import { serveRoute } from '../serve-route.ts'
import { streamAnswer, wantsStream } from '../stream-answer.ts'
import type { Server } from '../server.ts'

export interface AskRouteDeps {
  readonly identity: Identity
  readonly ask: Ask
  readonly clock: Clock
  readonly log: Log
}

export function askRoutes(app: Server, deps: AskRouteDeps): void {
  serveRoute(app, askRoute, async ({ body, request, reply }) => {
    const companyId = deps.identity.company(request, 'query')
    const userId = deps.identity.user(request)
    const { query, chat_id: chatId, retriever_top_k: topK } = body
    const asked = {
      companyId,
      userId,
      question: query,
      chatId: chatId === null ? null : parseChatId(chatId),
      filter: toDocumentFilter(body.filters),
      topK,
      signal: replyUnwanted(reply),
    }
    if (wantsStream(request, body.stream)) {
      return streamAnswer(deps, { companyId, request, reply, gone: clientGone(reply) }, (tell) =>
        deps.ask({ ...asked, tell }),
      )
    }
    return toAskReply(companyId, await deps.ask(asked))
  })
}
