import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import type { ErrorReply } from '../contract/errors.ts'
import { AppError, toAppError, type ErrorCode } from '../domain/errors.ts'
import type { Log } from '../ports/log.ts'
import { replyLanguage, type ReplyLanguage } from './reply-language.ts'
import { spanishSentence } from './spanish-sentences.ts'

/** The one place where a code becomes a status. Codes of documents reach HTTP only inside a status reply. */
const statusOf: Readonly<Record<ErrorCode, number>> = {
  invalid_request: 422,
  invalid_id: 422,
  missing_identity: 422,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  duplicate_document: 409,
  name_taken: 409,
  payload_too_large: 413,
  unsupported_type: 415,
  empty_file: 422,
  invalid_file_name: 422,
  password_protected: 422,
  no_text_layer: 422,
  corrupt_file: 422,
  archive_bomb: 422,
  too_complex: 422,
  too_much_text: 422,
  extraction_timeout: 422,
  extraction_memory: 422,
  extraction_crashed: 422,
  no_text: 422,
  original_missing: 409,
  embedder_unavailable: 503,
  embedder_mismatch: 503,
  vector_store_unavailable: 503,
  vector_store_rejected: 503,
  collection_mismatch: 503,
  object_store_unavailable: 503,
  database_unavailable: 503,
  model_unavailable: 503,
  model_rejected: 503,
  removal_pending: 503,
  cancelled: 503,
  attempts_exhausted: 503,
  configuration: 500,
  internal: 500,
}

/** Seconds a client should wait after a failure that passes by itself. */
const retryAfterSeconds = 5

export function errorHandler(log: Log) {
  return async (error: FastifyError | AppError, request: FastifyRequest, reply: FastifyReply): Promise<ErrorReply> => {
    const language = replyLanguage(request)
    reply.header('content-language', language)
    const invalid = validationReply(error, language)
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
    if (status === 503) reply.header('retry-after', retryAfterSeconds)
    return toReply(failure, language)
  }
}

function toReply(failure: AppError, language: ReplyLanguage): ErrorReply {
  const documentId = failure.details['document_id']
  const english =
    failure.code === 'internal' ? 'Something failed on our side. The log has the details.' : failure.message
  return {
    detail: language === 'es' ? spanishSentence(failure) : english,
    code: failure.code,
    ...(typeof documentId === 'string' ? { document_id: documentId } : {}),
  }
}

/** Shape of the original's validation errors: a sentence, and the fields one by one. */
function validationReply(error: FastifyError | AppError, language: ReplyLanguage): ErrorReply | null {
  if (!hasZodFastifySchemaValidationErrors(error)) return null
  const where = error.validationContext === 'querystring' ? 'query' : (error.validationContext ?? 'body')
  const place = where === 'params' ? 'path' : where
  const errors = error.validation.map((issue) => ({
    type: issue.keyword,
    loc: [place, ...issue.instancePath.split('/').filter((part) => part !== '')],
    msg: issue.message ?? 'not valid',
  }))
  return { detail: sentenceOf(errors, language), code: 'invalid_request', errors }
}

function sentenceOf(errors: NonNullable<ErrorReply['errors']>, language: ReplyLanguage): string {
  const [first, ...more] = errors
  if (first === undefined) return language === 'es' ? 'La petición no es válida.' : 'The request is not valid.'
  const field = first.loc.join('.')
  const others = more.length === 0 ? '' : language === 'es' ? ` (y ${more.length} más)` : ` (and ${more.length} more)`
  return language === 'es' ? `La petición no es válida en ${field}${others}.` : `${field}: ${first.msg}${others}`
}

/** Fastify's own refusals carry a code and a status; the rest is unexpected. */
function fromFramework(error: FastifyError | AppError): unknown {
  if (error instanceof AppError) return error
  const { code, statusCode } = error
  if (code === 'FST_REQ_FILE_TOO_LARGE' || statusCode === 413) {
    return new AppError('payload_too_large', 'The request is too large.', { cause: error })
  }
  if (statusCode === 415) {
    return new AppError(
      'invalid_request',
      'Send JSON with content type application/json, or a multipart form for uploads.',
      {
        cause: error,
      },
    )
  }
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new AppError('invalid_request', error.message, { cause: error })
  }
  return error
}
