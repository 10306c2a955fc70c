import { randomUUID } from 'node:crypto'
import { chmod, mkdir, mkdtemp, readdir, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openFileObjectStore } from '../../src/adapters/objects/files.ts'
import { parseCompanyId } from '../../src/domain/ids.ts'
import { describeObjectStore, hostileNames } from './object-store-suite.ts'
import { removeFolder } from '../harness/remove-folder.ts'

const never = new AbortController().signal
const newFolder = () => mkdtemp(path.join(tmpdir(), 'atenex-objects-'))

describeObjectStore('local files', async () => {
  const directory = await newFolder()
  const store = await openFileObjectStore({ directory })
  return { store, close: () => removeFolder(directory) }
})

describe('local files on disk', () => {
  let directory: string
  const acme = parseCompanyId(randomUUID())
  beforeEach(async () => {
    directory = await newFolder()
  })
  afterEach(() => removeFolder(directory))

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

  it('makes nothing where something should be, and works again once its disk is mounted', async () => {
    const inner = path.join(directory, 'store')
    await mkdir(path.join(inner, 'lost+found'), { recursive: true })
    const store = await openFileObjectStore({ directory: inner, mayBeNew: async () => false })
    const key = `${acme}/${randomUUID()}/file.txt`
    const away = expect.objectContaining({ code: 'object_store_unavailable', retryable: true })
    await expect(store.put(acme, key, Readable.from(['x']), never)).rejects.toEqual(away)
    await expect(store.size(acme, key, never)).rejects.toEqual(away)
    await expect(store.check(never)).rejects.toEqual(away)
    expect(await readdir(inner)).toEqual(['lost+found'])
    await mkdir(path.join(inner, '.unfinished'))
    await store.put(acme, key, Readable.from(['x']), never)
    expect(await store.size(acme, key, never)).toBe(1)
  })

  it('asks nobody whether it may be new where it was before', async () => {
    await openFileObjectStore({ directory })
    const store = await openFileObjectStore({ directory, mayBeNew: () => Promise.reject(new Error('not to be asked')) })
    await expect(store.check(never)).resolves.toBeUndefined()
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

  it('leaves nothing of a put that is aborted at any moment, neither when its caller is told nor later', async () => {
    const store = await openFileObjectStore({ directory })
    const unfinished = path.join(directory, '.unfinished')
    for (let moment = 0; moment < 120; moment++) {
      const key = `${acme}/${randomUUID()}/file.bin`
      const controller = new AbortController()
      const body = Readable.from(
        (async function* () {
          for (let sent = 0; sent < 10; sent++) yield Buffer.alloc(50_000)
        })(),
      )
      const putting = store.put(acme, key, body, controller.signal).then(
        () => 'stored',
        (error: unknown) => error,
      )
      for (let turn = 0; turn < moment; turn++) await setImmediate()
      controller.abort()
      const outcome = await putting
      expect(await readdir(unfinished)).toEqual([])
      expect((await store.size(acme, key, never)) !== null).toBe(outcome === 'stored')
      if (outcome !== 'stored') expect(outcome).toMatchObject({ code: 'cancelled' })
      expect(body.destroyed).toBe(true)
      await store.remove(acme, key, never)
    }
    expect(await readdir(unfinished)).toEqual([])
    expect(await store.list(acme, null, never)).toEqual([])
  })

  it('ends quietly for a reader that is let go at any moment, whether or not it has its stream yet', async () => {
    const store = await openFileObjectStore({ directory })
    const key = `${acme}/${randomUUID()}/file.bin`
    await store.put(acme, key, Readable.from([Buffer.alloc(1_000_000)]), never)
    for (let moment = 0; moment < 60; moment++) {
      const controller = new AbortController()
      const reading = store.get(acme, key, controller.signal).catch(() => null)
      for (let turn = 0; turn < moment % 12; turn++) await Promise.resolve()
      if (moment % 2 === 0) await setImmediate()
      controller.abort()
      const body = await reading
      if (body !== null) await expect(buffer(body)).rejects.toMatchObject({ code: 'cancelled' })
    }
    expect(await buffer(await store.get(acme, key, never))).toHaveLength(1_000_000)
  })

  it.skipIf(process.platform === 'win32')(
    'keeps everything for its own account, also in a folder that stood open',
    async () => {
      const old = path.join(directory, acme, 'd', 'old.txt')
      await mkdir(path.dirname(old), { recursive: true })
      await writeFile(old, 'x')
      await chmod(old, 0o644)
      for (const folder of [path.dirname(old), path.join(directory, acme), directory]) await chmod(folder, 0o755)
      const before = process.umask(0)
      try {
        const store = await openFileObjectStore({ directory })
        await store.put(acme, `${acme}/${randomUUID()}/new.txt`, Readable.from(['x']), never)
      } finally {
        process.umask(before)
      }
      const entries = await readdir(directory, { recursive: true, withFileTypes: true })
      const modes = await Promise.all(
        entries.map(async (entry) => {
          const { mode } = await stat(path.join(entry.parentPath, entry.name))
          return `${entry.isFile() ? 'file' : 'folder'} ${(mode & 0o777).toString(8)}`
        }),
      )
      expect([...new Set(modes)].toSorted()).toEqual(['file 600', 'folder 700'])
      expect((await stat(directory)).mode & 0o777).toBe(0o700)
    },
  )

  it('stores nothing on a disk that is full, and reads and removes there', async () => {
    const key = `${acme}/${randomUUID()}/a.txt`
    const roomy = await openFileObjectStore({ directory })
    await roomy.put(acme, key, Readable.from([Buffer.from('there')]), never)
    const full = await openFileObjectStore({ directory, leastRoomBytes: Number.MAX_SAFE_INTEGER })
    const another = Readable.from([Buffer.from('more')])
    await expect(full.put(acme, `${key}2`, another, never)).rejects.toMatchObject({
      code: 'object_store_unavailable',
      message: 'The local object store has no room left: the disk is full.',
      spanish: expect.stringContaining('está lleno'),
      retryable: true,
    })
    expect(another.destroyed).toBe(true)
    expect(await full.size(acme, key, never)).toBe(5)
    await full.remove(acme, key, never)
    expect(await full.size(acme, key, never)).toBeNull()
  })

  it('fails its check on a disk that is full, and only there', async () => {
    const full = await openFileObjectStore({ directory, leastRoomBytes: Number.MAX_SAFE_INTEGER })
    await expect(full.check(never)).rejects.toMatchObject({
      code: 'object_store_unavailable',
      message: 'The local object store has no room left: the disk is full.',
      retryable: true,
    })
    const roomy = await openFileObjectStore({ directory, leastRoomBytes: 1 })
    await expect(roomy.check(never)).resolves.toBeUndefined()
  })

  it('reports an unusable folder as an outage that may pass, never as an absent object', async () => {
    const store = await openFileObjectStore({ directory })
    await removeFolder(directory)
    // A file where the folder was: works the same for root, who is not stopped by permissions.
    await writeFile(directory, 'not a folder')
    const outage = { code: 'object_store_unavailable', retryable: true }
    const key = `${acme}/${randomUUID()}/a.txt`
    await expect(store.put(acme, key, Readable.from(['x']), never)).rejects.toMatchObject(outage)
    await expect(store.check(never)).rejects.toMatchObject(outage)
    await expect(store.size(acme, key, never)).rejects.toMatchObject(outage)
    await expect(store.get(acme, key, never)).rejects.toMatchObject(outage)
    await expect(store.list(acme, null, never)).rejects.toMatchObject(outage)
    await expect(store.remove(acme, key, never)).rejects.toMatchObject(outage)
  })
})
