import { readSync } from 'node:fs'

/** Bytes of an open file from `offset` on; fewer than `length` where the file ends. */
export function readAt(handle: number, offset: number, length: number): Buffer {
  const buffer = Buffer.alloc(Math.max(0, length))
  const read = readSync(handle, buffer, 0, buffer.length, offset)
  return buffer.subarray(0, read)
}
