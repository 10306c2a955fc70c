import { z } from 'zod'
import { pagingQuery, timeField, uuidField } from './fields.ts'

/** Values of `status` on the wire; clients of the original know these five and no other. */
export const documentStatus = z.enum(['pending', 'uploaded', 'processing', 'processed', 'error'])

/** Steps of one attempt, in order. */
const stage = z.enum(['waiting', 'extract', 'chunk', 'embed', 'index', 'commit', 'done'])

/** Parts of the form of an upload. */
export const uploadForm = z.object({
  file: z.string().meta({ contentMediaType: 'application/octet-stream' }).describe('The file, with its name.'),
  metadata_json: z.string().optional().describe('A JSON object that is stored with the document.'),
})

/** Reply 202 of an upload and of a retry. */
export const acceptedReply = z.object({
  document_id: uuidField.describe('Id of the document from now on.'),
  task_id: z.string().describe('Id of the background job; for log search only.'),
  status: documentStatus.describe('`uploaded` after an upload, `processing` after a retry.'),
  message: z.string().describe('A sentence to show.'),
})
export type AcceptedReply = z.infer<typeof acceptedReply>

const progress = z.object({
  stage: stage.describe('Step that is running, or the last one that ran.'),
  done: z.number().int().min(0).describe('Pages, chunks or parts done in this step.'),
  total: z.number().int().min(0).describe('Of how many; 0 while unknown.'),
})

const warningDetail = z.object({
  code: z.string().describe('Stable code, such as `page_without_text`; more may be added.'),
  message: z.string().describe('The sentence, in the requested language.'),
  facts: z
    .record(z.string(), z.union([z.string(), z.number()]))
    .describe('Facts of the sentence, such as `{"page": 3}`; which ones depends on the code.'),
})

/**
 * One document: reply of `GET /status/{document_id}` and item of `GET /status`. Several names for one value are there
 * because clients of the original's generations read different ones.
 */
export const documentItem = z.object({
  id: uuidField.describe('Id of the document.'),
  document_id: uuidField.describe('The same as `id`.'),
  company_id: uuidField.nullable(),
  file_name: z.string().nullable(),
  file_type: z.string().nullable().describe('Media type, decided by the content.'),
  file_path: z.string().nullable().describe('Key of the original in the object store.'),
  metadata: z.record(z.string(), z.unknown()).nullable(),
  parent_document_id: uuidField
    .nullable()
    .describe('The mail that brought it as an attachment, and with which it is deleted; null when it was uploaded.'),
  status: documentStatus,
  progress,
  attempts: z.number().int().min(0).describe('How often processing was begun.'),
  chunk_count: z.number().int().min(0).nullable().describe('Chunks that can be found; 0 unless processed.'),
  error_code: z.string().nullable().describe('Stable code of the failure when the status is `error`.'),
  error_message: z.string().nullable().describe('What failed and what to do, when the status is `error`.'),
  warnings: z
    .array(z.string())
    .describe(
      'Sentences worth knowing about a processed document, such as `page 3 has no text layer`, in the requested language.',
    ),
  warning_details: z.array(warningDetail).describe('The same warnings with stable codes, in the same order.'),
  text_version: z
    .number()
    .int()
    .nullable()
    .describe('Version of the extraction rules that read its current text; null when unknown.'),
  reprocessing: z
    .boolean()
    .describe('It is being read again in the background; its current text is used until that is done.'),
  size_bytes: z.number().int().min(0).nullable(),
  uploaded_at: timeField.nullable(),
  created_at: timeField.nullable().describe('The same as `uploaded_at`.'),
  updated_at: timeField.nullable(),
  last_updated: timeField.nullable().describe('The same as `updated_at`.'),
  gcs_exists: z
    .boolean()
    .nullable()
    .describe('Whether the original is in the object store; null when that is not known.'),
  minio_exists: z.boolean().nullable().describe('The same as `gcs_exists`.'),
  milvus_chunk_count: z
    .number()
    .int()
    .min(-1)
    .nullable()
    .describe(
      'Chunks of the document in the vector store, counted right now; -1 when it could not be asked. In a list: as counted when the document was stored.',
    ),
  message: z.string().nullable().describe('A sentence to show, when there is something to say.'),
})
export type DocumentItem = z.infer<typeof documentItem>

/** Query string of `GET /status`. */
export const documentListQuery = pagingQuery(30, 100)

/** Reply of `GET /status`: a bare array, last changed first. There are more when it is as long as the limit. */
export const documentListReply = z.array(documentItem)
