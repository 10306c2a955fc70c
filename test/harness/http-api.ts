import { newReportKey } from '../../src/domain/report/signed-report.ts'
import type { StoredMove } from '../../src/ports/moves/move-store.ts'
import { randomUUID } from 'node:crypto'
import { parseCompanyId, type CompanyId, type DocumentId } from '../../src/domain/ids.ts'
import { findingKinds, type Reconciliation } from '../../src/domain/reconciliation.ts'
import { systemClock } from '../../src/flow/system-clock.ts'
import { createIdentity } from '../../src/http/identity/identity.ts'
import { createOperatorGate } from '../../src/http/identity/operator.ts'
import { askRoutes } from '../../src/http/routes/ask.ts'
import { chatRoutes } from '../../src/http/routes/chats.ts'
import { checkRoutes } from '../../src/http/routes/check.ts'
import { descriptionRoutes } from '../../src/http/routes/descriptions.ts'
import { createDocumentEvents } from '../../src/adapters/postgres/document-events.ts'
import { createFollow } from '../../src/ingest/events/follow-events.ts'
import { eventRoutes } from '../../src/http/routes/events.ts'
import { costRoutes } from '../../src/http/routes/cost.ts'
import { documentRoutes } from '../../src/http/routes/documents.ts'
import { healthRoutes, type Reason } from '../../src/http/routes/health.ts'
import { keyRoutes } from '../../src/http/routes/keys.ts'
import { migrationRoutes, type Migrations } from '../../src/http/routes/migrations.ts'
import { reconcileRoutes } from '../../src/http/routes/reconcile.ts'
import { reprocessRoutes } from '../../src/http/routes/reprocess.ts'
import { createPagePainter } from '../../src/adapters/extract/process/page-painter.ts'
import { createDrawPage } from '../../src/ingest/page-image.ts'
import { pageImageRoutes } from '../../src/http/routes/page-images.ts'
import { originalRoutes } from '../../src/http/routes/originals.ts'
import { searchRoutes } from '../../src/http/routes/search.ts'
import { createDrain } from '../../src/http/drain.ts'
import { createServer } from '../../src/http/server.ts'
import { processDocument } from '../../src/ingest/process.ts'
import { createChats } from '../../src/query/chats.ts'
import { reportCost } from '../../src/cost/cost-report.ts'
import { createStoreUseLog } from '../../src/adapters/postgres/store-use-log.ts'
import { createApiKeyStore } from '../../src/adapters/postgres/api-key-store.ts'
import { createChatStore } from '../../src/adapters/postgres/chat-store.ts'
import { setUpAsk } from './ask.ts'
import { silentLog } from './log.ts'
import { portOf, serverOptions } from './http-server.ts'
import { openIngest, type Ingest } from './ingest.ts'
import { rawHttp, type RawReply, type RawRequest } from './raw-http.ts'

export const operatorToken = 'a-secret-of-operators'

/** All routes on real PostgreSQL, files and vectors, without a worker; answers come from a corpus in memory. */
export interface HttpApi {
  readonly ingest: Ingest
  readonly url: string
  readonly company: CompanyId
  readonly user: string
  /** As the company and user, unless the request has headers of its own. */
  send(request: RawRequest): Promise<RawReply>
  /** The same of a server that knows no operator token. */
  sendToTokenless(request: RawRequest): Promise<RawReply>
  /** Whatever is asked of the parts behind the routes fails like this, until null is given. */
  failWith(error: Error | null): void
  readonly corpus: ReturnType<typeof setUpAsk>['corpus']
  /** A document in the state that an upload leaves. */
  upload(fileName: string, text: string): Promise<DocumentId>
  /** The worker's part. */
  process(documentId: DocumentId): Promise<void>
  close(): Promise<void>
}

export async function openHttpApi(): Promise<HttpApi> {
  const ingest = await openIngest()
  const company = parseCompanyId('00000000-0000-4000-8000-0000000000c1')
  const user = '00000000-0000-4000-8000-0000000000a1'
  let failure: Error | null = null
  const fallible = <T extends object>(part: T): T =>
    new Proxy(part, {
      get: (target, name, receiver) => {
        const value: unknown = Reflect.get(target, name, receiver)
        if (typeof value !== 'function') return value
        return (...given: unknown[]) =>
          failure === null ? (Reflect.apply(value, target, given) as unknown) : Promise.reject(failure)
      },
    })
  const chats = createChatStore(ingest.db)
  const { corpus, ask } = setUpAsk({ chats })
  const listen = async (token: string | null) => {
    const server = await createServer(serverOptions({ limits: { ...serverOptions().limits, maxUploadBytes: 20_000 } }))
    const identity = createIdentity('gateway')
    const operators = createOperatorGate(token === null ? null : { reveal: () => token })
    const parts = fallible({
      metrics: async () => 'atenex_things_total 7\n',
      reconcile: ({ apply, companyId = company }: { readonly apply: boolean; readonly companyId?: CompanyId }) =>
        Promise.resolve(anyFindings(companyId, apply)),
      check: async () => ({ status: 'ok' as const, parts: [] }),
      cost: () => reportCost(createStoreUseLog(ingest.db), { plan: 'free', budgetUsd: 1 }, systemClock.now()),
      ask,
      search: async () => ({ passages: [], retrieval: { mode: 'hybrid' as const, degraded: false, reasons: [] } }),
    })
    healthRoutes(server, {
      operators,
      version: '1.2.3',
      started: () => failure === null,
      stopping: () => false,
      missing: async (): Promise<readonly Reason[]> => [],
      metrics: () => parts.metrics(),
    })
    keyRoutes(server, {
      operators,
      apiKeys: fallible(createApiKeyStore(ingest.db)),
      clock: systemClock,
      inUse: false,
    })
    checkRoutes(server, { operators, check: () => parts.check() })
    costRoutes(server, { operators, cost: () => parts.cost() })
    descriptionRoutes(server)
    migrationRoutes(server, { operators, version: '1.2.3', migrations: fallible(noMigrations) })
    reconcileRoutes(server, { operators, reconcile: (options) => parts.reconcile(options) })
    reprocessRoutes(server, { operators, documents: fallible(ingest.deps.documents), log: silentLog })
    documentRoutes(server, {
      ...ingest.deps,
      documents: fallible(ingest.deps.documents),
      identity,
      clock: systemClock,
      maxBytes: 20_000,
      uploads: { uploadsAtATime: 4, uploadsPerCompany: 4 },
    })
    askRoutes(server, { identity, ask: (request) => parts.ask(request), clock: systemClock, log: silentLog })
    const documents = fallible(ingest.deps.documents)
    originalRoutes(server, { identity, documents, objects: ingest.deps.objects })
    const painter = createPagePainter()
    server.addHook('onClose', () => painter.close())
    const drawing = { ...ingest.deps, documents, painter, clock: systemClock }
    pageImageRoutes(server, { identity, drawPage: createDrawPage(drawing) })
    const events = fallible(createDocumentEvents(ingest.db))
    const follow = createFollow({ events, clock: systemClock, log: silentLog })
    eventRoutes(server, {
      identity,
      follow,
      clock: systemClock,
      log: silentLog,
      draining: createDrain(server, systemClock).begun,
    })
    searchRoutes(server, { identity, search: () => parts.search(), documents })
    chatRoutes(server, { identity, userChats: createChats(fallible(chats)) })
    await server.listen({ host: '127.0.0.1', port: 0 })
    return server
  }
  const servers = [await listen(operatorToken), await listen(null)] as const
  const send = (port: number) => (request: RawRequest) => {
    const who = [
      ['X-Company-ID', company],
      ['X-User-ID', user],
    ] as const
    return rawHttp(port, { ...request, headers: request.headers ?? who })
  }
  const [main, tokenless] = servers
  const sendToMain = send(portOf(main))
  return {
    ingest,
    url: `http://127.0.0.1:${portOf(main)}`,
    company,
    user,
    send: sendToMain,
    sendToTokenless: send(portOf(tokenless)),
    failWith: (error) => {
      failure = error
    },
    corpus,
    upload: async (fileName, text) => {
      const reply = await sendToMain(uploadRequest({ company, user }, fileName, text))
      if (reply.status !== 202) throw new Error(`the upload was answered with ${reply.status}: ${reply.body}`)
      return (reply.json() as { document_id: DocumentId }).document_id
    },
    process: async (documentId) => {
      const attempt = { signal: AbortSignal.timeout(60_000), last: true }
      await processDocument(ingest.deps, { companyId: company, documentId }, attempt)
    },
    close: async () => {
      await Promise.all(servers.map((server) => server.close()))
      await ingest.close()
    },
  }
}

/** Reconciling has tests of its own; here only its route matters. */
function anyFindings(companyId: CompanyId, apply: boolean): Reconciliation {
  const documentId = '00000000-0000-4000-8000-0000000000d1' as DocumentId
  const none = Object.fromEntries(findingKinds.map((kind) => [kind, 0])) as Reconciliation['found']
  return {
    companies: 1,
    documents: 3,
    unknown: 0,
    found: { ...none, vectors_missing: 1 },
    mended: apply ? 1 : 0,
    findings: [{ kind: 'vectors_missing', companyId, documentId, detail: '0 of 3', mended: apply ? true : null }],
  }
}

const fingerprint = { model: 'm', revision: '1', dimension: 4, prefixRule: 'none', normalised: true, chunking: '1' }
const anyMove: StoredMove = {
  id: '00000000-0000-4000-8000-00000000f00d',
  state: 'copied',
  rebuild: false,
  startedBy: 'a test',
  startedAt: new Date(0),
  updatedAt: new Date(0),
  documents: { done: 1, total: 1 },
  rows: 1,
  shadow: { share: 0, compared: 0, failed: 0, means: null },
  phase: { rows: { done: 1, total: 1 }, bytes: 1_000, workedMs: 10 },
  companies: null,
  copiedCompanies: [],
  switched: new Set(),
  carried: { from: 0, to: 0 },
  at: null,
  verification: null,
  trouble: null,
  paused: null,
  tolerance: null,
  droppedAt: null,
  from: { id: 'f', store: 'milvus', name: 'old', address: 'milvus:19530/default', fingerprint },
  to: { id: 't', store: 'zilliz', name: 'new', address: 'zilliz:443/default', fingerprint },
}

/** Migrations have tests of their own; here only their routes matter. */
const noMigrations: Migrations = {
  plan: async () => ({
    go: true,
    from: null,
    to: null,
    companies: 0,
    documents: 0,
    rows: 0,
    rowsByCompany: [],
    bytes: null,
    seconds: null,
    cost: null,
    fields: [],
    findings: [],
  }),
  status: async () => null,
  start: async () => undefined,
  verify: async () => undefined,
  cutOver: async () => undefined,
  rollBack: async () => undefined,
  shadow: async () => undefined,
  finish: async () => undefined,
  pause: async () => undefined,
  sweep: async () => undefined,
  abandon: async () => undefined,
  report: async () => ({
    madeAt: new Date(0),
    status: { move: anyMove, lag: { from: 0, to: 0 } },
    events: [],
    privateKey: newReportKey(),
  }),
}

export function uploadRequest(
  who: { readonly company: string; readonly user: string },
  fileName: string,
  text: string,
): RawRequest {
  const boundary = `b${randomUUID()}`
  const head = `Content-Disposition: form-data; name="file"; filename="${fileName}"\r\nContent-Type: application/octet-stream`
  return {
    method: 'POST',
    path: '/api/v1/ingest/upload',
    headers: [
      ['X-Company-ID', who.company],
      ['X-User-ID', who.user],
      ['Content-Type', `multipart/form-data; boundary=${boundary}`],
    ],
    body: `--${boundary}\r\n${head}\r\n\r\n${text}\r\n--${boundary}--\r\n`,
  }
}
