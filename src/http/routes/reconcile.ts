import { reconcileRoute } from '../../contract/routes/operator-routes.ts'
import type { ReconcileReply } from '../../contract/reconcile.ts'
import { parseCompanyId, type CompanyId } from '../../domain/ids.ts'
import type { Reconciliation } from '../../domain/reconciliation.ts'
import { replyUnwanted } from '../client-gone.ts'
import type { OperatorGate } from '../identity/operator.ts'
import { serveRoute } from '../serve-route.ts'
import type { Server } from '../server.ts'

export interface ReconcileRouteDeps {
  readonly operators: OperatorGate
  /** Over all processes one at a time. */
  readonly reconcile: (options: {
    readonly apply: boolean
    readonly graceMs: number
    readonly companyId?: CompanyId
    readonly signal: AbortSignal
  }) => Promise<Reconciliation>
}

const usualGraceMinutes = 60

/** What `atenex reconcile` does, for operators who have no shell. It stops when its client goes away. */
export function reconcileRoutes(app: Server, { operators, reconcile }: ReconcileRouteDeps): void {
  serveRoute(
    app,
    reconcileRoute,
    async ({ body, reply }) => {
      const { apply = false, company_id: company, grace_minutes: minutes = usualGraceMinutes } = body
      const ofCompany = company === null || company === undefined ? {} : { companyId: parseCompanyId(company) }
      return toReply(await reconcile({ apply, graceMs: minutes * 60_000, ...ofCompany, signal: replyUnwanted(reply) }))
    },
    { onRequest: async (request) => operators.require(request) },
  )
}

function toReply({ findings, found, ...sums }: Reconciliation): ReconcileReply {
  return {
    ...sums,
    found: { ...found },
    findings: findings.map(({ kind, companyId, documentId, detail, mended }) => ({
      kind,
      company_id: companyId,
      document_id: documentId,
      detail,
      mended,
    })),
  }
}
