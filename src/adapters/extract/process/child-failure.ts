import { AppError, type ErrorCode } from '../../../domain/errors.ts'
import { EngineLost } from '../engine/engine.ts'
import type { ExtractReply } from './child-messages.ts'
import { isRefusal, isRefusedMemory, type Allocate } from './machine-refusal.ts'

type FailureReply = Extract<ExtractReply, { readonly type: 'failed' }>

/** The reply for whatever an engine threw. @param maxRss bytes at which this process ends itself */
export function failureReply(job: number, error: unknown, maxRss: number, allocate?: Allocate): FailureReply {
  if (error instanceof AppError) return { ...reply(job, error), spent: false, refused: false }
  // After a lack of memory or a trap the engine's state is undefined.
  const failure = error instanceof EngineLost ? error.failure : translate(error)
  // a trap in WebAssembly may be an allocation that was refused, so crashes are looked at as well
  const refused = isRefusal(error) || (ofProcess.has(failure.code) && isRefusedMemory(maxRss, allocate))
  return { ...reply(job, failure), spent: true, refused }
}

/** Said of what a process may take or bear; other codes are said of what the file holds. */
const ofProcess: ReadonlySet<ErrorCode> = new Set([
  'extraction_memory',
  'extraction_crashed',
  'archive_bomb',
  'corrupt_file',
])

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
