import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rename, rm, rmdir, stat, unlink, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ownFileMode, ownFolderMode } from '../../disk/own-folder.ts'
import { hasCode } from '../../domain/has-code.ts'
import { ForeignError } from '../../flow/calls.ts'
import { isAbsent } from './failures.ts'
import type { Confirm } from './read-files.ts'

/** A file in use is younger: every write renews its time. */
const unfinishedMaxAgeMs = 60 * 60_000
const renameAttempts = 5

/** Writes beside the store's files and moves the file to its place when it is whole and on the disk. */
export async function putFile(unfinished: string, target: string, body: Readable, signal: AbortSignal): Promise<void> {
  const temporary = path.join(unfinished, randomUUID())
  try {
    await fill(await open(temporary, 'wx', ownFileMode), body, signal)
    await publish(temporary, target, signal)
  } catch (error) {
    const failedItself = body.errored !== null && body.errored === error && !signal.aborted
    body.destroy()
    await rm(temporary, { force: true })
    // What the sender's stream failed with is the caller's to explain, not an outage of this store.
    throw failedItself ? new ForeignError(error) : error
  }
}

async function fill(file: FileHandle, body: Readable, signal: AbortSignal): Promise<void> {
  // `flush` syncs the bytes to the disk before closing
  const writing = file.createWriteStream({ flush: true })
  const closed = new Promise<void>((resolve) => writing.once('close', () => resolve()))
  try {
    await pipeline(body, writing, { signal })
  } finally {
    // a write may still be under way when the pipeline was given up
    await closed
  }
}

async function publish(temporary: string, target: string, signal: AbortSignal): Promise<void> {
  const folder = path.dirname(target)
  for (let attempt = 1; ; attempt++) {
    await mkdir(folder, { recursive: true, mode: ownFolderMode })
    signal.throwIfAborted()
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
    if (isAbsent(error) || hasCode(error, 'EINVAL')) return
    throw error
  }
}

export async function removeFile(root: string, file: string, confirm: Confirm): Promise<void> {
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

/** What a killed process left half-written. */
export async function removeUnfinished(folder: string): Promise<void> {
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
