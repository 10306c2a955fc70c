import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { detectFileType } from '../../src/adapters/extract/detect/detect-file-type.ts'
import { createExtractor } from '../../src/adapters/extract/process/extractor.ts'
import { AppError } from '../../src/domain/errors.ts'
import type { ExtractedText } from '../../src/domain/extracted.ts'
import { parseCompanyId } from '../../src/domain/ids.ts'
import { extractorLimits } from '../extract.ts'

/** Codes that say something of the reader rather than of the file. */
const ownFaults: ReadonlySet<string> = new Set(['extraction_timeout', 'extraction_memory', 'extraction_crashed'])

/** Reads files as the product does, and counts what became of them. */
export interface CountingReader {
  /** Null for a file that is refused. */
  read(file: string): Promise<ExtractedText | null>
  /** `processed`, or the code files were refused with. */
  readonly outcomes: ReadonlyMap<string, number>
  /** Files whose child died, that took too long or too much memory, or that failed without a code. */
  readonly faults: readonly string[]
  close(): Promise<void>
}

export function createReader(): CountingReader {
  const extractor = createExtractor({ ...extractorLimits, processes: 1 })
  const outcomes = new Map<string, number>()
  const faults: string[] = []
  const count = (outcome: string): void => void outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
  return {
    outcomes,
    faults,
    async read(file) {
      try {
        const fileType = await detectFileType(file, path.basename(file))
        const signal = new AbortController().signal
        const extracted = await extractor.extract({
          companyId: parseCompanyId(randomUUID()),
          path: file,
          fileType,
          signal,
        })
        count('processed')
        return extracted
      } catch (error) {
        const code = error instanceof AppError ? error.code : 'failed'
        if (!(error instanceof AppError) || ownFaults.has(code)) faults.push(`${file}: ${code}`)
        count(code)
        return null
      }
    },
    close: async () => extractor.close(),
  }
}
