/** Bytes of the stream `WordDocument`, end exclusive. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}

const pageBytes = 512
const deletedMark = 0x0800
const rowEndMark = 0x2417
const tableDefinition = 0xd608

/** What the run tables of a document are read from. */
export interface RunTable {
  readonly stream: Buffer
  readonly table: Buffer
  readonly place: { readonly at: number; readonly bytes: number }
}

/** Ranges that are marked as deleted. */
export function deletedRanges(runs: RunTable): ByteRange[] {
  return markedRanges(runs, 1, (page, entry) => {
    const at = page.readUInt8(entry) * 2
    return at !== 0 && hasMark(page.subarray(at + 1, at + 1 + page.readUInt8(at)), deletedMark)
  })
}

/** Ranges of the paragraphs that end a row of a table. */
export function rowEndRanges(runs: RunTable): ByteRange[] {
  return markedRanges(runs, 13, (page, entry) => {
    const at = page.readUInt8(entry) * 2
    if (at === 0) return false
    const size = page.readUInt8(at)
    const from = size === 0 ? at + 2 : at + 1
    const bytes = size === 0 ? page.readUInt8(at + 1) * 2 : size * 2 - 1
    // The number of the paragraph's style stands before its properties.
    return hasMark(page.subarray(from + 2, from + bytes), rowEndMark)
  })
}

/** `entry`: where the page tells the place of a run's properties. */
type IsMarked = (page: Buffer, entry: number) => boolean

/** Ranges of the runs that are marked, sorted and apart. Every page of runs has its own place in the stream. */
function markedRanges({ stream, table, place }: RunTable, entryBytes: number, isMarked: IsMarked): ByteRange[] {
  const count = Math.floor((Math.min(place.bytes, table.length - place.at) - 4) / 8)
  const numbers = new Set<number>()
  for (let index = 0; index < count; index++) numbers.add(table.readUInt32LE(place.at + (count + 1 + index) * 4))
  const found: ByteRange[] = []
  for (const number of numbers) {
    const page = stream.subarray(number * pageBytes, (number + 1) * pageBytes)
    if (page.length < pageBytes) continue
    // Bounds of the runs first, then their entries; the last byte of the page counts them.
    const runCount = Math.min(page.readUInt8(pageBytes - 1), Math.floor((pageBytes - 5) / (4 + entryBytes)))
    for (let run = 0; run < runCount; run++) {
      const [start, end] = [page.readUInt32LE(run * 4), page.readUInt32LE((run + 1) * 4)]
      if (start < end && isMarked(page, (runCount + 1) * 4 + run * entryBytes)) found.push({ start, end })
    }
  }
  return mergeRanges(found)
}

/** Whether a list of properties holds one that is switched on. */
function hasMark(properties: Buffer, mark: number): boolean {
  let at = 0
  while (at + 3 <= properties.length) {
    const code = properties.readUInt16LE(at)
    if (code === mark) return (properties.readUInt8(at + 2) & 1) === 1
    at += 2 + operandBytes(code, properties, at + 2)
  }
  return false
}

/** The three upper bits of a code tell the size of what follows. */
function operandBytes(code: number, properties: Buffer, at: number): number {
  if (code === tableDefinition) return at + 2 <= properties.length ? properties.readUInt16LE(at) + 1 : 2
  const sizes = [1, 1, 2, 4, 2, 2, null, 3] as const
  return sizes[code >> 13] ?? properties.readUInt8(at) + 1
}

function mergeRanges(ranges: readonly ByteRange[]): ByteRange[] {
  const merged: { start: number; end: number }[] = []
  for (const range of ranges.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1)
    if (last !== undefined && range.start <= last.end) last.end = Math.max(last.end, range.end)
    else merged.push({ ...range })
  }
  return merged
}
