import type { FastifyRequest } from 'fastify'
import type { Route } from '../../contract/routes/route.ts'
import type { Server } from '../server.ts'
import type { Identity } from './identity.ts'

/**
 * Who announces a body and waits to be asked for it (`Expect: 100-continue`) hears before that that it does not say who it is. Of any
 * other request all parts are looked at together, as by the original.
 */
export function requireCallerBeforeBody(app: Server, identity: Identity): void {
  app.addHook('preParsing', async (request, _reply, payload) => {
    const { route } = request.routeOptions.config
    if (route !== undefined && request.headers.expect !== undefined) requireCaller(identity, route, request)
    return payload
  })
}

function requireCaller(identity: Identity, { caller, service }: Route, request: FastifyRequest): void {
  // those for operators are kept by their own gate, before anything else
  if (caller === 'nobody' || caller === 'operator') return
  identity.company(request, service === 'query' ? 'query' : 'ingest')
  if (caller === 'company and any user') identity.requireUser(request)
  if (caller === 'company and user') identity.user(request)
}
