import type { WarningCode } from '../domain/warnings/warning.ts'

/** Where documents are counted; must not throw. */
export interface DocumentObserver {
  /** A document was processed, and these warnings belong to it. */
  processed(codes: ReadonlySet<WarningCode>): void
}
