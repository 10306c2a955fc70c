import { constants } from 'node:fs'
import { access, readdir, statfs } from 'node:fs/promises'
import path from 'node:path'
import { openOwnFolder } from '../../disk/own-folder.ts'
import type { CompanyId } from '../../domain/ids.ts'
import { fullDiskInSpanish, isFull } from '../../domain/least-room.ts'
import type { ObjectStore } from '../../ports/object-store.ts'
import { calls, isAbsent } from './failures.ts'
import { folderOf, keyOfPath, pathOfKey } from './object-path.ts'
import { ageOf, filesBelow, openFile, sizeOf } from './read-files.ts'
import { putFile, removeFile, removeUnfinished } from './write-files.ts'

export interface FileObjectStoreOptions {
  /** Created when missing, for this account alone. Several processes may use it at the same time. */
  readonly directory: string
  /**
   * Asked when nothing is there: false when there should be, as with a disk that is not mounted. Then nothing is made in its place, and every
   * call fails until the folder is there as it was.
   */
  readonly mayBeNew?: () => Promise<boolean>
  /** For tests: with less room on the disk than this it counts as full. */
  readonly leastRoomBytes?: number
}

/** Begins with a dot, which no encoded name does. On the same file system, so that a rename is atomic. */
const unfinishedFolder = '.unfinished'
/** Files looked at at once. */
const pageSize = 500

/** Originals as plain files, one per object. */
export async function openFileObjectStore(options: FileObjectStoreOptions): Promise<ObjectStore> {
  const { directory, leastRoomBytes } = options
  const root = path.resolve(directory)
  const unfinished = path.join(root, unfinishedFolder)
  await calls.write({ what: 'open its folder', signal: new AbortController().signal }, async () => {
    if (options.mayBeNew !== undefined && (await isEmpty(root)) && !(await options.mayBeNew())) return
    await openOwnFolder(root)
    await openOwnFolder(unfinished)
    await removeUnfinished(unfinished)
  })
  /** "Not there" counts only while the store itself is there: a drive that is gone makes every file look absent. */
  const confirm = () => access(unfinished, constants.R_OK | constants.W_OK)
  const requireRoom = async () => {
    if (!isFull(await statfs(root), leastRoomBytes)) return
    throw calls.failed('has no room left: the disk is full', undefined, fullDiskInSpanish)
  }
  const place = (companyId: CompanyId, key: string) => path.join(root, pathOfKey(companyId, key))
  return {
    put: (companyId, key, body, signal) =>
      calls.write({ what: 'store a file', signal }, async (inner) => {
        await requireRoom().catch((error: unknown) => {
          body.destroy()
          throw error
        })
        await putFile(unfinished, place(companyId, key), body, inner)
      }),
    get: (companyId, key, signal, part) =>
      // what is read later ends with the caller's signal, long after opening has ended in its own time
      calls.read({ what: 'read a file', signal }, (opening) =>
        openFile(place(companyId, key), confirm, AbortSignal.any([signal, opening]), part),
      ),
    size: (companyId, key, signal) =>
      calls.read({ what: 'look for a file', signal }, () => sizeOf(place(companyId, key), confirm)),
    remove: (companyId, key, signal) =>
      calls.write({ what: 'remove a file', signal }, () => removeFile(root, place(companyId, key), confirm)),
    list: (companyId, documentId, signal) =>
      calls.read({ what: 'list files', signal }, async () => {
        const company = path.join(root, folderOf(companyId))
        const folder = documentId === null ? company : path.join(company, folderOf(documentId))
        const files = await filesBelow(folder, confirm)
        return files.map((file) => keyOfPath(companyId, path.relative(company, file)))
      }),
    scan: async function* (companyId, signal) {
      const company = path.join(root, folderOf(companyId))
      const files = await calls.read({ what: 'list files', signal }, () => filesBelow(company, confirm))
      for (let from = 0; from < files.length; from += pageSize) {
        const page = files.slice(from, from + pageSize)
        const ages = await calls.read({ what: 'list files', signal }, () =>
          Promise.all(page.map((file) => ageOf(file))),
        )
        yield page.flatMap((file, at) => {
          const ageMs = ages[at] ?? null
          return ageMs === null ? [] : [{ key: keyOfPath(companyId, path.relative(company, file)), ageMs }]
        })
      }
    },
    check: (signal) =>
      calls.read({ what: 'use its folder', signal }, async () => {
        await confirm()
        await requireRoom()
      }),
  }
}

/** Nothing of a store: no companies, and not the folder that each store has. */
async function isEmpty(root: string): Promise<boolean> {
  try {
    // what a new file system has of its own
    return (await readdir(root)).every((name) => name === 'lost+found')
  } catch (error) {
    if (isAbsent(error)) return true
    throw error
  }
}
