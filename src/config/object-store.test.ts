import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
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

  test('needs a key file that is one, and tells nothing of what is in another', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'atenex-key-'))
    const problem = async (text: string) => {
      await writeFile(path.join(folder, 'key.json'), text)
      const file = path.join(folder, 'key.json')
      return problemsOf({ INGEST_GCS_BUCKET_NAME: 'atenex', GOOGLE_APPLICATION_CREDENTIALS: file }).join()
    }
    for (const text of ['', 'hunter2', '"hunter2"', '{"key":"hunter2"}', 'null']) {
      expect(await problem(text), text).toContain('holds no key of a service account')
      expect(await problem(text)).not.toContain('hunter2')
    }
    for (const type of ['service_account', 'external_account']) expect(await problem(JSON.stringify({ type }))).toBe('')
    await rm(folder, { recursive: true })
  })
})
