import { createExtractor } from '../adapters/extract/extractor.ts'
import { createJobWorker } from '../adapters/postgres/job-worker.ts'
import { AppError, toAppError } from '../domain/errors.ts'
import { reviveDocuments, reviveIdleMs } from '../ingest/revive.ts'
import { jobHandlers } from '../jobs/handlers.ts'
import { runPeriodically } from '../jobs/periodic.ts'
import { systemClock } from './clock.ts'
import type { Parts } from './parts.ts'
import { yieldToOthers } from './yield-to-others.ts'

const reviveEveryMs = 30_000
const maintainEveryMs = 5_000
/** Between two tries to reach a vector store that is away at start. */
const ensureRetryMs = 5_000

/** The worker role: waits for the collection, then takes jobs; house-keeping runs beside them. */
export async function startWorker(parts: Parts): Promise<{ address: null; stop(): Promise<void> }> {
  const { config, log } = parts
  const stopping = new AbortController()
  await yieldToOthers(log)
  const extractor = createExtractor({
    startEarly: true,
    processes: config.extract.processes,
    timeoutMs: config.extract.timeoutMs,
    maxPages: config.extract.maxPages,
    maxTextCharacters: config.extract.maxTextCharacters,
    log,
  })
  const jobs = createJobWorker(parts.boss)
  const deps = { ...parts, extractor }

  // asked once before this role counts as started, so that whatever a person must mend stops the start and says so
  const ready = await tryCollection(parts, stopping.signal)
  const work = async () => {
    if (!ready) await waitForCollection(parts, stopping.signal)
    await jobs.start(jobHandlers(deps, config.worker.concurrency))
    log.info({ concurrency: config.worker.concurrency, model: parts.embedder.fingerprint.model }, 'worker takes jobs')
    await runPeriodically(
      [
        { name: 'revive', everyMs: reviveEveryMs, run: (signal) => reviveDocuments(deps, reviveIdleMs, signal) },
        { name: 'maintain', everyMs: maintainEveryMs, run: (signal) => parts.vectors.maintain(signal) },
      ],
      systemClock,
      log,
      stopping.signal,
    )
  }
  const working = work().catch((error: unknown) => {
    if (stopping.signal.aborted) return
    // nothing can be processed: end loudly, the supervisor or Kubernetes starts us again
    log.error({ err: error }, 'worker failed')
    process.exitCode = 1
    process.kill(process.pid, 'SIGTERM')
  })

  return {
    address: null,
    stop: async () => {
      stopping.abort(new AppError('cancelled', 'The worker is stopping.', { retryable: true }))
      await jobs.stop(Math.max(1000, config.shutdownMs - 6000))
      await working
      await extractor.close()
    },
  }
}

/** Ingest waits while the vector store is away. */
async function waitForCollection(parts: Parts, signal: AbortSignal): Promise<void> {
  do await systemClock.sleep(ensureRetryMs, signal)
  while (!(await tryCollection(parts, signal)))
}

/**
 * Creates or checks the collection and makes it the active one. False when the store is away.
 * @throws AppError for anything that does not pass by itself: a collection that does not fit, a wrong key.
 */
async function tryCollection(parts: Parts, signal: AbortSignal): Promise<boolean> {
  const { vectors, embedder, collections, collection, log } = parts
  const { fingerprint } = embedder
  try {
    const { kind } = await vectors.info(signal)
    await requireMovedCollection(parts, kind, signal)
    await vectors.ensure({ name: collection, dimension: fingerprint.dimension, fingerprint }, signal)
    const row = await collections.activateFirst({ store: kind, name: collection, fingerprint })
    if (row.name === collection) return true
  } catch (error) {
    const failure = toAppError(error)
    if (!failure.retryable || signal.aborted) throw failure
    log.warn({ code: failure.code }, `the vector store is away and ingest waits for it: ${failure.message}`)
    return false
  }
  throw new AppError('conflict', 'Another worker chose another collection first; starting again finds it.')
}

/** The setting names another server than the one that was filled: creating an empty collection there would lose every answer. */
async function requireMovedCollection(parts: Parts, kind: string, signal: AbortSignal): Promise<void> {
  const { active, vectors, collection, log } = parts
  if (active === null || active.store === kind) return
  if ((await vectors.describe(signal)) === null) {
    throw new AppError(
      'configuration',
      `The documents are in the ${active.store} store, and the configured ${kind} store has no collection "${collection}". ` +
        'Set the address back, or copy the collection first.',
    )
  }
  log.warn({ from: active.store, to: kind, collection }, 'uses a collection that was filled on another kind of server')
}
