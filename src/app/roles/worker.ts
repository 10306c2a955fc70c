import { detectFileType } from '../../adapters/extract/detect/detect-file-type.ts'
import { createExtractor } from '../../adapters/extract/process/extractor.ts'
import { deliverAnnouncements } from '../../adapters/postgres/announce.ts'
import { createWebhookDelivery } from '../../adapters/webhooks/deliver-webhook.ts'
import type { Config } from '../../config/schema.ts'
import type { Clock } from '../../ports/clock.ts'
import type { DeliverWebhook } from '../../ports/webhook.ts'
import { createJobWorker } from '../../adapters/postgres/job-worker.ts'
import { AppError, toAppError } from '../../domain/errors.ts'
import { jobBudget } from '../../domain/time-budgets.ts'
import { runPeriodically, type PeriodicTask } from '../../flow/periodic.ts'
import { indexMissingWords } from '../../ingest/index-words.ts'
import { reviveDocuments } from '../../ingest/revive.ts'
import { jobHandlers } from '../../jobs/handlers.ts'
import { traceJobs } from '../../jobs/trace-jobs.ts'
import { createBytePace } from '../../move/carry/byte-pace.ts'
import { runMoves, type RunMovesDeps } from '../../move/run-moves.ts'
import { traced } from '../../observability/traced.ts'
import type { Extractor } from '../../ports/extractor.ts'
import { withDocproc } from '../connect/neighbours.ts'
import { openSides } from '../collections/open-sides.ts'
import { reconcileParts } from '../parts/reconcile-parts.ts'
import { isFatal } from '../parts/fatal.ts'
import { establishCollection } from '../parts/establish.ts'
import type { Parts } from '../parts/parts.ts'
import type { RunningRole } from './running-role.ts'
import type { WorkerProbes } from './worker-probes.ts'
import { yieldToOthers } from './yield-to-others.ts'

const reviveEveryMs = 30_000
const maintainEveryMs = 5_000
const trimEveryMs = 3_600_000
/** A week: long after nobody follows them any more. */
const keepChangesMs = 7 * 24 * 3_600_000
/** As the description of the route says. */
const keepEventsMs = 24 * 3_600_000
const indexWordsEveryMs = 15_000
/** Only reports: repairing is up to a person, with `atenex reconcile --apply`. */
const reconcileEveryMs = 24 * 3_600_000
const reconcileGraceMs = 3_600_000
/** Pause between attempts to reach a vector store that is away at start. */
const retryMs = 5_000

/** The worker role: waits for the collection, then takes jobs; house-keeping runs beside them. */
export async function startWorker(parts: Parts, starting: AbortSignal): Promise<RunningRole> {
  const { config, log, clock } = parts
  const stopping = new AbortController()
  const signal = AbortSignal.any([starting, stopping.signal])
  await yieldToOthers(log)
  await using started = new AsyncDisposableStack()
  const probes = config.healthPort === null ? null : await openProbes(parts, config.healthPort)
  if (probes !== null) started.defer(() => probes.close())
  const extractor = traced(parts.tracer, openExtractor(parts), 'extractor', ['extract'])
  started.defer(() => extractor.close())
  const jobs = createJobWorker(parts.boss)
  const deps = {
    ...parts,
    collections: parts.current.side('ingest'),
    extractor,
    ocr: config.extract.ocr,
    attachments: config.extract.attachments,
    detectFileType,
    maxBytes: config.http.limits.maxUploadBytes,
    observer: parts.metrics.documents,
  }

  // asked once before this role counts as started, so that whatever a person must mend stops the start and says so
  const ready = await tryCollection(parts, signal)
  const work = async (): Promise<void> => {
    for (let there = ready; !there; there = await tryCollection(parts, signal)) await clock.sleep(retryMs, signal)
    if (config.webhook !== null) await deliverAnnouncements(parts.boss, deliveryOf(config.webhook, clock), log)
    await jobs.start(traceJobs(parts.tracer, jobHandlers(deps, config.worker.concurrency)))
    log.info({ concurrency: config.worker.concurrency }, 'worker takes jobs')
    await Promise.all([runPeriodically(houseKeeping(parts), clock, log, signal), runMoves(moving(parts), signal)])
  }
  const failed = Promise.withResolvers<never>()
  const working = work().catch((error: unknown) => {
    // nothing can be processed: end loudly, the supervisor or Kubernetes starts us again
    if (!signal.aborted) failed.reject(error)
  })
  probes?.tellStarted()
  const all = started.move()
  return {
    address: null,
    failed: failed.promise,
    stop: async () => {
      stopping.abort(new AppError('cancelled', 'The worker is stopping.', { retryable: true }))
      await jobs.stop(Math.max(1000, config.shutdownMs - 6000))
      await working
      await all.disposeAsync()
    },
  }
}

/** Loaded where they are wanted: under a supervisor a worker has no use for an HTTP server. */
async function openProbes(parts: Parts, port: number): Promise<WorkerProbes> {
  const { openWorkerProbes } = await import('./worker-probes.ts')
  return openWorkerProbes(parts, port)
}

function deliveryOf(webhook: NonNullable<Config['webhook']>, clock: Clock): DeliverWebhook {
  return createWebhookDelivery({ ...webhook, now: () => clock.now() })
}

function openExtractor(parts: Parts): Extractor {
  const { config, log } = parts
  const { processes, timeoutMs, maxPages, maxTextCharacters } = config.extract
  const own = createExtractor({ startEarly: true, processes, timeoutMs, maxPages, maxTextCharacters, log })
  return withDocproc(parts, own)
}

function moving(parts: Parts): RunMovesDeps {
  const { moves, changes, movingDocuments: documents, questionTraffic: traffic, clock, log } = parts
  const pace = createBytePace(parts.config.moveBytesPerSecond, clock)
  return {
    moves,
    changes,
    documents,
    pace,
    traffic,
    clock,
    log,
    openSides: (move, signal) => openSides(parts, move, signal),
  }
}

function houseKeeping(parts: Parts): readonly PeriodicTask[] {
  return [
    {
      name: 'trim changes',
      everyMs: trimEveryMs,
      run: async () => {
        await parts.changes.trim(keepChangesMs)
      },
    },
    { name: 'trim events', everyMs: trimEveryMs, run: () => parts.events.trim(keepEventsMs) },
    { name: 'revive', everyMs: reviveEveryMs, run: (signal) => reviveDocuments(parts, jobBudget.idleMs, signal) },
    { name: 'index words', everyMs: indexWordsEveryMs, run: (signal) => indexMissingWords(parts, signal) },
    { name: 'reconcile', everyMs: reconcileEveryMs, run: (signal) => reconcileAll(parts, signal) },
    {
      name: 'maintain',
      everyMs: maintainEveryMs,
      run: async (signal) => {
        await parts.current.peek()?.use('ingest', ({ vectors }) => vectors.maintain(signal))
      },
    },
  ]
}

async function reconcileAll(parts: Parts, signal: AbortSignal): Promise<void> {
  const { found, unknown, documents } = await reconcileParts(parts, { apply: false, graceMs: reconcileGraceMs, signal })
  const differences = Object.entries(found).filter(([, count]) => count > 0)
  if (differences.length === 0) return
  parts.log.warn(
    { documents, unknown, found: Object.fromEntries(differences) },
    'found differences between documents, vectors and originals: `atenex reconcile` tells which, `--apply` mends them',
  )
}

/** False while the store is away, refuses us or is not understood. @throws AppError for what a person must mend here. */
async function tryCollection(parts: Parts, signal: AbortSignal): Promise<boolean> {
  try {
    await establishCollection(parts, signal)
    return true
  } catch (error) {
    const failure = toAppError(error)
    if (isFatal(failure.code) || signal.aborted) throw failure
    parts.log.warn({ code: failure.code }, `ingest waits: ${failure.message}`)
    return false
  }
}
