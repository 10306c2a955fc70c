import { expect, test } from 'vitest'
import { documentFilters, endOf } from './filters.ts'

test('a value stands for a list of one', () => {
  const { metadata } = documentFilters.parse({ metadata: { sede: 'Lima', year: [2025, 2026], signed: true } })
  expect(metadata).toEqual({ sede: ['Lima'], year: [2025, 2026], signed: [true] })
})

test.each([
  ['a name that is no filter', { sede: 'Lima' }],
  ['no ids', { document_ids: [] }],
  ['too many ids', { document_ids: Array.from({ length: 1_001 }, () => '00000000-0000-4000-8000-000000000001') }],
  ['a date that is none', { uploaded_from: 'yesterday' }],
  ['an object as a value', { metadata: { sede: { city: 'Lima' } } }],
  ['a type that cannot be stored', { types: ['pdf\0'] }],
  ['a name that cannot be stored', { metadata: { 'sede\0': 'Lima' } }],
  ['a value that cannot be stored', { metadata: { sede: ['Lima', '\ud800'] } }],
  ['too many names', { metadata: Object.fromEntries(Array.from({ length: 11 }, (_, at) => [`n${at}`, 1])) }],
])('%s is refused', (_what, filters) => {
  expect(documentFilters.safeParse(filters).success).toBe(false)
})

test.each([
  [{ uploaded_from: 'yesterday' }, 'Give a day'],
  [{ metadata: { sede: { city: 'Lima' } } }, 'Give a text'],
])('what was meant instead of %j is told', (filters, told) => {
  expect(documentFilters.safeParse(filters).error?.issues[0]?.message).toContain(told)
})

test('a day counts to its end, a moment to itself', () => {
  expect(endOf('2026-03-31')).toEqual(new Date('2026-04-01T00:00:00Z'))
  expect(endOf('2026-03-31T12:00:00Z')).toEqual(new Date('2026-03-31T12:00:00.001Z'))
})
