import { z } from 'zod'
import { wordsField } from './fields.ts'
import { vectorTolerance } from './vector-tolerance.ts'

export const migrationStates = [
  'copying',
  'copied',
  'verifying',
  'verified',
  'cut_over',
  'finished',
  'abandoned',
] as const

const tolerance = vectorTolerance.describe(
  'How much each number of a vector may differ: by a rounding to `float16`, `bfloat16` or `int8`, or by a share of the largest number of its vector.',
)

const collection = z.object({
  store: z.enum(['embedded', 'milvus', 'zilliz']),
  name: z.string(),
  address: z.string().nullable().describe('Host, port and database; `embedded`; null before the first migration.'),
})

export const verification = z.object({
  documents: z.number().int().describe('Documents compared, row by row, on both sides and with PostgreSQL.'),
  rows: z.number().int(),
  repaired: z.number().int().describe('Documents that differed, were rewritten, and no longer differ.'),
  tolerance: tolerance.nullable().default(null).describe('How much vectors were allowed to differ; null: not at all.'),
  rounded: z.number().int().default(0).describe('Rows whose vectors differ within that.'),
  deviation: z
    .number()
    .default(0)
    .describe('The most that a number of those differs, as a share of the largest one of its vector.'),
  different: z.number().int().describe('Documents that still differ.'),
  differences: z
    .array(z.object({ company_id: z.string(), document_id: z.string(), what: z.string() }))
    .describe('At most 100 of them.'),
  unowned: z
    .array(z.object({ company_id: z.string(), rows: z.number().int() }))
    .describe('Rows of the new collection that belong to no document.'),
  strangers: z
    .array(z.object({ company_id: z.string(), rows: z.number().int() }))
    .default([])
    .describe('Rows of the new collection whose company is unknown; no answer shows them. At most 100 companies.'),
  searches: z
    .object({
      asked: z.number().int().describe('First chunks of documents, searched for on both sides.'),
      overlap: z.number().describe('Mean share of the first ten hits that both sides found.'),
      order: z.number().describe('Mean Spearman coefficient of their order.'),
      lowest: z.object({ company_id: z.string(), overlap: z.number() }).nullable(),
      companies: z
        .array(z.object({ company_id: z.string(), asked: z.number().int(), overlap: z.number(), order: z.number() }))
        .default([])
        .describe('The same for each company, least overlap first; at most 100.'),
      levels: z
        .object({
          asked: z.number().int(),
          found: z.array(z.object({ level: z.number().int(), overlap: z.number() })),
          suggested: z.number().int().nullable().describe('For `ATENEX_ZILLIZ_LEVEL`.'),
        })
        .default({ asked: 0, found: [], suggested: null })
        .describe(
          'What the new side finds at each of its search levels, for up to 200 of them; empty where it has none.',
        ),
    })
    .nullable()
    .describe('Null where rows were rebuilt: another embedder finds other passages.'),
})

/** A move of all vectors from one collection to another, with true figures. */
export const migration = z.object({
  id: z.string(),
  state: z.enum(migrationStates),
  from: collection,
  to: collection,
  rebuild: z.boolean().describe('Whether rows are rebuilt from the chunks in PostgreSQL, not copied.'),
  answering: z.enum(['from', 'to']).describe('Which collection answers questions now.'),
  companies: z.array(z.string()).nullable().default(null).describe('Companies the migration is limited to; null: all.'),
  alone: z
    .object({ companies: z.number().int(), ids: z.array(z.string()).describe('At most 100 of them.') })
    .default({ companies: 0, ids: [] })
    .describe('Companies that are answered by the other collection.'),
  started_by: z.string(),
  started_at: z.string(),
  updated_at: z.string(),
  documents: z
    .object({ done: z.number().int(), total: z.number().int() })
    .describe('Of the copy, or of the verification.'),
  rows: z.number().int().describe('Rows copied.'),
  progress: z
    .object({
      rows: z.object({ done: z.number().int(), total: z.number().int() }),
      bytes: z.number().int().describe('Vectors, texts and terms of the rows that are done.'),
      rows_per_second: z.number().nullable().describe('Average over the working time; null when nothing is going on.'),
      bytes_per_second: z.number().nullable(),
      remaining_seconds: z.number().nullable().describe('At this speed.'),
    })
    .describe('Of the copy or verification that is going on, or of the last one.'),
  shadow: z
    .object({
      share: z.number().describe('Of the questions, from 0 to 1.'),
      compared: z.number().int(),
      failed: z.number().int().describe('The other side did not answer, or not in time.'),
      overlap: z.number().nullable().describe('Mean share of the first ten hits that both sides found.'),
      order: z.number().nullable().describe('Mean Spearman coefficient of their order.'),
      answering_ms: z.number().nullable().describe('Mean time of the search on the side that answers.'),
      other_ms: z.number().nullable(),
    })
    .describe('Questions that were also sent to the side that does not answer.'),
  lag: z.object({ from: z.number().int(), to: z.number().int() }).describe('Changes not yet carried to each side.'),
  verification: verification.nullable(),
  trouble: z.string().nullable().describe('Why nothing goes on at the moment.'),
  paused: z
    .object({ at: z.string(), by: z.string() })
    .nullable()
    .default(null)
    .describe('Who paused it and when; null: it is not paused.'),
  dropped_at: z
    .string()
    .nullable()
    .describe('When the collection left behind was deleted on request; null: it still exists.'),
})
export type Migration = z.infer<typeof migration>

/** Reply of `GET /api/v1/migrations/current` and of every step: the open migration, or else the last one. */
export const migrationReply = z.object({ migration: migration.nullable() })

const plannedSide = z.object({
  store: z.string(),
  collection: z.string(),
  address: z.string(),
  version: z.string().nullable(),
  exists: z.boolean(),
  dimension: z.number().int().nullable(),
  terms: z.boolean().nullable(),
  embedder: z.string().default('').describe('The model of its vectors.'),
})

/** Reply of `POST /api/v1/migrations/plan`: both ends were looked at; nothing was changed. */
export const planReply = z.object({
  go: z.boolean(),
  from: plannedSide.nullable(),
  to: plannedSide.nullable(),
  companies: z.number().int(),
  documents: z.number().int(),
  rows: z.number().int(),
  rows_by_company: z
    .array(
      z.object({
        company_id: z.string(),
        rows: z.number().int(),
        found: z.number().int().nullable().describe('In the old collection; null when it could not be asked.'),
      }),
    )
    .default([])
    .describe('Those with most rows first; at most 100 of them.'),
  bytes: z.number().int().nullable(),
  seconds: z
    .number()
    .nullable()
    .describe(
      'Time to read everything at the speed of a sample, one document after the other: a copy reads several at a time, and writing may take longer.',
    ),
  cost: z
    .object({
      vcu: z.number(),
      usd: z.number(),
      usd_a_month: z.number().describe('For keeping it.'),
      prices: z.object({ date: z.string(), source: z.string() }),
      at_rates: z
        .array(z.object({ plan: z.string(), seconds: z.number() }))
        .describe('Least time of the copy, at the rates each plan allows.'),
    })
    .nullable()
    .describe('Cost of the copy and one verification on Zilliz Cloud; null for other targets.'),
  fields: z
    .array(
      z.object({
        name: z.string(),
        from: z.string().nullable().describe('Its type as the store names it; null where the side does not have it.'),
        to: z.string().nullable().describe('The same; unknown for a target that does not exist yet.'),
        becomes: z.enum(['copied', 'made anew', 'made by the target', 'left out', 'left empty']),
      }),
    )
    .describe('What becomes of each field.'),
  findings: z.array(
    z.object({
      level: z.enum(['ok', 'note', 'warning', 'error']),
      code: z.string(),
      message: z.string(),
      remedy: z.string().nullable(),
    }),
  ),
})
export type PlanReply = z.infer<typeof planReply>

const rebuild = z
  .boolean()
  .optional()
  .describe(
    'Rebuild the rows from the chunks in PostgreSQL, even if the embedder stays the same; the old rows are not read.',
  )

const onlyCompany = z.guid().optional().describe('The only company it concerns; left out: all.')

export const planRequest = z.strictObject({ rebuild, company: onlyCompany })

export const startRequest = z.strictObject({
  rebuild,
  company: onlyCompany.describe(
    'The only company that is copied and may be switched; the next start takes in one more, or, without a company, all.',
  ),
  started_by: wordsField.optional().describe('Who is named as the one who began it.'),
})

export const shadowRequest = z.strictObject({
  share: z
    .number()
    .min(0)
    .max(1)
    .describe('Share of the questions that also go to the side that does not answer; 0: none.'),
  by: wordsField.optional().describe('Who is named in the history.'),
})

/** Of the steps. */
export const stepRequest = z.strictObject({
  force: z
    .boolean()
    .default(false)
    .describe(
      'A switch does not wait for a verification or lagging changes: answers may then lack documents. A collection is deleted even if it has rows of companies that this installation never had.',
    ),
  by: wordsField.optional().describe('Who is named in the history.'),
  company: z
    .guid()
    .optional()
    .describe(
      'Of `cutover` and `rollback`: the only company that is switched; left out: all. Of `sweep`: the company whose rows are removed.',
    ),
  tolerance: tolerance
    .optional()
    .describe(
      'Of `verify`: how much each number of a vector may differ if the new side keeps fewer digits: by a rounding to `float16`, `bfloat16` or `int8`, or by a share of the largest number of its vector. Left out: not at all.',
    ),
  drop: z
    .string()
    .max(255)
    .optional()
    .describe('Of `finish` and `abandon`: the name of the collection left behind, to delete it.'),
})
