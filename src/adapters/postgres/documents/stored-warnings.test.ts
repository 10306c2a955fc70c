import { expect, test } from 'vitest'
import { warning } from '../../../domain/warnings/warning.ts'
import { fromStoredWarnings, toStoredWarnings } from './stored-warnings.ts'

const told = [warning('page_without_text', { page: 4 }), warning('document_damaged', {})]

test('warnings come back as they were stored, with a sentence for versions that know no codes', () => {
  const stored = toStoredWarnings(told)
  const row = {
    warnings: JSON.parse(stored.warnings) as string[],
    warning_facts: JSON.parse(stored.warning_facts) as unknown,
  }
  expect(row.warnings[0]).toBe('page 4 has no text layer')
  expect(fromStoredWarnings(row)).toEqual(told)
})

test('sentences of an earlier version, and codes of a later one, are told as they are', () => {
  const sentence = 'a remark of another time'
  for (const facts of [null, [{ code: 'of_tomorrow', facts: {} }], [{ code: 'page_without_text' }], 'x']) {
    expect(fromStoredWarnings({ warnings: [sentence], warning_facts: facts })).toEqual([warning('other', { sentence })])
  }
})
