import { expect, test } from 'vitest'
import { chunkId, parseDocumentId } from '../ids.ts'
import { unitsOf } from './units-of.ts'

const documentId = parseDocumentId('00000000-0000-4000-8000-000000000001')
const long = `La parte arrendataria paga los gastos de los suministros que se midan con contador ${'y los demás que le tocan por su uso de la casa '.repeat(18)}y nada más.`

test.each([
  ['a heading', 'Artículo 5. Cuotas', '\n\n'],
  ['a name in the line', 'Tercera. Cuotas de la casa.', ' '],
])('an article whose first sentence is too long to quote is more than its name: %s', (_, name, gap) => {
  const text = `${name}${gap}${long}`
  const heading = { kind: 'heading', level: 1, start: 0, end: name.length } as const
  const [article] = unitsOf([
    {
      id: chunkId(documentId, 0),
      documentId,
      text,
      start: 0,
      end: text.length,
      place: null,
      headingPath: [],
      outline: gap === ' ' ? null : { blocks: [heading], opener: null },
      pieceVectors: null,
      documentTitle: null,
      tables: [],
      fileName: 'a.txt',
      title: null,
      score: 1,
    },
  ])
  expect(article?.kind).toBe('article')
  expect(article?.text).toContain('paga los gastos de los suministros')
  expect(article?.text.length).toBeLessThan(600)
})
