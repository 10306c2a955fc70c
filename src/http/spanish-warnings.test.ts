import { expect, test } from 'vitest'
import { englishWarnings, sayWarning } from '../domain/warnings/english-warnings.ts'
import { warning } from '../domain/warnings/warning.ts'
import { spanishWarnings } from './spanish-warnings.ts'

test('a warning reads as a sentence in both languages, one or many', () => {
  const one = warning('letters_unread', { letters: 1, percent: 0, page: 4 })
  const many = warning('letters_unread', { letters: 312, percent: 3, page: 4 })
  expect(sayWarning(englishWarnings, one)).toMatch(/^1 letter could not be read, first on page 4/)
  expect(sayWarning(englishWarnings, many)).toMatch(/^3 % of the letters could not be read/)
  expect(sayWarning(spanishWarnings, one)).toMatch(/^no se pudo leer 1 letra, la primera en la página 4/)
  expect(sayWarning(spanishWarnings, many)).toMatch(/^no se pudo leer el 3 % de las letras/)
})

test('what an earlier version said is told as it was', () => {
  const old = warning('other', { sentence: 'page 3 has no text layer' })
  for (const sentences of [englishWarnings, spanishWarnings]) {
    expect(sayWarning(sentences, old)).toBe('page 3 has no text layer')
  }
})
