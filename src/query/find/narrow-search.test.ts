import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chunkId, parseCompanyId, parseDocumentId, type DocumentId } from '../../domain/ids.ts'
import type { Hit } from '../../domain/passage.ts'
import type { DenseSearch, SparseSearch } from '../../ports/vector-store.ts'
import { narrowSearch } from './narrow-search.ts'

const companyId = parseCompanyId('00000000-0000-4000-8000-0000000000c1')
const documentNumber = (number: number): DocumentId =>
  parseDocumentId(`00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`)

/** A company with a hit in every document; `scores` in the order of the documents. */
function company(scores: readonly number[]) {
  const hits: Hit[] = scores.map((score, number) => {
    const documentId = documentNumber(number)
    return { id: chunkId(documentId, 0), documentId, score }
  })
  const best = hits.toSorted((a, b) => b.score - a.score)
  const searches: { limit: number; ids: number | null }[] = []
  const search = async ({ documentIds, limit }: DenseSearch | SparseSearch) => {
    if (documentIds !== undefined && documentIds.length > 1_000) throw new Error('too many for a store')
    searches.push({ limit, ids: documentIds?.length ?? null })
    const wanted = documentIds === undefined ? null : new Set(documentIds)
    return best.filter((hit) => wanted?.has(hit.documentId) ?? true).slice(0, limit)
  }
  const vectorStore = { searchDense: search, searchSparse: search }
  return { best, searches, searchers: { vectorStore, textIndex: { search } } }
}

const request = { companyId, embedding: new Float32Array(1), signal: new AbortController().signal }

test('what is found among any selection is exactly the best of it, however large and however unlikely', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 3_500 }),
      fc.integer({ min: 1, max: 60 }),
      fc.boolean(),
      async (size, limit, worst) => {
        const total = 4_000
        const { best, searchers } = company(Array.from({ length: total }, (_, at) => (at * 7_919) % total))
        const documents = (worst ? best.slice(total - size) : best.slice(0, size)).map((hit) => hit.documentId)
        const found = await narrowSearch(searchers, documents).vectorStore.searchDense({ ...request, limit })
        const wanted = new Set(documents)
        expect(found).toEqual(best.filter((hit) => wanted.has(hit.documentId)).slice(0, limit))
      },
    ),
    { numRuns: 30 },
  )
})

test('one search is enough for a small selection and for a large one that is found; nothing is asked for an empty one', async () => {
  const { best, searches, searchers } = company(Array.from({ length: 3_000 }, (_, at) => at))
  const { vectorStore, textIndex } = narrowSearch(
    searchers,
    best.slice(0, 900).map((hit) => hit.documentId),
  )
  await vectorStore.searchSparse({ ...request, terms: ['a'], limit: 30 })
  await textIndex.search({ ...request, terms: ['a'], limit: 30 })
  const large = narrowSearch(
    searchers,
    best.slice(0, 2_000).map((hit) => hit.documentId),
  )
  await large.vectorStore.searchDense({ ...request, limit: 30 })
  expect(searches).toEqual([
    { limit: 30, ids: 900 },
    { limit: 30, ids: 900 },
    { limit: 1_000, ids: null },
  ])
  expect(await narrowSearch(searchers, []).vectorStore.searchDense({ ...request, limit: 30 })).toEqual([])
  expect(searches).toHaveLength(3)
})
