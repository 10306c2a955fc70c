import type { StoreUse } from '../domain/store-use.ts'

/**
 * Hears of each request a vector store carried out, or may have: every attempt that was not answered with a refusal. Must not throw and not
 * wait.
 */
export interface StoreMeter {
  used(use: StoreUse): void
}
