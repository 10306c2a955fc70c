import type { CostReply, StoreCostReply } from '../../contract/cost.ts'
import { costRoute } from '../../contract/routes/operator-routes.ts'
import type { CostReport, StoreCost } from '../../cost/cost-report.ts'
import type { OperatorGate } from '../identity/operator.ts'
import { serveRoute } from '../serve-route.ts'
import type { Server } from '../server.ts'

export interface CostRouteDeps {
  readonly operators: OperatorGate
  readonly cost: () => Promise<CostReport>
}

/** What requests to the vector store cost, for operators: it names companies. */
export function costRoutes(app: Server, { operators, cost }: CostRouteDeps): void {
  serveRoute(app, costRoute, async ({ request }) => {
    operators.require(request)
    return toReply(await cost())
  })
}

function toReply({ at, prices, stores }: CostReport): CostReply {
  const { date, source, usdPerMillionVcu } = prices
  const shown = { date, source, usd_per_million_vcu: usdPerMillionVcu }
  return { at, estimate: true, prices: shown, stores: stores.map(toStore) }
}

function toStore({ forecast, operations, companies, moreCompanies, storage, ...cost }: StoreCost): StoreCostReply {
  const { vcu, usd, basisDays } = forecast
  return {
    ...cost,
    forecast: { vcu, usd, basis_days: basisDays },
    operations: operations.map(({ sentBytes, receivedBytes, ...of }) => {
      return { ...of, sent_bytes: sentBytes, received_bytes: receivedBytes }
    }),
    companies: companies.map(({ companyId, ...of }) => ({ company_id: companyId, ...of })),
    more_companies: moreCompanies,
    storage: storage === null ? null : { rows: storage.rows, bytes: storage.bytes, usd_a_month: storage.usdAMonth },
    limits: [...cost.limits],
    advice: cost.advice.map(({ what, savesVcu, says }) => ({ what, saves_vcu: savesVcu, says })),
  }
}
