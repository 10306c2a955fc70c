import { expect, test } from 'vitest'
import { anyCompany } from '../../../test/harness/documents.ts'
import { filledStore } from './filled-store.ts'

const never = new AbortController().signal
const companyId = anyCompany()
const dense = { companyId, limit: 10, embedding: new Float32Array(1), signal: never }
const sparse = { companyId, limit: 10, terms: ['piscina'], signal: never }

const holding = (rows: number, words: readonly [] | null = []) =>
  filledStore({ searchDense: async () => [], searchSparse: async () => words, count: async () => rows })

test('a collection that lost every row of a company is told as away, not as one in which nothing fits', async () => {
  await expect(holding(0).searchDense(dense)).rejects.toMatchObject({ code: 'vector_store_unavailable' })
  await expect(holding(0).searchSparse(sparse)).rejects.toMatchObject({ code: 'vector_store_unavailable' })
})

test('words that nothing has are not found, and a collection without terms says so', async () => {
  expect(await holding(3).searchSparse(sparse)).toEqual([])
  expect(await holding(3, null).searchSparse(sparse)).toBeNull()
  expect(await holding(0).searchSparse({ ...sparse, terms: [] })).toEqual([])
})
