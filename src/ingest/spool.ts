import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../domain/errors.ts'
import { hasCode } from '../domain/has-code.ts'
import { orFullDisk, requireRoom } from './full-disk.ts'
import { unlessAborted } from '../flow/timeout.ts'

/** A local copy under a random name that is gone when it is disposed. */
export interface SpooledFile extends AsyncDisposable {
  readonly path: string
  readonly sizeBytes: number
  /** SHA-256, hexadecimal. */
  readonly contentHash: string
}

export interface SpoolOptions {
  readonly folder: string
  readonly maxBytes: number
  readonly signal: AbortSignal
  /** For tests: with less room on the disk than this it counts as full. */
  readonly leastRoomBytes?: number
}

/** Between two looks at how much room there is. */
const lookAfterBytes = 8 * 1024 * 1024

/**
 * Streams to a file of this process in `folder`, hashing and counting on the way. The client's file name is not used. However it
 * ends, the copy is gone at once: nothing waits for a source that may be silent for ever.
 * @throws AppError `payload_too_large` as soon as `maxBytes` is passed; the rest is not read. `object_store_unavailable` on a
 *   disk that is full or about to be.
 */
export async function spool(source: AsyncIterable<Uint8Array>, options: SpoolOptions): Promise<SpooledFile> {
  const { folder, signal } = options
  await mkdir(folder, { recursive: true })
  const place = path.join(folder, `${process.pid}-${randomUUID()}`)
  try {
    const { sizeBytes, contentHash } = await copy(source, place, options)
    // not given back by whoever aborts from here on
    signal.throwIfAborted()
    return { path: place, sizeBytes, contentHash, [Symbol.asyncDispose]: () => rm(place, { force: true }) }
  } catch (error) {
    await rm(place, { force: true })
    throw orFullDisk(error)
  }
}

async function copy(
  source: AsyncIterable<Uint8Array>,
  place: string,
  { folder, maxBytes, signal, leastRoomBytes }: SpoolOptions,
): Promise<{ readonly sizeBytes: number; readonly contentHash: string }> {
  const hash = createHash('sha256')
  let sizeBytes = 0
  let nextLook = lookAfterBytes
  await requireRoom(folder, leastRoomBytes)
  await using file = await open(place, 'wx', 0o600)
  // by hand and not with for await, which would wait for the source when it is left early
  const pieces = source[Symbol.asyncIterator]()
  // one piece is written while the next one comes
  let written = Promise.resolve()
  for (;;) {
    const { value, done } = await unlessAborted(pieces.next(), signal)
    if (done === true) break
    sizeBytes += value.byteLength
    if (sizeBytes > maxBytes) throw tooLarge(maxBytes)
    hash.update(value)
    await written
    if (sizeBytes >= nextLook) {
      await requireRoom(folder, leastRoomBytes)
      nextLook = sizeBytes + lookAfterBytes
    }
    written = file.writeFile(value)
    written.catch(() => undefined) // told by the next piece, or at the end
  }
  await written
  return { sizeBytes, contentHash: hash.digest('hex') }
}

export function tooLarge(maxBytes: number): AppError {
  const limit = Math.floor(maxBytes / 1_048_576)
  return new AppError('payload_too_large', `The file is larger than ${limit} MB. Split it and upload the parts.`, {
    spanish: `El archivo ocupa más de ${limit} MB. Divídelo y sube las partes.`,
  })
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
    return hasCode(error, 'EPERM')
  }
}
