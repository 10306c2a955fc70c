import { expect, test } from 'vitest'
import { markdownDrafts } from './markdown-drafts.ts'

const read = (source: string): string[] => markdownDrafts(source).map(({ kind, text }) => `${kind} ${text.trim()}`)

test.each([
  ['Docusaurus', ':::warning\nNo van al amarillo.\n:::', []],
  ['Docusaurus with a title', ':::tip[Ojo, pilas]\nNo van al amarillo.\n:::', ['paragraph Ojo, pilas']],
  ['VuePress', '::: danger Ojo, pilas\nNo van al amarillo.\n:::', ['paragraph Ojo, pilas']],
  ['Pandoc', '::: {.note #n}\nNo van al amarillo.\n:::::', []],
  ['MyST', ':::{note} Ojo, pilas\nNo van al amarillo.\n:::', ['paragraph Ojo, pilas']],
])('a framed part is read without its marks: %s', (_, source, title) => {
  expect(read(`Antes\n${source}\nDespués`)).toEqual([
    'paragraph Antes',
    ...title,
    'paragraph No van al amarillo.',
    'paragraph Después',
  ])
})

test('colons in code and inside of a line stay', () => {
  expect(read('```\n:::note\n```\n\nA ::: b\n\n:::note\nFin\n:::')).toEqual([
    'code :::note',
    'paragraph A ::: b',
    'paragraph Fin',
  ])
})

test('what a program describes there ends where nothing stands to the right any more', () => {
  expect(read('::: paquete.modulo\n    options: 1\n\nFin')).toEqual([
    'paragraph paquete.modulo',
    'code options: 1',
    'paragraph Fin',
  ])
})

test('a line that begins with colons stays where no other ends what it would begin', () => {
  expect(read('::: Las gafas se llevan siempre.\n\nFin')).toEqual([
    'paragraph ::: Las gafas se llevan siempre.',
    'paragraph Fin',
  ])
})
