import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { IndexedChunk } from '../../src/domain/chunk.ts'
import type { DocumentScope } from '../../src/domain/document.ts'
import { chunkId, parseCompanyId, parseDocumentId } from '../../src/domain/ids.ts'
import type { VectorStore } from '../../src/ports/vector-store.ts'
import { documentOf, specOf } from './vector-store-chunks.ts'

interface AbortContext {
  readonly open: (collection: string) => Promise<VectorStore>
  readonly newName: () => string
  readonly random: () => number
}

const never = new AbortController().signal
const rows = 1_200
/** When the signal fires, as a part of the time the whole write takes. */
const moments = [0, 0.05, 0.2, 0.4, 0.6, 0.8, 0.95]

const newScope = (): DocumentScope => ({
  companyId: parseCompanyId(randomUUID()),
  documentId: parseDocumentId(randomUUID()),
})

/** Whoever holds a document's lock relies on this: what was written under it before has ended. */
export function describeAborts({ open, newName, random }: AbortContext): void {
  describe('a write that is given up', () => {
    let writer: VectorStore
    /** As another process that has the document's lock next. */
    let other: VectorStore
    let fullMs: number
    const some = documentOf(newScope(), rows, random)
    const chunksOf = (scope: DocumentScope): IndexedChunk[] =>
      some.map((chunk, index) => ({ ...chunk, ...scope, id: chunkId(scope.documentId, index) }))
    const countIn = (store: VectorStore, scope: DocumentScope) => store.count(scope.companyId, scope.documentId, never)

    beforeAll(async () => {
      const collection = newName()
      writer = await open(collection)
      other = await open(collection)
      await writer.ensure(specOf(collection), never)
      const began = performance.now()
      await writeAnother(writer)
      fullMs = performance.now() - began
    })

    /** Takes as long as anything the one that was given up could have left under way. */
    async function writeAnother(store: VectorStore): Promise<void> {
      const scope = newScope()
      await store.replace(scope, chunksOf(scope), never)
    }

    /** Gives `work` up at that moment; resolves when it has settled. */
    async function giveUp(part: number, work: (signal: AbortSignal) => Promise<void>): Promise<'done' | 'given up'> {
      const controller = new AbortController()
      const timer = setTimeout(() => controller.abort(new Error('nobody waits any more')), part * fullMs)
      try {
        await work(controller.signal)
        return 'done'
      } catch (error) {
        expect(error).toMatchObject({ code: 'cancelled' })
        return 'given up'
      } finally {
        clearTimeout(timer)
      }
    }

    it('changes nothing any more when its caller has been told', async () => {
      const seen: (readonly [DocumentScope, number])[] = []
      for (const part of moments) {
        const scope = newScope()
        const outcome = await giveUp(part, (signal) => writer.replace(scope, chunksOf(scope), signal))
        const count = await countIn(other, scope)
        if (outcome === 'done') expect(count).toBe(rows)
        seen.push([scope, count])
      }
      await writeAnother(other)
      await writer.maintain(never)
      for (const [scope, count] of seen) expect(await countIn(other, scope)).toBe(count)
    })

    it('leaves nothing behind that a removal after it does not remove, now and later', async () => {
      const scopes: DocumentScope[] = []
      for (const part of moments) {
        const scope = newScope()
        await giveUp(part, (signal) => writer.replace(scope, chunksOf(scope), signal))
        await other.remove(scope, never)
        expect(await countIn(other, scope)).toBe(0)
        scopes.push(scope)
      }
      await writeAnother(other)
      await writer.maintain(never)
      for (const scope of scopes) expect(await countIn(writer, scope)).toBe(0)
    })

    it('takes nothing away from who writes the document anew after a removal was given up', async () => {
      const scopes: DocumentScope[] = []
      for (const part of [0, 0.01, 0.05, 0.2]) {
        const scope = newScope()
        await writer.replace(scope, chunksOf(scope), never)
        await giveUp(part, (signal) => writer.remove(scope, signal))
        await other.replace(scope, chunksOf(scope), never)
        expect(await countIn(other, scope)).toBe(rows)
        scopes.push(scope)
      }
      await writeAnother(other)
      for (const scope of scopes) expect(await countIn(writer, scope)).toBe(rows)
    })
  })
}
