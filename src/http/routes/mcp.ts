import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sentenceOf } from '../../contract/errors.ts'
import { toAppError } from '../../domain/errors.ts'
import { parseChatId, parseDocumentId } from '../../domain/ids.ts'
import type { McpBackend } from '../../mcp/backend.ts'
import type { DocumentFinder } from '../../ports/documents/document-finder.ts'
import type { Log } from '../../ports/log.ts'
import type { Ask } from '../../query/ask.ts'
import { readText } from '../../query/read-text.ts'
import { toAskReply } from '../ask-reply.ts'
import { replyUnwanted } from '../client-gone.ts'
import { toDocumentFilter } from '../document-filter.ts'
import { toDocumentItem } from '../document-item.ts'
import { toErrorReply } from '../errors/error-handler.ts'
import { toSearchReply, toTextReply } from '../search-reply.ts'
import type { Server } from '../server.ts'
import type { SearchRouteDeps } from './search.ts'

export interface McpRouteDeps extends SearchRouteDeps {
  readonly documents: SearchRouteDeps['documents'] & Pick<DocumentFinder, 'list'>
  readonly ask: Ask
  readonly version: string
  readonly log: Log
}

/**
 * `/mcp`: the Model Context Protocol over streamable HTTP. Every request stands for itself and says who it is as any other, so
 * any process can answer it; sessions and subscriptions are refused.
 */
export function mcpRoutes(app: Server, deps: McpRouteDeps): void {
  app.route({
    method: ['GET', 'POST', 'DELETE'],
    url: '/mcp',
    handler: async (request, reply) => {
      const backend = backendOf(deps, request)
      const onError = (error: Error): void =>
        deps.log.debug({ err: error, requestId: request.id }, 'could not answer over MCP')
      // loaded by the first request: few installations are asked this way, and the protocol takes 6 MB
      const { answerMcp } = await import('../../mcp/answer-mcp.ts')
      const webRequest = toWebRequest(request, replyUnwanted(reply))
      return sendOn(reply, await answerMcp({ backend, version: deps.version, onError }, webRequest, request.body))
    },
  })
}

/** The body was read and bounded already. */
function toWebRequest({ method, headers, url }: FastifyRequest, signal: AbortSignal): Request {
  const lines = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, [value].flat().join(', ')]],
  )
  return new Request(new URL(url, 'http://localhost'), { method, headers: lines, signal })
}

function sendOn(reply: FastifyReply, { status, headers, body }: Response): FastifyReply {
  reply.code(status)
  for (const [name, value] of headers) reply.header(name, value)
  if (status === 405) reply.header('allow', 'POST')
  // null would be sent as JSON, where the protocol wants no body
  return body === null ? reply.send() : reply.send(Readable.fromWeb(body))
}

/** @throws AppError when the request does not say who it is. */
function backendOf(deps: McpRouteDeps, request: FastifyRequest): McpBackend {
  const companyId = deps.identity.company(request, 'query')
  const userId = deps.identity.user(request)
  return {
    search: async ({ query: question, filters, limit }, signal) => {
      const filter = toDocumentFilter(filters)
      return toSearchReply(await deps.search({ companyId, question, filter, limit, signal }))
    },
    ask: async ({ question, chat_id: chat, filters }, signal) => {
      const chatId = chat === undefined ? null : parseChatId(chat)
      const filter = toDocumentFilter(filters)
      return toAskReply(companyId, await deps.ask({ companyId, userId, question, chatId, filter, topK: null, signal }))
    },
    documents: async ({ limit, offset }) => {
      const found = await deps.documents.list(companyId, limit, offset)
      const unasked = { originalExists: null, vectorCount: null }
      return found.map((document) => toDocumentItem({ document, ...unasked }, 'en'))
    },
    text: async (id, { page = null, start = null, length }) => {
      const documentId = parseDocumentId(id)
      return toTextReply(documentId, await readText(deps, { companyId, documentId, page, start, length }))
    },
    explain: (error) => {
      const failure = toAppError(error)
      if (failure.code === 'internal') deps.log.error({ err: failure, requestId: request.id }, 'a tool failed')
      const reply = toErrorReply(failure, 'en')
      return `${sentenceOf(reply)} (${reply.code})`
    },
  }
}
