import { AppError } from '../../../domain/errors.ts'
import type { PageJob } from '../engine/engine.ts'
import { readImageInfo } from './image-info.ts'
import { startingAt } from './tiff-pages.ts'

/** A page of an image file, as an image file that begins with it. */
export function imagePicture({ path, page }: PageJob): Uint8Array {
  const { bytes, directories } = readImageInfo(path)
  const directory = directories[page - 1]
  if (directory === undefined) throw new AppError('corrupt_file', `The image has no page ${page}.`)
  return directory === 0 ? bytes : startingAt(bytes, directory)
}
