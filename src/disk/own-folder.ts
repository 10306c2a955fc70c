import { chmod, mkdir, readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { hasCode } from '../domain/has-code.ts'

/** What others of the machine may do with a file or folder of ours: nothing. */
export const ownFolderMode = 0o700
export const ownFileMode = 0o600
const rightsOfOthers = 0o077

/**
 * Creates a folder that only this account may enter. One that is there and that others may enter is closed first, then all
 * that is in it. Where the rights are somebody else's to set, as on a mounted volume, they stay as they are.
 */
export async function openOwnFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: ownFolderMode })
  // rights of this kind do not exist there
  if (process.platform === 'win32') return
  if (((await stat(folder)).mode & rightsOfOthers) === 0) return
  if (await setMode(folder, ownFolderMode)) await closeBelow(folder)
}

async function closeBelow(folder: string): Promise<void> {
  for (const entry of await entriesOf(folder)) {
    const place = path.join(folder, entry.name)
    // never through a link: it may lead out of our folder
    if (entry.isFile()) await setMode(place, ownFileMode)
    else if (entry.isDirectory() && (await setMode(place, ownFolderMode))) await closeBelow(place)
  }
}

/** False when the entry is gone, or its rights are not ours to set. */
async function setMode(place: string, mode: number): Promise<boolean> {
  try {
    await chmod(place, mode)
    return true
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'EPERM', 'EROFS', 'ENOTSUP')) return false
    throw error
  }
}

async function entriesOf(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true })
  } catch (error) {
    // another process took it away meanwhile
    if (hasCode(error, 'ENOENT')) return []
    throw error
  }
}
