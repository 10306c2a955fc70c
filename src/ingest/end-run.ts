import { AppError } from '../domain/errors.ts'
import type { DocumentRuns, Run } from '../ports/documents/document-runs.ts'
import type { Log } from '../ports/log.ts'
import type { Embedder } from '../ports/models.ts'
import type { VectorStore } from '../ports/vector-store.ts'
import { isStillAway, type AwayDeps } from './is-still-away.ts'
import { eraseStrays, removeLeftovers } from './leftovers.ts'
import { tryToWrite } from './takes-writes.ts'

interface EndDeps extends AwayDeps {
  readonly documents: Pick<DocumentRuns, 'giveBack' | 'fail' | 'keepOld' | 'eraseStrays'>
  readonly vectors: VectorStore
  readonly embedder: AwayDeps['embedder'] & Pick<Embedder, 'fingerprint'>
  readonly log: Log
}

export interface Attempt {
  /** Aborted when the worker stops or the job is lost. */
  readonly signal: AbortSignal
  /** This is the last attempt, so a transient failure ends it as well, unless a part is away. */
  readonly last: boolean
}

/** `given back`: its job is done, and `revive` gives it another one. */
export type ProcessOutcome = 'processed' | 'failed' | 'given back' | 'nothing_to_do'

/**
 * A transient failure gives the document back; any other ends it in `error`. So does that of the last attempt, but not while the part
 * that failed answers nobody: an outage of a night would end everything that waits, and somebody would have to retry it all.
 * @throws AppError retryable
 */
export async function endInFailure(
  deps: EndDeps,
  run: Run,
  error: AppError,
  attempt: Attempt,
): Promise<ProcessOutcome> {
  const { companyId, documentId } = run
  if (attempt.signal.aborted || (error.retryable && !attempt.last)) return await giveBack(deps, run, error, attempt)
  const failed = (await isStillAway(deps, run, error, attempt.signal)) ? 'waits' : await fail(deps, run, error)
  if (failed === 'waits') {
    await returnToQueue(deps, run, error, attempt)
    return 'given back'
  }
  if (!failed) {
    await eraseStrays(deps, run)
    return 'nothing_to_do'
  }
  const level = error.code === 'internal' ? 'error' : 'info'
  deps.log[level]({ companyId, documentId, ...whatFailed(error) }, `document ended in error: ${error.message}`)
  return 'failed'
}

/** False when the run has lost its document; `waits` when the vector store, which answers, takes no row of anybody. */
async function fail(deps: EndDeps, run: Run, error: AppError): Promise<boolean | 'waits'> {
  const failure = { code: error.code, message: terminalMessage(error) }
  const { dimension } = deps.embedder.fingerprint
  const refusals: unknown[] = []
  try {
    return await deps.documents.fail(run, failure, async (lost) => {
      if (error.code === 'vector_store_unavailable')
        await tryToWrite(deps.vectors, run, dimension, lost).catch((refusal: unknown) => {
          refusals.push(refusal)
          throw refusal
        })
      await removeLeftovers(deps, run, lost)
    })
  } catch (thrown) {
    if (refusals.includes(thrown)) return 'waits'
    throw thrown
  }
}

/**
 * A document that was being reprocessed keeps what it has. After a transient failure its vectors may be half replaced, so even
 * the last attempt gives it back.
 * @throws AppError retryable
 */
export async function endReprocessing(
  deps: EndDeps,
  run: Run,
  error: AppError,
  attempt: Attempt,
): Promise<ProcessOutcome> {
  const { companyId, documentId } = run
  if (attempt.signal.aborted || error.retryable) return await giveBack(deps, run, error, attempt)
  const kept = await deps.documents.keepOld(run, { code: error.code, message: terminalMessage(error) })
  if (!kept) {
    await eraseStrays(deps, run)
    return 'nothing_to_do'
  }
  deps.log.warn(
    { companyId, documentId, ...whatFailed(error) },
    `document could not be read again and stays as it was: ${error.message}`,
  )
  return 'failed'
}

/** Leaves the document to its next attempt. @throws AppError retryable, always */
async function giveBack(deps: EndDeps, run: Run, error: AppError, attempt: Attempt): Promise<never> {
  throw await returnToQueue(deps, run, error, attempt)
}

/** Returns what the document waits for. */
async function returnToQueue(deps: EndDeps, run: Run, error: AppError, attempt: Attempt): Promise<AppError> {
  const { companyId, documentId } = run
  const interrupted = attempt.signal.aborted
  const code = interrupted ? 'cancelled' : error.code
  const message = interrupted ? 'The worker was stopped; processing goes on with the next one.' : error.message
  const owned = await deps.documents.giveBack(run, { code, message })
  if (!owned) await eraseStrays(deps, run)
  deps.log.warn(
    { companyId, documentId, ...whatFailed(error), code },
    `gave a document back for another attempt: ${message}`,
  )
  return interrupted ? new AppError('cancelled', message, { retryable: true, cause: error }) : error
}

/** For the log. Of what is foreseen the sentence says enough, each time that one of many documents meets it; of the rest somebody wants to see where. */
function whatFailed(error: AppError) {
  const { code, details } = error
  return code === 'internal' ? { code, err: error } : { code, ...details }
}

/** Messages of unexpected failures may contain anything; people get a fixed sentence, and the log gets the rest. */
function terminalMessage(error: AppError): string {
  if (error.code !== 'internal') return error.message
  return 'An unexpected failure stopped the processing. Retry; if it happens again, the log has the details under this document id.'
}
