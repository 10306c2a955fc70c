// `identity/` says who is asking and what they may do: headers, tokens and keys, operators, and requests from this machine.
import type { FastifyRequest } from 'fastify'
import { AppError } from '../../domain/errors.ts'
import { canonicalUuid, type CompanyId, type UserId } from '../../domain/ids.ts'

/** `jwt` and `keys` are told by tokens: `token-identity.ts`. */
export type AuthMode = 'local' | 'gateway' | 'jwt' | 'keys'
export type HeaderMode = Exclude<AuthMode, 'jwt' | 'keys'>

/** Who a request without headers is in `local` mode. */
export const localCompanyId = '00000000-0000-4000-8000-000000000001'
export const localUserId = '00000000-0000-4000-8000-000000000002'

/** The original's two services disagree about the status of a company id that is no UUID: ingest 400, query 422. */
export type ServiceName = 'ingest' | 'query'

export interface Identity {
  company(request: FastifyRequest, service: ServiceName): CompanyId
  /** Of the query API, where chats belong to users: one UUID. */
  user(request: FastifyRequest): UserId
  /** Of the ingest API, which stores no user: present, whatever it is, as in the original. */
  requireUser(request: FastifyRequest): void
  /** Before anything of the company is changed but chats. Does nothing where rights are the gateway's affair. */
  requireWrite(request: FastifyRequest): void
}

/**
 * `gateway` trusts and requires the gateway's headers. `local` lets them be missing and then means one fixed company and
 * user; it answers only to loopback names, so that no web page can reach it by a name of its own (DNS rebinding).
 */
export function createIdentity(mode: HeaderMode): Identity {
  const fallback = (value: string) => (mode === 'local' ? value : null)
  return {
    company: (request, service) =>
      // canonicalUuid made it canonical
      readId(request, 'x-company-id', fallback(localCompanyId), service) as CompanyId,
    user: (request) => readId(request, 'x-user-id', fallback(localUserId), 'query') as UserId,
    requireUser: (request) => {
      if (mode === 'gateway' && String(request.headers['x-user-id'] ?? '').trim() === '') throw missing('X-User-ID')
    },
    requireWrite: () => undefined,
  }
}

/**
 * The one UUID of a header that may have come twice.
 * @throws AppError `missing_identity`, `invalid_id`.
 */
export function readId(request: FastifyRequest, header: string, fallback: string | null, service: ServiceName): string {
  const name = header === 'x-company-id' ? 'X-Company-ID' : 'X-User-ID'
  const value = request.headers[header]
  // the gateway may send the same header twice, which Node joins by commas
  const values = [value ?? '']
    .flat()
    .flatMap((line) => line.split(','))
    .map((part) => part.trim())
  const given = [...new Set(values.filter((part) => part !== ''))]
  if (given.length === 0) {
    if (fallback !== null) return fallback
    throw missing(name)
  }
  const canonical = [...new Set(given.map(canonicalUuid))]
  const [id] = canonical
  if (canonical.length !== 1 || id === undefined || id === null) {
    const details = service === 'ingest' && header === 'x-company-id' ? { status: 400 } : {}
    const spanish = `La cabecera ${name} tiene que ser un solo UUID.`
    throw new AppError('invalid_id', `The header ${name} must be one UUID.`, { spanish, details })
  }
  return id
}

function missing(header: string): AppError {
  return new AppError('missing_identity', `The header ${header} is missing.`, {
    spanish: `Falta la cabecera ${header}.`,
  })
}
