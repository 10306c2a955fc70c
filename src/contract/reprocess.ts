import { z } from 'zod'
import { uuidField } from './fields.ts'

/** Body of `POST /api/v1/reprocess`. */
export const reprocessRequest = z.strictObject({
  older_than: z
    .number()
    .int()
    .min(1)
    .nullish()
    .describe('Documents read by an extraction version older than this; left out: than the current one.'),
  company_id: uuidField.nullish().describe('Only documents of this company; left out: of all companies.'),
  dry_run: z.boolean().optional().describe('Only say what there is.'),
})
export type ReprocessRequest = z.infer<typeof reprocessRequest>

/** Query string of `GET /api/v1/reprocess`. */
export const reprocessQuery = z.object({ company_id: uuidField.optional() })

/** How documents stand towards the rules that read files; reply of both. */
export const reprocessReply = z.object({
  current_version: z.number().int().describe('Current version of the extraction rules.'),
  versions: z
    .array(z.object({ version: z.number().int(), documents: z.number().int() }))
    .describe('Processed documents by the version that read them, oldest first; 0: unknown.'),
  started: z.number().int().describe('Documents enqueued by this request, at most 1,000.'),
  remaining: z.number().int().describe('Older documents that are not enqueued yet: send the same request again.'),
  under_way: z.number().int().describe('Documents waiting to be read again, or being read.'),
})
export type ReprocessReply = z.infer<typeof reprocessReply>
