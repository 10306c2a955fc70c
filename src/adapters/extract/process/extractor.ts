import type { ExtractedText } from '../../../domain/extracted.ts'
import type { ExtractRequest, Extractor } from '../../../ports/extractor.ts'
import { nameWarning } from '../formats/kind-by-name.ts'
import { withDefaults } from './extractor-options.ts'
import type { ExtractorOptions } from './extractor-options.ts'
import { createPool } from './process-pool.ts'
import { runTwice } from './run-twice.ts'

/** Reads files in a pool of warm child processes; no input takes the calling process down. See the port for failures. */
export function createExtractor(options: ExtractorOptions = {}): Extractor {
  const settings = withDefaults(options)
  const { log } = settings
  const pool = createPool(settings)
  const extract = async (request: ExtractRequest): Promise<ExtractedText> => {
    const { fileType } = request
    const outcome = await runTwice(pool, request, log)
    if (outcome.kind !== 'text') throw new Error(`text was asked for, and ${outcome.kind} came`)
    log?.debug({ fileType, peakRssBytes: outcome.peakRss }, 'read a document')
    const named = request.fileName === undefined ? [] : nameWarning(fileType, request.fileName)
    return { ...outcome.extracted, warnings: [...named, ...outcome.extracted.warnings] }
  }
  return {
    extract,
    close: async () => pool.close(),
  }
}
