import { createExtractor } from '../adapters/extract/extractor.ts'
import { createJobWorker } from '../adapters/postgres/job-worker.ts'
import { AppError, toAppError } from '../domain/errors.ts'
import { reviveDocuments, reviveIdleMs } from '../ingest/revive.ts'
import { jobHandlers } from '../jobs/handlers.ts'
import { runPeriodically } from '../jobs/periodic.ts'
import { systemClock } from './clock.ts'
import type { Parts } from './parts.ts'

const reviveEveryMs = 30_000
const maintainEveryMs = 20_000
/** Between two tries to reach a vector store that is away at start. */
const ensureRetryMs = 5_000

/** The worker role: waits for the collection, then takes jobs; house-keeping runs beside them. */
export async function startWorker(parts: Parts): Promise<{ address: null; stop(): Promise<void> }> {
  const { config, log } = parts
  const stopping = new AbortController()
  const extractor = createExtractor({
    processes: config.extract.processes,
    timeoutMs: config.extract.timeoutMs,
    maxPages: config.extract.maxPages,
    maxTextCharacters: config.extract.maxTextCharacters,
    log,
  })
  const jobs = createJobWorker(parts.boss)
  const deps = { ...parts, extractor }

  const work = async () => {
    await ensureCollection(parts, stopping.signal)
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

/** Ingest waits while the vector store is away; anything else that is wrong with it stops the worker with a reason. */
async function ensureCollection(parts: Parts, signal: AbortSignal): Promise<void> {
  const { vectors, embedder, collections, log } = parts
  for (;;) {
    try {
      const { kind } = await vectors.info(signal)
      const { name } = await vectors.ensure(
        { name: parts.collection, dimension: embedder.fingerprint.dimension, fingerprint: embedder.fingerprint },
        signal,
      )
      await collections.activateFirst({ store: kind, name, fingerprint: embedder.fingerprint })
      return
    } catch (error) {
      const failure = toAppError(error)
      if (!failure.retryable || signal.aborted) throw failure
      log.warn({ code: failure.code, err: failure }, 'vector store is away; ingest waits for it')
      await systemClock.sleep(ensureRetryMs, signal)
    }
  }
}
