import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { DocumentScope } from '../../src/domain/document.ts'
import { parseCompanyId, parseDocumentId } from '../../src/domain/ids.ts'
import type { VectorStore } from '../../src/ports/vector-store.ts'
import { chunkOf, documentOf, scanAll, unitVector } from './vector-store-chunks.ts'

interface CompaniesContext {
  /** The collection the other tests share, once it is there. */
  readonly store: () => VectorStore
  readonly random: () => number
  readonly words: boolean
}

const never = new AbortController().signal
const newScope = (): DocumentScope => ({
  companyId: parseCompanyId(randomUUID()),
  documentId: parseDocumentId(randomUUID()),
})

/** Part of the vector store suite: nobody sees, counts or removes what belongs to another company. */
export function describeCompanies({ store, random, words }: CompaniesContext): void {
  type Company = Pick<DocumentScope, 'companyId'>
  const dense = ({ companyId }: Company, embedding: Float32Array, limit = 10) =>
    store().searchDense({ companyId, embedding, limit, signal: never })
  const sparse = ({ companyId }: Company, terms: readonly string[], limit = 10) =>
    store().searchSparse({ companyId, terms, limit, signal: never })
  const count = (scope: DocumentScope) => store().count(scope.companyId, scope.documentId, never)

  describe('companies', () => {
    it('sees nothing of a company without data', async () => {
      const nobody = newScope()
      expect(await dense(nobody, unitVector(random))).toEqual([])
      expect(await sparse(nobody, ['w1', 'w2'])).toEqual(words ? [] : null)
      expect(await store().count(nobody.companyId, null, never)).toBe(0)
      expect(await scanAll(store(), nobody)).toEqual([])
    })

    it('keeps the same documents of two companies apart in search, count, scan and remove', async () => {
      const [acme, other] = [newScope(), newScope()]
      const chunks = documentOf(acme, 6, random)
      const copies = chunks.map((chunk, i) =>
        chunkOf(other, i, random, { ...chunk, id: chunkOf(other, i, random).id, ...other }),
      )
      await store().replace(acme, chunks, never)
      await store().replace(other, copies, never)
      for (let i = 0; i < 20; i++) {
        const [mine, theirs] = i % 2 === 0 ? [acme, other] : [other, acme]
        const terms = chunks[i % 6]?.terms.split(' ') ?? []
        const near = await dense(mine, chunks[i % 6]?.embedding ?? unitVector(random), 50)
        const worded = await sparse(mine, terms, 50)
        expect(near).toHaveLength(6)
        expect((worded?.length ?? 0) > 0).toBe(words)
        expect([...near, ...(worded ?? [])].filter((hit) => hit.documentId !== mine.documentId)).toEqual([])
        expect(await store().count(mine.companyId, theirs.documentId, never)).toBe(0)
        expect(await scanAll(store(), { companyId: mine.companyId, documentId: theirs.documentId })).toEqual([])
      }
      await store().remove({ companyId: acme.companyId, documentId: other.documentId }, never)
      expect(await count(other)).toBe(6)
      await store().remove(acme, never)
      expect(await count(other)).toBe(6)
    })

    it('takes ids as data, whatever they contain', async () => {
      // Ids are UUIDs everywhere else; here the adapter's own escaping is what is tested.
      const hostile = ["x' OR '1'='1", '%', '_', "a'; --", '" OR 1 == 1 OR "', '\\'] as DocumentScope['companyId'][]
      const victim = newScope()
      await store().replace(victim, documentOf(victim, 3, random), never)
      for (const companyId of hostile) {
        expect(await dense({ companyId }, unitVector(random), 50)).toEqual([])
        expect(await sparse({ companyId }, ['w1', 'w2'], 50)).toEqual(words ? [] : null)
        expect(await store().count(companyId, null, never)).toBe(0)
        await store().remove({ companyId, documentId: victim.documentId }, never)
        const documentId = companyId as unknown as DocumentScope['documentId']
        await store().remove({ companyId: victim.companyId, documentId }, never)
        expect(await store().count(victim.companyId, documentId, never)).toBe(0)
      }
      expect(await count(victim)).toBe(3)
    })
  })
}
