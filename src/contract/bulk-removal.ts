import { z } from 'zod'

/** Body of `DELETE …/bulk`. An id that is none is refused by itself, not with the others. */
export const bulkRemovalRequest = z.object({
  document_ids: z.array(z.string()).meta({ minItems: 1 }).describe('Ids of documents; at least one.'),
})

export const bulkRemovalReply = z.object({
  deleted: z.array(z.string()).describe('Of these nothing is left.'),
  failed: z
    .array(z.object({ id: z.string(), error: z.string().describe('Why, in a few words.') }))
    .describe('Not deleted, or hidden but not gone yet.'),
})
export type BulkRemovalReply = z.infer<typeof bulkRemovalReply>
