import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'

const pieceBytes = 1024 * 1024

/** SHA-256 of what a file holds, in hexadecimal, read in pieces. */
export async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(file, { highWaterMark: pieceBytes })) hash.update(piece)
  return hash.digest('hex')
}
