import { z } from 'zod'

const amount = z.object({ vcu: z.number(), usd: z.number() })
const share = z.number().describe('1: all of it.')

const operationCost = z.object({
  operation: z.enum(['upsert', 'delete', 'search', 'query']),
  calls: z.number().int(),
  rows: z.number().int().describe('Written, deleted or found.'),
  sent_bytes: z.number().int(),
  received_bytes: z.number().int(),
  vcu: z.number(),
  usd: z.number(),
})

const limitUse = z.object({
  plan: z.string(),
  what: z.string().describe('`vCU a month`, `bytes written a second`, `bytes deleted a second`.'),
  limit: z.number(),
  used: z.number().describe('Forecast of the month, or the most that one process sent within ten seconds this month.'),
  share,
})

const advice = z.object({
  what: z.string().describe('What can be changed.'),
  saves_vcu: z.number().describe('Most that would be saved of this month so far; 0: there is no price for it.'),
  says: z.string(),
})

const storeCost = z.object({
  store: z.enum(['milvus', 'zilliz']),
  billed: z.boolean().describe('False for a Milvus server: what the same would cost on Zilliz Cloud.'),
  today: amount,
  month: amount,
  forecast: z.object({ ...amount.shape, basis_days: z.number().describe('Days it rests on.') }),
  operations: z.array(operationCost).describe('Of this month.'),
  companies: z
    .array(
      z.object({
        company_id: z.string().nullable().describe('Null: of no company, such as a check.'),
        today: amount,
        month: amount,
      }),
    )
    .describe('Those that cost most this month.'),
  more_companies: z.number().int(),
  storage: z
    .object({ rows: z.number().int(), bytes: z.number(), usd_a_month: z.number() })
    .nullable()
    .describe('Storage, in addition to the requests; null until a write was counted.'),
  limits: z.array(limitUse),
  budget: z.object({ usd: z.number(), share: share.describe('Of the forecast.') }).nullable(),
  advice: z.array(advice),
})
export type StoreCostReply = z.infer<typeof storeCost>

/** Reply of `GET /api/v1/cost`, which is for operators. */
export const costReply = z.object({
  at: z.string(),
  estimate: z.literal(true).describe('Counted requests at documented prices. Not a bill.'),
  prices: z.object({ date: z.string(), source: z.string(), usd_per_million_vcu: z.number() }),
  stores: z.array(storeCost).describe('Each remote store that was used in these weeks.'),
})
export type CostReply = z.infer<typeof costReply>
