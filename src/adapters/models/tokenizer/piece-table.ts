/** Half of the slots stay empty, so that a miss, which nearly every look-up is, ends at once. */
const slotsPerPiece = 2

/** A piece of a vocabulary and the logarithm of how likely it is. */
export type ScoredPiece = readonly [piece: string, score: number]

/** The pieces of a vocabulary, found by what they say. Ids are their places in it. */
export interface PieceTable {
  readonly scores: Float64Array
  has(piece: string): boolean
  /** Calls back for each piece that the text has at `from`, shortest first, with where it ends. */
  eachAt(text: string, from: number, onPiece: (end: number, id: number) => void): void
}

/**
 * A hash table in flat arrays: 8 MB for 250,000 pieces. A `Map` of strings takes three times that, all of which the collector
 * walks over each time.
 */
export interface LaidOutPieces {
  /** UTF-16 code units of all pieces, behind each other. */
  readonly units: Uint16Array
  /** By id: where its units end. */
  readonly ends: Uint32Array
  readonly scores: Float64Array
  /** By hash: an id and one; 0 is an empty slot. Their number is a power of two. */
  readonly slots: Int32Array
}

export function layOutPieces(pieces: Iterable<ScoredPiece>): LaidOutPieces {
  const { units, ends, scores } = layOut(pieces)
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(2, ends.length * slotsPerPiece))))
  const mask = slots.length - 1
  let start = 0
  for (let id = 0; id < ends.length; id += 1) {
    const end = ends[id] ?? 0
    let hash = hashSeed
    for (let at = start; at < end; at += 1) hash = hashOn(hash, units[at] ?? 0)
    let slot = hash & mask
    while (slots[slot] !== 0) slot = (slot + 1) & mask
    slots[slot] = id + 1
    start = end
  }
  return { units, ends, scores, slots }
}

export function createPieceTable({ units, ends, scores, slots }: LaidOutPieces): PieceTable {
  const mask = slots.length - 1
  const longest = lengthOfLongest(ends)

  const isAt = (id: number, text: string, from: number, length: number): boolean => {
    const begin = id === 0 ? 0 : (ends[id - 1] ?? 0)
    if ((ends[id] ?? 0) - begin !== length) return false
    for (let at = 0; at < length; at += 1) if (units[begin + at] !== text.charCodeAt(from + at)) return false
    return true
  }
  const eachAt = (text: string, from: number, onPiece: (end: number, id: number) => void): void => {
    const last = Math.min(text.length, from + longest)
    let hash = hashSeed
    for (let at = from; at < last; at += 1) {
      hash = hashOn(hash, text.charCodeAt(at))
      for (let slot = hash & mask; slots[slot] !== 0; slot = (slot + 1) & mask) {
        const id = (slots[slot] ?? 0) - 1
        if (!isAt(id, text, from, at + 1 - from)) continue
        onPiece(at + 1, id)
        break
      }
    }
  }
  const has = (piece: string): boolean => {
    let found = false
    eachAt(piece, 0, (end) => {
      found ||= end === piece.length
    })
    return found
  }
  return { scores, has, eachAt }
}

function lengthOfLongest(ends: Uint32Array): number {
  let [longest, start] = [1, 0]
  for (const end of ends) {
    longest = Math.max(longest, end - start)
    start = end
  }
  return longest
}

/** FNV-1a of 32 bits, over code units; the high bits are mixed into the low ones, which choose the slot. */
const hashSeed = 0x811c9dc5
function hashOn(hash: number, unit: number): number {
  const mixed = Math.imul(hash ^ unit, 0x01000193)
  return mixed ^ (mixed >>> 15)
}

function layOut(pieces: Iterable<ScoredPiece>): { units: Uint16Array; ends: Uint32Array; scores: Float64Array } {
  let units = new Uint16Array(1 << 16)
  const ends: number[] = []
  const scores: number[] = []
  let length = 0
  for (const [piece, score] of pieces) {
    if (length + piece.length > units.length) {
      const wider = new Uint16Array(2 * (length + piece.length))
      wider.set(units)
      units = wider
    }
    for (let at = 0; at < piece.length; at += 1) units[length + at] = piece.charCodeAt(at)
    length += piece.length
    ends.push(length)
    scores.push(score)
  }
  return { units: units.slice(0, length), ends: Uint32Array.from(ends), scores: Float64Array.from(scores) }
}
