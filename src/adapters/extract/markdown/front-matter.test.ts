import { expect, it } from 'vitest'
import { splitFrontMatter } from './front-matter.ts'

const fieldsOf = (...lines: readonly string[]): readonly string[] =>
  splitFrontMatter(`${lines.join('\n')}\nTexto.\n`).fields.map(({ text }) => text)

it('reads fields whose names have accents, blanks or quotes', () => {
  expect(
    fieldsOf('---', 'versión: 3.2', 'palabras clave: >', '  calderas,', '  bombas', '"última revisión": mayo', '---'),
  ).toEqual(['versión: 3.2', 'palabras clave: calderas bombas', 'última revisión: mayo'])
  expect(fieldsOf('+++', 'año = 2024', '+++')).toEqual(['año: 2024'])
})

it('keeps text that stands between two rules', () => {
  const text = '---\nEl centro cierra en agosto.\nNota: salvo urgencias.\n---\nTexto.\n'
  expect(splitFrontMatter(text)).toEqual({ body: text, title: null, fields: [] })
})
