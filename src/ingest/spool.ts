import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { Transform, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AppError } from '../domain/errors.ts'

/** A local copy under a random name that is gone when it is disposed. */
export interface SpooledFile extends AsyncDisposable {
  readonly path: string
  readonly sizeBytes: number
  /** SHA-256, hexadecimal. */
  readonly contentHash: string
}

/**
 * Streams to a file of this process in `folder`, hashing and counting on the way. The client's file name plays no part.
 * @throws AppError `payload_too_large` as soon as `maxBytes` is passed; the rest is not read.
 */
export async function spool(
  source: Readable,
  folder: string,
  maxBytes: number,
  signal: AbortSignal,
): Promise<SpooledFile> {
  await mkdir(folder, { recursive: true })
  const file = path.join(folder, `${process.pid}-${randomUUID()}`)
  const hash = createHash('sha256')
  let sizeBytes = 0
  const measure = new Transform({
    transform(piece: Buffer, _encoding, done) {
      sizeBytes += piece.byteLength
      if (sizeBytes > maxBytes) {
        const limit = Math.floor(maxBytes / 1_048_576)
        done(new AppError('payload_too_large', `The file is larger than ${limit} MB. Split it and upload the parts.`))
        return
      }
      hash.update(piece)
      done(null, piece)
    },
  })
  try {
    await pipeline(source, measure, createWriteStream(file, { flags: 'wx', mode: 0o600 }), { signal })
  } catch (error) {
    await rm(file, { force: true })
    // the stream only says that it was aborted; the reason says by whom
    throw signal.aborted ? signal.reason : error
  }
  return {
    path: file,
    sizeBytes,
    contentHash: hash.digest('hex'),
    [Symbol.asyncDispose]: () => rm(file, { force: true }),
  }
}

/** Removes copies left by processes that are gone, and by an earlier process with our own number (containers start at 1). */
export async function clearSpool(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (const name of await readdir(folder)) {
    const owner = Number.parseInt(name, 10)
    if (owner !== process.pid && isRunning(owner)) continue
    await rm(path.join(folder, name), { force: true, recursive: true })
  }
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it runs, under another user
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
