import { expect, test } from 'vitest'
import { parseCompanyId } from '../../domain/ids.ts'
import type { CompanyRows } from './company-rows.ts'
import { rememberRows } from './remember-rows.ts'

const [first, second, third] = [1, 2, 3].map((n) => parseCompanyId(`5e7f6ac2-6f0e-4b3c-9d6a-0d8f4c1b2a0${n}`))
const rowsOf = (count: number): CompanyRows => ({
  ids: Array.from({ length: count }),
  documents: Array.from({ length: count }),
  vectors: new Float32Array(count),
  dimension: 1,
  terms: Array.from({ length: count }, () => ''),
})

function memory(most?: number) {
  const clock = { now: 0, monotonicMs: () => clock.now }
  const remembered = rememberRows(clock, most)
  const read: string[] = []
  const get = (companyId = first, revision = '1', rows: CompanyRows | null = rowsOf(2)) =>
    remembered.get(companyId ?? parseCompanyId(''), revision, async () => {
      read.push(`${[first, second, third].indexOf(companyId)} ${revision}`)
      return rows
    })
  return { clock, remembered, read, get }
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

test('a company that has too many is left to the library for some minutes', async () => {
  const { clock, read, get } = memory()
  expect(await get(first, '1', null)).toBeNull()
  expect(await get(first, '2')).toBeNull()
  expect(read).toEqual(['0 1'])
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
