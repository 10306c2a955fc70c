import type { FastifyRequest } from 'fastify'
import { createApiKey } from '../../access/api-keys.ts'
import type { KeyItem } from '../../contract/keys.ts'
import { createKeyRoute, keyListRoute, revokeKeyRoute } from '../../contract/routes/operator-routes.ts'
import { AppError } from '../../domain/errors.ts'
import { parseCompanyId, parseUserId } from '../../domain/ids.ts'
import type { ApiKey, ApiKeyStore } from '../../ports/api-key-store.ts'
import type { Clock } from '../../ports/clock.ts'
import type { OperatorGate } from '../identity/operator.ts'
import { serveRoute } from '../serve-route.ts'
import type { Server } from '../server.ts'

export interface KeyRouteDeps {
  readonly operators: OperatorGate
  readonly apiKeys: ApiKeyStore
  readonly clock: Clock
  /** Whether the server asks for keys. */
  readonly inUse: boolean
}

/** Keys of the HTTP API, for operators. */
export function keyRoutes(app: Server, deps: KeyRouteDeps): void {
  const { operators, apiKeys, clock, inUse } = deps
  const gate = { onRequest: async (request: FastifyRequest) => operators.require(request) }

  serveRoute(
    app,
    keyListRoute,
    async ({ query }) => {
      const company = query.company_id === undefined ? null : parseCompanyId(query.company_id)
      return (await apiKeys.list(company)).map((key) => toItem(key, clock.now()))
    },
    gate,
  )

  serveRoute(
    app,
    createKeyRoute,
    async ({ body, reply }) => {
      const { company_id: company = null, user_id: user = null, expires_in_days: days = null, name, rights } = body
      const companyId = company === null ? null : parseCompanyId(company)
      const userId = user === null ? null : parseUserId(user)
      const { key, text } = await createApiKey(deps, { name, rights, companyId, userId, days })
      reply.header('cache-control', 'no-store')
      return { ...toItem(key, clock.now()), key: text, in_use: inUse }
    },
    gate,
  )

  serveRoute(
    app,
    revokeKeyRoute,
    async ({ params }) => {
      if (await apiKeys.revoke(params.key_id)) return undefined
      const spanish = 'Esa clave no existe o ya estaba revocada.'
      throw new AppError('not_found', 'There is no such key, or it was revoked before.', { spanish })
    },
    gate,
  )
}

function toItem(key: ApiKey, now: Date): KeyItem {
  const expired = key.expiresAt !== null && key.expiresAt <= now
  return {
    id: key.id,
    name: key.name,
    hint: key.hint,
    company_id: key.companyId,
    user_id: key.userId,
    rights: [...key.rights],
    status: key.revokedAt !== null ? 'revoked' : expired ? 'expired' : 'valid',
    created_at: key.createdAt.toISOString(),
    expires_at: key.expiresAt?.toISOString() ?? null,
    last_used_at: key.lastUsedAt?.toISOString() ?? null,
  }
}
