import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Document } from '../domain/document.ts'
import { AppError } from '../domain/errors.ts'
import type { ObjectStore } from '../ports/object-store.ts'
import { orFullDisk, requireRoom } from './full-disk.ts'

interface CopyDeps {
  readonly objects: Pick<ObjectStore, 'get'>
  readonly spoolFolder: string
}

/**
 * Runs `work` with a local copy of the document's original, which is gone afterwards.
 * @throws AppError `original_missing`, `object_store_unavailable`, and what `work` throws
 */
export async function withLocalCopy<T>(
  { objects, spoolFolder }: CopyDeps,
  { companyId, objectKey }: Pick<Document, 'companyId' | 'objectKey'>,
  signal: AbortSignal,
  work: (copy: string) => Promise<T>,
): Promise<T> {
  if (objectKey === null) {
    throw new AppError('original_missing', 'The original was never stored. Upload the file again.')
  }
  await mkdir(spoolFolder, { recursive: true })
  await requireRoom(spoolFolder)
  const copy = spoolPlace(spoolFolder)
  try {
    const original = await objects.get(companyId, objectKey, signal)
    await pipeline(original, createWriteStream(copy, { flags: 'wx', mode: 0o600 }), { signal }).catch(
      (error: unknown) => {
        throw orFullDisk(error)
      },
    )
    return await work(copy)
  } finally {
    await rm(copy, { force: true })
  }
}

/** A new place for a file of this process; `clearSpool` knows whose it is. */
export function spoolPlace(folder: string): string {
  return path.join(folder, `${process.pid}-${randomUUID()}`)
}
