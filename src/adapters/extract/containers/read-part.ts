import { AppError } from '../../../domain/errors.ts'
import type { ZipArchive } from './zip-archive.ts'

/** The bytes of a part that is read whole; null when there is none. @throws AppError `too_complex` past `maxBytes` */
export function readPart(archive: ZipArchive, name: string, maxBytes: number): Buffer | null {
  const pieces: Buffer[] = []
  let bytes = 0
  const found = archive.stream(name, (piece) => {
    bytes += piece.length
    if (bytes > maxBytes) {
      throw new AppError('too_complex', `A part of the ${archive.format} file is larger than ${maxBytes} bytes.`)
    }
    pieces.push(Buffer.from(piece))
  })
  return found ? Buffer.concat(pieces) : null
}
