import { AppError } from '../../../domain/errors.ts'
import { tooManyPages } from '../engine/engine.ts'
import type { EngineJob } from '../engine/engine.ts'
import { readImageInfo } from './image-info.ts'

/**
 * A picture has no text of its own: how many pages there are to be read by OCR.
 * @throws AppError always: `no_text_layer` with their number, `corrupt_file`, `too_complex` (too many pixels)
 */
export function refuseImage({ path, limits }: EngineJob): never {
  const { pages } = readImageInfo(path)
  if (pages > limits.maxPages) throw tooManyPages(pages, limits)
  throw new AppError(
    'no_text_layer',
    'The image holds no text that can be read without OCR. Run it through an OCR program and upload the result.',
    { details: { pages } },
  )
}
