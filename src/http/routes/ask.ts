import { askReply, askRequest, PREVIEW_LENGTH, type AskReply } from '../../contract/ask.ts'
import { AppError } from '../../domain/errors.ts'
import { parseChatId, type CompanyId } from '../../domain/ids.ts'
import type { Ask, AskResult } from '../../query/ask.ts'
import type { Identity } from '../identity.ts'
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
      const gone = new AbortController()
      reply.raw.once('close', () => {
        if (!reply.raw.writableFinished) gone.abort(new AppError('cancelled', 'The client went away.'))
      })
      const { query, chat_id: chatId, retriever_top_k: topK } = request.body
      const result = await deps.ask({
        companyId,
        userId,
        question: query,
        chatId: chatId === null ? null : parseChatId(chatId),
        topK,
        signal: gone.signal,
      })
      return toReply(companyId, result)
    })
  }
}

function toReply(companyId: CompanyId, result: AskResult): AskReply {
  return {
    answer: result.answer,
    answer_kind: result.answerKind,
    language: result.language,
    retrieved_documents: result.passages.map((passage) => ({
      id: passage.id,
      score: passage.score,
      content_preview: preview(passage.text),
      content: passage.text,
      metadata: {
        company_id: companyId,
        document_id: passage.documentId,
        file_name: passage.fileName,
        page: passage.page,
        title: passage.title,
      },
      document_id: passage.documentId,
      file_name: passage.fileName,
      cita_tag: passage.tag,
    })),
    citations: result.citations.map((citation) => ({
      tag: citation.tag,
      chunk_id: citation.chunkId,
      document_id: citation.documentId,
      file_name: citation.fileName,
      page: citation.page,
      heading_path: [...citation.headingPath],
      start: citation.start,
      end: citation.end,
      quote: citation.quote,
      score: citation.score,
    })),
    retrieval: { ...result.retrieval, reasons: [...result.retrieval.reasons] },
    query_log_id: result.queryLogId,
    chat_id: result.chatId,
  }
}

/** As the original cuts it: whole when it fits, otherwise with three dots. */
function preview(text: string): string {
  return text.length <= PREVIEW_LENGTH ? text : `${text.slice(0, PREVIEW_LENGTH - 3).toWellFormed()}...`
}
