import { readFileSync } from 'node:fs'
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
  // an address of somebody else is asked without it
  const wrong = keyFile === null || endpoint !== null ? null : whatIsWrong(keyFile)
  if (wrong !== null) findings.problems.push(`GOOGLE_APPLICATION_CREDENTIALS (${keyFile}) ${wrong}`)
  return { kind, bucket: bucket ?? '', keyFile, endpoint }
}

/** Otherwise the first upload would be the first to hear of it. Nothing of what the file holds is told. */
function whatIsWrong(file: string): string | null {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return 'is not a file that can be read'
  }
  try {
    const key: unknown = JSON.parse(text)
    if (typeof key === 'object' && key !== null && 'type' in key) return null
  } catch {
    // the sentence below says it
  }
  return 'holds no key of a service account: that is JSON with a field "type"'
}
