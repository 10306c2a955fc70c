import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { uploadBudget } from '../../src/domain/time-budgets.ts'
import { anyCompany } from '../harness/documents.ts'
import { openIngest, type Ingest } from '../harness/ingest.ts'
import { drive, stored, uploadsOf, type Uploads } from '../harness/uploads.ts'

let ingest: Ingest
let uploads: Uploads

beforeAll(async () => {
  ingest = await openIngest()
  uploads = uploadsOf(ingest)
})
afterAll(() => ingest.close())

describe('while the first sender is alive, the second waits for what becomes of it', () => {
  test('stored: the second is told which document is there', async () => {
    const company = anyCompany()
    const store = uploads.slowStore()
    const first = uploads.send(company, { objects: store.objects })
    await store.begun
    const second = uploads.send(company)
    await second.clock.tick(5_000)
    store.goOn()
    const id = await first.outcome
    expect(await drive(second)).toBe('duplicate_document')
    expect(await uploads.stateOf(company, id)).toEqual(stored)
  })

  test('failed: the second stores it', async () => {
    const company = anyCompany()
    const store = uploads.slowStore()
    const first = uploads.send(company, { objects: store.objects })
    const failed = await store.begun
    const second = uploads.send(company)
    await second.clock.tick(5_000)
    store.fail()
    expect(await first.outcome).toBe('the disk is full')
    const id = await drive(second)
    expect(id).not.toBe(failed)
    expect(await uploads.stateOf(company, id)).toEqual(stored)
    expect(await uploads.originalsOf(company, failed)).toEqual([])
  })

  test('neither, for longer than a reply may take: the second is asked to come again, and the first goes on', async () => {
    const company = anyCompany()
    const store = uploads.slowStore()
    const first = uploads.send(company, { objects: store.objects })
    await store.begun
    const second = uploads.send(company)
    expect(await drive(second)).toBe('upload_in_progress')
    expect(second.clock.monotonicMs()).toBeGreaterThanOrEqual(uploadBudget.turnMs)
    store.goOn()
    expect(await uploads.stateOf(company, await first.outcome)).toEqual(stored)
  })

  test('another file of the same name waits as well, and is told that the name is taken', async () => {
    const company = anyCompany()
    const store = uploads.slowStore()
    const first = uploads.send(company, { objects: store.objects })
    await store.begun
    const second = uploads.send(company, {}, { file: { name: 'a.txt', text: 'Otra cosa.' } })
    await second.clock.tick(5_000)
    expect(second.settled()).toBe(false)
    store.goOn()
    const id = await first.outcome
    expect(await drive(second)).toBe('name_taken')
    expect(await uploads.stateOf(company, id)).toEqual(stored)
  })

  test('died: the second takes its place as soon as the first has given no sign for its time', async () => {
    const company = anyCompany()
    const dead = await uploads.beginAndDie(company)
    await uploads.age(dead, uploadBudget.leaseMs / 1000 - 5)
    const second = uploads.send(company)
    await second.clock.tick(5_000)
    expect(second.settled()).toBe(false)
    await uploads.age(dead, uploadBudget.leaseMs / 1000 + 1)
    const id = await drive(second)
    expect(id).not.toBe(dead)
    expect(await uploads.stateOf(company, id)).toEqual(stored)
  })
})

test('an upload of the version before, which has no token, keeps its longer time', async () => {
  const company = anyCompany()
  const id = await uploads.beginAndDie(company)
  await sql`update documents set upload_token = null where id = ${id}`.execute(ingest.db)
  await uploads.age(id, 60)
  const second = uploads.send(company)
  expect(await drive(second)).toBe('upload_in_progress')
  await uploads.age(id, 120)
  expect(await uploads.stateOf(company, await uploads.send(company).outcome)).toEqual(stored)
})

test('a sender whose row cannot be removed fails with what failed first', async () => {
  const company = anyCompany()
  const store = uploads.slowStore()
  const documents = { ...ingest.deps.documents, abandonUpload: () => Promise.reject(new Error('PostgreSQL is away')) }
  const sender = uploads.send(company, { objects: store.objects, documents })
  await store.begun
  store.fail()
  expect(await sender.outcome).toBe('the disk is full')
})
