import type { FastifyReply, FastifyRequest } from 'fastify'
import type { AskEventData } from '../contract/ask-events.ts'
import type { CompanyId } from '../domain/ids.ts'
import { toAppError } from '../domain/errors.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { AskEvent, TellAsk } from '../query/ask-events.ts'
import type { AskResult } from '../query/ask.ts'
import { toAskReply, toCitationItem, toRetrievedDocument } from './ask-reply.ts'
import { toErrorReply } from './errors/error-handler.ts'
import { replyLanguage } from './errors/reply-language.ts'
import { openEventStream, sendEventStream } from './event-stream.ts'

/** Whether the client wants the answer while it comes. A client that also accepts plain JSON gets that, as always. */
export function wantsStream({ headers }: FastifyRequest, stream: boolean | null | undefined): boolean {
  return stream ?? (accepts(headers.accept, 'text/event-stream') && !accepts(headers.accept, 'application/json'))
}

/** Whether a type is named, and not with a weight of 0, which refuses it. */
function accepts(header: string | undefined, type: string): boolean {
  const ranges = (header ?? '').toLowerCase().split(',')
  return ranges.some((range) => range.trim().startsWith(type) && !/;\s*q\s*=\s*0(\.0*)?\s*(;|$)/.test(range))
}

interface StreamAnswerDeps {
  readonly clock: Clock
  readonly log: Log
}

/**
 * Sends the events of an answer as they come, and the plain reply last. What fails before the first event is a plain refusal
 * with its status; what fails later is an event `error`.
 */
export async function streamAnswer(
  { clock, log }: StreamAnswerDeps,
  { companyId, request, reply, gone }: StreamedRequest,
  ask: (tell: TellAsk) => Promise<AskResult>,
): Promise<FastifyReply> {
  const begun = Promise.withResolvers<void>()
  const stream = openEventStream(clock, gone, begun.resolve)
  const tell: TellAsk = (event) => {
    stream.send({ name: event.kind, data: toEventData(companyId, event) })
    begun.resolve()
  }
  const answering = ask(tell).then((result) => {
    stream.send({ name: 'done', data: toAskReply(companyId, result) })
    begun.resolve()
  })
  answering.catch((error: unknown) => {
    const failure = toAppError(error)
    const level = failure.code === 'internal' ? 'error' : 'info'
    log[level]({ requestId: request.id, code: failure.code, err: failure }, 'a streamed answer failed')
    stream.send({ name: 'error', data: toErrorReply(failure, replyLanguage(request)) })
    begun.reject(error)
  })
  void answering.catch(() => undefined).finally(() => stream.end()) // handled above
  await begun.promise
  return sendEventStream(reply, stream)
}

interface StreamedRequest {
  readonly companyId: CompanyId
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly gone: AbortSignal
}

function toEventData(companyId: CompanyId, event: AskEvent): AskEventData {
  switch (event.kind) {
    case 'sources':
      return {
        retrieved_documents: event.passages.map((passage) => toRetrievedDocument(companyId, passage)),
        retrieval: { ...event.retrieval, reasons: [...event.retrieval.reasons] },
      }
    case 'text':
      return { text: event.text }
    case 'citations':
      return { citations: event.citations.map(toCitationItem) }
  }
}
