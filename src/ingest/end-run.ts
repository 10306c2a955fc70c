import { AppError } from '../domain/errors.ts'
import type { DocumentRuns, Run } from '../ports/documents/document-runs.ts'
import type { Log } from '../ports/log.ts'
import type { VectorStore } from '../ports/vector-store.ts'
import { eraseStrays, removeLeftovers } from './leftovers.ts'

interface EndDeps {
  readonly documents: Pick<DocumentRuns, 'giveBack' | 'fail' | 'keepOld' | 'eraseStrays'>
  readonly vectors: VectorStore
  readonly log: Log
}

export interface Attempt {
  /** Aborted when the worker stops or the job is lost. */
  readonly signal: AbortSignal
  /** This is the last attempt, so a transient failure ends it as well. */
  readonly last: boolean
}

export type ProcessOutcome = 'processed' | 'failed' | 'nothing_to_do'

/**
 * A transient failure gives the document back; any other ends it in `error`.
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
    { companyId, documentId, code: error.code, err: error },
    'document could not be read again and stays as it was',
  )
  return 'failed'
}

/** Leaves the document to its next attempt. @throws AppError retryable, always */
async function giveBack(deps: EndDeps, run: Run, error: AppError, attempt: Attempt): Promise<never> {
  const { companyId, documentId } = run
  const interrupted = attempt.signal.aborted
  const code = interrupted ? 'cancelled' : error.code
  const message = interrupted ? 'The worker was stopped; processing goes on with the next one.' : error.message
  const owned = await deps.documents.giveBack(run, { code, message })
  if (!owned) await eraseStrays(deps, run)
  deps.log.warn({ companyId, documentId, code, err: error }, 'gave a document back for another attempt')
  throw interrupted ? new AppError('cancelled', message, { retryable: true, cause: error }) : error
}

/** Messages of unexpected failures may contain anything; people get a fixed sentence, and the log gets the rest. */
function terminalMessage(error: AppError): string {
  if (error.code !== 'internal') return error.message
  return 'An unexpected failure stopped the processing. Retry; if it happens again, the log has the details under this document id.'
}
