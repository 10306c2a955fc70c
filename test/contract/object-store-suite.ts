import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseCompanyId } from '../../src/domain/ids.ts'
import type { ObjectStore, StoredObject } from '../../src/ports/object-store.ts'

export interface OpenedObjectStore {
  readonly store: ObjectStore
  close(): Promise<void>
}

const never = new AbortController().signal
const company = () => parseCompanyId(randomUUID())
const body = (bytes: Buffer) => Readable.from([bytes])

/** Names that have broken some store: traversal, quotes, other scripts, hidden, reserved, very long. */
export const hostileNames = [
  'informe anual.pdf',
  'año ñandú — «ü».docx',
  '../../../etc/passwd',
  '..',
  '.hidden',
  'a/b/c.txt',
  'a+/b.txt',
  'percent%2Fslash%.txt',
  'quote\'"`$(x);.pdf',
  'line\nbreak\t.txt',
  '东京 東京.pdf',
  '🙂.md',
  `${'ñ'.repeat(255)}.pdf`,
  `${'long name '.repeat(60)}.pdf`,
  'trailing.',
  'con',
]

/** Every object store passes these tests. */
export function describeObjectStore(name: string, open: () => Promise<OpenedObjectStore>): void {
  describe(`object store: ${name}`, () => {
    let opened: OpenedObjectStore
    let store: ObjectStore
    beforeAll(async () => {
      opened = await open()
      store = opened.store
    })
    afterAll(() => opened.close())

    const read = async (companyId: ReturnType<typeof company>, key: string) =>
      buffer(await store.get(companyId, key, never))

    it('answers a check', async () => {
      await expect(store.check(never)).resolves.toBeUndefined()
    })

    it('returns the same bytes it was given, also none and many', async () => {
      const acme = company()
      for (const size of [0, 1, 65_536, 5_000_003]) {
        const key = `${acme}/${randomUUID()}/file.bin`
        const bytes = randomBytes(size)
        await store.put(acme, key, body(bytes), never)
        expect((await read(acme, key)).equals(bytes)).toBe(true)
        expect(await store.size(acme, key, never)).toBe(size)
      }
    })

    it('returns a part as it was asked for', async () => {
      const acme = company()
      const key = `${acme}/${randomUUID()}/file.bin`
      const bytes = randomBytes(1_000_000)
      await store.put(acme, key, body(bytes), never)
      for (const [first, last] of [
        [0, 0],
        [10, 300_000],
        [999_999, 999_999],
        [0, 999_999],
      ] as const) {
        const part = await buffer(await store.get(acme, key, never, { first, last }))
        expect(part.equals(bytes.subarray(first, last + 1)), `${first}-${last}`).toBe(true)
      }
    })

    it.each(hostileNames)('keeps an object called %j and lists its key unchanged', async (fileName) => {
      const acme = company()
      const documentId = randomUUID()
      const key = `${acme}/${documentId}/${fileName}`
      await store.put(acme, key, body(Buffer.from(fileName)), never)
      expect((await read(acme, key)).toString()).toBe(fileName)
      expect(await store.size(acme, key, never)).not.toBeNull()
      expect(await store.list(acme, documentId, never)).toEqual([key])
      await store.remove(acme, key, never)
      expect(await store.size(acme, key, never)).toBeNull()
      expect(await store.list(acme, null, never)).toEqual([])
    })

    it('keeps objects apart whose names differ only in special characters', async () => {
      const acme = company()
      const documentId = randomUUID()
      const keys = hostileNames.map((fileName) => `${acme}/${documentId}/${fileName}`)
      for (const key of keys) await store.put(acme, key, body(Buffer.from(key)), never)
      for (const key of keys) expect((await read(acme, key)).toString()).toBe(key)
      expect((await store.list(acme, documentId, never)).toSorted()).toEqual(keys.toSorted())
      for (const key of keys) await store.remove(acme, key, never)
      expect(await store.list(acme, null, never)).toEqual([])
    })

    it('replaces an object of the same key', async () => {
      const acme = company()
      const key = `${acme}/${randomUUID()}/file.txt`
      await store.put(acme, key, body(Buffer.from('first, and longer')), never)
      await store.put(acme, key, body(Buffer.from('second')), never)
      expect((await read(acme, key)).toString()).toBe('second')
      expect(await store.list(acme, null, never)).toHaveLength(1)
    })

    it('leaves nothing behind when the sender fails, and hands on the reason', async () => {
      const acme = company()
      const key = `${acme}/${randomUUID()}/file.txt`
      const failing = Readable.from(
        (async function* () {
          yield Buffer.alloc(100_000)
          throw new Error('the client went away')
        })(),
      )
      await expect(store.put(acme, key, failing, never)).rejects.toThrow('the client went away')
      expect(await store.size(acme, key, never)).toBeNull()
      expect(await store.list(acme, null, never)).toEqual([])
    })

    it('keeps the old object when a replacement fails in the middle', async () => {
      const acme = company()
      const key = `${acme}/${randomUUID()}/file.txt`
      await store.put(acme, key, body(Buffer.from('old')), never)
      const failing = Readable.from(
        (async function* () {
          yield Buffer.from('new')
          throw new Error('the client went away')
        })(),
      )
      await expect(store.put(acme, key, failing, never)).rejects.toThrow('the client went away')
      expect((await read(acme, key)).toString()).toBe('old')
    })

    it('stops a put at once when it is cancelled, without an object', async () => {
      const acme = company()
      const key = `${acme}/${randomUUID()}/file.txt`
      const controller = new AbortController()
      const endless = Readable.from(
        (async function* () {
          for (let sent = 0; ; sent++) {
            yield Buffer.alloc(1_000)
            if (sent === 100) controller.abort()
          }
        })(),
      )
      await expect(store.put(acme, key, endless, controller.signal)).rejects.toMatchObject({ code: 'cancelled' })
      expect(await store.size(acme, key, never)).toBeNull()
    })

    it('says that the store did not answer in time when the signal was a time limit', async () => {
      const acme = company()
      const signal = AbortSignal.timeout(0)
      await once(signal, 'abort')
      const late = { code: 'object_store_unavailable', retryable: true, message: expect.stringContaining('in time') }
      await expect(store.size(acme, `${acme}/${randomUUID()}/file.txt`, signal)).rejects.toMatchObject(late)
      await expect(store.list(acme, null, signal)).rejects.toMatchObject(late)
    })

    it('says original_missing for an object that is not there, and removes it with success', async () => {
      const acme = company()
      const key = `${acme}/${randomUUID()}/file.txt`
      await expect(store.get(acme, key, never)).rejects.toMatchObject({ code: 'original_missing', retryable: false })
      await store.remove(acme, key, never)
      await store.remove(acme, key, never)
      expect(await store.size(acme, key, never)).toBeNull()
    })

    it("never reaches another company's objects", async () => {
      const [acme, other] = [company(), company()]
      const key = `${acme}/${randomUUID()}/file.txt`
      await store.put(acme, key, body(Buffer.from('mine')), never)
      expect(await store.list(other, null, never)).toEqual([])
      await expect(store.get(other, key, never)).rejects.toMatchObject({ code: 'internal' })
      await expect(store.remove(other, key, never)).rejects.toMatchObject({ code: 'internal' })
      await expect(store.get(acme, `${acme}/../${other}/x`, never)).rejects.toMatchObject({ code: 'original_missing' })
      expect(await store.size(acme, key, never)).not.toBeNull()
    })

    it('lists one document or all of the company', async () => {
      const acme = company()
      const documents = [randomUUID(), randomUUID(), randomUUID()]
      for (const id of documents) await store.put(acme, `${acme}/${id}/a.txt`, body(Buffer.from('x')), never)
      expect(await store.list(acme, null, never)).toHaveLength(3)
      expect(await store.list(acme, documents[1] ?? '', never)).toEqual([`${acme}/${documents[1]}/a.txt`])
      expect(await store.list(acme, randomUUID(), never)).toEqual([])
    })

    it('goes through all objects of a company page by page, each with its age', async () => {
      const acme = company()
      const keys = ['a.txt', 'año/%2F.txt', '..'].map((name) => `${acme}/${randomUUID()}/${name}`)
      for (const key of keys) await store.put(acme, key, body(Buffer.from('x')), never)
      const found: StoredObject[] = []
      for await (const page of store.scan(acme, never)) found.push(...page)
      expect(found.map(({ key }) => key).toSorted()).toEqual(keys.toSorted())
      for (const { ageMs } of found) expect(Math.abs(ageMs)).toBeLessThan(3_600_000)
    })

    it('stores and removes many objects at the same time', async () => {
      const acme = company()
      const documentId = randomUUID()
      const rounds = Array.from({ length: 40 }, (_, i) => `${acme}/${i % 2 === 0 ? documentId : randomUUID()}/${i}.txt`)
      await Promise.all(
        rounds.map(async (key, i) => {
          await store.put(acme, key, body(Buffer.from(String(i))), never)
          if (i % 3 === 0) await store.remove(acme, key, never)
        }),
      )
      expect(await store.list(acme, null, never)).toHaveLength(40 - 14)
    })
  })
}
