import { expect, test } from 'vitest'
import { rankedPassage } from '../../../test/harness/ranked-passage.ts'
import { unitsOf } from './units-of.ts'

const long = `La parte arrendataria paga los gastos de los suministros que se midan con contador ${'y los demás que le tocan por su uso de la casa '.repeat(18)}y nada más.`

test.each([
  ['a heading', 'Artículo 5. Cuotas', '\n\n'],
  ['a name in the line', 'Tercera. Cuotas de la casa.', ' '],
])('an article whose first sentence is too long to quote is more than its name: %s', (_, name, gap) => {
  const text = `${name}${gap}${long}`
  const heading = { kind: 'heading', level: 1, start: 0, end: name.length } as const
  const outline = gap === ' ' ? null : { blocks: [heading], opener: null }
  const [article] = unitsOf([rankedPassage(1, text, { outline })])
  expect(article?.kind).toBe('article')
  expect(article?.text).toContain('paga los gastos de los suministros')
  expect(article?.text.length).toBeLessThan(600)
})
