import { createExtractor } from '../../adapters/extract/process/extractor.ts'
import { createJobWorker } from '../../adapters/postgres/job-worker.ts'
import { AppError, toAppError } from '../../domain/errors.ts'
import { reviveDocuments, reviveIdleMs } from '../../ingest/revive.ts'
import { jobHandlers } from '../../jobs/handlers.ts'
import { runPeriodically } from '../../flow/periodic.ts'
import { activateCollection } from '../collections/activate-collection.ts'
import { systemClock } from '../../flow/system-clock.ts'
import type { Parts } from '../parts/parts.ts'
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

/** False when the store is away or refuses the key. @throws AppError for anything that does not pass by itself. */
async function tryCollection(parts: Parts, signal: AbortSignal): Promise<boolean> {
  try {
    await activateCollection(parts, signal)
    return true
  } catch (error) {
    const failure = toAppError(error)
    if (!failure.retryable || signal.aborted) throw failure
    parts.log.warn({ code: failure.code }, `ingest waits for the vector store: ${failure.message}`)
    return false
  }
}
