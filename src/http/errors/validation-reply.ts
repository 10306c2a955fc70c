import type { FastifyError } from 'fastify'
import type { ErrorReply } from '../../contract/errors.ts'
import type { RouteService } from '../../contract/routes/route.ts'
import type { AppError } from '../../domain/errors.ts'
import { fieldSentence } from './field-sentences.ts'
import type { ReplyLanguage } from './reply-language.ts'
import { InvalidFields } from './validate-fields.ts'

/**
 * Shape of the original's validation errors. Its ingest service sends a sentence, and the fields one by one; its query service
 * sends the fields alone.
 */
export function validationReply(
  error: FastifyError | AppError,
  language: ReplyLanguage,
  service: RouteService | undefined,
): ErrorReply | null {
  if (!(error instanceof InvalidFields)) return null
  const where = error.validationContext === 'querystring' ? 'query' : (error.validationContext ?? 'body')
  const place = where === 'params' ? 'path' : where
  const inAddress = place === 'query' || place === 'path'
  const errors = error.issues.map(({ code: kind, path, message, ...facts }) => ({
    type: kind ?? 'custom',
    loc: [place, ...path.map((part) => (typeof part === 'symbol' ? String(part) : part))],
    msg: fieldSentence({ kind: kind ?? 'custom', message, facts, inAddress }, language),
  }))
  const detail = service === 'query' ? errors : sentenceOf(errors, language)
  return { detail, code: 'invalid_request', errors }
}

/** The same shape for a body, or a query string, that could not be read at all or means nothing. */
export function asFieldErrors(reply: ErrorReply, place: 'body' | 'query'): ErrorReply {
  if (typeof reply.detail !== 'string') return reply
  const errors = [{ type: 'value_error', loc: [place], msg: reply.detail }]
  return { ...reply, detail: errors, errors }
}

function sentenceOf(errors: NonNullable<ErrorReply['errors']>, language: ReplyLanguage): string {
  const [first, ...more] = errors
  if (first === undefined) return language === 'es' ? 'La petición no es válida.' : 'The request is not valid.'
  const others = more.length === 0 ? '' : language === 'es' ? ` (y ${more.length} más)` : ` (and ${more.length} more)`
  return `${first.loc.join('.')}: ${first.msg}${others}`
}
