import { expect, test } from 'vitest'
import type { GridRow } from '../../layout/table-grid.ts'
import { withStackedNames } from './stacked-names.ts'

const rowsOf = (...rows: readonly (readonly string[])[]): GridRow[] =>
  rows.map((row) => ({ page: 1, cells: row.map((text) => ({ text })) }))
const textsOf = (rows: readonly GridRow[]): string[][] => rows.map(({ cells }) => cells.map(({ text }) => text))
/** Lines one below the other, each as far from the one above it as given. */
const placesOf = (...steps: readonly number[]) => {
  let baseline = 700
  return [0, ...steps].map((step) => ({ page: 0, size: 10, baseline: (baseline -= step) }))
}

const values = [
  ['Australia', '290', '284', '6,126'],
  ['Austria', '158', '158', '4,670'],
]
const names = [
  ['', 'Schools in', 'Eligible', ''],
  ['', 'original', 'schools in', 'Students'],
  ['Education system', 'sample', 'sample', 'assessed'],
]

test('names of columns that were set in several lines are one row, and name the columns', () => {
  const found = withStackedNames(rowsOf(...names, ...values), placesOf(12, 12, 14, 14))
  expect(textsOf(found)).toEqual([
    ['Education system', 'Schools in original sample', 'Eligible schools in sample', 'Students assessed'],
    ...values,
  ])
  expect(found.map(({ isHead }) => isHead)).toEqual([true, undefined, undefined])
})

test('lines further apart than those of one name stay rows of their own', () => {
  const rows = rowsOf(...names, ...values)
  expect(withStackedNames(rows, placesOf(18, 18, 18, 18))).toBe(rows)
})

test('rows of words with labels of their own stay as they are, and so do names that lack a column', () => {
  const labelled = rowsOf(['Grade', 'Assessment', 'Method', 'Unit'], ['Level', 'Written', 'Exam', 'points'], ...values)
  expect(withStackedNames(labelled, placesOf(12, 12, 12))).toBe(labelled)
  const lacking = rowsOf(['', 'Schools in', '', ''], ['System', 'sample', '', 'assessed'], ...values)
  expect(withStackedNames(lacking, placesOf(12, 12, 12))).toBe(lacking)
})

test('a name over several columns is no line of the names below it', () => {
  const [first, ...others] = rowsOf(['', 'Schools', ''], ['System', 'sample', 'all', 'assessed'], ...values)
  const spanning = { ...first, cells: [{ text: '' }, { text: 'Schools', columns: 2 }, { text: '' }] }
  const rows = [spanning, ...others]
  expect(withStackedNames(rows, placesOf(12, 12, 12))).toBe(rows)
})
