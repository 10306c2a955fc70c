import type { ImagePage } from './image-info.ts'

const widthTag = 256
const heightTag = 257
const entryBytes = 12
/** More pages than anybody scans at once. */
const maxPages = 10_000

/** The pages of a TIFF file, each by the place of its directory; a chain that runs in a circle ends where it closes. */
export function tiffPages(bytes: Buffer): readonly ImagePage[] {
  const isLittle = bytes.toString('latin1', 0, 2) === 'II'
  const uint16 = (at: number): number => (isLittle ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at))
  const uint32 = (at: number): number => (isLittle ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at))
  const pages: ImagePage[] = []
  const seen = new Set<number>()
  for (let at = uint32(4); at >= 8 && at + 6 <= bytes.length && !seen.has(at) && pages.length < maxPages;) {
    seen.add(at)
    const entries = uint16(at)
    const end = at + 2 + entries * entryBytes
    if (end + 4 > bytes.length) break
    let [width, height] = [0, 0]
    for (let entry = at + 2; entry < end; entry += entryBytes) {
      const tag = uint16(entry)
      // A short number stands at the beginning of its four bytes.
      const value = uint16(entry + 2) === 3 ? uint16(entry + 8) : uint32(entry + 8)
      if (tag === widthTag) width = value
      else if (tag === heightTag) height = value
    }
    pages.push({ width, height, at })
    at = uint32(end)
  }
  return pages
}

/** The same file beginning with another of its pages: readers take the first one. */
export function startingAt(bytes: Buffer, directory: number): Buffer {
  const copy = Buffer.from(bytes)
  if (copy.toString('latin1', 0, 2) === 'II') copy.writeUInt32LE(directory, 4)
  else copy.writeUInt32BE(directory, 4)
  return copy
}
