import { expect, test } from 'vitest'
import type { RankedPassage } from '../../../domain/passage.ts'
import type { RankedUnit } from '../quotes/rank-units.ts'
import { isOtherNumbered } from './other-numbered.ts'

const units = (text: string, headingPath: readonly string[]) =>
  [
    { text, lead: null, passage: { headingPath, fileName: 'a.pdf', documentTitle: null } },
  ] as unknown as RankedUnit<RankedPassage>[]

test.each([
  ['cuánto pesa la Aroma 5', 'Peso | 4,2 kg', 'Cafetera Aroma 3', ['5'], true],
  ['qué turno tiene Lidia en la semana 13', 'Lidia | Tarde', 'Semana 12', ['13'], true],
  ['when is the lift in Block A replaced', 'The lift in Block B will be out of use.', '', [], true],
  ['when is the lift in Block A replaced', 'The lifts in Blocks A to C are replaced. Block B is last.', '', [], false],
  ['when is the lift in Block B replaced', 'The lift in Block B will be out of use.', '', [], false],
  ['cuánto pesa la Aroma 3', 'Peso | 4,2 kg', 'Cafetera Aroma 3', [], false],
  ['a room with 5', 'rooms with 3', '', ['5'], false],
  ['hay mesa para 5 personas', 'Mesa 3, terraza', '', ['5'], false],
  ['is there anything on May 13', 'May 12: concert', '', ['13'], false],
  ['which week 13 people went', 'Week 12', '', ['13'], false],
])('"%s" asks of another one than "%s" under "%s": %s', (question, text, heading, unsaid, expected) => {
  expect(isOtherNumbered(question, units(text, [heading]), unsaid)).toBe(expected)
})
