// `connect/` opens one outside part each, as the settings say.
import type { PgBoss } from 'pg-boss'
import { createAnnounce, quiet } from '../../adapters/postgres/announce.ts'
import { createApiKeyStore } from '../../adapters/postgres/api-key-store.ts'
import { createBoss, createEnqueue, startBoss } from '../../adapters/postgres/boss.ts'
import { createChatStore } from '../../adapters/postgres/chat-store.ts'
import { createCollectionStore } from '../../adapters/postgres/collection-store.ts'
import { openDatabase, requestSession, type Database } from '../../adapters/postgres/database.ts'
import { createDocumentEvents } from '../../adapters/postgres/document-events.ts'
import { createDocumentStore } from '../../adapters/postgres/document-store.ts'
import { createDatabaseHealth, type DatabaseHealth } from '../../adapters/postgres/health.ts'
import { openInstallationLock, type InstallationLock } from '../../adapters/postgres/installation-lock.ts'
import { createChangeLog } from '../../adapters/postgres/moves/change-log.ts'
import { createMoveStore } from '../../adapters/postgres/moves/move-store.ts'
import { createMovingDocuments } from '../../adapters/postgres/moves/moving-documents.ts'
import { createQuestionTraffic } from '../../adapters/postgres/moves/question-traffic.ts'
import { createStoredChunks } from '../../adapters/postgres/moves/stored-chunks.ts'
import { createReportKey } from '../../adapters/postgres/moves/report-key.ts'
import { createReconciledDocuments } from '../../adapters/postgres/reconciled-documents.ts'
import { createPassageStore } from '../../adapters/postgres/passage-store.ts'
import { createStoreUseLog } from '../../adapters/postgres/store-use-log.ts'
import { createTextIndex } from '../../adapters/postgres/words/text-index.ts'
import { createQuestionRates } from '../../adapters/postgres/question-rates.ts'
import { createWordStatistics } from '../../adapters/postgres/words/word-statistics.ts'
import type { Config } from '../../config/schema.ts'
import { AppError } from '../../domain/errors.ts'
import { jobBudget } from '../../domain/time-budgets.ts'
import { systemClock } from '../../flow/system-clock.ts'
import { piecesAtATime } from '../../move/carry/some-at-a-time.ts'
import type { Metrics } from '../../observability/metrics.ts'
import { traced } from '../../observability/traced.ts'
import type { ApiKeyStore } from '../../ports/api-key-store.ts'
import type { ChatStore } from '../../ports/chat-store.ts'
import type { CollectionStore } from '../../ports/collection-store.ts'
import type { DocumentEventLog } from '../../ports/document-events.ts'
import type { DocumentStore } from '../../ports/document-store.ts'
import type { Log } from '../../ports/log.ts'
import type { ChangeLog } from '../../ports/moves/change-log.ts'
import type { MoveStore } from '../../ports/moves/move-store.ts'
import type { StoredChunks } from '../../ports/moves/stored-chunks.ts'
import type { MovingDocuments } from '../../ports/moves/moving-documents.ts'
import type { QuestionTraffic } from '../../ports/moves/question-traffic.ts'
import type { ReportKey } from '../../ports/moves/report-key.ts'
import type { PassageStore } from '../../ports/passage-store.ts'
import type { ReconciledDocuments } from '../../ports/reconciled-documents.ts'
import type { TextIndex } from '../../ports/text-index.ts'
import type { StoreUseLog } from '../../ports/store-use-log.ts'
import type { Tracer } from '../../ports/tracer.ts'
import type { QuestionRates } from '../../ports/question-rates.ts'
import type { WordStatistics } from '../../ports/word-statistics.ts'

export interface Stores {
  readonly db: Database
  readonly boss: PgBoss
  readonly documents: DocumentStore
  readonly events: DocumentEventLog
  readonly passages: PassageStore
  readonly words: WordStatistics
  readonly textIndex: TextIndex
  readonly chats: ChatStore
  readonly apiKeys: ApiKeyStore
  /** Null: companies ask as much as they like. */
  readonly questionRates: QuestionRates | null
  readonly collectionStore: CollectionStore
  readonly changes: ChangeLog
  readonly moves: MoveStore
  readonly movingDocuments: MovingDocuments
  readonly questionTraffic: QuestionTraffic
  readonly storedChunks: StoredChunks
  readonly reportKey: ReportKey
  readonly reconciled: ReconciledDocuments
  readonly storeUses: StoreUseLog
  readonly health: DatabaseHealth
  readonly lock: InstallationLock
}

/** Connections of one process besides those of the job queue. A commit or a removal holds one while it works on vectors. */
const connectionsBesideJobs = 12
/** A worker that works at a move holds one for that, and two for each piece of work it carries or compares. */
const connectionsOfMoves = 1 + 2 * piecesAtATime

/** PostgreSQL and the job queue in it. The schema must be there already (`atenex db migrate`, or the supervisor). */
export async function openStores(
  config: Config,
  worker: boolean,
  { log, metrics, tracer }: { readonly log: Log; readonly metrics: Metrics; readonly tracer: Tracer },
): Promise<Stores> {
  if (config.database.kind !== 'outside') {
    throw new AppError(
      'configuration',
      'A role needs DATABASE_URL; `atenex start` sets it for the embedded PostgreSQL.',
    )
  }
  const secret = config.database.url
  const url = () => secret.reveal()
  const db = openDatabase({
    url,
    maxConnections: connectionsBesideJobs + (worker ? config.worker.concurrency + connectionsOfMoves : 0),
    ...(worker ? {} : { limits: requestSession }),
    watch: (pool) => metrics.pool('main', pool),
    log,
  })
  const boss = createBoss({ url, worker, log })
  await startBoss(boss)
  const enqueue = createEnqueue(boss, () => tracer.carried())
  const { questionsPerMinute } = config.quotas
  const announce = config.webhook === null ? quiet : createAnnounce(boss)
  return {
    db,
    boss,
    documents: traced(tracer, createDocumentStore(db, enqueue, { quota: config.quotas, announce }), 'documents', [
      'accept',
      'confirmUpload',
      'claim',
      'commit',
    ]),
    events: createDocumentEvents(db),
    passages: traced(tracer, createPassageStore(db), 'passages', ['load', 'look']),
    words: createWordStatistics(db),
    textIndex: createTextIndex(db),
    chats: traced(tracer, createChatStore(db), 'chats', ['recent', 'saveTurn']),
    apiKeys: createApiKeyStore(db),
    questionRates: questionsPerMinute === null ? null : createQuestionRates(db, questionsPerMinute),
    collectionStore: createCollectionStore(db),
    changes: createChangeLog(db),
    moves: createMoveStore(db, systemClock, announce),
    questionTraffic: createQuestionTraffic({ db, clock: systemClock, log }),
    movingDocuments: createMovingDocuments(db, { clock: systemClock, lockMs: jobBudget.lockMs }),
    storedChunks: createStoredChunks(db),
    reportKey: createReportKey(db),
    reconciled: createReconciledDocuments(db),
    storeUses: createStoreUseLog(db),
    health: createDatabaseHealth(db),
    lock: openInstallationLock({ url, log }),
  }
}

/** Closes them in order, each even if the one before could not be closed. */
export async function closeStores({ boss, db, lock }: Pick<Stores, 'boss' | 'db' | 'lock'>): Promise<void> {
  await using closing = new AsyncDisposableStack()
  closing.defer(() => db.destroy())
  closing.defer(() => lock.close())
  closing.defer(() => boss.stop({ graceful: false }))
}
