import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { waitFor } from '../../test/harness/wait.ts'
import { AppError } from '../domain/errors.ts'
import { spool } from './spool.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atenex-spool-'))
})
afterEach(() => rm(folder, { recursive: true }))

const goOn = new AbortController().signal
const left = () => readdir(folder)

/** Sends the pieces and then nothing more, without an end, as a client that lost its network. */
async function* stalling(...pieces: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* pieces
  await new Promise(() => undefined)
}

test('a copy has the bytes, their count and their hash, and is gone when it is disposed', async () => {
  const bytes = Buffer.from(Array.from({ length: 200_000 }, (_, index) => index % 251))
  {
    await using file = await spool(Readable.from([bytes.subarray(0, 70_001), bytes.subarray(70_001)]), {
      folder,
      maxBytes: 200_000,
      signal: goOn,
    })
    expect((await readFile(file.path)).equals(bytes)).toBe(true)
    expect(file.sizeBytes).toBe(200_000)
    expect(file.contentHash).toBe(createHash('sha256').update(bytes).digest('hex'))
  }
  expect(await left()).toEqual([])
})

test('one byte too many ends it at once, also when the client sends nothing more and does not end either', async () => {
  const copy = spool(stalling(Buffer.alloc(1000), Buffer.alloc(1)), { folder, maxBytes: 1000, signal: goOn })
  await expect(copy).rejects.toMatchObject({ code: 'payload_too_large' })
  expect(await left()).toEqual([])
})

test('on a disk that is nearly full nothing is copied, and it is said in both languages', async () => {
  const copy = spool(stalling(Buffer.alloc(10)), {
    folder,
    maxBytes: 1000,
    signal: goOn,
    leastRoomBytes: Number.MAX_SAFE_INTEGER,
  })
  await expect(copy).rejects.toMatchObject({
    code: 'object_store_unavailable',
    retryable: true,
    message: expect.stringContaining('is full'),
    spanish: expect.stringContaining('está lleno'),
  })
  expect(await left()).toEqual([])
})

test('an abort ends it at once with its reason, while the client is silent', async () => {
  const controller = new AbortController()
  const copy = spool(stalling(Buffer.alloc(10)), { folder, maxBytes: 1000, signal: controller.signal })
  copy.catch(() => undefined) // it may be over before it is waited for
  await waitFor(async () => (await left()).length === 1, { what: 'the copy', everyMs: 5 })
  controller.abort(new AppError('cancelled', 'The client went away.'))
  await expect(copy).rejects.toMatchObject({ code: 'cancelled' })
  expect(await left()).toEqual([])
})

test('what breaks while it is read leaves no copy', async () => {
  async function* breaking(): AsyncGenerator<Buffer> {
    yield Buffer.alloc(10)
    throw new AppError('invalid_request', 'The form ends too early.')
  }
  const copy = spool(breaking(), { folder, maxBytes: 1000, signal: goOn })
  await expect(copy).rejects.toMatchObject({ code: 'invalid_request' })
  expect(await left()).toEqual([])
})

test('a full disk passes, and is told as one', async () => {
  async function* full(): AsyncGenerator<Buffer> {
    yield Buffer.alloc(10)
    throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
  }
  const copy = spool(full(), { folder, maxBytes: 1000, signal: goOn })
  await expect(copy).rejects.toMatchObject({ code: 'object_store_unavailable', retryable: true })
  expect(await left()).toEqual([])
})
