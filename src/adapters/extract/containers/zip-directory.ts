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
  /** From the beginning of the file on, also where something stands before the archive. */
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
const largeEndSignature = 0x06064b50
const largeLocatorSignature = 0x07064b50
const endBytes = 22
const largeEndBytes = 56
const largeLocatorBytes = 20
const maxCommentBytes = 65_535
/** What a field holds whose value stands in a wider one (Zip64). */
const elsewhere = 0xffffffff
const largeExtra = 0x0001

/** Where the directory is said to lie. `end` is where it ends: whoever put something before the archive moved both. */
interface DirectoryPlace {
  readonly declared: number
  readonly size: number
  readonly offset: number
  readonly end: number
}

/**
 * Reads the central directory of an open file with bounded reads, also where something stands before the archive that its
 * offsets don't count, and where it is a large one (Zip64). Null when the file has none: no zip, or cut off.
 */
export function readZipDirectory(
  handle: ByteSource,
  fileBytes: number,
  limits: ZipDirectoryLimits,
): ZipDirectory | null {
  const place = findPlace(handle, fileBytes)
  if (place === null) return null
  const moved = movedBytes(handle, place)
  const { declared, size, offset } = place
  if (moved < 0 || offset + moved + size > fileBytes) return null
  const bytes = readAt(handle, offset + moved, Math.min(size, limits.maxDirectoryBytes))
  const entries = parseEntries(bytes, Math.min(declared, limits.maxEntries), moved)
  if (entries === null) return null
  return { entries, truncated: declared > limits.maxEntries || bytes.length >= limits.maxDirectoryBytes }
}

function findPlace(handle: ByteSource, fileBytes: number): DirectoryPlace | null {
  const tailBytes = Math.min(fileBytes, endBytes + maxCommentBytes)
  const tail = readAt(handle, fileBytes - tailBytes, tailBytes)
  const at = findEnd(tail)
  if (at === -1) return null
  const end = fileBytes - tailBytes + at
  const small = {
    declared: tail.readUInt16LE(at + 10),
    size: tail.readUInt32LE(at + 12),
    offset: tail.readUInt32LE(at + 16),
    end,
  }
  const isLarge = small.declared === 0xffff || small.size === elsewhere || small.offset === elsewhere
  return (isLarge ? findLargePlace(handle, end, fileBytes) : null) ?? small
}

/** The end of a large archive stands before the one of a small archive, with what says where it stands between them. */
function findLargePlace(handle: ByteSource, smallEnd: number, fileBytes: number): DirectoryPlace | null {
  const locator = readAt(handle, Math.max(0, smallEnd - largeLocatorBytes), largeLocatorBytes)
  if (locator.length < largeLocatorBytes || locator.readUInt32LE(0) !== largeLocatorSignature) return null
  for (const end of [wide(locator, 8), smallEnd - largeLocatorBytes - largeEndBytes]) {
    if (end < 0 || end > fileBytes) continue
    const bytes = readAt(handle, end, largeEndBytes)
    if (bytes.length < largeEndBytes || bytes.readUInt32LE(0) !== largeEndSignature) continue
    return { declared: wide(bytes, 32), size: wide(bytes, 40), offset: wide(bytes, 48), end }
  }
  return null
}

/** How many bytes stand before the archive that its offsets don't count. */
function movedBytes(handle: ByteSource, { offset, size, end }: DirectoryPlace): number {
  const isEntry = (at: number): boolean => {
    const mark = readAt(handle, at, 4)
    return mark.length === 4 && mark.readUInt32LE(0) === entrySignature
  }
  return size === 0 || offset + size === end || isEntry(offset) ? 0 : end - size - offset
}

function parseEntries(bytes: Buffer, wanted: number, moved: number): ZipEntry[] | null {
  const entries: ZipEntry[] = []
  let at = 0
  while (entries.length < wanted && at + 46 <= bytes.length) {
    if (bytes.readUInt32LE(at) !== entrySignature) return null
    const nameEnd = at + 46 + bytes.readUInt16LE(at + 28)
    const extraEnd = nameEnd + bytes.readUInt16LE(at + 30)
    const [inflatedBytes, compressedBytes, headerOffset] = widened(
      [bytes.readUInt32LE(at + 24), bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 42)],
      bytes.subarray(nameEnd, extraEnd),
    )
    entries.push({
      name: bytes.toString('utf8', at + 46, nameEnd),
      method: bytes.readUInt16LE(at + 10),
      encrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
      crc32: bytes.readUInt32LE(at + 16),
      compressedBytes,
      inflatedBytes,
      headerOffset: headerOffset + moved,
    })
    at = extraEnd + bytes.readUInt16LE(at + 32)
  }
  return entries
}

type Sizes = [inflated: number, compressed: number, headerOffset: number]

/** Those of the three that stand in the extra field of large archives, which holds only them, in this order. */
function widened(sizes: Sizes, extra: Buffer): Sizes {
  if (!sizes.includes(elsewhere)) return sizes
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== largeExtra) continue
    const field = extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2))
    let taken = 0
    const widen = (size: number): number => {
      if (size !== elsewhere || taken + 8 > field.length) return size
      taken += 8
      return wide(field, taken - 8)
    }
    return [widen(sizes[0]), widen(sizes[1]), widen(sizes[2])]
  }
  return sizes
}

/** Eight bytes; what is larger than a number can say is larger than every file. */
function wide(bytes: Buffer, at: number): number {
  return Math.min(Number(bytes.readBigUInt64LE(at)), Number.MAX_SAFE_INTEGER)
}

function findEnd(tail: Buffer): number {
  for (let at = tail.length - endBytes; at >= 0; at--) {
    if (tail.readUInt32LE(at) === endSignature) return at
  }
  return -1
}
