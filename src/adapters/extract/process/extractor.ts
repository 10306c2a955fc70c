import { writeFile } from 'node:fs/promises'
import type { ExtractedText } from '../../../domain/extracted.ts'
import type { DetachRequest, ExtractRequest, Extractor } from '../../../ports/extractor.ts'
import { nameWarning } from '../formats/kind-by-name.ts'
import { withDefaults } from './extractor-options.ts'
import type { ExtractorOptions } from './extractor-options.ts'
import { createPool } from './process-pool.ts'
import { runTwice } from './run-twice.ts'
import { keepSources } from './sources/kept-sources.ts'

/** Reads files in a pool of warm child processes; no input takes the calling process down. See the port for failures. */
export function createExtractor(options: ExtractorOptions = {}): Extractor {
  const settings = withDefaults(options)
  const { log } = settings
  const pool = createPool(settings)
  // Nobody waits for it, and what fails there costs time only.
  keepSources().catch((error: unknown) => log?.debug({ err: error }, 'kept no sources'))
  const extract = async (request: ExtractRequest): Promise<ExtractedText> => {
    const { fileType } = request
    const outcome = await runTwice(pool, request, log)
    if (outcome.kind !== 'text') throw new Error(`text was asked for, and ${outcome.kind} came`)
    log?.debug({ fileType, peakRssBytes: outcome.peakRss }, 'read a document')
    const named = request.fileName === undefined ? [] : nameWarning(fileType, request.fileName)
    return { ...outcome.extracted, warnings: [...named, ...outcome.extracted.warnings] }
  }
  const detach = async ({ into, ...request }: DetachRequest): Promise<void> => {
    const outcome = await runTwice(pool, request, log)
    if (outcome.kind !== 'detached') throw new Error(`a file was asked for, and ${outcome.kind} came`)
    await writeFile(into, outcome.file, { flag: 'wx', mode: 0o600, signal: request.signal })
  }
  return {
    extract,
    detach,
    close: async () => pool.close(),
  }
}
