import type { TablePlace } from './table-place.ts'

/** Before the name of a font stand its kind, its weight, its shapes and the letters it has (MS-DOC 2.9.97). */
const nameAt = 40
const longestName = 65
const maxFonts = 5_000

/** The names of the fonts of a document by their numbers; empty where there is none. */
export function readWordFonts(table: Buffer, { at: from, bytes }: TablePlace): (font: number) => string {
  const names: string[] = []
  const end = Math.min(from + bytes, table.length)
  // Behind their count and the size of what each has beside it, which is none.
  for (let at = from + 4; at < end && names.length < maxFonts; at += table.readUInt8(at) + 1) {
    const size = table.readUInt8(at) + 1
    const name = table.toString('utf16le', at + nameAt, Math.min(at + size, end))
    names.push(name.split('\0', 1)[0]?.slice(0, longestName) ?? '')
  }
  return (font) => names[font] ?? ''
}
