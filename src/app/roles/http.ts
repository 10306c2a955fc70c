import { detectLanguage, sureLanguage } from '../../adapters/analyse/language.ts'
import { detectFileType } from '../../adapters/extract/detect/detect-file-type.ts'
import type { Role } from '../../config/setting.ts'
import { readVersion } from '../../config/version.ts'
import { keyRoutes } from '../../http/routes/keys.ts'
import { openIdentity } from './identity.ts'
import type { Identity } from '../../http/identity/identity.ts'
import { createDrain, type Drain } from '../../http/drain.ts'
import { listen } from '../../http/listen.ts'
import { requireCallerBeforeBody } from '../../http/identity/before-body.ts'
import { createOperatorGate } from '../../http/identity/operator.ts'
import { askRoutes } from '../../http/routes/ask.ts'
import { chatRoutes } from '../../http/routes/chats.ts'
import { checkRoutes } from '../../http/routes/check.ts'
import { costRoutes } from '../../http/routes/cost.ts'
import { documentRoutes } from '../../http/routes/documents.ts'
import { descriptionRoutes } from '../../http/routes/descriptions.ts'
import { healthRoutes } from '../../http/routes/health.ts'
import { migrationRoutes } from '../../http/routes/migrations.ts'
import { mcpRoutes } from '../../http/routes/mcp.ts'
import { eventRoutes } from '../../http/routes/events.ts'
import { createPagePainter } from '../../adapters/extract/process/page-painter.ts'
import { pageImageRoutes } from '../../http/routes/page-images.ts'
import { originalRoutes } from '../../http/routes/originals.ts'
import { searchRoutes } from '../../http/routes/search.ts'
import { reconcileParts } from '../parts/reconcile-parts.ts'
import { reconcileRoutes } from '../../http/routes/reconcile.ts'
import { reprocessRoutes } from '../../http/routes/reprocess.ts'
import { createServer, type Server } from '../../http/server.ts'
import { createDrawPage } from '../../ingest/page-image.ts'
import { createFollow } from '../../ingest/events/follow-events.ts'
import { reportCost } from '../../cost/cost-report.ts'
import { observeAnswerModel } from '../../observability/observe-models.ts'
import { traced } from '../../observability/traced.ts'
import { createAsk } from '../../query/ask.ts'
import { limitQuestions } from '../../query/limit-questions.ts'
import { createSearch } from '../../query/search.ts'
import { createQuestionTurns } from '../../query/turns.ts'
import { createChats } from '../../query/chats.ts'
import { checkParts } from '../check/check-parts.ts'
import { watchReadiness } from '../check/readiness.ts'
import { followShadow, type FollowedShadow } from '../collections/follow-shadow.ts'
import { storesOfRow } from '../collections/open-row.ts'
import type { Parts } from '../parts/parts.ts'
import { openVectorStore } from '../connect/vector-store.ts'
import { openAnswerModel } from '../connect/answer-model.ts'
import { openQueryNeighbours } from '../connect/neighbours.ts'
import { readInstallation } from './installation.ts'
import { createMigrations } from './migrations.ts'
import type { RunningRole } from './running-role.ts'

/** Of the time for a clean stop: the rest is for the last words of what was not answered, and for closing. */
const afterAnswersMs = 1_500

/** Time that requests which are being answered have when a stop begins. */
export function answersMs(shutdownMs: number): number {
  return Math.max(500, shutdownMs - afterAnswersMs)
}

/** The HTTP roles on one port: routes of the ingest API, of the query API, or both. */
export async function startHttp(parts: Parts, roles: readonly Role[]): Promise<RunningRole> {
  const { config, log } = parts
  const version = await readVersion()
  const server = await createServer({
    ...config.http,
    log,
    clock: parts.clock,
    answersMs: answersMs(config.shutdownMs),
    requests: parts.metrics.requests,
    tracer: parts.tracer,
  })
  const drain = createDrain(server, parts.clock)
  const { identity, hasOperatorRight } = await openIdentity(server, parts)
  requireCallerBeforeBody(server, identity)

  const operators = createOperatorGate(config.http.operatorToken, hasOperatorRight)
  // it listens only when everything is there
  const started = () => true
  healthRoutes(server, {
    operators,
    version,
    started,
    stopping: () => drain.begun.aborted,
    missing: watchReadiness(parts),
    metrics: () => parts.metrics.expose(),
  })
  descriptionRoutes(server)
  checkRoutes(server, { operators, check: (write) => checkParts(parts, version, write) })
  if (roles.includes('ingest-api')) parts.metrics.showInstallation(() => readInstallation(parts))
  if (roles.includes('ingest-api')) migrationRoutes(server, { operators, migrations: createMigrations(parts), version })
  keyRoutes(server, { ...parts, operators, inUse: config.http.auth === 'keys' })
  if (roles.includes('ingest-api')) reprocessRoutes(server, { operators, documents: parts.documents, log })
  if (roles.includes('ingest-api')) costRoutes(server, { operators, cost: () => costOf(parts) })
  if (roles.includes('ingest-api')) {
    reconcileRoutes(server, { operators, reconcile: (options) => reconcileParts(parts, options) })
  }
  if (roles.includes('ingest-api')) registerIngest(server, parts, { identity, drain })
  const shadow = roles.includes('query-api') ? openShadow(parts) : null
  if (shadow !== null) await registerQuery(server, parts, { identity, version, shadow })

  const address = await listen(server, config.http)
  log.info({ address, roles, version }, 'listens for requests')
  const stop = async () => {
    await drain.run(config.drainMs)
    await server.close()
    await shadow?.[Symbol.asyncDispose]()
  }
  return { address, stop }
}

/** Questions that also go to the other side of a move, while an operator wants it. */
function openShadow(parts: Parts): FollowedShadow {
  const { config, metrics, storeDeps } = parts
  return followShadow({
    ...parts,
    open: (row) => openVectorStore(config, storesOfRow(config, row).query, row.name, storeDeps),
    observer: metrics.shadow,
    random: Math.random,
  })
}

const costOf = ({ storeUses, config, clock }: Parts) => reportCost(storeUses, config.cost, clock.now())

interface IngestRoutes {
  readonly identity: Identity
  readonly drain: Drain
}

/** Deleting a document needs the right to write, which only the credentials of ingest have. */
function registerIngest(server: Server, parts: Parts, { identity, drain }: IngestRoutes): void {
  documentRoutes(server, {
    ...parts,
    collections: parts.current.side('ingest'),
    identity,
    detectFileType,
    maxBytes: parts.config.http.limits.maxUploadBytes,
    uploads: parts.config.http.limits,
  })
  originalRoutes(server, { ...parts, identity })
  const painter = createPagePainter(parts)
  server.addHook('onClose', () => painter.close())
  const { maxUploadBytes: maxBytes } = parts.config.http.limits
  pageImageRoutes(server, { identity, drawPage: createDrawPage({ ...parts, painter, maxBytes }) })
  eventRoutes(server, { ...parts, identity, follow: createFollow(parts), draining: drain.begun })
}

interface QueryRoutes {
  readonly identity: Identity
  readonly version: string
  readonly shadow: FollowedShadow
}

async function registerQuery(server: Server, parts: Parts, { identity, version, shadow }: QueryRoutes): Promise<void> {
  const { retrieval, ask: settings, llm } = parts.config
  const options = {
    denseWeight: retrieval.fusionWeight,
    depth: retrieval.topK,
    sourcesToShow: settings.sourcesToShow,
    unsupportedClaims: settings.unsupportedClaims,
    historyMessages: settings.maxHistoryMessages,
    timeoutMs: settings.timeoutMs,
  }
  const answerModel = observeAnswerModel(await openAnswerModel(llm), parts.metrics.models)
  // makes its table now, so that the first question does not wait for it
  parts.analyser.sameMeaning('')
  const { reranker, wordSearch } = openQueryNeighbours(parts)
  const deps = {
    ...parts,
    reranker: reranker === null ? null : traced(parts.tracer, reranker, 'reranker', ['rerank']),
    wordSearch: wordSearch === null ? null : traced(parts.tracer, wordSearch, 'word search', ['search']),
    collections: shadow.over(parts.current.side('query')),
    detectLanguage,
    languageOf: sureLanguage,
    answerModel: answerModel === null ? null : traced(parts.tracer, answerModel, 'model', ['answer']),
    turns: createQuestionTurns(parts.clock, settings.timeoutMs),
  }
  const { questionRates: rates } = parts
  const askFreely = createAsk(deps, options, deps.turns)
  const searchFreely = createSearch(deps, options)
  const ask = rates === null ? askFreely : limitQuestions(rates, askFreely)
  const search = rates === null ? searchFreely : limitQuestions(rates, searchFreely)
  askRoutes(server, { ...deps, identity, ask })
  searchRoutes(server, { ...deps, identity, search })
  mcpRoutes(server, { ...deps, identity, search, ask, version })
  chatRoutes(server, { identity, userChats: createChats(parts.chats) })
}
