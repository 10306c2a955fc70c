import { randomUUID } from 'node:crypto'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openLanceDb } from '../../src/adapters/lancedb/open-lance-db.ts'
import type { DocumentScope } from '../../src/domain/document.ts'
import { chunkId, parseCompanyId, parseDocumentId } from '../../src/domain/ids.ts'
import { systemClock } from '../../src/flow/system-clock.ts'
import type { VectorStore } from '../../src/ports/vector-store.ts'
import { silentLog } from '../harness/log.ts'
import { seededRandom } from '../harness/random.ts'
import { createTestClock } from '../harness/test-clock.ts'
import { waitFor } from '../harness/wait.ts'
import { documentOf, specOf } from './vector-store-chunks.ts'
import { removeFolder } from '../harness/remove-folder.ts'

const never = new AbortController().signal
const collection = 'aborts'
const random = seededRandom(31)
const newScope = (): DocumentScope => ({
  companyId: parseCompanyId(randomUUID()),
  documentId: parseDocumentId(randomUUID()),
})

const until = (condition: () => Promise<boolean>) => waitFor(condition, { what: 'rows of the write', everyMs: 1 })

describe('LanceDB, a write that is given up', () => {
  let directory: string
  let stores: VectorStore[]
  const open = async (clock = systemClock) => {
    const store = await openLanceDb({ directory, collection, log: silentLog, clock })
    stores.push(store)
    return store
  }
  const countOf = (store: VectorStore, { companyId, documentId }: DocumentScope) =>
    store.count(companyId, documentId, never)
  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'atenex-vectors-aborts-'))
    stores = []
  })
  afterEach(async () => {
    for (const store of stores) await store.close()
    await removeFolder(directory)
  })

  /** What the next holder of the document's lock does, and what it must still find when all that could come has come. */
  async function expectGoneForGood(writer: VectorStore, other: VectorStore, scope: DocumentScope): Promise<void> {
    await other.remove(scope, never)
    expect(await countOf(other, scope)).toBe(0)
    // a later write of the same instance runs behind whatever the given-up one left under way
    await writer.replace(newScope(), documentOf(newScope(), 0, random), never)
    await writer.maintain(never)
    expect(await countOf(other, scope)).toBe(0)
  }

  it('has ended when its caller is told: rows that another instance removes then never come back', async () => {
    const [writer, other] = [await open(), await open()]
    await writer.ensure(specOf(collection), never)
    const scopes: DocumentScope[] = []
    const some = documentOf(newScope(), 30_000, random)
    for (const part of [0, 0.05, 0.3, 0.6, 0.9]) {
      const scope = newScope()
      const chunks = some.map((chunk, index) => ({ ...chunk, ...scope, id: chunkId(scope.documentId, index) }))
      const controller = new AbortController()
      const writing = writer.replace(scope, chunks, controller.signal).then(
        () => 'done',
        (error: unknown) => error,
      )
      if (part > 0) await until(async () => (await countOf(other, scope)) >= part * chunks.length)
      controller.abort()
      const outcome = await writing
      if (outcome !== 'done') expect(outcome).toMatchObject({ code: 'cancelled' })
      await expectGoneForGood(writer, other, scope)
      scopes.push(scope)
    }
    await writer.close()
    const reopened = await open()
    for (const scope of scopes) expect(await countOf(reopened, scope)).toBe(0)
  })

  it('leaves old rows or new ones in the middle of a rewrite, and nothing after the removal', async () => {
    const [writer, other] = [await open(), await open()]
    await writer.ensure(specOf(collection), never)
    const scope = newScope()
    // seen to have grown after three of eight batches: who looks late on a busy machine still finds it in the middle
    const chunks = documentOf(scope, 5_000, random)
    await writer.replace(scope, chunks, never)
    const controller = new AbortController()
    const rewriting = writer.replace(scope, documentOf(scope, 16_000, random), controller.signal)
    const outcome = rewriting.catch((error: unknown) => error)
    await until(async () => (await countOf(other, scope)) > chunks.length)
    controller.abort()
    expect(await outcome).toMatchObject({ code: 'cancelled' })
    await expectGoneForGood(writer, other, scope)
  })

  it('because its time was over stops between two batches and has ended then', async () => {
    const clock = createTestClock()
    const [writer, other] = [await open(clock), await open()]
    await writer.ensure(specOf(collection), never)
    const scope = newScope()
    const chunks = documentOf(scope, 30_000, random)
    const outcome = writer.replace(scope, chunks, never).catch((error: unknown) => error)
    await until(async () => (await countOf(other, scope)) > 0)
    await clock.tick(10 * 60_000)
    expect(await outcome).toMatchObject({ code: 'vector_store_unavailable', retryable: true })
    expect(await countOf(other, scope)).toBeLessThan(chunks.length)
    await expectGoneForGood(writer, other, scope)
  })

  it('while it waits behind another is let go at once and writes nothing', async () => {
    const [writer, other] = [await open(), await open()]
    await writer.ensure(specOf(collection), never)
    const [first, second] = [newScope(), newScope()]
    let firstEnded = false
    const running = writer.replace(first, documentOf(first, 20_000, random), never).then(() => (firstEnded = true))
    await until(async () => (await countOf(other, first)) > 0)
    const controller = new AbortController()
    const waiting = writer.replace(second, documentOf(second, 10, random), controller.signal)
    controller.abort()
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' })
    expect(firstEnded).toBe(false)
    await running
    await writer.maintain(never)
    expect(await countOf(other, second)).toBe(0)
  })

  it('has ended before the store is closed, as has a write that goes on', async () => {
    const [writer, other] = [await open(), await open()]
    await writer.ensure(specOf(collection), never)
    const scope = newScope()
    const chunks = documentOf(scope, 10_000, random)
    const written = writer.replace(scope, chunks, never)
    await until(async () => (await countOf(other, scope)) > 0)
    await writer.close()
    expect(await countOf(other, scope)).toBe(chunks.length)
    await written
  })
})
