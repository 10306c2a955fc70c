import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseDocumentId, type CompanyId, type DocumentId } from '../../src/domain/ids.ts'
import { uploadBudget } from '../../src/domain/time-budgets.ts'
import { acceptDocument, type AcceptDeps } from '../../src/ingest/accept.ts'
import { reviveDocuments } from '../../src/ingest/revive.ts'
import type { ObjectStore } from '../../src/ports/object-store.ts'
import { anyCompany } from '../harness/documents.ts'
import { openIngest, type Ingest } from '../harness/ingest.ts'
import { createTestClock, type TestClock } from '../harness/test-clock.ts'
import { waitFor } from '../harness/wait.ts'

let ingest: Ingest
let deps: Ingest['deps']
const forever = () => AbortSignal.timeout(60_000)
const idleMs = 90_000

beforeAll(async () => {
  ingest = await openIngest()
  ;({ deps } = ingest)
})
afterAll(() => ingest.close())

interface Sender {
  /** The document's id, or the failure's code. */
  readonly outcome: Promise<string>
  readonly clock: TestClock
  readonly settled: () => boolean
}

interface SendOptions {
  readonly clock?: TestClock
  readonly file?: { readonly name: string; readonly text: string }
}

/** One request with a clock of its own, which stands still: it gives no sign of life unless the test moves it. */
function send(companyId: CompanyId, changes: Partial<AcceptDeps> = {}, options: SendOptions = {}): Sender {
  const { clock = createTestClock(), file = { name: 'a.txt', text: 'Hola.' } } = options
  const incoming = {
    companyId,
    fileName: file.name,
    body: Readable.from([Buffer.from(file.text)]),
    metadata: async () => null,
    signal: forever(),
  }
  let settled = false
  const outcome = acceptDocument({ ...deps, clock, ...changes }, incoming)
    .then(
      (document): string => document.id,
      (error: { code?: string; message: string }) => error.code ?? error.message,
    )
    .finally(() => (settled = true))
  return { outcome, clock, settled: () => settled }
}

/** Moves a sender's clock until its request has ended. */
async function drive(sender: Sender): Promise<string> {
  await waitFor(
    async () => {
      await sender.clock.tick(500)
      return sender.settled()
    },
    { what: 'the request to end', timeoutMs: 20_000, everyMs: 10 },
  )
  return sender.outcome
}

/** The real store, whose `put` waits until it is let go, or is made to fail, unless it is told to stop. */
function slowStore(clock = createTestClock()) {
  const begun = Promise.withResolvers<DocumentId>()
  const gate = Promise.withResolvers<void>()
  let stoppedAt: number | null = null
  const objects: ObjectStore = {
    ...deps.objects,
    put: async (companyId, key, body, signal) => {
      begun.resolve(parseDocumentId(key.split('/')[1] ?? ''))
      const stop = Promise.withResolvers<void>()
      signal.addEventListener('abort', () => {
        stoppedAt = clock.monotonicMs()
        stop.reject(new Error('stopped'))
      })
      await Promise.race([gate.promise, stop.promise])
      await deps.objects.put(companyId, key, body, signal)
    },
  }
  return {
    objects,
    begun: begun.promise,
    stoppedAt: () => stoppedAt,
    goOn: () => gate.resolve(),
    fail: () => gate.reject(new Error('the disk is full')),
  }
}

/** As if its sender had given no sign for that long. */
async function age(documentId: DocumentId, seconds: number): Promise<void> {
  await sql`update documents set updated_at = now() - ${seconds} * interval '1 second' where id = ${documentId}`.execute(
    ingest.db,
  )
}

const statusOf = async (companyId: CompanyId, id: string) =>
  (await deps.documents.find(companyId, parseDocumentId(id)))?.status ?? null
const originalsOf = (companyId: CompanyId, id: string) => deps.objects.list(companyId, id, forever())

/** What there is of a document in the end, and how many documents its company has. */
const stateOf = async (companyId: CompanyId, id: string) => ({
  status: await statusOf(companyId, id),
  originals: (await originalsOf(companyId, id)).length,
  documents: (await deps.documents.list(companyId, 10, 0)).length,
})
const stored = { status: 'uploaded', originals: 1, documents: 1 }

describe('while the first sender is alive, the second waits for what becomes of it', () => {
  test('stored: the second is told which document is there', async () => {
    const company = anyCompany()
    const store = slowStore()
    const first = send(company, { objects: store.objects })
    await store.begun
    const second = send(company)
    await second.clock.tick(5_000)
    store.goOn()
    const id = await first.outcome
    expect(await drive(second)).toBe('duplicate_document')
    expect(await stateOf(company, id)).toEqual(stored)
  })

  test('failed: the second stores it', async () => {
    const company = anyCompany()
    const store = slowStore()
    const first = send(company, { objects: store.objects })
    const failed = await store.begun
    const second = send(company)
    await second.clock.tick(5_000)
    store.fail()
    expect(await first.outcome).toBe('the disk is full')
    const id = await drive(second)
    expect(id).not.toBe(failed)
    expect(await stateOf(company, id)).toEqual(stored)
    expect(await originalsOf(company, failed)).toEqual([])
  })

  test('neither, for longer than a reply may take: the second is asked to come again, and the first goes on', async () => {
    const company = anyCompany()
    const store = slowStore()
    const first = send(company, { objects: store.objects })
    await store.begun
    const second = send(company)
    expect(await drive(second)).toBe('upload_in_progress')
    expect(second.clock.monotonicMs()).toBeGreaterThanOrEqual(uploadBudget.turnMs)
    store.goOn()
    expect(await stateOf(company, await first.outcome)).toEqual(stored)
  })

  test('another file of the same name waits as well, and is told that the name is taken', async () => {
    const company = anyCompany()
    const store = slowStore()
    const first = send(company, { objects: store.objects })
    await store.begun
    const second = send(company, {}, { file: { name: 'a.txt', text: 'Otra cosa.' } })
    await second.clock.tick(5_000)
    expect(second.settled()).toBe(false)
    store.goOn()
    const id = await first.outcome
    expect(await drive(second)).toBe('name_taken')
    expect(await stateOf(company, id)).toEqual(stored)
  })

  test('died: the second takes its place as soon as the first has given no sign for its time', async () => {
    const company = anyCompany()
    const dead = await beginAndDie(company)
    await age(dead, uploadBudget.leaseMs / 1000 - 5)
    const second = send(company)
    await second.clock.tick(5_000)
    expect(second.settled()).toBe(false)
    await age(dead, uploadBudget.leaseMs / 1000 + 1)
    const id = await drive(second)
    expect(id).not.toBe(dead)
    expect(await stateOf(company, id)).toEqual(stored)
  })
})

/** A sender that is killed while it stores: nothing of it happens any more. */
async function beginAndDie(company: CompanyId): Promise<DocumentId> {
  const store = slowStore()
  send(company, { objects: store.objects })
  return store.begun
}

describe('a sender that was taken for dead', () => {
  test('an interrupted upload is sent again, slowly, while house-keeping comes by', async () => {
    const company = anyCompany()
    await age(await beginAndDie(company), 120)
    const store = slowStore()
    const again = send(company, { objects: store.objects })
    await store.begun
    await reviveDocuments(deps, idleMs, forever())
    store.goOn()
    expect(await stateOf(company, await again.outcome)).toEqual(stored)
  })

  test('fails late, and takes nothing from the second that has stored', async () => {
    const company = anyCompany()
    const store = slowStore()
    const first = send(company, { objects: store.objects })
    await age(await store.begun, 120)
    const id = await send(company).outcome
    store.fail()
    expect(await first.outcome).toBe('the disk is full')
    expect(await stateOf(company, id)).toEqual(stored)
  })

  test('fails while the second is storing, and takes nothing from it', async () => {
    const company = anyCompany()
    const [one, two] = [slowStore(), slowStore()]
    const first = send(company, { objects: one.objects })
    await age(await one.begun, 120)
    const second = send(company, { objects: two.objects })
    await two.begun
    one.fail()
    await first.outcome
    two.goOn()
    expect(await stateOf(company, await second.outcome)).toEqual(stored)
  })

  test('stores late, is refused, and takes away its own original only', async () => {
    const company = anyCompany()
    const store = slowStore()
    const first = send(company, { objects: store.objects })
    const late = await store.begun
    await age(late, 120)
    const id = await send(company).outcome
    store.goOn()
    expect(await first.outcome).toBe('conflict')
    expect(await originalsOf(company, late)).toEqual([])
    expect(await stateOf(company, id)).toEqual(stored)
  })

  test('is told to stop at its next sign of life', async () => {
    const company = anyCompany()
    const store = slowStore()
    const first = send(company, { objects: store.objects })
    const late = await store.begun
    await age(late, 120)
    const id = await send(company).outcome
    expect(await drive(first)).toBe('conflict')
    expect(store.stoppedAt()).not.toBeNull()
    expect(await stateOf(company, id)).toEqual(stored)
    expect(await originalsOf(company, late)).toEqual([])
  })

  test('gives up by itself when no sign gets through, before anybody may take its place', async () => {
    const company = anyCompany()
    const clock = createTestClock()
    const store = slowStore(clock)
    const documents = { ...deps.documents, touchUpload: () => Promise.reject(new Error('PostgreSQL is away')) }
    const first = send(company, { objects: store.objects, documents }, { clock })
    await store.begun
    expect(await drive(first)).toBe('PostgreSQL is away')
    expect(store.stoppedAt()).toBeLessThan(uploadBudget.leaseMs)
  })

  test('gives up as well when PostgreSQL says nothing at all', async () => {
    const company = anyCompany()
    const clock = createTestClock()
    const store = slowStore(clock)
    const documents = { ...deps.documents, touchUpload: () => new Promise<boolean>(() => undefined) }
    const first = send(company, { objects: store.objects, documents }, { clock })
    await store.begun
    expect(await drive(first)).toBe('database_unavailable')
    expect(store.stoppedAt()).toBeLessThan(uploadBudget.leaseMs)
  })

  test('stays alive for as long as its signs get through', async () => {
    const company = anyCompany()
    const store = slowStore()
    const first = send(company, { objects: store.objects })
    const id = await store.begun
    await age(id, 120)
    const aged = (await deps.documents.find(company, id))?.updatedAt.getTime() ?? 0
    await waitFor(
      async () => {
        await first.clock.tick(uploadBudget.beatMs)
        return ((await deps.documents.find(company, id))?.updatedAt.getTime() ?? 0) > aged
      },
      { what: 'a sign of life', timeoutMs: 10_000, everyMs: 20 },
    )
    await reviveDocuments(deps, idleMs, forever())
    store.goOn()
    expect(await first.outcome).toBe(id)
    expect(await stateOf(company, id)).toEqual(stored)
  })
})

describe('house-keeping and a sender that is slow to come back', () => {
  /** Takes the upload and stops right before, or right after, it looks for the original. */
  function slowRevival(looks: 'before' | 'after') {
    const taken = Promise.withResolvers<void>()
    const gate = Promise.withResolvers<void>()
    const objects: ObjectStore = {
      ...deps.objects,
      exists: async (...call) => {
        const early = looks === 'before' ? await deps.objects.exists(...call) : null
        taken.resolve()
        await gate.promise
        return early ?? deps.objects.exists(...call)
      },
    }
    return {
      revived: reviveDocuments({ ...deps, objects }, idleMs, forever()),
      taken: taken.promise,
      goOn: () => gate.resolve(),
    }
  }

  test('forgotten before it stored: it is refused and leaves nothing', async () => {
    const company = anyCompany()
    const store = slowStore()
    const sender = send(company, { objects: store.objects })
    const id = await store.begun
    await age(id, 120)
    await reviveDocuments(deps, idleMs, forever())
    expect(await statusOf(company, id)).toBeNull()
    store.goOn()
    expect(await drive(sender)).toBe('conflict')
    expect(await originalsOf(company, id)).toEqual([])
  })

  test('stored while house-keeping has not looked yet: finished once, and the sender is told so', async () => {
    const company = anyCompany()
    const store = slowStore()
    const sender = send(company, { objects: store.objects })
    const id = await store.begun
    await age(id, 120)
    const revival = slowRevival('after')
    await revival.taken
    store.goOn()
    await waitFor(async () => (await originalsOf(company, id)).length === 1, { what: 'it', timeoutMs: 10_000 })
    revival.goOn()
    await revival.revived
    expect(await drive(sender)).toBe(id)
    expect(await stateOf(company, id)).toEqual(stored)
  })

  test('stored right after house-keeping has looked: refused, and nothing is left', async () => {
    const company = anyCompany()
    const store = slowStore()
    const sender = send(company, { objects: store.objects })
    const id = await store.begun
    await age(id, 120)
    const revival = slowRevival('before')
    await revival.taken
    store.goOn()
    await waitFor(async () => (await originalsOf(company, id)).length === 1, { what: 'it', timeoutMs: 10_000 })
    revival.goOn()
    await revival.revived
    expect(await drive(sender)).toBe('conflict')
    expect(await statusOf(company, id)).toBeNull()
    expect(await originalsOf(company, id)).toEqual([])
  })

  test('two at once bring an upload to an end once', async () => {
    const company = anyCompany()
    const id = await beginAndDie(company)
    const body = Readable.from([Buffer.from('Hola.')])
    await deps.objects.put(company, `${company}/${id}/a.txt`, body, forever())
    await age(id, 120)
    await Promise.all([reviveDocuments(deps, idleMs, forever()), reviveDocuments(deps, idleMs, forever())])
    expect(await stateOf(company, id)).toEqual(stored)
  })

  test('an upload whose store is away hides no other one, and is looked at again later', async () => {
    const company = anyCompany()
    const id = await beginAndDie(company)
    await age(id, 120)
    const objects = { ...deps.objects, exists: () => Promise.reject(new Error('the store is away')) }
    await expect(reviveDocuments({ ...deps, objects }, idleMs, forever())).rejects.toThrow('the store is away')
    expect(await statusOf(company, id)).toBe('pending')
    await age(id, 120)
    await reviveDocuments(deps, idleMs, forever())
    expect(await statusOf(company, id)).toBeNull()
  })
})

test('an upload of the version before, which has no token, keeps its longer time', async () => {
  const company = anyCompany()
  const id = await beginAndDie(company)
  await sql`update documents set upload_token = null where id = ${id}`.execute(ingest.db)
  await age(id, 60)
  const second = send(company)
  expect(await drive(second)).toBe('upload_in_progress')
  await age(id, 120)
  expect(await stateOf(company, await send(company).outcome)).toEqual(stored)
})

test('a sender whose row cannot be removed fails with what failed first', async () => {
  const company = anyCompany()
  const store = slowStore()
  const documents = { ...deps.documents, abandonUpload: () => Promise.reject(new Error('PostgreSQL is away')) }
  const sender = send(company, { objects: store.objects, documents })
  await store.begun
  store.fail()
  expect(await sender.outcome).toBe('the disk is full')
})
