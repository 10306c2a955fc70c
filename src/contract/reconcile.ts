import { z } from 'zod'
import { uuidField } from './fields.ts'

const kind = z.enum([
  'vectors_missing',
  'vectors_surplus',
  'vectors_orphaned',
  'chunks_missing',
  'original_missing',
  'original_orphaned',
  'stuck',
  'superseded',
])

/** Body of `POST /api/v1/reconcile`. */
export const reconcileRequest = z.strictObject({
  apply: z.boolean().optional().describe('Also repair what was found; left out: only report.'),
  company_id: uuidField.nullish().describe('Only this company; left out: all.'),
  grace_minutes: z
    .number()
    .int()
    .min(0)
    .max(1_000_000)
    .optional()
    .describe('Minutes; what is younger is ignored. Left out: 60.'),
})
export type ReconcileRequest = z.infer<typeof reconcileRequest>

const count = z.number().int().min(0)

/** What differs between documents, vectors and originals. */
export const reconcileReply = z.object({
  companies: count,
  documents: count,
  unknown: count.describe('Comparisons that could not be made because a store did not answer: nothing was concluded.'),
  found: z.record(kind, count).describe('How many of each kind.'),
  mended: count,
  findings: z
    .array(
      z.object({
        kind,
        company_id: z.string(),
        document_id: z.string(),
        detail: z.string().describe('A sentence with counts and keys, never text of a document.'),
        mended: z
          .boolean()
          .nullable()
          .describe('Null: no repair was requested, or it cannot be repaired automatically.'),
      }),
    )
    .describe('At most the first thousand.'),
})
export type ReconcileReply = z.infer<typeof reconcileReply>
