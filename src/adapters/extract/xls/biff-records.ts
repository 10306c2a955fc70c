/** A record of a workbook; what continues it follows in pieces of their own, because texts begin anew in each. */
export interface BiffRecord {
  readonly type: number
  readonly pieces: readonly Buffer[]
}

const continueType = 0x003c
const endType = 0x000a
const beginTypes = new Set([0x0809, 0x0009, 0x0209, 0x0409])

/** Records of charts with words: a text, and what it is the text of. */
export const chartRecord = { text: 0x100d, link: 0x1027 } as const
const ofCharts: ReadonlySet<number> = new Set(Object.values(chartRecord))

/**
 * The records of one part of a workbook, from its beginning at `from` to its end; of charts inside it their words alone. What is
 * cut off is left out.
 */
export function* readRecords(stream: Buffer, from: number): Generator<BiffRecord> {
  let at = from
  let depth = 0
  while (at + 4 <= stream.length) {
    const type = stream.readUInt16LE(at)
    const pieces: Buffer[] = []
    let next = at
    do {
      const bytes = stream.readUInt16LE(next + 2)
      pieces.push(stream.subarray(next + 4, next + 4 + bytes))
      next += 4 + bytes
    } while (next + 4 <= stream.length && stream.readUInt16LE(next) === continueType)
    at = next
    if (beginTypes.has(type)) depth++
    if (depth <= 1 || ofCharts.has(type)) yield { type, pieces }
    if (type === endType) depth--
    if (depth <= 0) return
  }
}
