import { describe, expect, test } from 'vitest'
import type { Environment } from './environment.ts'
import { loadConfig } from './load.ts'

function configOf(env: Environment) {
  const loaded = loadConfig(env)
  if ('problems' in loaded) throw new Error(loaded.problems.join('\n'))
  return loaded.config
}

function problemsOf(env: Environment): readonly string[] {
  const loaded = loadConfig(env)
  return 'problems' in loaded ? loaded.problems : []
}

describe('the object store', () => {
  test('is files in the data folder, and the bucket as soon as one is named, by the original’s name or ours', () => {
    expect(configOf({}).objectStore).toEqual({ kind: 'files' })
    const bucket = { kind: 'gcs', bucket: 'atenex', keyFile: null, endpoint: null }
    expect(configOf({ INGEST_GCS_BUCKET_NAME: 'atenex' }).objectStore).toEqual(bucket)
    expect(configOf({ ATENEX_GCS_BUCKET: 'atenex' }).objectStore).toEqual(bucket)
    expect(configOf({ INGEST_GCS_BUCKET_NAME: 'atenex', ATENEX_OBJECT_STORE: 'files' }).objectStore).toEqual({
      kind: 'files',
    })
  })

  test('needs a bucket for gcs, and a key file that is there', () => {
    expect(problemsOf({ ATENEX_OBJECT_STORE: 'gcs' }).join()).toContain('INGEST_GCS_BUCKET_NAME must name')
    const env = { INGEST_GCS_BUCKET_NAME: 'atenex', GOOGLE_APPLICATION_CREDENTIALS: '/nowhere/key.json' }
    expect(problemsOf(env).join()).toContain('/nowhere/key.json')
  })
})
