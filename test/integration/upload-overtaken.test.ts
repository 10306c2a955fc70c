import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { uploadBudget } from '../../src/domain/time-budgets.ts'
import { reviveDocuments } from '../../src/ingest/revive.ts'
import { anyCompany } from '../harness/documents.ts'
import { openIngest, type Ingest } from '../harness/ingest.ts'
import { createTestClock } from '../harness/test-clock.ts'
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

describe('a sender that was taken for dead', () => {
  test('an interrupted upload is sent again, slowly, while house-keeping comes by', async () => {
    const company = anyCompany()
    await uploads.age(await uploads.beginAndDie(company), 120)
    const store = uploads.slowStore()
    const again = uploads.send(company, { objects: store.objects })
    await store.begun
    await reviveDocuments(ingest.deps, idleMs, forever())
    store.goOn()
    expect(await uploads.stateOf(company, await again.outcome)).toEqual(stored)
  })

  test('fails late, and takes nothing from the second that has stored', async () => {
    const company = anyCompany()
    const store = uploads.slowStore()
    const first = uploads.send(company, { objects: store.objects })
    await uploads.age(await store.begun, 120)
    const id = await uploads.send(company).outcome
    store.fail()
    expect(await first.outcome).toBe('the disk is full')
    expect(await uploads.stateOf(company, id)).toEqual(stored)
  })

  test('fails while the second is storing, and takes nothing from it', async () => {
    const company = anyCompany()
    const [one, two] = [uploads.slowStore(), uploads.slowStore()]
    const first = uploads.send(company, { objects: one.objects })
    await uploads.age(await one.begun, 120)
    const second = uploads.send(company, { objects: two.objects })
    await two.begun
    one.fail()
    await first.outcome
    two.goOn()
    expect(await uploads.stateOf(company, await second.outcome)).toEqual(stored)
  })

  test('stores late, is refused, and takes away its own original only', async () => {
    const company = anyCompany()
    const store = uploads.slowStore()
    const first = uploads.send(company, { objects: store.objects })
    const late = await store.begun
    await uploads.age(late, 120)
    const id = await uploads.send(company).outcome
    store.goOn()
    expect(await first.outcome).toBe('conflict')
    expect(await uploads.originalsOf(company, late)).toEqual([])
    expect(await uploads.stateOf(company, id)).toEqual(stored)
  })

  test('is told to stop at its next sign of life', async () => {
    const company = anyCompany()
    const store = uploads.slowStore()
    const first = uploads.send(company, { objects: store.objects })
    const late = await store.begun
    await uploads.age(late, 120)
    const id = await uploads.send(company).outcome
    expect(await drive(first)).toBe('conflict')
    expect(store.stoppedAt()).not.toBeNull()
    expect(await uploads.stateOf(company, id)).toEqual(stored)
    expect(await uploads.originalsOf(company, late)).toEqual([])
  })

  test('gives up by itself when no sign gets through, before anybody may take its place', async () => {
    const company = anyCompany()
    const clock = createTestClock()
    const store = uploads.slowStore(clock)
    const documents = { ...ingest.deps.documents, touchUpload: () => Promise.reject(new Error('PostgreSQL is away')) }
    const first = uploads.send(company, { objects: store.objects, documents }, { clock })
    await store.begun
    expect(await drive(first)).toBe('PostgreSQL is away')
    expect(store.stoppedAt()).toBeLessThan(uploadBudget.leaseMs)
  })

  test('gives up as well when PostgreSQL says nothing at all', async () => {
    const company = anyCompany()
    const clock = createTestClock()
    const store = uploads.slowStore(clock)
    const documents = { ...ingest.deps.documents, touchUpload: () => new Promise<boolean>(() => undefined) }
    const first = uploads.send(company, { objects: store.objects, documents }, { clock })
    await store.begun
    expect(await drive(first)).toBe('database_unavailable')
    expect(store.stoppedAt()).toBeLessThan(uploadBudget.leaseMs)
  })

  test('stays alive for as long as its signs get through', async () => {
    const company = anyCompany()
    const store = uploads.slowStore()
    const first = uploads.send(company, { objects: store.objects })
    const id = await store.begun
    await uploads.age(id, 120)
    const aged = (await ingest.deps.documents.find(company, id))?.updatedAt.getTime() ?? 0
    await waitFor(
      async () => {
        await first.clock.tick(uploadBudget.beatMs)
        return ((await ingest.deps.documents.find(company, id))?.updatedAt.getTime() ?? 0) > aged
      },
      { what: 'a sign of life', everyMs: 20 },
    )
    await reviveDocuments(ingest.deps, idleMs, forever())
    store.goOn()
    expect(await first.outcome).toBe(id)
    expect(await uploads.stateOf(company, id)).toEqual(stored)
  })
})
