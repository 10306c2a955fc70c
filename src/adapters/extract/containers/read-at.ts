import { readSync } from 'node:fs'

/** An open file, or what one holds. */
export type ByteSource = number | Buffer

/** Bytes from `offset` on; fewer than `length` where the source ends. */
export function readAt(handle: ByteSource, offset: number, length: number): Buffer {
  if (typeof handle !== 'number') return handle.subarray(offset, offset + Math.max(0, length))
  const buffer = Buffer.alloc(Math.max(0, length))
  const read = readSync(handle, buffer, 0, buffer.length, offset)
  return buffer.subarray(0, read)
}
