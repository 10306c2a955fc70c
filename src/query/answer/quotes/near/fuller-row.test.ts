import { expect, test } from 'vitest'
import type { DocumentId } from '../../../../domain/ids.ts'
import type { RankedPassage } from '../../../../domain/passage.ts'
import { noFeatures } from '../quote-weights.ts'
import { withFullerRowFirst } from './fuller-row.ts'
import type { RankedUnit } from '../rank-units.ts'

const row = (text: string, said: readonly boolean[], covered: number, documentId = 'one', exact = said) =>
  ({
    kind: 'row',
    text,
    lead: { text: 'Range | Part | Private use' },
    passage: { documentId: documentId as DocumentId },
    hasKind: true,
    score: text.length,
    match: { said, covered, exact },
    features: noFeatures,
  }) as unknown as RankedUnit<RankedPassage>

const boreal = row('Boreal ovens | Control panel | 40 months', [true, true, false], 0.7)
const aurora = row('Aurora ovens | Control panel | 30 months', [true, true, true], 0.95)
const fan = row('Aurora ovens | Fan motor | 60 months', [true, false, true], 0.8)

test('a row with one word more of the question comes before a nearer one of its table', () => {
  expect(withFullerRowFirst([boreal, aurora, fan]).map(({ text }) => text)).toEqual(
    [aurora, boreal, fan].map(({ text }) => text),
  )
})

test('one that lacks a word of the best one, or stands in another document, does not', () => {
  expect(withFullerRowFirst([boreal, fan])).toEqual([boreal, fan])
  const elsewhere = row('Aurora ovens | Control panel | 30 months', [true, true, true], 0.95, 'two')
  expect(withFullerRowFirst([boreal, elsewhere])).toEqual([boreal, elsewhere])
})

test('a row that has the word itself comes before one that has another of its meaning', () => {
  const van = row('Huesca | Furgoneta | 4182 LTR', [true, true], 0.97, 'one', [true, false])
  const lorry = row('Huesca | Camión | 0936 KDF', [true, true], 0.97, 'one', [true, true])
  expect(withFullerRowFirst([van, lorry]).map(({ text }) => text)).toEqual([lorry.text, van.text])
})

test('none comes before the row that has the most or the least of what is asked', () => {
  const heaviest = { ...row('Altea 9 | 0.95 t', [true], 0.6), features: { ...noFeatures, extremeAsked: 1 } }
  const other = row('Altea 5 | 9 kg', [true], 1)
  expect(withFullerRowFirst([heaviest, other])).toEqual([heaviest, other])
})
