import { expect, test } from 'vitest'
import { parseCompanyId } from '../../../domain/ids.ts'
import type { CompanyRows } from './company-rows.ts'
import { holdVectors } from './inner-products.ts'
import { rememberRows, rowsOfSmall } from './remember-rows.ts'
import { RowWordsBuilder } from './row-words.ts'

const [first, second, third] = [1, 2, 3].map((n) => parseCompanyId(`5e7f6ac2-6f0e-4b3c-9d6a-0d8f4c1b2a0${n}`))
const rowsOf = (count: number): CompanyRows => ({
  ids: Array.from({ length: count }),
  documents: Array.from({ length: count }),
  vectors: holdVectors([], 0),
  words: new RowWordsBuilder().finish(),
})

function memory(most?: number) {
  const clock = { now: 0, monotonicMs: () => clock.now }
  const remembered = rememberRows(clock, most)
  const read: string[] = []
  const get = (companyId = first, revision = '1', count = 2) =>
    remembered.get(companyId ?? parseCompanyId(''), revision, async (limit) => {
      read.push(`${[first, second, third].indexOf(companyId)} ${revision}${limit > rowsOfSmall ? ' large' : ''}`)
      return count > limit ? null : rowsOf(count)
    })
  const getOften = async (times: number, revision: string, count: number) => {
    const found = []
    for (let at = 0; at < times; at += 1) found.push((await get(first, revision, count))?.ids.length ?? null)
    return found
  }
  return { clock, remembered, read, get, getOften }
}

test('rows are read once as long as the documents are the same, and again after a while', async () => {
  const { clock, read, get } = memory()
  const [one, other] = await Promise.all([get(), get()])
  expect(one).toBe(other)
  await get(first, '2')
  await get(second, '2')
  await get(first, '2')
  expect(read).toEqual(['0 1', '0 2', '1 2'])
  clock.now = 30_001
  await get(first, '2')
  expect(read).toEqual(['0 1', '0 2', '1 2', '0 2'])
})

test('a large company is read behind the questions once it was searched often without a change', async () => {
  const { clock, remembered, read, getOften } = memory()
  expect(await getOften(5, '1', 5_000)).toEqual(Array.from({ length: 5 }, () => null))
  expect(await getOften(12, '2', 5_000)).toEqual(Array.from({ length: 12 }, () => null))
  expect(await getOften(2, '2', 5_000)).toEqual([5_000, 5_000])
  expect(read).toEqual(['0 1', '0 2 large'])
  clock.now = 60_000
  expect(await getOften(1, '2', 5_000)).toEqual([5_000])
  remembered.forget(first ?? parseCompanyId(''))
  expect(await getOften(1, '2', 5_000)).toEqual([null])
  clock.now = 5 * 60_000
  expect(await getOften(1, '2', 7)).toEqual([7])
  expect(read).toEqual(['0 1', '0 2 large', '0 2'])
})

test('what changed while a large company was read is not remembered', async () => {
  const { remembered, getOften } = memory()
  const company = first ?? parseCompanyId('')
  await getOften(12, '1', 5_000)
  const reading = Promise.withResolvers<CompanyRows | null>()
  await remembered.get(company, '1', () => reading.promise)
  remembered.forget(company)
  reading.resolve(rowsOf(5_000))
  await reading.promise
  expect(await getOften(1, '1', 5_000)).toEqual([null])
})

test('a company that has too many is left to the library for some minutes', async () => {
  const { clock, read, get, getOften } = memory()
  expect(await getOften(40, '1', 20_000)).toEqual(Array.from({ length: 40 }, () => null))
  expect(read).toEqual(['0 1', '0 1 large'])
  clock.now = 5 * 60_000
  expect(await get(first, '2')).not.toBeNull()
})

test('the companies that asked last stay when there are too many rows', async () => {
  const { read, get } = memory(4)
  for (const company of [first, second, first, third, first, second]) await get(company)
  expect(read).toEqual(['0 1', '1 1', '2 1', '1 1'])
})

test('a failure is told and not remembered, and what is forgotten is read again', async () => {
  const { remembered, read, get } = memory()
  const failed = remembered.get(first ?? parseCompanyId(''), '1', () => Promise.reject(new Error('away')))
  await expect(failed).rejects.toThrow('away')
  await get()
  remembered.forget(first ?? parseCompanyId(''))
  await get()
  expect(read).toEqual(['0 1', '0 1'])
})
