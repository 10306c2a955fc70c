import { foundByWords } from '../harness/found-by-words.ts'
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { DocumentScope } from '../../src/domain/document.ts'
import type { IndexedChunk } from '../../src/domain/chunk.ts'
import type { DocumentId } from '../../src/domain/ids.ts'
import { parseCompanyId, parseDocumentId } from '../../src/domain/ids.ts'
import type { VectorStore } from '../../src/ports/vector-store.ts'
import { bm25, chunkOf, documentOf, innerProduct, specOf, unitVector, zipfTerms } from './vector-store-chunks.ts'

interface SearchingContext {
  readonly open: (collection: string) => Promise<VectorStore>
  readonly newName: () => string
  /** The collection the other tests share, once it is there. */
  readonly store: () => VectorStore
  readonly random: () => number
  /** Whether new collections of this store are found by words. */
  readonly words: boolean
}

const never = new AbortController().signal
const company = () => parseCompanyId(randomUUID())
const scopeIn = (companyId: ReturnType<typeof company>): DocumentScope => ({
  companyId,
  documentId: parseDocumentId(randomUUID()),
})

/** Part of the vector store suite: what dense and sparse search return, and in which order. */
export function describeSearching(context: SearchingContext): void {
  const { open, newName, random, words } = context
  describe('searching', () => {
    const companyId = company()
    const scopes = Array.from({ length: 15 }, () => scopeIn(companyId))
    const all: IndexedChunk[] = []
    let own: VectorStore
    beforeAll(async () => {
      // A collection of its own: sparse scores depend on every row in it.
      const other = newName()
      own = await open(other)
      await own.ensure(specOf(other), never)
      for (const scope of scopes) {
        const chunks = documentOf(scope, 20, random)
        all.push(...chunks)
        await own.replace(scope, chunks, never)
      }
      await own.maintain(never)
    })

    it('orders dense hits as the inner product of all rows does, with that score', async () => {
      for (let i = 0; i < 20; i++) {
        const embedding = unitVector(random)
        const hits = await own.searchDense({ companyId, embedding, limit: 25, signal: never })
        const products = new Map(all.map((chunk) => [chunk.id, innerProduct(chunk.embedding, embedding)]))
        const best = [...products.values()].toSorted((a, b) => b - a).slice(0, 25)
        expect(hits).toHaveLength(25)
        expect(new Set(hits.map((hit) => hit.id)).size).toBe(25)
        hits.forEach((hit, rank) => {
          const product = products.get(hit.id) ?? Number.NaN
          expect(hit.score).toBeCloseTo(product, 4)
          // a store counts with 32 bits: of two that are this near either may stand first
          expect(Math.abs(product - (best[rank] ?? Number.NaN))).toBeLessThan(1e-6)
        })
      }
    })

    it('returns one hit, or as many as there are up to the largest number allowed', async () => {
      const { maxTopK } = await own.info(never)
      const embedding = unitVector(random)
      expect(await own.searchDense({ companyId, embedding, limit: 1, signal: never })).toHaveLength(1)
      expect(await own.searchDense({ companyId, embedding, limit: maxTopK, signal: never })).toHaveLength(300)
      const rejected = { code: 'vector_store_rejected' }
      for (const limit of [0, -1, maxTopK + 1, 1.5]) {
        await expect(own.searchDense({ companyId, embedding, limit, signal: never })).rejects.toMatchObject(rejected)
        const byWords = foundByWords(own, { companyId, terms: ['w1'], limit, signal: never })
        await expect(byWords).rejects.toMatchObject(rejected)
      }
    })

    it('keeps to the documents asked for', async () => {
      const [wanted, both] = documentsAskedFor()
      const embedding = unitVector(random)
      for (const documentIds of both) {
        const hits = await own.searchDense({ companyId, embedding, limit: 100, documentIds, signal: never })
        expect(hits).toHaveLength(40)
        expect(new Set(hits.map((hit) => hit.documentId))).toEqual(new Set(wanted))
      }
      expect(await own.searchDense({ companyId, embedding, limit: 9, documentIds: [], signal: never })).toEqual([])
    })

    /** Two documents, alone and among many that nobody has. */
    const documentsAskedFor = () => {
      const wanted = [scopes[3], scopes[7]].flatMap((scope) => (scope === undefined ? [] : [scope.documentId]))
      const strangers = Array.from({ length: 998 }, () => parseDocumentId(randomUUID()))
      return [wanted, [wanted, [...strangers, ...wanted]]] as const
    }

    if (words) describeWords({ ...context, companyId, all, own: () => own, documentsAskedFor })
    else describeNoWords({ companyId, own: () => own })
  })
}

interface WordsContext extends SearchingContext {
  readonly companyId: ReturnType<typeof company>
  /** Every row of `own`, a collection with nothing else in it. */
  readonly all: readonly IndexedChunk[]
  readonly own: () => VectorStore
  readonly documentsAskedFor: () => readonly [readonly DocumentId[], readonly (readonly DocumentId[])[]]
}

function describeNoWords({ companyId, own }: Pick<WordsContext, 'companyId' | 'own'>): void {
  it('says that it has no retrieval by words, and so does whoever searches by them', async () => {
    expect(await own().describe(never)).toMatchObject({ sparse: false })
    expect(await own().searchSparse({ companyId, terms: ['w1', 'w2'], limit: 10, signal: never })).toBeNull()
  })
}

function describeWords({ open, newName, store, random, companyId, all, own, documentsAskedFor }: WordsContext): void {
  const newScope = () => scopeIn(company())
  const sparse = (scope: DocumentScope, terms: readonly string[]) =>
    foundByWords(store(), { companyId: scope.companyId, terms, limit: 10, signal: never })

  describe('by words', () => {
    it('orders sparse hits as BM25 over all rows does, with that score', async () => {
      for (let i = 0; i < 20; i++) {
        const terms = zipfTerms(random, 1 + (i % 8))
        const reference = bm25(all, terms)
        const hits = await foundByWords(own(), { companyId, terms, limit: 25, signal: never })
        const best = [...reference.values()].toSorted((a, b) => b - a).slice(0, 25)
        expect(hits).toHaveLength(best.length)
        hits.forEach((hit, rank) => {
          expect(Math.abs(hit.score - (best[rank] ?? Number.NaN))).toBeLessThan(0.001 * hit.score)
          expect(Math.abs(hit.score - (reference.get(hit.id) ?? Number.NaN))).toBeLessThan(0.001 * hit.score)
        })
      }
    })

    it('returns sparse hits best first with positive scores, only rows that hold a term', async () => {
      for (let i = 0; i < 10; i++) {
        const terms = zipfTerms(random, 3)
        const hits = await foundByWords(own(), { companyId, terms, limit: 300, signal: never })
        const matching = all.filter((chunk) => chunk.terms.split(' ').some((term) => terms.includes(term)))
        expect(hits.map((hit) => hit.id).toSorted()).toEqual(matching.map((chunk) => chunk.id).toSorted())
        for (const [rank, hit] of hits.entries()) {
          expect(hit.score).toBeGreaterThan(0)
          expect(hit.score).toBeLessThanOrEqual(hits[rank - 1]?.score ?? Number.POSITIVE_INFINITY)
        }
      }
    })

    it('finds rows by their terms right after they were written, before any house-keeping', async () => {
      const other = newName()
      const fresh = await open(other)
      await fresh.ensure(specOf(other), never)
      const written: IndexedChunk[] = []
      for (let round = 0; round < 4; round++) {
        const scope = scopeIn(companyId)
        const chunks = documentOf(scope, 30, random)
        written.push(...chunks)
        await fresh.replace(scope, chunks, never)
        const hits = await foundByWords(fresh, { companyId, terms: ['w1', 'w2'], limit: 200, signal: never })
        const matching = written.filter((chunk) => /\bw[12]\b/.test(chunk.terms))
        expect(hits.map((hit) => hit.id).toSorted()).toEqual(matching.map((chunk) => chunk.id).toSorted())
        const best = await foundByWords(fresh, { companyId, terms: ['w1', 'w2'], limit: 5, signal: never })
        expect(best.map((hit) => hit.score)).toEqual(hits.slice(0, 5).map((hit) => hit.score))
      }
    })

    it('takes terms literally: rare letters, digits, any script, a repeated one once', async () => {
      const scope = newScope()
      const words = ['nino', 'b12', '3', '東京', 'москва', 'the', 'running', 'a'.repeat(64)]
      await store().replace(
        scope,
        words.map((term, i) => chunkOf(scope, i, random, { terms: `${term} filler` })),
        never,
      )
      for (const [i, word] of words.entries()) {
        const hits = await sparse(scope, [word])
        expect(hits.map((hit) => hit.id)).toEqual([`${scope.documentId}_${i}`])
        expect((await sparse(scope, [word, word]))[0]?.score).toBeCloseTo(hits[0]?.score ?? Number.NaN, 4)
      }
      expect(await sparse(scope, ['run', 'niño', 'unknown'])).toEqual([])
      expect(await sparse(scope, [])).toEqual([])
    })

    it('returns one hit, or as many as match, of the documents asked for', async () => {
      expect(await foundByWords(own(), { companyId, terms: ['w1'], limit: 1, signal: never })).toHaveLength(1)
      const [wanted, both] = documentsAskedFor()
      const terms = ['w1', 'w2', 'w3']
      for (const documentIds of both) {
        const found = await foundByWords(own(), { companyId, terms, limit: 100, documentIds, signal: never })
        expect(found.length).toBeGreaterThan(0)
        expect(found.filter((hit) => !wanted.includes(hit.documentId))).toEqual([])
      }
    })
  })
}
