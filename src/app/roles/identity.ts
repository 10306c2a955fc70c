import type { FastifyRequest } from 'fastify'
import { createKeyVerifier } from '../../access/api-keys.ts'
import { createIdentity, type Identity } from '../../http/identity/identity.ts'
import { createTokenIdentity } from '../../http/identity/token-identity.ts'
import type { Server } from '../../http/server.ts'
import type { TokenVerifier } from '../../ports/token-verifier.ts'
import type { Parts } from '../parts/parts.ts'

interface OpenIdentity {
  readonly identity: Identity
  readonly hasOperatorRight: (request: FastifyRequest) => boolean
}

/** Identifies callers as the settings say. Register before any route: a token is checked before anything else. */
export async function openIdentity(server: Server, parts: Parts): Promise<OpenIdentity> {
  const { auth, jwt } = parts.config.http
  const byToken = (verifier: TokenVerifier): OpenIdentity => {
    const identity = createTokenIdentity(server, verifier)
    return { identity, hasOperatorRight: (request) => identity.has(request, 'operator') }
  }
  if (jwt !== null) {
    const { createJwtVerifier } = await import('../../adapters/tokens/jwt.ts')
    return byToken(createJwtVerifier(jwt))
  }
  if (auth === 'keys') return byToken(createKeyVerifier(parts))
  return { identity: createIdentity(auth === 'local' ? 'local' : 'gateway'), hasOperatorRight: () => false }
}
