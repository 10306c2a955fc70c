import { plainPartName } from './parts-archive.ts'
import { damagedArchive } from './zip-archive.ts'

/** Real ones have some hundreds, pictures among them. */
const maxParts = 10_000
const longestTag = 2_000

/**
 * The parts of an Office package in one piece of XML (`pkg:package`, ISO/IEC 29500-2 as Word writes it) by their names: those that
 * are XML lie in it as they are; those of bytes, as pictures, are left out.
 * @param bytes in UTF-8
 * @throws AppError `corrupt_file`
 */
export function partsOfFlatPackage(bytes: Buffer, format: string): ReadonlyMap<string, Uint8Array> {
  const parts = new Map<string, Uint8Array>()
  for (let at = bytes.indexOf('<pkg:part'); at !== -1 && parts.size < maxParts;) {
    const next = bytes.indexOf('<pkg:part', at + 9)
    const end = next === -1 ? bytes.length : next
    const tag = bytes.toString('utf8', at, Math.min(end, at + longestTag))
    const name = /^<pkg:part\s[^>]{0,1500}?\bpkg:name\s*=\s*["']([^"']{1,500})["']/.exec(tag)?.[1]
    const inside = name === undefined ? null : insideOf(bytes.subarray(at, end))
    if (name !== undefined && inside !== null) parts.set(plainPartName(name), inside)
    at = next
  }
  if (parts.size === 0) throw damagedArchive(format)
  return parts
}

/** Word writes UTF-8; other programs may write letters of two bytes. */
export function inUtf8(bytes: Buffer): Buffer {
  const [first, second] = bytes
  const isWide = (first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)
  return isWide ? Buffer.from(bytes.toString('utf16le')) : bytes
}

/** Between the tags around the XML of one part; null for a part of bytes. */
function insideOf(part: Buffer): Uint8Array | null {
  const open = part.indexOf('<pkg:xmlData')
  const start = open === -1 ? -1 : part.indexOf('>', open) + 1
  const end = part.lastIndexOf('</pkg:xmlData')
  return start > 0 && end >= start ? part.subarray(start, end) : null
}
