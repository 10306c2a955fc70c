import { AppError } from '../domain/errors.ts'
import { uploadBudget } from '../domain/time-budgets.ts'
import { withTimeout } from '../flow/timeout.ts'
import type { Clock } from '../ports/clock.ts'
import type { DocumentUploads, Upload } from '../ports/documents/document-uploads.ts'

/**
 * Runs `work`, which stores the original, while its owner gives signs of life. Its signal fires with the caller's, when the
 * upload was taken over, and when signs have failed for so long that it may soon be taken over.
 */
export async function asOwner<T>(
  documents: Pick<DocumentUploads, 'touchUpload'>,
  upload: Upload,
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const lost = new AbortController()
  const done = new AbortController()
  const beating = beat(documents, upload, clock, lost, done.signal)
  try {
    return await work(AbortSignal.any([signal, lost.signal]))
  } catch (error) {
    // what the store says because it was stopped tells nobody anything
    if (lost.signal.aborted && !signal.aborted) throw lost.signal.reason
    throw error
  } finally {
    done.abort('over')
    await beating
  }
}

async function beat(
  documents: Pick<DocumentUploads, 'touchUpload'>,
  upload: Upload,
  clock: Clock,
  lost: AbortController,
  done: AbortSignal,
): Promise<void> {
  let lastSign = clock.monotonicMs()
  for (;;) {
    try {
      await clock.sleep(uploadBudget.beatMs, done)
      // the moment before asking: PostgreSQL writes a later one
      const asked = clock.monotonicMs()
      const ms = Math.max(1, lastSign + uploadBudget.ownerGivesUpMs - asked)
      const limit = { ms, signal: done, late: noSign, clock }
      if (!(await withTimeout(limit, () => documents.touchUpload(upload)))) {
        lost.abort(new AppError('conflict', 'The upload was taken for dead, or its document was deleted.'))
        return
      }
      lastSign = asked
    } catch (error) {
      if (done.aborted) return
      // a missed sign is made up for by the next one
      if (clock.monotonicMs() - lastSign < uploadBudget.ownerGivesUpMs) continue
      lost.abort(error)
      return
    }
  }
}

const noSign = () =>
  new AppError('database_unavailable', 'PostgreSQL did not answer while the file was stored. Upload it again.', {
    retryable: true,
  })
