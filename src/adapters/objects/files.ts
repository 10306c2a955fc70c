import { randomUUID } from 'node:crypto'
import { constants, createReadStream, createWriteStream } from 'node:fs'
import { access, mkdir, open, readdir, rename, rm, rmdir, stat, unlink } from 'node:fs/promises'
import path from 'node:path'
import { PassThrough, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AppError } from '../../domain/errors.ts'
import type { CompanyId } from '../../domain/ids.ts'
import type { ObjectStore } from '../../ports/object-store.ts'
import { ForeignError, isAbsent, toObjectStoreError, translate, withinLimit } from './failures.ts'
import { folderOf, keyOfPath, pathOfKey } from './object-path.ts'

export interface FileObjectStoreOptions {
  /** Created when missing. Several processes may use it at the same time. */
  readonly directory: string
}

/** Begins with a dot, which no encoded name does. On the same file system, so that a rename is atomic. */
const unfinishedFolder = '.unfinished'
/** A file in use is younger: every write renews its time. */
const unfinishedMaxAgeMs = 60 * 60_000
const renameAttempts = 5
const readChunkBytes = 256 * 1024

type Confirm = () => Promise<void>

/** Originals as plain files, one per object. */
export async function openFileObjectStore({ directory }: FileObjectStoreOptions): Promise<ObjectStore> {
  const root = path.resolve(directory)
  const unfinished = path.join(root, unfinishedFolder)
  await translate('open its folder', async () => {
    await mkdir(unfinished, { recursive: true })
    await removeUnfinished(unfinished)
  })
  /** "Not there" counts only while the store itself is there: a drive that is gone makes every file look absent. */
  const confirm = () => access(unfinished, constants.R_OK | constants.W_OK)
  const place = (companyId: CompanyId, key: string) => path.join(root, pathOfKey(companyId, key))
  return {
    put: (companyId, key, body, signal) =>
      translate('store a file', () => put(unfinished, place(companyId, key), body, signal)),
    get: (companyId, key, signal) =>
      translate('read a file', () => withinLimit(get(place(companyId, key), confirm, signal), signal)),
    exists: (companyId, key, signal) =>
      translate('look for a file', () => withinLimit(isFile(place(companyId, key), confirm), signal)),
    remove: (companyId, key, signal) =>
      translate('remove a file', () => withinLimit(remove(root, place(companyId, key), confirm), signal)),
    list: (companyId, documentId, signal) =>
      translate('list files', async () => {
        const company = path.join(root, folderOf(companyId))
        const folder = documentId === null ? company : path.join(company, folderOf(documentId))
        const files = await withinLimit(filesBelow(folder, confirm), signal)
        return files.map((file) => keyOfPath(companyId, path.relative(company, file)))
      }),
    check: (signal) => translate('reach its folder', () => withinLimit(confirm(), signal)),
  }
}

async function put(unfinished: string, target: string, body: Readable, signal: AbortSignal): Promise<void> {
  const temporary = path.join(unfinished, randomUUID())
  try {
    // `flush` syncs the bytes to the disk before closing, and the pipeline ends with the close.
    await pipeline(body, createWriteStream(temporary, { flags: 'wx', flush: true }), { signal })
    await publish(temporary, target)
  } catch (error) {
    await rm(temporary, { force: true })
    // What the sender's stream failed with is the caller's to explain, not an outage of this store.
    if (body.errored !== null && body.errored === error && !signal.aborted) throw new ForeignError(error)
    throw error
  }
}

async function publish(temporary: string, target: string): Promise<void> {
  const folder = path.dirname(target)
  for (let attempt = 1; ; attempt++) {
    await mkdir(folder, { recursive: true })
    try {
      await rename(temporary, target)
      break
    } catch (error) {
      // A removal next door may have taken the empty folder in between.
      if (!isAbsent(error) || attempt === renameAttempts) throw error
    }
  }
  for (const written of [folder, path.dirname(folder), path.dirname(path.dirname(folder))]) await syncFolder(written)
}

/** Makes the entry itself survive a power cut; the file's own sync covers its bytes only. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  } catch (error) {
    // Gone again already, or a file system that cannot sync folders.
    if (isAbsent(error) || (error instanceof Error && 'code' in error && error.code === 'EINVAL')) return
    throw error
  }
}

async function get(file: string, confirm: Confirm, signal: AbortSignal): Promise<Readable> {
  const handle = await open(file, 'r').catch(async (error: unknown) => {
    if (!isAbsent(error)) throw error
    await confirm()
    throw new AppError('original_missing', 'The original file is not in the object store; upload it again.')
  })
  const stream = createReadStream(file, { fd: handle, highWaterMark: readChunkBytes, signal })
  const body = new PassThrough({ highWaterMark: readChunkBytes })
  stream.on('error', (error) => body.destroy(toObjectStoreError('read a file', error)))
  // Whoever stops reading early, or never starts, must not leave the file open.
  body.on('close', () => stream.destroy())
  return stream.pipe(body)
}

async function isFile(file: string, confirm: Confirm): Promise<boolean> {
  try {
    return (await stat(file)).isFile()
  } catch (error) {
    if (!isAbsent(error)) throw error
    await confirm()
    return false
  }
}

async function remove(root: string, file: string, confirm: Confirm): Promise<void> {
  try {
    await unlink(file)
  } catch (error) {
    if (!isAbsent(error)) throw error
    await confirm()
  }
  let folder = path.dirname(file)
  while (folder !== root) {
    try {
      await rmdir(folder)
    } catch (error) {
      if (!isAbsent(error)) break // Not empty, or not ours to remove: it does no harm.
    }
    folder = path.dirname(folder)
  }
  await syncFolder(folder)
}

async function filesBelow(folder: string, confirm: Confirm): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
  } catch (error) {
    if (!isAbsent(error)) throw error
    await confirm()
    return []
  }
}

async function removeUnfinished(folder: string): Promise<void> {
  const oldest = Date.now() - unfinishedMaxAgeMs
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name)
    try {
      if ((await stat(file)).mtimeMs < oldest) await rm(file, { force: true })
    } catch (error) {
      if (!isAbsent(error)) throw error // Its writer has just finished.
    }
  }
}
