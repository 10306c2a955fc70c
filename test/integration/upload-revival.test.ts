import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { reviveDocuments } from '../../src/ingest/revive.ts'
import type { ObjectStore } from '../../src/ports/object-store.ts'
import { anyCompany } from '../harness/documents.ts'
import { openIngest, type Ingest } from '../harness/ingest.ts'
import { drive, stored, uploadsOf, type Uploads } from '../harness/uploads.ts'
import { waitFor } from '../harness/wait.ts'

let ingest: Ingest
let uploads: Uploads
const forever = () => AbortSignal.timeout(60_000)
const idleMs = 90_000

beforeAll(async () => {
  ingest = await openIngest()
  uploads = uploadsOf(ingest)
})
afterAll(() => ingest.close())

describe('house-keeping and a sender that is slow to come back', () => {
  /** Takes the upload and stops right before, or right after, it looks for the original. */
  function slowRevival(looks: 'before' | 'after') {
    const taken = Promise.withResolvers<void>()
    const gate = Promise.withResolvers<void>()
    const objects: ObjectStore = {
      ...ingest.deps.objects,
      size: async (...call) => {
        const early = looks === 'before' ? await ingest.deps.objects.size(...call) : null
        taken.resolve()
        await gate.promise
        return looks === 'before' ? early : ingest.deps.objects.size(...call)
      },
    }
    return {
      revived: reviveDocuments({ ...ingest.deps, objects }, idleMs, forever()),
      taken: taken.promise,
      goOn: () => gate.resolve(),
    }
  }

  test('forgotten before it stored: it is refused and leaves nothing', async () => {
    const company = anyCompany()
    const store = uploads.slowStore()
    const sender = uploads.send(company, { objects: store.objects })
    const id = await store.begun
    await uploads.age(id, 120)
    await reviveDocuments(ingest.deps, idleMs, forever())
    expect(await uploads.statusOf(company, id)).toBeNull()
    store.goOn()
    expect(await drive(sender)).toBe('conflict')
    expect(await uploads.originalsOf(company, id)).toEqual([])
  })

  test('stored while house-keeping has not looked yet: finished once, and the sender is told so', async () => {
    const company = anyCompany()
    const store = uploads.slowStore()
    const sender = uploads.send(company, { objects: store.objects })
    const id = await store.begun
    await uploads.age(id, 120)
    const revival = slowRevival('after')
    await revival.taken
    store.goOn()
    await waitFor(async () => (await uploads.originalsOf(company, id)).length === 1, { what: 'it' })
    revival.goOn()
    await revival.revived
    expect(await drive(sender)).toBe(id)
    expect(await uploads.stateOf(company, id)).toEqual(stored)
  })

  test('stored right after house-keeping has looked: refused, and nothing is left', async () => {
    const company = anyCompany()
    const store = uploads.slowStore()
    const sender = uploads.send(company, { objects: store.objects })
    const id = await store.begun
    await uploads.age(id, 120)
    const revival = slowRevival('before')
    await revival.taken
    store.goOn()
    await waitFor(async () => (await uploads.originalsOf(company, id)).length === 1, { what: 'it' })
    revival.goOn()
    await revival.revived
    expect(await drive(sender)).toBe('conflict')
    expect(await uploads.statusOf(company, id)).toBeNull()
    expect(await uploads.originalsOf(company, id)).toEqual([])
  })

  test('two at once bring an upload to an end once', async () => {
    const company = anyCompany()
    const id = await uploads.beginAndDie(company)
    const body = Readable.from([Buffer.from('Hola.')])
    await ingest.deps.objects.put(company, `${company}/${id}/a.txt`, body, forever())
    await uploads.age(id, 120)
    await Promise.all([
      reviveDocuments(ingest.deps, idleMs, forever()),
      reviveDocuments(ingest.deps, idleMs, forever()),
    ])
    expect(await uploads.stateOf(company, id)).toEqual(stored)
  })

  test('an upload whose store is away hides no other one, and is looked at again later', async () => {
    const company = anyCompany()
    const id = await uploads.beginAndDie(company)
    await uploads.age(id, 120)
    const objects = { ...ingest.deps.objects, size: () => Promise.reject(new Error('the store is away')) }
    await expect(reviveDocuments({ ...ingest.deps, objects }, idleMs, forever())).rejects.toThrow('the store is away')
    expect(await uploads.statusOf(company, id)).toBe('pending')
    await uploads.age(id, 120)
    await reviveDocuments(ingest.deps, idleMs, forever())
    expect(await uploads.statusOf(company, id)).toBeNull()
  })
})
