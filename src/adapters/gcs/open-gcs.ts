import { IdempotencyStrategy, Storage } from '@google-cloud/storage'
import type { ObjectStore } from '../../ports/object-store.ts'
import { calls } from './failures.ts'
import { listObjects } from './list-objects.ts'
import { nameOfKey, namesOfKey, prefixesOf } from './object-name.ts'
import { findObject, listKeys, listPage, openObject } from './read-objects.ts'
import { putObject, removeObjects } from './write-objects.ts'

export interface GcsOptions {
  readonly bucket: string
  /** File with the key of a service account. Null: the workload's own identity, as the platform gives it. */
  readonly keyFile: string | null
  /** Another address than Google's, without authentication: an emulator, a private gateway. */
  readonly endpoint: string | null
}

/** Repeated by the client on time-outs, 408, 429 and 5xx; below the limits of our callers. */
const retryOptions = {
  autoRetry: true,
  maxRetries: 3,
  totalTimeout: 10,
  maxRetryDelay: 2,
  retryDelayMultiplier: 2,
  // each object is written by one sender, and under the same name the same bytes
  idempotencyStrategy: IdempotencyStrategy.RetryAlways,
}
/** For one request. Without it a server that hangs is waited for for ever. */
const requestMs = 30_000

/** Originals in a bucket of Google Cloud Storage. Connects with the first call. */
export function openGcs({ bucket: name, keyFile, endpoint }: GcsOptions): ObjectStore {
  const storage = new Storage({
    retryOptions,
    timeout: requestMs,
    ...(keyFile === null ? {} : { keyFilename: keyFile }),
    ...(endpoint === null ? {} : { apiEndpoint: endpoint, projectId: 'none' }),
  })
  const bucket = storage.bucket(name)
  return {
    put: (companyId, key, body, signal) =>
      calls.write({ what: 'store a file', signal }, (inner) =>
        putObject(bucket, nameOfKey(companyId, key), body, inner),
      ),
    get: (companyId, key, signal, part) =>
      // what is read later ends with the caller's signal, long after opening has ended in its own time
      calls.read({ what: 'read a file', signal }, (opening) =>
        openObject(bucket, namesOfKey(companyId, key), { signal, opening }, part),
      ),
    size: (companyId, key, signal) =>
      calls.read({ what: 'look for a file', signal }, async () => {
        const found = await findObject(bucket, namesOfKey(companyId, key))
        return found === null ? null : found.sizeBytes
      }),
    remove: (companyId, key, signal) =>
      calls.write({ what: 'remove a file', signal }, () => removeObjects(bucket, namesOfKey(companyId, key))),
    list: (companyId, documentId, signal) =>
      calls.read({ what: 'list files', signal }, () => listKeys(bucket, companyId, prefixesOf(companyId, documentId))),
    scan: async function* (companyId, signal) {
      for (const prefix of prefixesOf(companyId, null)) {
        let pageToken: string | undefined
        do {
          const page = await calls.read({ what: 'list files', signal }, () =>
            listPage(bucket, companyId, prefix, pageToken),
          )
          yield page.objects
          pageToken = page.next
        } while (pageToken !== undefined)
      }
    },
    check: (signal) =>
      calls.read({ what: 'reach its bucket', signal }, async () => {
        // rights over objects suffice for this one
        await listObjects(bucket, { most: 1 })
      }),
  }
}
