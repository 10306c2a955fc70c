import { expect, test } from 'vitest'
import type { CompanyId } from '../../domain/ids.ts'
import { rememberIndexed } from './indexed-companies.ts'

const [first, second, third] = ['first', 'second', 'third'] as CompanyId[] as [CompanyId, CompanyId, CompanyId]

test('a company counts as indexed until its documents change', () => {
  const indexed = rememberIndexed()
  indexed.add(first, 'one')
  expect(indexed.has(first, 'one')).toBe(true)
  expect(indexed.has(first, 'two')).toBe(false)
  expect(indexed.has(second, 'one')).toBe(false)
})

test('a company whose documents may change unseen never counts as indexed', () => {
  const indexed = rememberIndexed()
  indexed.add(first, undefined)
  expect(indexed.has(first, undefined)).toBe(false)
})

test('of too many companies the one that was added first is forgotten', () => {
  const indexed = rememberIndexed(2)
  for (const company of [first, second, third]) indexed.add(company, 'one')
  expect([first, second, third].map((company) => indexed.has(company, 'one'))).toEqual([false, true, true])
})

test('nothing counts as indexed after the collection is gone', () => {
  const indexed = rememberIndexed()
  indexed.add(first, 'one')
  indexed.clear()
  expect(indexed.has(first, 'one')).toBe(false)
})
