import { readFileSync } from 'node:fs'
import { AppError } from '../../../domain/errors.ts'
import { tiffPages } from './tiff-pages.ts'

/**
 * A4 at 600 dpi has 35 million. OCR holds each in several bytes, and photographs of 48 million and more, which some telephones take, did
 * not fit into the memory that it is given.
 */
const maxPixels = 40_000_000

export interface ImageInfo {
  readonly bytes: Buffer
  readonly pages: number
  /** Where the description of each page begins, for TIFF. */
  readonly directories: readonly number[]
}

/** @throws AppError `too_complex` past 40 million pixels, `corrupt_file` when its size cannot be told */
export function readImageInfo(path: string): ImageInfo {
  const bytes = readFileSync(path)
  const pages = pagesOf(bytes)
  for (const { width, height } of pages) {
    if (width * height > maxPixels) {
      throw new AppError('too_complex', `The image has more than ${maxPixels} pixels. Save it in a smaller size.`)
    }
  }
  if (pages.length === 0 || pages.some(({ width, height }) => width < 1 || height < 1)) {
    throw new AppError('corrupt_file', 'The image cannot be read: it is damaged. Save it again from its source.')
  }
  return { bytes, pages: pages.length, directories: pages.map(({ at }) => at) }
}

export interface ImagePage {
  readonly width: number
  readonly height: number
  readonly at: number
}

function pagesOf(bytes: Buffer): readonly ImagePage[] {
  if (bytes.length < 24) return []
  if (bytes.readUInt32BE(0) === 0x89504e47)
    return [{ width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), at: 0 }]
  return bytes.readUInt16BE(0) === 0xffd8 ? jpegPage(bytes) : tiffPages(bytes)
}

/** The size stands in the first of the frames, whichever of its kinds it is. */
function jpegPage(bytes: Buffer): readonly ImagePage[] {
  for (let at = 2; at + 9 <= bytes.length;) {
    if (bytes[at] !== 0xff) return []
    const kind = bytes[at + 1] ?? 0
    const isFrame = kind >= 0xc0 && kind <= 0xcf && kind !== 0xc4 && kind !== 0xc8 && kind !== 0xcc
    if (isFrame) return [{ height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7), at: 0 }]
    // Filling between segments.
    at += kind === 0xff ? 1 : 2 + bytes.readUInt16BE(at + 2)
  }
  return []
}
