import { randomUUID } from 'node:crypto'
import { saidTitle, type Chunk } from '../domain/chunk.ts'
import type { Document, DocumentScope } from '../domain/document.ts'
import { AppError, toAppError } from '../domain/errors.ts'
import type { ActiveCollection, ActiveCollections } from '../ports/active-collection.ts'
import type { Analyser } from '../ports/analyser.ts'
import type { DocumentObserver, EndedAttempt } from '../ports/document-observer.ts'
import type { DocumentRuns, Run } from '../ports/documents/document-runs.ts'
import type { DocumentTexts } from '../ports/documents/document-texts.ts'
import type { Extractor } from '../ports/extractor.ts'
import { takeAttachments, type AttachmentDeps } from './take-attachments.ts'
import { withAttachmentWarnings } from './attachments/with-attachment-warnings.ts'
import { chunkDocument } from './chunk/chunk-document.ts'
import { commitRun } from './commit-run.ts'
import { embedChunks } from './embed-chunks.ts'
import { toIndexedChunks } from './index-chunks.ts'
import { endInFailure, endReprocessing, type Attempt, type ProcessOutcome } from './end-run.ts'
import { eraseStrays } from './leftovers.ts'
import { progressReporter, type ProgressReporter } from './progress.ts'
import { readDocument } from './read-document.ts'

export interface ProcessDeps extends AttachmentDeps {
  readonly collections: ActiveCollections
  readonly documents: AttachmentDeps['documents'] & DocumentRuns & DocumentTexts
  readonly extractor: Extractor
  readonly analyser: Analyser
  /** Whether pages without text are recognised. */
  readonly ocr: 'auto' | 'off'
  readonly observer?: DocumentObserver
}

/** The same with the collection that was active when the run began. */
type RunDeps = ProcessDeps & Pick<ActiveCollection, 'row' | 'embedder' | 'vectors'>

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
  const progress = progressReporter(deps.documents, run, attempt.signal)
  try {
    const chunks = await runSteps(deps, run, document, progress)
    if (chunks === null) return 'nothing_to_do'
    const durationMs = Math.round(performance.now() - began)
    deps.observer?.attemptEnded({ outcome: 'processed', code: null, stageMs: progress.durations() })
    deps.log.info(
      { ...scope, chunks: chunks.length, attempt: document.attempts, durationMs, stageMs: progress.durations() },
      'processed document',
    )
    return 'processed'
  } catch (error) {
    const failure = toAppError(error)
    const end = document.isReprocessed ? endReprocessing : endInFailure
    return await countFailure(deps.observer, { code: failure.code, stageMs: progress.durations() }, () =>
      end(deps, run, failure, attempt),
    )
  }
}

async function countFailure(
  observer: DocumentObserver | undefined,
  failed: Pick<EndedAttempt, 'code' | 'stageMs'>,
  end: () => Promise<ProcessOutcome>,
): Promise<ProcessOutcome> {
  try {
    const outcome = await end()
    if (outcome === 'failed' || outcome === 'given back') observer?.attemptEnded({ ...failed, outcome })
    return outcome
  } catch (error) {
    observer?.attemptEnded({ ...failed, outcome: 'given back' })
    throw error
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
  const ofFiles = await takeAttachments(deps, document, read.attachments ?? [], progress.signal)
  if (!(await progress.enter('chunk'))) return null

  const cutting = { ...deps.embedder.limits, countTokens: (text: string) => deps.embedder.countTokens(text) }
  const warnings = withAttachmentWarnings(read.warnings, ofFiles)
  const extracted = { ...read, title: saidTitle(read.title, cutting), warnings }
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
  const stored = await commitRun(
    deps,
    run,
    { chunks, rows, embedded, title: extracted.title, warnings: extracted.warnings },
    progress.signal,
  )
  if (!stored) return null
  deps.observer?.processed(new Set(extracted.warnings.map(({ code }) => code)))
  return chunks
}
