import { closeSync, fstatSync, openSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import { Inflate } from 'fflate'
import { AppError } from '../../../domain/errors.ts'
import { createTextBudget } from '../engine/text-budget.ts'
import type { TextBudget } from '../engine/text-budget.ts'
import { readAt } from '../containers/read-at.ts'
import { readZipDirectory } from '../containers/zip-directory.ts'
import type { ZipEntry } from '../containers/zip-directory.ts'

/**
 * Bounds of what a DOCX may unpack to. Real documents stay far below: the largest XML part seen in 491 files is 15 MB,
 * and the best compression of real prose about 1:40. A bomb needs 1:300 and more. What text may come out of it is the text
 * budget's to say.
 */
const limits = {
  maxEntries: 10_000,
  maxDirectoryBytes: 4 * 1024 * 1024,
  maxPartBytes: 128 * 1024 * 1024,
  maxTotalBytes: 256 * 1024 * 1024,
  /** Small parts may repeat themselves as much as they like; what goes beyond may unpack to so many times its size. */
  freeBytes: 8 * 1024 * 1024,
  maxRatio: 100,
} as const
/** Deflate makes at most a thousand bytes of one, so that a step gives the parser a few megabytes at most. */
const readBytes = 4 * 1024

/** The parts of an open DOCX, inflated piece by piece and never whole. */
export interface DocxArchive {
  /** What text may come out of the parts that were streamed so far. */
  readonly budget: TextBudget
  has(name: string): boolean
  /**
   * Streams a part to `take`; false when there is none.
   * @throws AppError `archive_bomb` (past the limits, or more than the directory declares), `corrupt_file` (checksum)
   */
  stream(name: string, take: (piece: Uint8Array) => void): boolean
  close(): void
}

const corrupt = (): AppError =>
  new AppError('corrupt_file', 'The DOCX file is damaged: its archive cannot be read. Save it again from Word.')

/** @throws AppError `corrupt_file`, `archive_bomb`, `password_protected` */
export function openDocx(path: string, maxTextChars: number): DocxArchive {
  const handle = openSync(path, 'r')
  try {
    const fileBytes = fstatSync(handle).size
    const directory = readZipDirectory(handle, fileBytes, limits)
    if (directory === null) throw corrupt()
    if (directory.truncated) throw bomb('it has too many parts')
    const entries = new Map(directory.entries.map((entry) => [partKey(entry.name), entry] as const))
    return createArchive(handle, entries, createTextBudget({ fileBytes, maxTextChars }))
  } catch (error) {
    closeSync(handle)
    throw error
  }
}

/** Some programs write the names of parts with the bars of Windows, and nobody agrees on capitals. */
function partKey(name: string): string {
  return name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase()
}

function createArchive(handle: number, entries: ReadonlyMap<string, ZipEntry>, budget: TextBudget): DocxArchive {
  let total = 0
  const find = (name: string): ZipEntry | undefined => entries.get(partKey(name))
  const stream = (name: string, take: (piece: Uint8Array) => void): boolean => {
    const entry = find(name)
    if (entry === undefined) return false
    if (entry.encrypted)
      throw new AppError('password_protected', 'The archive is encrypted. Upload a copy without password.')
    total += entry.inflatedBytes
    checkDeclared(entry, total)
    budget.allow(entry.compressedBytes, entry.inflatedBytes)
    streamEntry(handle, entry, take)
    return true
  }
  return { budget, has: (name) => find(name) !== undefined, stream, close: () => closeSync(handle) }
}

function checkDeclared(entry: ZipEntry, total: number): void {
  if (entry.inflatedBytes > limits.maxPartBytes) throw bomb('a part of it is too large')
  if (total > limits.maxTotalBytes) throw bomb('its parts are too large')
  if (entry.inflatedBytes > limits.freeBytes + entry.compressedBytes * limits.maxRatio)
    throw bomb('a part of it inflates without end')
}

function streamEntry(handle: number, entry: ZipEntry, take: (piece: Uint8Array) => void): void {
  const header = readAt(handle, entry.headerOffset, 30)
  if (header.length < 30 || header.readUInt32LE(0) !== 0x04034b50) throw corrupt()
  const start = entry.headerOffset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  const check = createCheck(entry, take)
  const push = inflater(entry, (piece) => check.take(piece))
  for (let done = 0; done < entry.compressedBytes;) {
    const piece = readAt(handle, start + done, Math.min(readBytes, entry.compressedBytes - done))
    if (piece.length === 0) throw corrupt()
    done += piece.length
    push(piece, done >= entry.compressedBytes)
  }
  check.finish()
}

/** fflate trusts the declared size and checks nothing, so every byte is counted and summed here. */
function createCheck(entry: ZipEntry, take: (piece: Uint8Array) => void) {
  let bytes = 0
  let sum = 0
  return {
    take(piece: Uint8Array): void {
      bytes += piece.length
      if (bytes > entry.inflatedBytes) throw bomb('a part of it is larger than it says')
      sum = crc32(piece, sum)
      take(piece)
    },
    finish(): void {
      if (bytes !== entry.inflatedBytes || sum >>> 0 !== entry.crc32) throw corrupt()
    },
  }
}

function inflater(entry: ZipEntry, take: (piece: Uint8Array) => void): (piece: Uint8Array, last: boolean) => void {
  if (entry.method === 0) return take
  if (entry.method !== 8) throw corrupt()
  const inflate = new Inflate(take)
  return (piece, last) => {
    try {
      inflate.push(piece, last)
    } catch (error) {
      throw error instanceof AppError ? error : corrupt()
    }
  }
}

function bomb(why: string): AppError {
  return new AppError('archive_bomb', `The DOCX file was refused: ${why}. If it is genuine, save it again from Word.`)
}
