import type { FastifyError } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import type { ErrorReply } from '../../contract/errors.ts'
import type { AppError } from '../../domain/errors.ts'
import type { ReplyLanguage } from './reply-language.ts'

/** Shape of the original's validation errors: a sentence, and the fields one by one. */
export function validationReply(error: FastifyError | AppError, language: ReplyLanguage): ErrorReply | null {
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
