import { AppError } from '../../../domain/errors.ts'
import type { ExtractedText } from '../../../domain/extracted.ts'
import type { ExtractRequest, Extractor } from '../../../ports/extractor.ts'
import { nameWarning } from '../formats/kind-by-name.ts'
import type { Death } from './death.ts'
import { withDefaults } from './extractor-options.ts'
import type { ExtractorOptions } from './extractor-options.ts'
import { createPool } from './process-pool.ts'

/** Reads files in a pool of warm child processes; no input takes the calling process down. See the port for failures. */
export function createExtractor(options: ExtractorOptions = {}): Extractor {
  const settings = withDefaults(options)
  const { log } = settings
  const pool = createPool(settings)
  const extract = async (request: ExtractRequest): Promise<ExtractedText> => {
    const { fileType } = request
    let outcome = await pool.run(request)
    if (outcome.kind === 'died' && outcome.cause === 'killed') {
      log?.warn({ fileType }, 'a reading process was killed from outside; the file is read once more')
      outcome = await pool.run(request)
    }
    if (outcome.kind === 'died') throw deathError(outcome.cause)
    if (outcome.kind === 'failed') throw outcome.error
    if (outcome.kind === 'cancelled') {
      throw new AppError('cancelled', 'Reading the document was cancelled.', { retryable: true })
    }
    log?.debug({ fileType, peakRssBytes: outcome.peakRss }, 'read a document')
    const named = request.fileName === undefined ? [] : nameWarning(fileType, request.fileName)
    return { ...outcome.extracted, warnings: [...named, ...outcome.extracted.warnings] }
  }
  return {
    extract,
    close: async () => pool.close(),
  }
}

/** A limit that was passed is passed again at the next try, and so is a file that makes the reader fail. */
function deathError(cause: Death): AppError {
  switch (cause) {
    case 'timeout':
      return new AppError(
        'extraction_timeout',
        'Reading the document took too long. Split it or save it in a simpler form.',
      )
    case 'memory':
      return new AppError(
        'extraction_memory',
        'Reading the document takes more memory than is allowed. Split it or simplify it.',
      )
    case 'crash':
      return new AppError(
        'extraction_crashed',
        'Reading the document made the reader fail: it is damaged or very unusual.',
      )
    case 'killed':
      return new AppError('extraction_crashed', 'The reader of the document was ended twice from outside.', {
        retryable: true,
      })
  }
}
