import type { FastifyRequest } from 'fastify'
import type { ReprocessReply } from '../../contract/reprocess.ts'
import { reprocessRoute, reprocessStandingRoute } from '../../contract/routes/operator-routes.ts'
import { parseCompanyId } from '../../domain/ids.ts'
import {
  reprocessDocuments,
  reprocessStanding,
  type ReprocessDeps,
  type ReprocessResult,
} from '../../ingest/reprocess.ts'
import type { OperatorGate } from '../identity/operator.ts'
import { serveRoute } from '../serve-route.ts'
import type { Server } from '../server.ts'

export interface ReprocessRouteDeps extends ReprocessDeps {
  readonly operators: OperatorGate
}

/** Documents that older rules have read, for operators: which rules there are is nothing a company knows of. */
export function reprocessRoutes(app: Server, { operators, ...deps }: ReprocessRouteDeps): void {
  const gate = { onRequest: async (request: FastifyRequest) => operators.require(request) }
  serveRoute(
    app,
    reprocessStandingRoute,
    async ({ query }) => toReply(await reprocessStanding(deps, companyOf(query.company_id))),
    gate,
  )
  serveRoute(
    app,
    reprocessRoute,
    async ({ body }) => {
      const { company_id: company, older_than: olderThan = null, dry_run: dryRun = false } = body
      return toReply(await reprocessDocuments(deps, { companyId: companyOf(company), olderThan, dryRun }))
    },
    gate,
  )
}

function companyOf(id: string | null | undefined) {
  return id === null || id === undefined ? null : parseCompanyId(id)
}

function toReply({ currentVersion, versions, started, remaining, underWay }: ReprocessResult): ReprocessReply {
  const all = versions.map((each) => ({ ...each }))
  return { current_version: currentVersion, versions: all, started, remaining, under_way: underWay }
}
