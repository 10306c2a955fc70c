import { expect, test } from 'vitest'
import { usableTitle } from './usable-title.ts'

test('a title is none where a program put its own words', () => {
  const placeholders = ['(anonymous)', 'untitled', 'Microsoft Word - x', 'informe.docx', 'Documento1']
  expect(placeholders.map(usableTitle)).toEqual(placeholders.map(() => null))
  expect(usableTitle('Anonymous sources in the press')).toBe('Anonymous sources in the press')
})
