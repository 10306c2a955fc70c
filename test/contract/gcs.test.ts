import { randomBytes, randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openGcs } from '../../src/adapters/gcs/open-gcs.ts'
import { parseCompanyId } from '../../src/domain/ids.ts'
import type { ObjectStore } from '../../src/ports/object-store.ts'
import { findFakeGcsServer, startFakeGcsServer, type FakeGcsServer } from '../harness/gcs/fake-gcs-server.ts'
import { describeObjectStore } from './object-store-suite.ts'

const program = await findFakeGcsServer()
const bucket = 'originals'
const never = new AbortController().signal
const open = async (keptIn: 'memory' | 'files') => {
  const server = await startFakeGcsServer(program ?? '', bucket, keptIn)
  return { server, store: openGcs({ bucket, keyFile: null, endpoint: server.endpoint }) }
}

describe.skipIf(program === null)('Google Cloud Storage', () => {
  describeObjectStore('fake-gcs-server', async () => {
    const { server, store } = await open('memory')
    return { store, close: () => server.stop() }
  })

  describe('outages', () => {
    const acme = parseCompanyId(randomUUID())
    const outage = { code: 'object_store_unavailable', retryable: true }
    const keyOf = (name: string) => `${acme}/${randomUUID()}/${name}`
    let server: FakeGcsServer
    let store: ObjectStore
    beforeAll(async () => {
      ;({ server, store } = await open('files'))
    })
    afterAll(() => server.stop())

    it('keeps what was stored over a restart, and says "unknown" and not "absent" while the server is away', async () => {
      const [key, gone] = [keyOf('acta.pdf'), keyOf('otra.pdf')]
      const bytes = randomBytes(300_000)
      await store.put(acme, key, Readable.from([bytes]), never)
      await server.kill()
      const outcomes = await Promise.allSettled([
        store.size(acme, key, never),
        store.size(acme, gone, never),
        store.get(acme, gone, never),
        store.remove(acme, gone, never),
        store.list(acme, null, never),
        store.check(never),
      ])
      for (const outcome of outcomes) expect(outcome).toMatchObject({ status: 'rejected', reason: outage })
      await server.start()
      expect(await store.size(acme, key, never)).not.toBeNull()
      expect(await store.size(acme, gone, never)).toBeNull()
      expect((await buffer(await store.get(acme, key, never))).equals(bytes)).toBe(true)
    })

    it('leaves no half file when the server dies in the middle of a large upload, and takes it anew after that', async () => {
      const key = keyOf('grande.bin')
      const bytes = randomBytes(30_000_000)
      const inPieces = (atByte: number, then: () => Promise<void>) =>
        Readable.from(
          (async function* () {
            for (let at = 0; at < bytes.length; at += 1_000_000) {
              if (at === atByte) await then()
              yield bytes.subarray(at, at + 1_000_000)
            }
          })(),
        )
      const putting = store.put(
        acme,
        key,
        inPieces(20_000_000, () => server.kill()),
        never,
      )
      await expect(putting).rejects.toMatchObject(outage)
      await server.start()
      expect(await store.size(acme, key, never)).toBeNull()
      await store.put(
        acme,
        key,
        inPieces(-1, async () => undefined),
        never,
      )
      expect((await buffer(await store.get(acme, key, never))).equals(bytes)).toBe(true)
    })

    it('a bucket that is not there is an outage, never an absent object', async () => {
      const nowhere = openGcs({ bucket: 'nowhere', keyFile: null, endpoint: server.endpoint })
      const key = keyOf('acta.pdf')
      await expect(nowhere.size(acme, key, never)).rejects.toMatchObject(outage)
      await expect(nowhere.get(acme, key, never)).rejects.toMatchObject(outage)
      await expect(nowhere.remove(acme, key, never)).rejects.toMatchObject(outage)
      await expect(nowhere.check(never)).rejects.toMatchObject(outage)
    })

    it('reads and removes what the original wrote under its own spelling of the company', async () => {
      const key = keyOf('Informe 100%25.pdf').replace(acme, acme.toUpperCase())
      const reply = await fetch(
        `${server.endpoint}/upload/storage/v1/b/${bucket}/o?uploadType=media&name=${encodeURIComponent(key)}`,
        { method: 'POST', body: 'del original' },
      )
      expect(reply.ok).toBe(true)
      expect((await buffer(await store.get(acme, key, never))).toString()).toBe('del original')
      expect(await store.list(acme, null, never)).toContain(key)
      await store.remove(acme, key, never)
      expect(await store.size(acme, key, never)).toBeNull()
    })
  })
})
