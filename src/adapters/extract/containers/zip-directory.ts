import { readAt } from './read-at.ts'
import type { ByteSource } from './read-at.ts'

/** One file of a zip as its central directory describes it. */
export interface ZipEntry {
  readonly name: string
  readonly method: number
  readonly encrypted: boolean
  readonly crc32: number
  readonly compressedBytes: number
  readonly inflatedBytes: number
  readonly headerOffset: number
}

export interface ZipDirectory {
  readonly entries: readonly ZipEntry[]
  /** More entries or a larger directory than the limits; `entries` holds the first ones. */
  readonly truncated: boolean
}

export interface ZipDirectoryLimits {
  readonly maxEntries: number
  readonly maxDirectoryBytes: number
}

const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const endBytes = 22
const maxCommentBytes = 65_535

/** Reads the central directory of an open file with bounded reads. Null when the file has none: no zip, or cut off. */
export function readZipDirectory(
  handle: ByteSource,
  fileBytes: number,
  limits: ZipDirectoryLimits,
): ZipDirectory | null {
  const tailBytes = Math.min(fileBytes, endBytes + maxCommentBytes)
  const tail = readAt(handle, fileBytes - tailBytes, tailBytes)
  const end = findEnd(tail)
  if (end === -1) return null
  const declared = tail.readUInt16LE(end + 10)
  const size = tail.readUInt32LE(end + 12)
  const offset = tail.readUInt32LE(end + 16)
  if (offset + size > fileBytes) return null
  const bytes = readAt(handle, offset, Math.min(size, limits.maxDirectoryBytes))
  return parseEntries(bytes, limits, Math.min(declared, limits.maxEntries), declared > limits.maxEntries)
}

function parseEntries(bytes: Buffer, limits: ZipDirectoryLimits, wanted: number, cut: boolean): ZipDirectory | null {
  const entries: ZipEntry[] = []
  let at = 0
  while (entries.length < wanted && at + 46 <= bytes.length) {
    if (bytes.readUInt32LE(at) !== entrySignature) return null
    const nameBytes = bytes.readUInt16LE(at + 28)
    const next = at + 46 + nameBytes + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameBytes),
      method: bytes.readUInt16LE(at + 10),
      encrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
      crc32: bytes.readUInt32LE(at + 16),
      compressedBytes: bytes.readUInt32LE(at + 20),
      inflatedBytes: bytes.readUInt32LE(at + 24),
      headerOffset: bytes.readUInt32LE(at + 42),
    })
    at = next
  }
  return { entries, truncated: cut || bytes.length >= limits.maxDirectoryBytes }
}

function findEnd(tail: Buffer): number {
  for (let at = tail.length - endBytes; at >= 0; at--) {
    if (tail.readUInt32LE(at) === endSignature) return at
  }
  return -1
}
