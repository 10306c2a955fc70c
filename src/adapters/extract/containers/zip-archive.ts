import { closeSync, fstatSync, openSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import { Inflate } from 'fflate'
import { AppError } from '../../../domain/errors.ts'
import { createTextBudget } from '../engine/text-budget.ts'
import type { TextBudget } from '../engine/text-budget.ts'
import { readAt } from './read-at.ts'
import type { ByteSource } from './read-at.ts'
import { readZipDirectory } from './zip-directory.ts'
import type { ZipEntry } from './zip-directory.ts'

/**
 * Bounds of what a packed document may unpack to. Real texts stay far below: the largest XML part seen in 491 DOCX files is
 * 15 MB, and the best compression of real prose about 1:40. A bomb needs 1:300 and more. What text may come out of it is the
 * text budget's to say.
 */
const limits = {
  maxEntries: 10_000,
  maxDirectoryBytes: 4 * 1024 * 1024,
  /** Small parts may repeat themselves as much as they like; what goes beyond may unpack to so many times its size. */
  freeBytes: 8 * 1024 * 1024,
  maxRatio: 100,
} as const
/** Deflate makes at most a thousand bytes of one, so that a step gives the parser a few megabytes at most. */
const readBytes = 4 * 1024

/** Bytes that the parts of a document may unpack to, each of them and together. */
export interface UnpackLimits {
  readonly maxPartBytes: number
  readonly maxTotalBytes: number
}

const ofTexts: UnpackLimits = { maxPartBytes: 128 * 1024 * 1024, maxTotalBytes: 256 * 1024 * 1024 }

/** What is opened: `format` as people call it, for the sentences of refusals. */
export interface ZipOpening {
  readonly path: string
  readonly format: string
  readonly maxTextChars: number
  /** Default: what a text may unpack to, 128 MB a part and 256 MB together. */
  readonly unpack?: UnpackLimits
}

type ZipInside = Pick<ZipOpening, 'format' | 'unpack'>

/** The parts of an open packed document (DOCX, XLSX, ODT, …), inflated piece by piece and never whole. */
export interface ZipArchive {
  /** What the document is called in refusals. */
  readonly format: string
  /** What text may come out of the parts that were streamed so far. */
  readonly budget: TextBudget
  has(name: string): boolean
  /**
   * Streams a part to `take`; false when there is none.
   * @throws AppError `archive_bomb` (past the limits, or more than the directory declares), `corrupt_file` (checksum)
   */
  stream(name: string, take: (piece: Uint8Array) => void): boolean
  /** Some of the first bytes of a part, unchecked, to see what kind of text is in it; none when there is no such part, or it is encrypted. */
  beginning(name: string): Uint8Array
  close(): void
}

/** What a damaged package is refused with. */
export function damagedArchive(format: string): AppError {
  return new AppError(
    'corrupt_file',
    `The ${format} file is damaged: its archive cannot be read. Save it again from the program it was made with.`,
  )
}

/** @throws AppError `corrupt_file`, `archive_bomb`, `password_protected` */
export function openZipArchive({ path, format, maxTextChars, unpack = ofTexts }: ZipOpening): ZipArchive {
  const handle = openSync(path, 'r')
  try {
    const fileBytes = fstatSync(handle).size
    const directory = readZipDirectory(handle, fileBytes, limits)
    if (directory === null) throw damagedArchive(format)
    if (directory.truncated) throw bomb(format, 'it has too many parts')
    return createArchive({
      handle,
      format,
      unpack,
      entries: directory.entries,
      budget: createTextBudget({ fileBytes, maxTextChars }),
    })
  } catch (error) {
    closeSync(handle)
    throw error
  }
}

/**
 * A packed document inside of another one's part.
 * @param budget of the other one
 * @throws AppError `corrupt_file`, `archive_bomb`, `password_protected`
 */
export function openZipBytes(bytes: Buffer, budget: TextBudget, { format, unpack = ofTexts }: ZipInside): ZipArchive {
  const directory = readZipDirectory(bytes, bytes.length, limits)
  if (directory === null) throw damagedArchive(format)
  if (directory.truncated) throw bomb(format, 'it has too many parts')
  return createArchive({ handle: bytes, format, unpack, entries: directory.entries, budget })
}

interface OpenZip {
  readonly handle: ByteSource
  readonly format: string
  readonly unpack: UnpackLimits
  readonly entries: readonly ZipEntry[]
  readonly budget: TextBudget
}

function createArchive(zip: OpenZip): ZipArchive {
  const { handle, format, budget } = zip
  const entries = new Map(zip.entries.map((entry) => [plainName(entry.name), entry] as const))
  let total = 0
  const find = (name: string): ZipEntry | undefined => entries.get(plainName(name))
  const stream = (name: string, take: (piece: Uint8Array) => void): boolean => {
    const entry = find(name)
    if (entry === undefined) return false
    if (entry.encrypted)
      throw new AppError('password_protected', 'The archive is encrypted. Upload a copy without password.')
    total += entry.inflatedBytes
    checkDeclared(zip, entry, total)
    budget.allow(entry.compressedBytes, entry.inflatedBytes)
    streamEntry(zip, entry, take)
    return true
  }
  return {
    format,
    budget,
    has: (name) => find(name) !== undefined,
    stream,
    beginning: (name) => beginningOf(zip, find(name)),
    close: () => (typeof handle === 'number' ? closeSync(handle) : undefined),
  }
}

/** Some programs write the names of parts with the bars of Windows, and nobody agrees on capitals. */
function plainName(name: string): string {
  return name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase()
}

function checkDeclared({ format, unpack }: OpenZip, entry: ZipEntry, total: number): void {
  if (entry.inflatedBytes > unpack.maxPartBytes) throw bomb(format, 'a part of it is too large')
  if (total > unpack.maxTotalBytes) throw bomb(format, 'its parts are too large')
  if (entry.inflatedBytes > limits.freeBytes + entry.compressedBytes * limits.maxRatio)
    throw bomb(format, 'a part of it inflates without end')
}

/** Packed bytes of which the beginning is made: at most a thousand times as many come out. */
const packedBeginning = 8_192

function beginningOf(zip: OpenZip, entry: ZipEntry | undefined): Uint8Array {
  if (entry === undefined || entry.encrypted) return new Uint8Array()
  const pieces: Uint8Array[] = []
  const push = inflater(zip.format, entry, (piece) => void pieces.push(piece))
  push(readAt(zip.handle, dataStart(zip, entry), Math.min(packedBeginning, entry.compressedBytes)), false)
  return Buffer.concat(pieces)
}

function dataStart({ handle, format }: OpenZip, entry: ZipEntry): number {
  const header = readAt(handle, entry.headerOffset, 30)
  if (header.length < 30 || header.readUInt32LE(0) !== 0x04034b50) throw damagedArchive(format)
  return entry.headerOffset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
}

function streamEntry(zip: OpenZip, entry: ZipEntry, take: (piece: Uint8Array) => void): void {
  const { handle, format } = zip
  const start = dataStart(zip, entry)
  const check = createCheck(format, entry, take)
  const push = inflater(format, entry, (piece) => check.take(piece))
  for (let done = 0; done < entry.compressedBytes;) {
    const piece = readAt(handle, start + done, Math.min(readBytes, entry.compressedBytes - done))
    if (piece.length === 0) throw damagedArchive(format)
    done += piece.length
    push(piece, done >= entry.compressedBytes)
  }
  check.finish()
}

/** fflate trusts the declared size and checks nothing, so every byte is counted and summed here. */
function createCheck(format: string, entry: ZipEntry, take: (piece: Uint8Array) => void) {
  let bytes = 0
  let sum = 0
  return {
    take(piece: Uint8Array): void {
      bytes += piece.length
      if (bytes > entry.inflatedBytes) throw bomb(format, 'a part of it is larger than it says')
      sum = crc32(piece, sum)
      take(piece)
    },
    finish(): void {
      if (bytes !== entry.inflatedBytes || sum >>> 0 !== entry.crc32) throw damagedArchive(format)
    },
  }
}

function inflater(
  format: string,
  entry: ZipEntry,
  take: (piece: Uint8Array) => void,
): (piece: Uint8Array, last: boolean) => void {
  if (entry.method === 0) return take
  if (entry.method !== 8) throw damagedArchive(format)
  const inflate = new Inflate(take)
  return (piece, last) => {
    try {
      inflate.push(piece, last)
    } catch (error) {
      throw error instanceof AppError ? error : damagedArchive(format)
    }
  }
}

function bomb(format: string, why: string): AppError {
  return new AppError(
    'archive_bomb',
    `The ${format} file was refused: ${why}. If it is genuine, save it again from the program it was made with.`,
  )
}
