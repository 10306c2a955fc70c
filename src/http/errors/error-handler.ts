// `errors/` turns any failure into a reply: status, code, and a sentence in the reader's language.
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { ErrorReply } from '../../contract/errors.ts'
import { AppError, toAppError } from '../../domain/errors.ts'
import type { Log } from '../../ports/log.ts'
import { statusOf } from './error-status.ts'
import { replyLanguage, type ReplyLanguage } from './reply-language.ts'
import { spanishSentence } from './spanish-sentences.ts'
import { asFieldErrors, validationReply } from './validation-reply.ts'

/** Seconds a client should wait after a failure that passes by itself. */
const retryAfterSeconds = 5

export function errorHandler(log: Log) {
  return async (error: FastifyError | AppError, request: FastifyRequest, reply: FastifyReply): Promise<ErrorReply> => {
    const language = replyLanguage(request)
    reply.header('content-language', language)
    const service = request.routeOptions.config.route?.service
    const invalid = validationReply(error, language, service)
    if (invalid !== null) {
      reply.code(422)
      return invalid
    }
    const failure = toAppError(fromFramework(error))
    // the ingest service of the original answers 400 to a company id that is no UUID
    const status = failure.details['status'] === 400 ? 400 : statusOf[failure.code]
    const fields = {
      requestId: request.id,
      method: request.method,
      route: request.routeOptions.url,
      code: failure.code,
    }
    const passes = failure.retryable || failure.code === 'cancelled'
    if (status >= 500 && !passes) log.error({ ...fields, err: failure }, 'request failed')
    else log.info(fields, 'request was refused')
    reply.code(status)
    if (status === 503 || status === 429) {
      reply.header('retry-after', failure.details['retry_after'] ?? retryAfterSeconds)
    }
    if (status === 401) reply.header('www-authenticate', 'Bearer')
    const { allow } = failure.details
    if (typeof allow === 'string') reply.header('allow', allow)
    const { content_range: range } = failure.details
    if (typeof range === 'string') reply.header('content-range', range)
    const body = toErrorReply(failure, language)
    if (status !== 422 || service !== 'query' || failure.code !== 'invalid_request') return body
    return asFieldErrors(body, request.routeOptions.config.route?.body === null ? 'query' : 'body')
  }
}

/** What is sent of a failure, in the reader's language. */
export function toErrorReply(failure: AppError, language: ReplyLanguage): ErrorReply {
  const documentId = failure.details['document_id']
  return {
    detail: sentenceOf(failure, language),
    code: failure.code,
    ...(typeof documentId === 'string' ? { document_id: documentId } : {}),
  }
}

/** What failed and what to do; of what nobody foresaw nothing but that it happened. */
export function sentenceOf(failure: AppError, language: ReplyLanguage): string {
  if (language === 'es') return spanishSentence(failure)
  return failure.code === 'internal' ? 'Something failed on our side. The log has the details.' : failure.message
}

/** For a body of another type than a route takes. */
export function notReadable(cause?: unknown): AppError {
  const sentence = 'Send JSON with content type application/json, or a multipart form for uploads.'
  const spanish = 'Envía JSON con content-type application/json o, para subir archivos, un formulario multipart.'
  return new AppError('invalid_request', sentence, { spanish, cause })
}

/** Fastify's own refusals carry a code and a status; the rest is unexpected. */
function fromFramework(error: FastifyError | AppError): unknown {
  if (error instanceof AppError) return error
  const { statusCode } = error
  if (statusCode === 413) {
    const spanish = 'La petición es demasiado grande.'
    return new AppError('payload_too_large', 'The request is too large.', { spanish, cause: error })
  }
  if (statusCode === 415) return notReadable(error)
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    const spanish = 'No se pudo leer la petición. Comprueba cómo se envía.'
    return new AppError('invalid_request', error.message, { spanish, cause: error })
  }
  return error
}
