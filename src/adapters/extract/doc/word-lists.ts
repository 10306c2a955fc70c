import { createListCounter, isLevel, levelCount } from '../layout/list-counter.ts'
import type { CountedList, ListLabels, ListLevel } from '../layout/list-counter.ts'
import { numberFormatOf } from '../layout/number-format.ts'
import type { NumberLanguage } from '../layout/number-words.ts'
import type { TablePlace } from './table-place.ts'

const listBytes = 28
const overrideBytes = 16
const levelHeadBytes = 28
const maxLists = 5_000
/** Of the second byte behind the start of a level (MS-DOC 2.9.150). */
const levelFlags = { legal: 0x04, noRestart: 0x08 } as const
/** Of a level that a list writes in its own way (MS-DOC 2.9.132). */
const overrideFlags = { level: 0x0f, start: 0x10, format: 0x20 } as const

/** The labels of the lists of a document; lists are named by their number, from 1. */
export function readWordLists(
  table: Buffer,
  {
    definitions,
    overrides,
    language,
  }: {
    readonly definitions: TablePlace
    readonly overrides: TablePlace
    readonly language: NumberLanguage | null
  },
): ListLabels {
  const levels = readDefinitions(table, definitions)
  return createListCounter(levels, readOverrides(table, overrides), language)
}

/** The definitions stand one after the other, their levels behind all of them. */
function readDefinitions(table: Buffer, { at, bytes }: TablePlace): Map<string, ListLevel[]> {
  const found = new Map<string, ListLevel[]>()
  if (bytes < 2 || at + 2 > table.length) return found
  const count = Math.min(table.readUInt16LE(at), maxLists)
  let next = at + 2 + count * listBytes
  for (let index = 0; index < count; index++) {
    const list = at + 2 + index * listBytes
    if (list + listBytes > table.length) break
    const isSimple = (table.readUInt8(list + 26) & 1) === 1
    const levels: ListLevel[] = []
    for (let level = 0; level < (isSimple ? 1 : levelCount); level++) {
      const read = readLevel(table, next)
      if (read === null) return found
      levels.push(read.level)
      next = read.next
    }
    found.set(String(table.readInt32LE(list)), levels)
  }
  return found
}

/** Its numbers and their text; a character below 9 in the text stands for the number of that level. */
function readLevel(table: Buffer, at: number): { readonly level: ListLevel; readonly next: number } | null {
  if (at + levelHeadBytes > table.length) return null
  const text = at + levelHeadBytes + table.readUInt8(at + 24) + table.readUInt8(at + 25)
  if (text + 2 > table.length) return null
  const chars = table.readUInt16LE(text)
  const next = text + 2 + chars * 2
  if (next > table.length) return null
  const raw = table.toString('utf16le', text + 2, next).slice(0, 200)
  // oxlint-disable-next-line no-control-regex -- these are the numbers of levels
  const pattern = raw.replace(/[\u0000-\u0008]/g, (sign) => `%${sign.charCodeAt(0) + 1}`)
  const flags = table.readUInt8(at + 5)
  const level: ListLevel = {
    start: table.readInt32LE(at),
    format: numberFormatOf(table.readUInt8(at + 4)),
    text: pattern,
    isLegal: (flags & levelFlags.legal) !== 0,
    ...((flags & levelFlags.noRestart) === 0 ? {} : { restartsAfter: table.readUInt8(at + 26) }),
  }
  return { level, next }
}

/** Which list a number means, with which numbers its levels begin again, and those that it writes in its own way. */
function readOverrides(table: Buffer, { at, bytes }: TablePlace): Map<string, CountedList> {
  const found = new Map<string, CountedList>()
  if (bytes < 4 || at + 4 > table.length) return found
  const count = Math.min(table.readUInt32LE(at), maxLists)
  let data = at + 4 + count * overrideBytes
  for (let index = 0; index < count; index++) {
    const entry = at + 4 + index * overrideBytes
    if (entry + overrideBytes > table.length) break
    const starts = new Map<number, number>()
    const levels: ListLevel[] = []
    data += 4
    for (let left = table.readUInt8(entry + 12); left > 0 && data + 8 <= table.length; left--) {
      const start = table.readInt32LE(data)
      const flags = table.readUInt32LE(data + 4)
      const at = flags & overrideFlags.level
      data += 8
      const own = (flags & overrideFlags.format) === 0 ? null : readLevel(table, data)
      data = own?.next ?? data
      if (own !== null && isLevel(at)) levels[at] = own.level
      // With a level of its own the number of that one counts.
      if ((flags & overrideFlags.start) !== 0) starts.set(at, own?.level.start ?? start)
    }
    found.set(String(index + 1), { definition: String(table.readInt32LE(entry)), starts, levels })
  }
  return found
}
