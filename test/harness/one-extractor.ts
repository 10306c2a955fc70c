import { createExtractor } from '../../src/adapters/extract/process/extractor.ts'
import type { Extractor } from '../../src/ports/extractor.ts'
import { silentLog } from './log.ts'

let shared: Extractor | null = null

/** Reads files for all tests of this file: its process keeps nothing of what it read, and starting one costs more than a test. */
export function oneExtractor(): Extractor {
  shared ??= createExtractor({ processes: 1, log: silentLog })
  return shared
}

/** After each test file: no process of it is left to the next. */
export async function closeExtractor(): Promise<void> {
  const closing = shared
  shared = null
  await closing?.close()
}
