import type { Passage } from '../passage.ts'
import { leadsToLetters, ledValues } from './led-values.ts'
import { piecesOf } from './pieces.ts'

/**
 * Version of what a chunk's pieces are: vectors of other pieces are of no use. Raise it when `pieces.ts` cuts the same chunk
 * differently.
 */
const piecesVersion = 3
/** Knew no currency in letters behind dots, and cut everything else the same. */
const withoutLetters = 2
/** Cut names with a value behind dots otherwise, and everything else the same. */
const withoutLedValues = 1
const headerBytes = 2

/** The vectors of a chunk's pieces, in order, in one byte a dimension: what is lost by that is below what is measured. */
export function packVectors(vectors: readonly Float32Array[]): Uint8Array {
  const dimension = vectors[0]?.length ?? 0
  const bytes = new Int8Array(headerBytes + vectors.length * dimension)
  bytes[0] = piecesVersion
  let to = headerBytes
  for (const vector of vectors) {
    const scale = scaleOf(vector)
    for (const value of vector) bytes[to++] = Math.round(value * scale)
  }
  return new Uint8Array(bytes.buffer)
}

/** Makes the largest value 127. In loops, here and above: callbacks for every value were a quarter of what the worker allocated. */
function scaleOf(vector: Float32Array): number {
  let largest = 0
  for (const value of vector) largest = Math.max(largest, Math.abs(value))
  return largest === 0 ? 0 : 127 / largest
}

/** A vector for every piece of a passage, of unit length, zeros where the model saw nothing of it; null when there are none. */
export function piecesWithVectors(
  passage: Pick<Passage, 'text' | 'start' | 'outline' | 'pieceVectors'>,
  dimension: number,
): { readonly start: number; readonly end: number; readonly vector: Float32Array }[] | null {
  const packed = passage.pieceVectors
  if (packed === null || !isCutAlike(packed[0], passage.text)) return null
  const bytes = new Int8Array(packed.buffer, packed.byteOffset + headerBytes, packed.byteLength - headerBytes)
  const pieces = piecesOf(passage)
  if (bytes.length !== pieces.length * dimension) return null
  return pieces.map(({ start, end }, i) => ({
    start: passage.start + start,
    end: passage.start + end,
    vector: unit(bytes.subarray(i * dimension, (i + 1) * dimension)),
  }))
}

function isCutAlike(version: number | undefined, text: string): boolean {
  if (version === withoutLedValues) return !text.split('\n\n').some((block) => ledValues(block).length > 0)
  if (version === withoutLetters) return !leadsToLetters(text)
  return version === piecesVersion
}

function unit(bytes: Int8Array): Float32Array {
  let squares = 0
  for (const value of bytes) squares += value * value
  const length = Math.sqrt(squares) || 1
  const vector = new Float32Array(bytes.length)
  for (let i = 0; i < bytes.length; i++) vector[i] = (bytes[i] ?? 0) / length
  return vector
}
