import { z } from 'zod'
import { bulkRemovalReply, bulkRemovalRequest } from '../bulk-removal.ts'
import { documentEventsQuery } from '../document-events.ts'
import { acceptedReply, documentItem, documentListQuery, documentListReply, uploadForm } from '../documents.ts'
import { idField } from '../fields.ts'
import { statsQuery, statsReply } from '../stats.ts'
import { commonRefusals } from './refusals.ts'
import { defineRoute } from './route.ts'

const base = '/api/v1/ingest'
/** The original's hidden alias with a second `/ingest`. */
const hidden = `${base}/ingest`

export const documentParams = z.object({ document_id: idField })

const forCompany = { service: 'ingest', caller: 'company' } as const
const forUser = { service: 'ingest', caller: 'company and any user' } as const
const refusals = commonRefusals('ingest', 'company')
const { 500: _internal, 503: _unavailable, ...ofTheRequest } = refusals
const noSuchDocument = 'The company has no such document.'

export const uploadRoute = defineRoute({
  ...forUser,
  name: 'upload',
  method: 'POST',
  path: `${base}/upload`,
  aliases: [`${hidden}/upload`],
  summary: 'Takes one file and answers as soon as it is stored; it is processed in the background.',
  original: true,
  deviations: [
    'The type is decided by the content, never by the part’s header: a wrong or missing content type is no reason for 415, and content that is not readable is one.',
    '413 above ATENEX_MAX_UPLOAD_MB, and 422 for an empty file, at once instead of a failure later.',
    '409 also for the same bytes under another name; a document in `error` is replaced instead of kept beside the new one.',
  ],
  params: null,
  query: null,
  body: uploadForm,
  form: true,
  success: { status: 202, says: 'The file is stored and waits to be processed.', json: acceptedReply },
  refusals: {
    ...refusals,
    400: '`X-Company-ID` is not one UUID, or `metadata_json` is no JSON object.',
    409: 'The same file, or another one of this name, is already there.',
    413: 'The file is too large.',
    415: 'Its content is not of a supported type.',
    429: 'Too many uploads of this company are under way.',
  },
})

export const documentListRoute = defineRoute({
  ...forCompany,
  name: 'listDocuments',
  method: 'GET',
  path: `${base}/status`,
  aliases: [`${hidden}/status`],
  summary: 'The documents of the company as a bare array, last changed first.',
  original: true,
  deviations: [
    'Reading changes nothing: no status is corrected on the way, whatever the stores say.',
    '`updated_at` is true; the original always sends null.',
  ],
  params: null,
  query: documentListQuery,
  body: null,
  success: { status: 200, says: 'There are more when it is as long as `limit`.', json: documentListReply },
  refusals,
})

export const documentStatusRoute = defineRoute({
  ...forCompany,
  name: 'getDocument',
  method: 'GET',
  path: `${base}/status/{document_id}`,
  aliases: [`${hidden}/status/{document_id}`],
  summary: 'One document: its progress, what went wrong, and what the stores have of it right now.',
  original: true,
  deviations: [
    'Reading changes nothing: a store that is away gives `null` or -1, never another status.',
    '`updated_at` is true; the original always sends null.',
  ],
  params: documentParams,
  query: null,
  body: null,
  success: { status: 200, says: 'The document.', json: documentItem },
  refusals: { ...refusals, 404: noSuchDocument },
})

export const documentEventsRoute = defineRoute({
  ...forCompany,
  name: 'followDocuments',
  method: 'GET',
  path: `${base}/events`,
  aliases: [],
  summary:
    'Server-Sent Events about the company’s documents while they happen, and those missed since the last connection.',
  original: false,
  params: null,
  query: documentEventsQuery,
  body: null,
  headers: { 'Last-Event-ID': 'The last event that was seen: what came after it comes first. Kept for a day.' },
  success: {
    status: 200,
    says: 'Event `ready`, or `reset` when what was missed is not kept any more; then `document` and `deleted`; comments in between. It ends after five minutes: come back with `Last-Event-ID`.',
    json: null,
    media: ['text/event-stream'],
    headers: ['X-Accel-Buffering'],
  },
  refusals: { ...refusals, 429: 'This company has too many such streams open.' },
})

export const retryRoute = defineRoute({
  ...forUser,
  name: 'retryDocument',
  method: 'POST',
  path: `${base}/retry/{document_id}`,
  aliases: [`${hidden}/retry/{document_id}`],
  summary: 'Processes a failed document again.',
  original: true,
  deviations: [
    'Row and job are written together, so a failure leaves `error`, which can be retried, never `processing`.',
  ],
  params: documentParams,
  query: null,
  body: null,
  success: { status: 202, says: 'It waits to be processed again.', json: acceptedReply },
  refusals: { ...refusals, 404: noSuchDocument, 409: 'The document is not in `error`.' },
})

/** Before `removeRoute`: `bulk` is no document id. */
export const removeManyRoute = defineRoute({
  ...forCompany,
  name: 'deleteDocuments',
  method: 'DELETE',
  path: `${base}/bulk`,
  aliases: [],
  summary: 'Deletes many documents, and reports for each whether everything of it is gone.',
  original: true,
  deviations: [
    'A document counts as deleted only when vectors, original and rows are gone. One that is hidden but not gone yet is in `failed`; its removal continues by itself, and the same request again reports its state.',
  ],
  params: null,
  query: null,
  body: bulkRemovalRequest,
  success: { status: 200, says: 'Every id is in one of the two lists, whatever failed.', json: bulkRemovalReply },
  refusals: ofTheRequest,
})

export const removeRoute = defineRoute({
  ...forCompany,
  name: 'deleteDocument',
  method: 'DELETE',
  path: `${base}/{document_id}`,
  aliases: [`${hidden}/{document_id}`],
  summary: 'Deletes a document: hidden at once, then vectors, original and rows.',
  original: true,
  deviations: [
    '204 only when everything is gone. While a store is away 503 `removal_pending`: the document is hidden, and its removal continues by itself.',
    'Attachments of a mail are deleted with it, unless another mail has them too.',
  ],
  params: documentParams,
  query: null,
  body: null,
  success: { status: 204, says: 'Nothing of the document is left.', json: null },
  refusals: { ...refusals, 404: noSuchDocument },
})

export const statsRoute = defineRoute({
  ...forCompany,
  name: 'getStats',
  method: 'GET',
  path: `${base}/stats`,
  aliases: ['/api/v1/documents/stats'],
  summary: 'Counts of the company’s documents, with the field names of both generations.',
  original: true,
  deviations: [
    'Old Word files (DOC) count under their own type, and Excel files under theirs; the original counts the first as DOCX and the second as `other`.',
    '503 when PostgreSQL is away, as its description says; the original sends 500.',
  ],
  params: null,
  query: statsQuery,
  body: null,
  success: { status: 200, says: 'The counts.', json: statsReply },
  refusals,
})

export const documentRoutes = [
  uploadRoute,
  documentListRoute,
  documentStatusRoute,
  documentEventsRoute,
  retryRoute,
  removeManyRoute,
  removeRoute,
  statsRoute,
] as const
