// Client of the HTTP interface. Nothing in this folder needs Node but what stands in `node/`: how a file is sent is handed in.
import type { z } from 'zod'
import { askReply, type AskReply, type AskRequest } from '../contract/ask.ts'
import type { AskStreamEvent } from '../contract/ask-events.ts'
import type { DocumentStreamEvent } from '../contract/document-events.ts'
import { chatListReply, messageListReply, type ChatItem } from '../contract/chats.ts'
import {
  acceptedReply,
  documentItem,
  documentListReply,
  type AcceptedReply,
  type DocumentItem,
} from '../contract/documents.ts'
import {
  createKeyReply,
  keyListReply,
  type CreateKeyReply,
  type CreateKeyRequest,
  type KeyItem,
} from '../contract/keys.ts'
import { bulkRemovalReply, type BulkRemovalReply } from '../contract/bulk-removal.ts'
import { pageReply, type PageReply } from '../contract/page.ts'
import { removeManyRoute, statsRoute } from '../contract/routes/document-routes.ts'
import { statsReply, type StatsQuery, type StatsReply } from '../contract/stats.ts'
import { download } from './download.ts'
import { checkReply, type CheckReply } from '../contract/health.ts'
import { migrationReport, type MigrationReport } from '../contract/migration-report.ts'
import { migrationReply, planReply, type Migration, type PlanReply } from '../contract/migrations.ts'
import { searchReply, type SearchReply, type SearchRequest } from '../contract/search.ts'
import { textReply, type TextQuery, type TextReply } from '../contract/text.ts'
import { costReply, type CostReply } from '../contract/cost.ts'
import { reconcileReply, type ReconcileReply, type ReconcileRequest } from '../contract/reconcile.ts'
import { reprocessReply, type ReprocessReply, type ReprocessRequest } from '../contract/reprocess.ts'
import type { VectorTolerance } from '../domain/vector-tolerance.ts'
import { askStream } from './ask-stream.ts'
import { followDocuments } from './document-events.ts'
import { call, identityHeaders, parseReply, read, urlOf, type Call, type CallOptions } from './call.ts'
import { refused, translate } from './failure.ts'

// what a caller needs beside the client itself
export { systemClock } from '../flow/system-clock.ts'
export { RequestFailed } from './failure.ts'

export interface ClientOptions extends CallOptions {
  /** Of operators; sent only where it is asked for. */
  readonly operatorToken: string | null
}

export interface PageRequest {
  readonly limit: number
  readonly offset: number
}

export interface UploadTarget {
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  /** Of what is said about a failure. */
  readonly language: 'es' | 'en'
  /** Longest time without any byte in either direction, in milliseconds. */
  readonly timeoutMs: number
  readonly signal: AbortSignal
}

/** Sends one file as `multipart/form-data` and resolves with the reply, whatever its status. */
export type SendUpload<F> = (
  target: UploadTarget,
  file: F,
) => Promise<{ readonly status: number; readonly body: string }>

/** One method a route. Every method throws `RequestFailed` and nothing else. `F` is what a file is where the client runs. */
export interface Client<F> {
  readonly url: string
  upload(file: F): Promise<AcceptedReply>
  document(id: string): Promise<DocumentItem>
  documents(page: PageRequest): Promise<readonly DocumentItem[]>
  /**
   * What becomes of the documents while it happens, without end; comes back by itself and misses nothing meanwhile.
   * @param after id of the last event that was seen; null: from now on.
   * @param signal ends it, besides that of the client.
   */
  followDocuments(after: string | null, signal?: AbortSignal): AsyncGenerator<DocumentStreamEvent>
  retry(id: string): Promise<AcceptedReply>
  /** Resolves when nothing of the document is left anywhere. */
  remove(id: string): Promise<void>
  /** Each one by itself: every id is in one of the two lists. */
  removeMany(ids: readonly string[]): Promise<BulkRemovalReply>
  stats(query: StatsQuery): Promise<StatsReply>
  /** Text of a page or slide, from 1. */
  page(documentId: string, number: number): Promise<PageReply>
  /** A page of a PDF as it is printed, as PNG; `width` in pixels. */
  pageImage(documentId: string, number: number, width: number): Promise<ReadableStream<Uint8Array>>
  /** The file as it was uploaded, as its bytes come. */
  original(documentId: string): Promise<ReadableStream<Uint8Array>>
  ask(request: AskRequest): Promise<AskReply>
  /** The same; hears the answer while it comes. */
  askStream(request: AskRequest, hear: (event: AskStreamEvent) => void): Promise<AskReply>
  /** Passages without an answer. */
  search(request: SearchRequest): Promise<SearchReply>
  /** A piece of the text of a document. */
  text(documentId: string, query: TextQuery): Promise<TextReply>
  chats(page: PageRequest): Promise<readonly ChatItem[]>
  messages(chatId: string, page: PageRequest): Promise<z.infer<typeof messageListReply>>
  /** @param write also write, read and delete a row in a scratch collection of a remote vector store. */
  check(write: boolean): Promise<CheckReply>
  /** Of operators: documents that older rules have read are read again. */
  reprocess(order: ReprocessRequest): Promise<ReprocessReply>
  /** Of operators: what requests to the vector store cost, an estimate. */
  cost(): Promise<CostReply>
  /** Of operators: documents, vectors and originals are compared, and mended when asked. */
  reconcile(order: ReconcileRequest): Promise<ReconcileReply>
  /** What a move would find and take. Changes nothing. */
  migrationPlan(wish: MigrationWish): Promise<PlanReply>
  /** The open move, or the last one; null when there never was one. */
  migration(): Promise<Migration | null>
  startMigration(startedBy: string, wish: MigrationWish): Promise<Migration | null>
  migrationStep(step: MigrationStep, wish: StepWish): Promise<Migration | null>
  /** Has a share (0 to 1) of the questions also put to the side of the open move that does not answer. */
  shadowMigration(share: number, by: string): Promise<Migration | null>
  /** What happened in the open move, or the last one, signed. */
  migrationReport(): Promise<MigrationReport>
  createKey(request: CreateKeyRequest): Promise<CreateKeyReply>
  /** Newest first; of one company when it is given. */
  keys(company: string | null): Promise<readonly KeyItem[]>
  /** It stops working within seconds, everywhere. */
  revokeKey(id: string): Promise<void>
}

export interface MigrationWish {
  readonly rebuild: boolean
  /** The only company that is moved; all of them when left out. */
  readonly company?: string | undefined
}

export type MigrationStep = 'verify' | 'cutover' | 'rollback' | 'finish' | 'abandon' | 'pause' | 'resume' | 'sweep'

export interface StepWish {
  readonly force: boolean
  /** Who is named in the history. */
  readonly by: string
  /** The only company that is switched; all of them when left out. */
  readonly company?: string | undefined
  /** Name of the collection that is left behind, to have it deleted. */
  readonly drop?: string | undefined
  /** Of a verification: how much vectors may differ. */
  readonly tolerance?: VectorTolerance | undefined
}

/** Nothing is sent until a method is called. */
export function createClient<F>(options: ClientOptions, sendUpload: SendUpload<F>): Client<F> {
  const get = <S extends z.ZodType>(path: string, schema: S) => read(options, { method: 'GET', path }, schema)
  const send = async <S extends z.ZodType>(request: Call, schema: S) =>
    parseReply(options, schema, await call(options, request))
  const headers = operatorHeaders(options)
  const migrate = async (path: string, body: object) =>
    (await send({ method: 'POST', path, headers, body }, migrationReply)).migration
  return {
    url: options.url,
    upload: (file) => upload(options, sendUpload, file),
    document: (id) => get(`/api/v1/ingest/status/${id}`, documentItem),
    documents: (page) => get(`/api/v1/ingest/status?${pageQuery(page)}`, documentListReply),
    followDocuments: (after, signal) => {
      const ended = signal === undefined ? options.signal : AbortSignal.any([options.signal, signal])
      return followDocuments({ ...options, signal: ended }, after)
    },
    retry: (id) => send({ method: 'POST', path: `/api/v1/ingest/retry/${id}` }, acceptedReply),
    remove: async (id) => void (await call(options, { method: 'DELETE', path: `/api/v1/ingest/${id}` })),
    removeMany: (ids) =>
      send({ method: 'DELETE', path: removeManyRoute.path, body: { document_ids: ids } }, bulkRemovalReply),
    stats: (query) => get(`${statsRoute.path}?${queryOf(query)}`, statsReply),
    page: (id, number) => get(`${documents}/${id}/pages/${number}`, pageReply),
    pageImage: (id, number, width) => download(options, `${documents}/${id}/pages/${number}/image?width=${width}`),
    original: (id) => download(options, `${documents}/${id}/original`),
    ask: (request) => send({ method: 'POST', path: '/api/v1/ask', body: request }, askReply),
    askStream: (request, hear) => askStream(options, request, hear),
    search: (request) => send({ method: 'POST', path: '/api/v1/search', body: request }, searchReply),
    text: (id, query) => get(`/api/v1/documents/${id}/text?${queryOf(query)}`, textReply),
    chats: (page) => get(`/api/v1/chats?${pageQuery(page)}`, chatListReply),
    messages: (chatId, page) => get(`/api/v1/chats/${chatId}/messages?${pageQuery(page)}`, messageListReply),
    check: (write) =>
      write
        ? send({ method: 'POST', path: '/api/v1/check', headers }, checkReply)
        : read(options, { method: 'GET', path: '/api/v1/check', headers }, checkReply),
    migrationPlan: (body) => send({ method: 'POST', path: `${migrations}/plan`, headers, body }, planReply),
    reprocess: (body) => send({ method: 'POST', path: '/api/v1/reprocess', headers, body }, reprocessReply),
    cost: () => read(options, { method: 'GET', path: '/api/v1/cost', headers }, costReply),
    reconcile: (body) => send({ method: 'POST', path: '/api/v1/reconcile', headers, body }, reconcileReply),
    migration: async () => {
      const reply = await read(options, { method: 'GET', path: `${migrations}/current`, headers }, migrationReply)
      return reply.migration
    },
    startMigration: (startedBy, wish) => migrate(migrations, { started_by: startedBy, ...wish }),
    migrationStep: (step, wish) => migrate(`${migrations}/current/${step}`, wish),
    shadowMigration: (share, by) => migrate(`${migrations}/current/shadow`, { share, by }),
    migrationReport: () =>
      read(options, { method: 'GET', path: `${migrations}/current/report`, headers }, migrationReport),
    createKey: (body) => send({ method: 'POST', path: '/api/v1/keys', headers, body }, createKeyReply),
    keys: (company) => {
      const path = `/api/v1/keys${company === null ? '' : `?company_id=${company}`}`
      return read(options, { method: 'GET', path, headers }, keyListReply)
    },
    revokeKey: async (id) => void (await call(options, { method: 'DELETE', path: `/api/v1/keys/${id}`, headers })),
  }
}

const documents = '/api/v1/ingest/documents'
const migrations = '/api/v1/migrations'

/** For what is the operators' alone. */
function operatorHeaders({ operatorToken: token }: ClientOptions): Readonly<Record<string, string>> {
  return token === null ? {} : { authorization: `Bearer ${token}` }
}

function queryOf(query: TextQuery | StatsQuery): string {
  const given = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined) given.set(name, String(value))
  return given.toString()
}

function pageQuery(page: PageRequest): string {
  return new URLSearchParams({ limit: String(page.limit), offset: String(page.offset) }).toString()
}

async function upload<F>(options: ClientOptions, sendUpload: SendUpload<F>, file: F): Promise<AcceptedReply> {
  const { timeoutMs, signal } = options
  const url = urlOf(options, '/api/v1/ingest/upload')
  const target = { url, headers: identityHeaders(options), language: options.language ?? 'en', timeoutMs, signal }
  const reply = await sendUpload(target, file).catch((error: unknown) => {
    throw translate(options, signal, error)
  })
  if (reply.status < 200 || reply.status > 299) throw refused(options, reply.status, reply.body)
  return parseReply(options, acceptedReply, reply.body)
}
