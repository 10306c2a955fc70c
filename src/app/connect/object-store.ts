import path from 'node:path'
import { openFileObjectStore } from '../../adapters/objects/files.ts'
import type { Config } from '../../config/schema.ts'
import type { ObjectStore } from '../../ports/object-store.ts'

/** Opens the configured store; Google's client connects with the first call, and is loaded only when it is used. */
export async function openObjectStore({ objectStore, dataDir }: Config): Promise<ObjectStore> {
  if (objectStore.kind === 'files') return openFileObjectStore({ directory: path.join(dataDir, 'originals') })
  const { openGcs } = await import('../../adapters/gcs/open-gcs.ts')
  return openGcs(objectStore)
}
