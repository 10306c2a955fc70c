import { createHash } from 'node:crypto'
import type { RawColumn, RawRows } from '../../ports/raw-collection.ts'
import { sameJson } from './same-json.ts'

const json = 23

/** A SHA-256 of everything a row holds, by its key. Fields in the order of their names; JSON by what it means. */
export function rowDigests({ keys, columns }: RawRows): ReadonlyMap<string, Buffer> {
  const ordered = columns.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  return new Map(keys.map((key, row) => [key, digestOf(ordered, row)]))
}

function digestOf(columns: readonly RawColumn[], row: number): Buffer {
  const hash = createHash('sha256')
  const size = Buffer.alloc(4)
  for (const { name, kind, values } of columns) {
    const value = values[row] ?? null
    const bytes = value !== null && kind === json ? sameJson(value) : value
    // length and name keep neighbours apart; no value is longer than 2^32 - 2 bytes
    size.writeUInt32LE(bytes === null ? 0xff_ff_ff_ff : bytes.length)
    hash.update(name).update('\0').update(size)
    if (bytes !== null) hash.update(bytes)
  }
  return hash.digest()
}

const modulus = 1n << 256n

/** Adds digests, so that the order of the rows does not matter and a row that is there twice does. */
export function addDigests(sum: string, digests: Iterable<Buffer>): string {
  let total = BigInt(`0x${sum}`)
  for (const digest of digests) total += BigInt(`0x${digest.toString('hex')}`)
  return (total % modulus).toString(16).padStart(64, '0')
}

export const noDigests = '0'.repeat(64)
