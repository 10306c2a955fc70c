import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openFileObjectStore } from '../../src/adapters/objects/files.ts'
import { parseCompanyId } from '../../src/domain/ids.ts'
import { describeObjectStore, hostileNames } from './object-store-suite.ts'

const never = new AbortController().signal
const newFolder = () => mkdtemp(path.join(tmpdir(), 'atenex-objects-'))

describeObjectStore('local files', async () => {
  const directory = await newFolder()
  const store = await openFileObjectStore({ directory })
  return { store, close: () => rm(directory, { recursive: true, force: true }) }
})

describe('local files on disk', () => {
  let directory: string
  const acme = parseCompanyId(randomUUID())
  beforeEach(async () => {
    directory = await newFolder()
  })
  afterEach(() => rm(directory, { recursive: true, force: true }))

  it('keeps every file below its own folder, whatever the name', async () => {
    const inner = path.join(directory, 'a', 'store')
    const store = await openFileObjectStore({ directory: inner })
    for (const fileName of hostileNames) {
      await store.put(acme, `${acme}/${randomUUID()}/${fileName}`, Readable.from(['x']), never)
    }
    expect(await readdir(directory)).toEqual(['a'])
    expect(await readdir(path.join(directory, 'a'))).toEqual(['store'])
    expect((await readdir(inner)).toSorted()).toEqual(['.unfinished', acme].toSorted())
  })

  it('removes empty folders with the last object', async () => {
    const store = await openFileObjectStore({ directory })
    const key = `${acme}/${randomUUID()}/${'long'.repeat(200)}.txt`
    await store.put(acme, key, Readable.from(['x']), never)
    await store.remove(acme, key, never)
    expect(await readdir(directory)).toEqual(['.unfinished'])
    expect(await readdir(path.join(directory, '.unfinished'))).toEqual([])
  })

  it('deletes files that a killed process left half-written, but not those being written now', async () => {
    const unfinished = path.join(directory, '.unfinished')
    await mkdir(unfinished, { recursive: true })
    await writeFile(path.join(unfinished, 'old'), 'x')
    await writeFile(path.join(unfinished, 'young'), 'x')
    const twoHoursAgo = new Date(Date.now() - 2 * 60 * 60_000)
    await utimes(path.join(unfinished, 'old'), twoHoursAgo, twoHoursAgo)
    await openFileObjectStore({ directory })
    expect(await readdir(unfinished)).toEqual(['young'])
  })

  it('reports an unusable folder as an outage that may pass, never as an absent object', async () => {
    const store = await openFileObjectStore({ directory })
    await rm(directory, { recursive: true })
    // A file where the folder was: works the same for root, who is not stopped by permissions.
    await writeFile(directory, 'not a folder')
    const outage = { code: 'object_store_unavailable', retryable: true }
    const key = `${acme}/${randomUUID()}/a.txt`
    await expect(store.put(acme, key, Readable.from(['x']), never)).rejects.toMatchObject(outage)
    await expect(store.check(never)).rejects.toMatchObject(outage)
    await expect(store.exists(acme, key, never)).rejects.toMatchObject(outage)
    await expect(store.get(acme, key, never)).rejects.toMatchObject(outage)
    await expect(store.list(acme, null, never)).rejects.toMatchObject(outage)
    await expect(store.remove(acme, key, never)).rejects.toMatchObject(outage)
  })
})
