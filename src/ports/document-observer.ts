import type { ErrorCode } from '../domain/errors.ts'
import type { WarningCode } from '../domain/warnings/warning.ts'

/** Where documents are counted; must not throw. */
export interface DocumentObserver {
  /** A document was processed, and these warnings belong to it. */
  processed(codes: ReadonlySet<WarningCode>): void
  /** One attempt at a document ended. */
  attemptEnded(attempt: EndedAttempt): void
}

export interface EndedAttempt {
  readonly outcome: 'processed' | 'failed' | 'given back'
  /** Why, unless it was processed. */
  readonly code: ErrorCode | null
  /** Milliseconds each stage took. */
  readonly stageMs: Readonly<Record<string, number>>
}
