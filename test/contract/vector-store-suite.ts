import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DocumentScope } from '../../src/domain/document.ts'
import type { IndexedChunk } from '../../src/domain/chunk.ts'
import { parseCompanyId, parseDocumentId } from '../../src/domain/ids.ts'
import type { VectorStore } from '../../src/ports/vector-store.ts'
import { seededRandom } from '../harness/random.ts'
import { describeAborts } from './vector-store-aborts.ts'
import { byId, chunkOf, dimension, documentOf, scanAll, specOf, unitVector, zipfTerms } from './vector-store-chunks.ts'
import { describeCompanies } from './vector-store-companies.ts'
import { describeDropping } from './vector-store-dropping.ts'
import { describeSearching } from './vector-store-searching.ts'
import { describeTogether } from './vector-store-together.ts'

/** Longest content in bytes of UTF-8: more than the longest chunk, less than the smallest limit of a store. */
const maxContentBytes = 20_000

export interface VectorStoreSubject {
  /** Another client of the same server or folder, as another process would open it. */
  openStore(collection: string): Promise<VectorStore>
  /** The same, writing even small documents in several requests, where the store does that. */
  readonly openInSmallRequests?: (collection: string) => Promise<VectorStore>
  close(): Promise<void>
}

const never = new AbortController().signal
const company = () => parseCompanyId(randomUUID())
const scopeIn = (companyId: ReturnType<typeof company>): DocumentScope => ({
  companyId,
  documentId: parseDocumentId(randomUUID()),
})
const newScope = () => scopeIn(company())

/**
 * What a store cannot do, because its server cannot. Without `words` it must say so of each collection, keep no terms, and
 * find nothing by them. Without `wholeUpserts` a reader may see fewer rows while they are replaced, and must see all again.
 */
export interface StoreAbilities {
  readonly words?: boolean
  readonly wholeUpserts?: boolean
}

/** Every vector store passes these tests; each run uses collections of its own. */
export function describeVectorStore(
  name: string,
  openSubject: () => Promise<VectorStoreSubject>,
  { words = true, wholeUpserts = true }: StoreAbilities = {},
): void {
  describe(`vector store: ${name}`, () => {
    let subject: VectorStoreSubject
    let store: VectorStore
    const opened: VectorStore[] = []
    const random = seededRandom(20261)
    const newName = () => `contract_${randomUUID().replaceAll('-', '')}`
    const collection = newName()
    const open = async (collectionName: string) => {
      const one = await subject.openStore(collectionName)
      opened.push(one)
      return one
    }

    beforeAll(async () => {
      subject = await openSubject()
      store = await open(collection)
      await store.ensure(specOf(collection), never)
    })
    afterAll(async () => {
      for (const one of opened) await one.close()
      await subject.close()
    })

    const dense = (scope: { companyId: DocumentScope['companyId'] }, embedding: Float32Array, limit = 10) =>
      store.searchDense({ companyId: scope.companyId, embedding, limit, signal: never })
    const sparse = (scope: { companyId: DocumentScope['companyId'] }, terms: readonly string[], limit = 10) =>
      store.searchSparse({ companyId: scope.companyId, terms, limit, signal: never })
    /** What comes back of what was written. */
    const asStored = (chunks: readonly IndexedChunk[]) =>
      words ? chunks : chunks.map((one) => ({ ...one, terms: '' }))
    const count = (scope: DocumentScope) => store.count(scope.companyId, scope.documentId, never)

    describe('collection', () => {
      it('is described once it exists, and never created by asking', async () => {
        const other = newName()
        const fresh = await open(other)
        expect(await fresh.describe(never)).toBeNull()
        expect(await fresh.describe(never)).toBeNull()
        await fresh.ensure(specOf(other), never)
        expect(await fresh.describe(never)).toMatchObject({
          name: other,
          dimension,
          sparse: words,
          fingerprint: specOf(other).fingerprint,
        })
      })

      it('is ensured twice, and by several processes at the same time, with one outcome', async () => {
        const other = newName()
        const stores = await Promise.all([open(other), open(other), open(other)])
        const states = await Promise.all(stores.map((one) => one.ensure(specOf(other), never)))
        states.push(await store.ensure(specOf(collection), never))
        for (const state of states) expect(state).toMatchObject({ dimension, sparse: words })
        const scope = newScope()
        await stores[0]?.replace(scope, documentOf(scope, 3, random), never)
        expect(await stores[2]?.count(scope.companyId, scope.documentId, never)).toBe(3)
      })

      it('refuses another dimension', async () => {
        const fresh = await open(collection)
        const mismatch = { code: 'collection_mismatch', retryable: false }
        await expect(fresh.ensure(specOf(collection, { dimension: 64 }), never)).rejects.toMatchObject(mismatch)
      })

      it('says what it is and how many hits a search may ask for', async () => {
        const info = await store.info(never)
        expect(info.version).not.toBe('')
        expect(info.maxTopK).toBeGreaterThanOrEqual(1_000)
      })
    })

    describeDropping({ open, newName, random })
    describeTogether({ store: () => store, random, asStored })

    describe('writing', () => {
      it('returns every field and every float as it was written', async () => {
        const scope = newScope()
        const chunks = documentOf(scope, 25, random).toSorted(byId)
        await store.replace(scope, chunks, never)
        expect(await scanAll(store, scope)).toEqual(asStored(chunks))
      })

      it('tells how many rows each document of a company has', async () => {
        const first = newScope()
        const second = { ...newScope(), companyId: first.companyId }
        await store.replace(first, documentOf(first, 3, random), never)
        await store.replace(second, documentOf(second, 1, random), never)
        const counts = new Map<string, number>()
        for await (const some of store.documents(first.companyId, never))
          for (const [id, rows] of some) counts.set(id, rows)
        const expected = { [first.documentId]: 3, [second.documentId]: 1 }
        expect(Object.fromEntries(counts)).toEqual(expected)
      })

      it('gives the same rows when a document is written again', async () => {
        const scope = newScope()
        const chunks = documentOf(scope, 7, random).toSorted(byId)
        for (let i = 0; i < 3; i++) await store.replace(scope, chunks, never)
        expect(await count(scope)).toBe(7)
        expect(await scanAll(store, scope)).toEqual(asStored(chunks))
      })

      it('replaces old texts, grows and shrinks, and ends with exactly the new rows', async () => {
        const scope = newScope()
        const neighbour = scopeIn(scope.companyId)
        await store.replace(neighbour, documentOf(neighbour, 4, random), never)
        for (const size of [5, 12, 3, 0, 6, 1]) {
          const chunks = documentOf(scope, size, random).toSorted(byId)
          await store.replace(scope, chunks, never)
          expect(await count(scope)).toBe(size)
          expect(await scanAll(store, scope)).toEqual(asStored(chunks))
        }
        expect(await count(neighbour)).toBe(4)
        expect(await store.count(scope.companyId, null, never)).toBe(5)
      })

      it('never shows a reader none of a document that is being replaced, where upserts are whole, and all afterwards', async () => {
        const scope = newScope()
        await store.replace(scope, documentOf(scope, 10, random), never)
        let done = false
        const seen: number[] = []
        // made once: as many as the reader gets done would leave other rows to the tests after this one
        const question = unitVector(random)
        const reader = (async () => {
          while (!done) seen.push((await dense(scope, question, 100)).length)
        })()
        for (let i = 0; i < 5; i++) await store.replace(scope, documentOf(scope, 10 - i, random), never)
        done = true
        await reader
        expect(seen.length).toBeGreaterThan(0)
        if (wholeUpserts) expect(Math.min(...seen)).toBeGreaterThanOrEqual(6)
        expect(Math.max(...seen)).toBeLessThanOrEqual(10)
        expect(await dense(scope, unitVector(random), 100)).toHaveLength(6)
      })

      it('keeps texts in any script, with quotes and control characters, up to 20,000 bytes', async () => {
        const scope = newScope()
        const hostile = [
          "O'Hara'; DROP TABLE chunks; --",
          `"double" \\ back\\\\slash $\{x} %s {0} \`tick\``,
          'ñandú Ñ é\u0301 ﬁ 東京 العربية 🙂 \u{1F468}\u200D\u{1F469}',
          'line\nbreak\ttab\r\n\u0001',
          'x'.repeat(maxContentBytes),
          'ñ'.repeat(Math.floor(maxContentBytes / 2)),
        ]
        const chunks = hostile
          .map((content, i) =>
            chunkOf(scope, i, random, {
              content,
              fileName: `${content.slice(0, 40)}.pdf`,
              title: content.slice(0, 40),
            }),
          )
          .toSorted(byId)
        await store.replace(scope, chunks, never)
        expect(await scanAll(store, scope)).toEqual(asStored(chunks))
      })

      it('stores a chunk without terms; it is found by its vector only', async () => {
        const scope = newScope()
        const chunk = chunkOf(scope, 0, random, { terms: '' })
        await store.replace(scope, [chunk], never)
        expect(await dense(scope, chunk.embedding)).toHaveLength(1)
        expect(await sparse(scope, ['w1', ''])).toEqual(words ? [] : null)
        expect((await scanAll(store, scope))[0]?.terms).toBe('')
      })

      it('writes different documents at the same time', async () => {
        const companyId = company()
        const scopes = Array.from({ length: 12 }, () => scopeIn(companyId))
        await Promise.all(scopes.map((scope, i) => store.replace(scope, documentOf(scope, i + 1, random), never)))
        for (const [i, scope] of scopes.entries()) expect(await count(scope)).toBe(i + 1)
        expect(await store.count(companyId, null, never)).toBe(78)
      })

      it('writes and removes from two processes at the same time', async () => {
        const second = await open(collection)
        const companyId = company()
        const mine = Array.from({ length: 6 }, () => scopeIn(companyId))
        const theirs = Array.from({ length: 6 }, () => scopeIn(companyId))
        for (const scope of theirs) await second.replace(scope, documentOf(scope, 3, random), never)
        await Promise.all([
          ...mine.map((scope) => store.replace(scope, documentOf(scope, 4, random), never)),
          ...theirs.map((scope) => second.remove(scope, never)),
          store.maintain(never),
        ])
        expect(await store.count(companyId, null, never)).toBe(24)
        expect(await second.count(companyId, null, never)).toBe(24)
      })

      it('refuses chunks of another document and embeddings of another length, and writes nothing', async () => {
        const scope = newScope()
        const rejected = { code: 'vector_store_rejected', retryable: false }
        const foreign = [chunkOf(scope, 0, random), chunkOf(newScope(), 0, random)]
        await expect(store.replace(scope, foreign, never)).rejects.toMatchObject(rejected)
        const short = [chunkOf(scope, 0, random, { embedding: unitVector(random, dimension - 1) })]
        await expect(store.replace(scope, short, never)).rejects.toMatchObject(rejected)
        expect(await count(scope)).toBe(0)
      })

      it('shows a write to another process at once', async () => {
        const second = await open(collection)
        const scope = newScope()
        expect(await second.count(scope.companyId, null, never)).toBe(0)
        const chunks = documentOf(scope, 2, random).toSorted(byId)
        await store.replace(scope, chunks, never)
        expect(await second.count(scope.companyId, null, never)).toBe(2)
        const search = { companyId: scope.companyId, embedding: unitVector(random), limit: 5, signal: never }
        expect((await second.searchDense(search)).toSorted(byId).map((hit) => hit.id)).toEqual(
          chunks.map((chunk) => chunk.id),
        )
        await second.remove(scope, never)
        expect(await dense(scope, unitVector(random))).toEqual([])
      })
    })

    describe('removing', () => {
      it('makes a document unfindable at once, and removing nothing is success', async () => {
        const [scope, other] = [newScope(), newScope()]
        const chunks = documentOf(scope, 8, random)
        const kept = scopeIn(scope.companyId)
        await store.replace(scope, chunks, never)
        await store.replace(kept, documentOf(kept, 2, random), never)
        await store.remove(scope, never)
        expect(await count(scope)).toBe(0)
        expect(await scanAll(store, scope)).toEqual([])
        expect(await dense(scope, chunks[0]?.embedding ?? unitVector(random), 100)).toHaveLength(2)
        const found = (await sparse(scope, zipfTerms(random, 30), 100)) ?? []
        expect(found.filter((hit) => hit.documentId === scope.documentId)).toEqual([])
        await store.remove(scope, never)
        await store.remove(other, never)
        expect(await count(kept)).toBe(2)
      })
    })

    describeCompanies({ store: () => store, random, words })
    describeSearching({ open, newName, store: () => store, random, words })

    describeAborts({
      open: async (name) => {
        const one = await (subject.openInSmallRequests?.(name) ?? subject.openStore(name))
        opened.push(one)
        return one
      },
      newName,
      random,
    })

    describe('cancelling', () => {
      it('rejects every call with `cancelled` when its signal has fired', async () => {
        const scope = newScope()
        const signal = AbortSignal.abort()
        const cancelled = { code: 'cancelled' }
        const base = { companyId: scope.companyId, limit: 5, signal }
        await expect(store.searchDense({ ...base, embedding: unitVector(random) })).rejects.toMatchObject(cancelled)
        await expect(store.searchSparse({ ...base, terms: ['w1'] })).rejects.toMatchObject(cancelled)
        await expect(store.replace(scope, documentOf(scope, 2, random), signal)).rejects.toMatchObject(cancelled)
        await expect(store.remove(scope, signal)).rejects.toMatchObject(cancelled)
        await expect(store.count(scope.companyId, null, signal)).rejects.toMatchObject(cancelled)
        await expect(store.scan(scope, signal)[Symbol.asyncIterator]().next()).rejects.toMatchObject(cancelled)
        expect(await count(scope)).toBe(0)
      })

      it('says that the store did not answer in time when the signal was a time limit', async () => {
        const scope = newScope()
        const signal = AbortSignal.timeout(0)
        await once(signal, 'abort')
        const late = { code: 'vector_store_unavailable', retryable: true, message: expect.stringContaining('in time') }
        const search = { companyId: scope.companyId, limit: 5, signal, embedding: unitVector(random) }
        await expect(store.searchDense(search)).rejects.toMatchObject(late)
        await expect(store.replace(scope, documentOf(scope, 2, random), signal)).rejects.toMatchObject(late)
        await expect(store.remove(scope, signal)).rejects.toMatchObject(late)
        await expect(store.count(scope.companyId, null, signal)).rejects.toMatchObject(late)
        await expect(store.describe(signal)).rejects.toMatchObject(late)
      })

      it('ends a call soon after its signal fires', async () => {
        const scope = newScope()
        const controller = new AbortController()
        const calls = Array.from({ length: 200 }, () =>
          store.searchDense({
            companyId: scope.companyId,
            embedding: unitVector(random),
            limit: 5,
            signal: controller.signal,
          }),
        )
        const outcomes = Promise.allSettled(calls)
        controller.abort()
        for (const outcome of await outcomes) {
          if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'cancelled' })
        }
        expect((await outcomes).some((outcome) => outcome.status === 'rejected')).toBe(true)
        expect(await dense(scope, unitVector(random))).toEqual([])
      })
    })
  })
}
