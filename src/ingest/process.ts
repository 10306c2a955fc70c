import { randomUUID } from 'node:crypto'
import { saidTitle, type Chunk } from '../domain/chunk.ts'
import type { Document, DocumentScope } from '../domain/document.ts'
import { AppError, toAppError } from '../domain/errors.ts'
import type { ActiveCollection, ActiveCollections } from '../ports/active-collection.ts'
import type { Analyser } from '../ports/analyser.ts'
import type { DocumentRuns, Run } from '../ports/documents/document-runs.ts'
import type { DocumentTexts } from '../ports/documents/document-texts.ts'
import type { Extractor } from '../ports/extractor.ts'
import type { Log } from '../ports/log.ts'
import type { ObjectStore } from '../ports/object-store.ts'
import { chunkDocument } from './chunk/chunk-document.ts'
import { commitRun } from './commit-run.ts'
import { embedChunks } from './embed-chunks.ts'
import { toIndexedChunks } from './index-chunks.ts'
import { eraseStrays, removeLeftovers } from './leftovers.ts'
import { progressReporter, type ProgressReporter } from './progress.ts'
import { readDocument } from './read-document.ts'

export interface ProcessDeps {
  readonly collections: ActiveCollections
  readonly documents: DocumentRuns & DocumentTexts
  readonly objects: ObjectStore
  readonly extractor: Extractor
  readonly analyser: Analyser
  readonly log: Log
  readonly spoolFolder: string
  /** Whether pages without text are recognised. */
  readonly ocr: 'auto' | 'off'
}

/** The same with the collection that was active when the run began. */
type RunDeps = ProcessDeps & Pick<ActiveCollection, 'row' | 'embedder' | 'vectors'>

export interface Attempt {
  /** Aborted when the worker stops or the job is lost. */
  readonly signal: AbortSignal
  /** No attempt comes after this one, so a transient failure ends it as well. */
  readonly last: boolean
}

export type ProcessOutcome = 'processed' | 'failed' | 'nothing_to_do'

/**
 * One attempt at one document: claim → extract → chunk → embed → index → commit. Ends in `processed`, in a terminal
 * `error` that says what to do, or, for a transient failure, in a thrown retryable AppError after the document was given
 * back. Every step may run again: same input, same ids.
 */
export function processDocument(deps: ProcessDeps, scope: DocumentScope, attempt: Attempt): Promise<ProcessOutcome> {
  return deps.collections.use(scope.companyId, ({ row, embedder, vectors }) =>
    runOnce({ ...deps, row, embedder, vectors }, scope, attempt),
  )
}

async function runOnce(deps: RunDeps, scope: DocumentScope, attempt: Attempt): Promise<ProcessOutcome> {
  const run: Run = { ...scope, runId: randomUUID() }
  const document = await deps.documents.claim(run)
  if (document === null) {
    await eraseStrays(deps, scope)
    return 'nothing_to_do'
  }
  const began = performance.now()
  try {
    const progress = progressReporter(deps.documents, run, attempt.signal)
    const chunks = await runSteps(deps, run, document, progress)
    if (chunks === null) return 'nothing_to_do'
    const durationMs = Math.round(performance.now() - began)
    deps.log.info(
      { ...scope, chunks: chunks.length, attempt: document.attempts, durationMs, stageMs: progress.durations() },
      'processed document',
    )
    return 'processed'
  } catch (error) {
    return await endInFailure(deps, run, toAppError(error), attempt)
  }
}

/** Returns null when the document was deleted, or taken over by another run, on the way. */
async function runSteps(
  deps: RunDeps,
  run: Run,
  document: Document,
  progress: ProgressReporter,
): Promise<readonly Chunk[] | null> {
  const read = await readDocument(
    deps,
    run,
    document,
    (done, total) => progress.note('extract', done, total),
    progress.signal,
  )
  if (!(await progress.enter('chunk'))) return null

  const cutting = { ...deps.embedder.limits, countTokens: (text: string) => deps.embedder.countTokens(text) }
  const extracted = { ...read, title: saidTitle(read.title, cutting) }
  const chunks = await chunkDocument(extracted, cutting)
  if (chunks.length === 0)
    throw new AppError('no_text', 'No text was found in the document, so there is nothing to search.')
  if (!(await progress.enter('embed', chunks.length))) return null

  const onEmbedded = (done: number) => progress.report('embed', done, chunks.length)
  const embedded = await embedChunks(deps, run, { chunks, title: extracted.title }, onEmbedded, progress.signal)
  if (!(await progress.enter('index', chunks.length))) return null

  const rows = await toIndexedChunks(
    deps.analyser,
    { ...document, title: extracted.title },
    chunks,
    embedded.embeddings,
  )
  const stored = await commitRun(deps, run, { chunks, rows, embedded, warnings: extracted.warnings }, progress.signal)
  return stored ? chunks : null
}

async function endInFailure(deps: RunDeps, run: Run, error: AppError, attempt: Attempt): Promise<ProcessOutcome> {
  const { companyId, documentId } = run
  const interrupted = attempt.signal.aborted
  if (interrupted || (error.retryable && !attempt.last)) {
    const code = interrupted ? 'cancelled' : error.code
    const message = interrupted ? 'The worker was stopped; processing goes on with the next one.' : error.message
    const owned = await deps.documents.giveBack(run, { code, message })
    if (!owned) await eraseStrays(deps, run)
    deps.log.warn({ companyId, documentId, code, err: error }, 'gave a document back for another attempt')
    throw interrupted ? new AppError('cancelled', message, { retryable: true, cause: error }) : error
  }
  const failure = { code: error.code, message: terminalMessage(error) }
  const failed = await deps.documents.fail(run, failure, (lost) => removeLeftovers(deps, run, lost))
  if (!failed) {
    await eraseStrays(deps, run)
    return 'nothing_to_do'
  }
  const level = error.code === 'internal' ? 'error' : 'info'
  deps.log[level]({ companyId, documentId, code: error.code, err: error }, 'document ended in error')
  return 'failed'
}

/** Messages of unexpected failures may hold anything; people get a sentence instead, the log gets the rest. */
function terminalMessage(error: AppError): string {
  if (error.code !== 'internal') return error.message
  return 'An unexpected failure stopped the processing. Retry; if it happens again, the log has the details under this document id.'
}
