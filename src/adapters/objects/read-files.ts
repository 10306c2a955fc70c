import { createReadStream } from 'node:fs'
import { open, readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { PassThrough, type Readable } from 'node:stream'
import { AppError } from '../../domain/errors.ts'
import type { ByteRange } from '../../ports/object-store.ts'
import { calls, isAbsent } from './failures.ts'

const readChunkBytes = 256 * 1024

/** Rejects when the store itself is not there. */
export type Confirm = () => Promise<void>

export async function openFile(
  file: string,
  confirm: Confirm,
  signal: AbortSignal,
  part: ByteRange | undefined,
): Promise<Readable> {
  const handle = await open(file, 'r').catch(async (error: unknown) => {
    if (!isAbsent(error)) throw error
    await confirm()
    throw new AppError('original_missing', 'The original file is not in the object store; upload it again.')
  })
  const place = part === undefined ? {} : { start: part.first, end: part.last }
  const stream = createReadStream(file, { ...place, fd: handle, highWaterMark: readChunkBytes, signal })
  const body = new PassThrough({ highWaterMark: readChunkBytes })
  stream.on('error', (error) => body.destroy(calls.toError({ what: 'read a file', signal }, error)))
  // Whoever stops reading early, or never starts, must not leave the file open.
  body.on('close', () => stream.destroy())
  // A caller that was let go meanwhile never listens, and an error nobody listens to would end the process.
  body.on('error', () => undefined)
  return stream.pipe(body)
}

/** Bytes; null when there is no such file. */
export async function sizeOf(file: string, confirm: Confirm): Promise<number | null> {
  try {
    const found = await stat(file)
    return found.isFile() ? found.size : null
  } catch (error) {
    if (!isAbsent(error)) throw error
    await confirm()
    return null
  }
}

export async function filesBelow(folder: string, confirm: Confirm): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
  } catch (error) {
    if (!isAbsent(error)) throw error
    await confirm()
    return []
  }
}

/** Null for one that was removed meanwhile. */
export async function ageOf(file: string): Promise<number | null> {
  try {
    return Date.now() - (await stat(file)).mtimeMs
  } catch (error) {
    if (isAbsent(error)) return null
    throw error
  }
}
