import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'

const pieceBytes = 1024 * 1024

/** SHA-256 of what a file holds, in hexadecimal, read in pieces. */
export async function hashFile(file: string): Promise<string> {
  await using handle = await open(file)
  // a small file gets a small one: with a megabyte for each of a thousand, V8 collects garbage most of the time
  const piece = Buffer.allocUnsafe(Math.min(pieceBytes, (await handle.stat()).size + 1))
  const hash = createHash('sha256')
  for (;;) {
    const { bytesRead } = await handle.read(piece)
    if (bytesRead === 0) return hash.digest('hex')
    hash.update(piece.subarray(0, bytesRead))
  }
}
