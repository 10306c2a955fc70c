import { AppError } from '../../../domain/errors.ts'
import { EngineLost } from '../engine/engine.ts'
import type { ExtractReply } from './child-messages.ts'

/** The reply for whatever an engine threw. */
export function failureReply(job: number, error: unknown): ExtractReply {
  if (error instanceof AppError) return { ...reply(job, error), spent: false }
  // After a lack of memory or a trap the engine's state is undefined.
  return { ...reply(job, error instanceof EngineLost ? error.failure : translate(error)), spent: true }
}

function reply(job: number, { code, message, details, spanish }: AppError) {
  return { type: 'failed', job, code, message, details, spanish } as const
}

/** What engines throw besides their own coded errors: memory at its cap, or a trap inside WebAssembly. */
function translate(error: unknown): AppError {
  const message = error instanceof Error ? error.message : String(error)
  if (
    /OOM|out of memory|memory access|Cannot enlarge|allocation failed|Invalid (?:array|string) length/i.test(message)
  ) {
    return new AppError(
      'extraction_memory',
      'Reading the document takes more memory than is allowed. Split it or simplify it.',
    )
  }
  if (error instanceof Error && /^(?:RuntimeError|RangeError)$/.test(error.name)) {
    return new AppError(
      'extraction_crashed',
      'Reading the document made the reader fail: it is damaged or very unusual.',
    )
  }
  const reason = error instanceof Error ? error.name : 'unknown'
  return new AppError('corrupt_file', 'The document cannot be read: it is damaged. Save it again from its source.', {
    details: { reason },
  })
}
