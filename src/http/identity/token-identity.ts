import type { FastifyRequest } from 'fastify'
import { AppError, toAppError } from '../../domain/errors.ts'
import type { CompanyId, UserId } from '../../domain/ids.ts'
import type { Principal, Right } from '../../domain/principal.ts'
import type { TokenVerifier } from '../../ports/token-verifier.ts'
import type { Server } from '../server.ts'
import { bearerToken } from './bearer-token.ts'
import { readId, type Identity } from './identity.ts'

export interface TokenIdentity extends Identity {
  /** Whether the request carries a token with this right. */
  has(request: FastifyRequest, right: Right): boolean
}

/**
 * Tells by `Authorization: Bearer` who is asking. The token is looked at before anything else of the request, and what is found
 * is asked for by the routes: those that anyone may ask, such as `/health`, do not mind a wrong one.
 */
export function createTokenIdentity(app: Server, verifier: TokenVerifier): TokenIdentity {
  const principals = new WeakMap<FastifyRequest, Principal>()
  const failures = new WeakMap<FastifyRequest, AppError>()
  app.addHook('onRequest', async (request) => {
    const token = bearerToken(request)
    if (token === '') return
    try {
      principals.set(request, await verifier.verify(token))
    } catch (error) {
      failures.set(request, toAppError(error))
    }
  })

  const principalOf = (request: FastifyRequest): Principal => {
    const principal = principals.get(request)
    if (principal !== undefined) return principal
    throw (
      failures.get(request) ?? new AppError('unauthenticated', 'Send the header "Authorization: Bearer" with a token.')
    )
  }
  const requireRight = (request: FastifyRequest, right: Right): Principal => {
    const principal = principalOf(request)
    if (principal.rights.has(right)) return principal
    const spanish = `Hace falta el permiso ${right}, que tu clave o token no tiene.`
    throw new AppError('forbidden', `This needs the right to ${right}, which your token does not have.`, { spanish })
  }

  return {
    company: (request, service) => {
      const { companyId } = requireRight(request, 'read')
      if (companyId === null) throw belongs('to no company', 'no es de ninguna empresa')
      // canonicalUuid made it canonical
      const named = readId(request, 'x-company-id', companyId, service) as CompanyId
      if (named !== companyId) throw belongs('to another company', 'es de otra empresa')
      return companyId
    },
    user: (request) => {
      const { userId, fallbackUserId } = principalOf(request)
      const named = readId(request, 'x-user-id', userId ?? fallbackUserId, 'query') as UserId
      if (userId !== null && named !== userId) throw belongs('to another user', 'es de otro usuario')
      return named
    },
    requireUser: (request) => void principalOf(request),
    requireWrite: (request) => void requireRight(request, 'write'),
    has: (request, right) => principals.get(request)?.rights.has(right) === true,
  }
}

function belongs(to: string, spanish: string): AppError {
  return new AppError('forbidden', `Your token belongs ${to}.`, { spanish: `Tu clave o token ${spanish}.` })
}
