import { expect, test } from 'vitest'
import { usableTitle } from './usable-title.ts'

test('a title is none where a program put its own words', () => {
  const placeholders = [
    '(anonymous)',
    'untitled',
    'Microsoft Word - x',
    'informe.docx',
    'Documento1',
    'Document 2',
    'Untitled-1',
    'Documento sin título',
    'Print',
  ]
  expect(placeholders.map(usableTitle)).toEqual(placeholders.map(() => null))
  expect(usableTitle('Anonymous sources in the press')).toBe('Anonymous sources in the press')
})

test('a title may begin with a word that is a placeholder alone', () => {
  const titles = [
    'Documento de seguridad de la empresa',
    'Document Retention Policy',
    'Título de propiedad',
    'Print Services Agreement',
  ]
  expect(titles.map(usableTitle)).toEqual(titles)
})
