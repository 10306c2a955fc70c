import { z } from 'zod'
import { documentStatus } from './documents.ts'
import { timeField } from './fields.ts'

/** A day that a calendar has: PostgreSQL, like the original, knows no year 0. */
const day = z.iso.date().refine((text) => !text.startsWith('0000'), 'There is no year 0.')

/** Query string of `GET …/stats`. Others, such as `group_by`, are ignored, as the original does. */
export const statsQuery = z.object({
  from_date: day.optional().describe('Uploaded on this day (UTC) or later.'),
  to_date: day.optional().describe('Uploaded on this day (UTC) or earlier.'),
  status: documentStatus.optional(),
})

export type StatsQuery = z.input<typeof statsQuery>

const count = z.number().int().min(0)

/** Keys of `by_type`; everything else counts as `other`. */
export const countedTypes = [
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/msword',
  'text/plain',
  'text/markdown',
  'text/html',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.ms-excel',
] as const

/** Reply of `GET …/stats`. Two names for one number are there because clients of the original's generations read different ones. */
export const statsReply = z.object({
  total_documents: count,
  total_chunks: count.describe('Chunks of processed documents.'),
  total_chunks_processed: count.describe('The same as `total_chunks`.'),
  by_status: z.object({ processed: count, processing: count, uploaded: count, error: count, pending: count }),
  by_type: z.record(z.enum([...countedTypes, 'other']), count).describe('Every key is always there.'),
  by_user: z.array(z.never()).describe('Always empty: it is not recorded who uploaded a document.'),
  recent_activity: z
    .array(z.object({ date: z.iso.date(), count }))
    .describe('Uploads per day, newest first, for the last 30 days that have any.'),
  oldest_document_date: timeField.nullable(),
  newest_document_date: timeField.nullable(),
})
export type StatsReply = z.infer<typeof statsReply>
