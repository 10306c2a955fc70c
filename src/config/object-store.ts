import { accessSync, constants } from 'node:fs'
import type { Findings } from './environment.ts'
import type { ObjectStoreConfig } from './schema.ts'
import type { Values } from './settings.ts'

/** The original's bucket is used as soon as it is named. */
export function readObjectStore({ objectStore }: Values, findings: Findings): ObjectStoreConfig {
  const { bucket, keyFile, endpoint } = objectStore
  const kind = objectStore.kind ?? (bucket === null ? 'files' : 'gcs')
  if (kind === 'files') return { kind }
  if (bucket === null)
    findings.problems.push('INGEST_GCS_BUCKET_NAME must name the bucket when ATENEX_OBJECT_STORE is gcs')
  if (keyFile !== null && !isReadable(keyFile)) {
    findings.problems.push(`GOOGLE_APPLICATION_CREDENTIALS (${keyFile}) is not a file that can be read`)
  }
  return { kind, bucket: bucket ?? '', keyFile, endpoint }
}

function isReadable(file: string): boolean {
  try {
    accessSync(file, constants.R_OK)
    return true
  } catch {
    return false
  }
}
