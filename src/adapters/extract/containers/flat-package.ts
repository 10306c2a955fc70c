import { readFileSync } from 'node:fs'
import { AppError } from '../../../domain/errors.ts'
import { createTextBudget } from '../engine/text-budget.ts'
import { damagedArchive } from './zip-archive.ts'
import type { ZipArchive } from './zip-archive.ts'

/** Real ones have some hundreds, pictures among them. */
const maxParts = 10_000
/** A part may be referred to any number of times: all that is read of the file is no more than so many times its size. */
const timesRead = 50
const pieceBytes = 64 * 1024
const longestTag = 2_000

interface Part {
  readonly start: number
  readonly end: number
}

/**
 * An Office package in one piece of XML (`pkg:package`, ISO/IEC 29500-2 as Word writes it) as if it was packed: the parts that
 * are XML lie in it as they are; those of bytes, as pictures, are left out.
 * @throws AppError `corrupt_file`, `archive_bomb`
 */
export function openFlatPackage(path: string, format: string, maxTextChars: number): ZipArchive {
  const bytes = inUtf8(readFileSync(path))
  const parts = partsOf(bytes, format)
  const budget = createTextBudget({ fileBytes: bytes.length, maxTextChars })
  // Nothing of it is packed.
  budget.allow(bytes.length, bytes.length)
  let left = bytes.length * timesRead
  const find = (name: string): Part | undefined => parts.get(plainName(name))
  return {
    format,
    budget,
    has: (name) => find(name) !== undefined,
    stream(name, take) {
      const part = find(name)
      if (part === undefined) return false
      left -= part.end - part.start
      if (left < 0)
        throw new AppError('archive_bomb', `The ${format} file was refused: it refers to its parts too often.`)
      for (let at = part.start; at < part.end; at += pieceBytes)
        take(bytes.subarray(at, Math.min(at + pieceBytes, part.end)))
      return true
    },
    close: () => undefined,
  }
}

const plainName = (name: string): string => name.replace(/^\/+/, '').toLowerCase()

/** Word writes UTF-8; other programs may write letters of two bytes. */
function inUtf8(bytes: Buffer): Buffer {
  const [first, second] = bytes
  const isWide = (first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)
  return isWide ? Buffer.from(bytes.toString('utf16le')) : bytes
}

/** Where the XML of each part lies. */
function partsOf(bytes: Buffer, format: string): ReadonlyMap<string, Part> {
  const parts = new Map<string, Part>()
  for (let at = bytes.indexOf('<pkg:part'); at !== -1 && parts.size < maxParts;) {
    const next = bytes.indexOf('<pkg:part', at + 9)
    const end = next === -1 ? bytes.length : next
    const tag = bytes.toString('utf8', at, Math.min(end, at + longestTag))
    const name = /^<pkg:part\s[^>]{0,1500}?\bpkg:name\s*=\s*["']([^"']{1,500})["']/.exec(tag)?.[1]
    const inside = name === undefined ? null : insideOf(bytes.subarray(at, end))
    if (name !== undefined && inside !== null)
      parts.set(plainName(name), { start: at + inside.start, end: at + inside.end })
    at = next
  }
  if (parts.size === 0) throw damagedArchive(format)
  return parts
}

/** Between the tags around the XML of one part; null for a part of bytes. */
function insideOf(part: Buffer): Part | null {
  const open = part.indexOf('<pkg:xmlData')
  const start = open === -1 ? -1 : part.indexOf('>', open) + 1
  const end = part.lastIndexOf('</pkg:xmlData')
  return start > 0 && end >= start ? { start, end } : null
}
