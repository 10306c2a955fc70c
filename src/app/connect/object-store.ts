import path from 'node:path'
import { openFileObjectStore } from '../../adapters/objects/files.ts'
import type { Config } from '../../config/schema.ts'
import type { Log } from '../../ports/log.ts'
import type { ObjectStore } from '../../ports/object-store.ts'

export interface ObjectStoreDeps {
  /** Originals that PostgreSQL knows of. */
  readonly storedOriginals: () => Promise<number>
  readonly log: Log
}

/** Opens the configured store; Google's client connects with the first call, and is loaded only when it is used. */
export async function openObjectStore({ objectStore, dataDir }: Config, deps: ObjectStoreDeps): Promise<ObjectStore> {
  if (objectStore.kind === 'files') {
    const directory = path.join(dataDir, 'originals')
    return openFileObjectStore({ directory, mayBeNew: () => mayBeNew(directory, deps) })
  }
  const { openGcs } = await import('../../adapters/gcs/open-gcs.ts')
  return openGcs(objectStore)
}

/** Documents whose originals are elsewhere: what was stored here now would be hidden when their disk is mounted again. */
async function mayBeNew(directory: string, { storedOriginals, log }: ObjectStoreDeps): Promise<boolean> {
  const originals = await storedOriginals()
  if (originals === 0) return true
  log.error(
    { directory, originals, code: 'object_store_unavailable' },
    `${directory} is empty, though ${originals} documents have their originals in it. Is its disk mounted? Uploads are refused until it is; if the originals are lost for good, make the folder ${path.join(directory, '.unfinished')}`,
  )
  return false
}
