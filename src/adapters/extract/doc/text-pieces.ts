import type { TextBudget } from '../engine/text-budget.ts'
import type { TablePlace } from './table-place.ts'

/** A stretch of the text as it lies in the stream `WordDocument`. */
export interface TextPiece {
  /** Byte position in the stream. */
  readonly start: number
  readonly bytesPerChar: 1 | 2
  readonly text: string
}

const narrowFlag = 0x40000000
const narrow = new TextDecoder('windows-1252')

/**
 * The pieces of a text in reading order. They may lie over each other in the stream, so that their sum is not bounded by
 * it: the budget bounds it, before a piece is decoded. Null when the table makes no sense.
 */
export function readPieces(stream: Buffer, table: Buffer, at: number, budget: TextBudget): TextPiece[] | null {
  const place = pieceTable(table, at)
  if (place === null) return null
  const count = Math.floor((place.bytes - 4) / 12)
  const pieces: TextPiece[] = []
  for (let index = 0; index < count; index++) {
    const chars = table.readUInt32LE(place.at + (index + 1) * 4) - table.readUInt32LE(place.at + index * 4)
    if (chars < 0) return null
    const position = table.readUInt32LE(place.at + (count + 1) * 4 + index * 8 + 2)
    budget.spend(chars)
    pieces.push(decodePiece(stream, position, chars))
  }
  return pieces
}

function decodePiece(stream: Buffer, position: number, chars: number): TextPiece {
  if ((position & narrowFlag) === 0) {
    const text = stream.toString('utf16le', position, Math.min(position + chars * 2, stream.length))
    return { start: position, bytesPerChar: 2, text }
  }
  const start = Math.floor((position & ~narrowFlag) / 2)
  return { start, bytesPerChar: 1, text: narrow.decode(stream.subarray(start, start + chars)) }
}

/** Behind the properties that fast saves left: a mark, the size, and the table. */
function pieceTable(table: Buffer, from: number): TablePlace | null {
  let at = from
  while (at + 3 <= table.length && table.readUInt8(at) === 1) at += 3 + table.readUInt16LE(at + 1)
  if (at + 5 > table.length || table.readUInt8(at) !== 2) return null
  const bytes = table.readUInt32LE(at + 1)
  return bytes < 16 || at + 5 + bytes > table.length ? null : { at: at + 5, bytes }
}
