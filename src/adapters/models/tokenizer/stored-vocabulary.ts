import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { replaceFile } from '../../../disk/replace-file.ts'
import type { LaidOutPieces } from './piece-table.ts'

/** A `tokenizer.json` without its pieces, and its pieces as they are searched. */
export interface Vocabulary {
  readonly rest: unknown
  readonly pieces: LaidOutPieces
}

/** Which `tokenizer.json` it was made of. */
export interface TokenizerStamp {
  readonly size: number
  readonly mtimeMs: number
}

/** Raised when the layout or the hash of pieces changes. */
const version = 1
/** In the head of the file, eight numbers of 64 bits: version, size and time of the `tokenizer.json`, and lengths of what follows. */
const headBytes = 64
const sumBytes = 32

/**
 * Reading 250,000 pieces out of JSON and laying them out takes .4 s of processor time and leaves 70 MB of garbage, in each process that
 * makes or counts tokens; reading what `storeVocabulary` kept takes 20 ms. Null when it is not there, damaged, or of another file.
 */
export async function readStoredVocabulary(file: string, stamp: TokenizerStamp): Promise<Vocabulary | null> {
  const stored = await readFile(file).catch(() => null)
  if (stored === null || stored.length < headBytes + sumBytes) return null
  // a copy begins where 64-bit numbers may begin
  const { buffer } = new Uint8Array(stored)
  const [is = 0, size, mtimeMs, scores = 0, ends = 0, slots = 0, units = 0, text = 0] = new Float64Array(buffer, 0, 8)
  if (is !== version || size !== stamp.size || mtimeMs !== stamp.mtimeMs) return null
  const length = headBytes + scores * 8 + ends * 4 + slots * 4 + units * 2 + text
  if (stored.length !== length + sumBytes || !stored.subarray(length).equals(sumOf([stored.subarray(0, length)])))
    return null
  let at = headBytes
  const next = (bytes: number): number => (at += bytes) - bytes
  const pieces = {
    scores: new Float64Array(buffer, next(scores * 8), scores),
    ends: new Uint32Array(buffer, next(ends * 4), ends),
    slots: new Int32Array(buffer, next(slots * 4), slots),
    units: new Uint16Array(buffer, next(units * 2), units),
  }
  return { rest: JSON.parse(stored.toString('utf8', at, length)), pieces }
}

/** Several processes may do it at the same time. What cannot be kept, on a full disk for example, is made anew next time. */
export async function storeVocabulary(
  file: string,
  stamp: TokenizerStamp,
  { rest, pieces }: Vocabulary,
): Promise<void> {
  const { scores, ends, slots, units } = pieces
  const text = Buffer.from(JSON.stringify(rest))
  const lengths = [scores.length, ends.length, slots.length, units.length, text.length]
  const head = Float64Array.from([version, stamp.size, stamp.mtimeMs, ...lengths])
  const parts = [head, scores, ends, slots, units, text].map(bytesOf)
  await replaceFile(file, Buffer.concat([...parts, sumOf(parts)])).catch(() => undefined)
}

const bytesOf = ({ buffer, byteOffset, byteLength }: NodeJS.ArrayBufferView): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength)

function sumOf(parts: readonly Buffer[]): Buffer {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}
