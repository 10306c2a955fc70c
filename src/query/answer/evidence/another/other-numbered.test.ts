import { expect, test } from 'vitest'
import { growthOf, linearGrowth } from '../../../../../test/harness/growth.ts'
import type { RankedPassage } from '../../../../domain/passage.ts'
import type { RankedUnit } from '../../quotes/rank-units.ts'
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
  ['a qué hora abren el viernes 13', 'Viernes 10:00-14:00', '', ['13'], false],
  ['what time do you open on Friday 13', 'Friday 9-5', '', ['13'], false],
  ['cuánto cuesta la plaza 14', 'Plaza 45 €/mes', '', ['14'], false],
  ['when does Bus 15 leave', 'Bus 20 min from the centre', '', ['15'], false],
  ['qué turno tiene Lidia en la semana 13', 'Semana 12-15: tarde', '', ['13'], false],
  ['who is on duty in week 13', 'Week 10 to 12: Ann. Week 12 to 14: Bo', '', ['13'], false],
  ['qué turno tiene Lidia en la semana 17', 'Semana 12-15: tarde', '', ['17'], true],
  ['cuántos goles marcó en la temporada 2015', 'Temporada 7: trece capítulos', '', ['2015'], false],
  ['qué obra se estrenó en los años 80', 'En los años 20 se cerró el teatro', '', ['80'], false],
  ['calendario del curso 2026', 'Curso 2025/26', '', ['2026'], false],
  ['should I pay the deposit', 'Should A fail to pay, B may withdraw.', '', [], false],
  ['ABREN LA PISCINA O EL GIMNASIO', 'PISCINA Y GIMNASIO ABIERTOS', '', [], false],
  ['aforo de la sala B', 'SALA Y TERRAZA: 40 personas', '', [], false],
  ['aforo de la sala B', 'SALA A: 40 personas', '', [], true],
  ['how much is the year 5 trip', 'The trip is on 5 May', 'Year 6 trip', [], true],
  ['qué turno tiene Lidia en la semana 13', 'Lidia: 7:00 a 13:00, 13 horas', 'Semana 12', [], true],
  ['fees for grade 4 pupils', 'Grade 3: £40. Parking: £4', '', [], true],
  ['how much is the year 5 trip', 'Years 4, 5 and 6: £40', 'Year 6 trip', [], false],
  ['how much is the year 5 trip', 'Fifth year: £40', 'Year 6 trip', [], false],
  ['what happens in the next 5 days', 'The next 2 weeks are free', '', [], false],
  ['price for children 5 years old', 'Children 12 and over: £4', '', [], false],
  ['rent of unit 12', 'Unit: 12', 'Unit 14', [], false],
  ['rent of the unit 12 flat', 'Unit | Rent: 12 | £400', 'Unit 14', [], false],
  ['how many of those 5 left', 'Those 4 stayed', '', [], false],
])('"%s" asks of another one than "%s" under "%s": %s', (question, text, heading, unsaid, expected) => {
  expect(isOtherNumbered(question, units(text, [heading]), unsaid)).toBe(expected)
})

test('a question of many numbers takes time in proportion to its length', async () => {
  const make = (size: number) => Array.from({ length: size / 20 }, (_, at) => `the year ${at + 100} trip`).join(', ')
  const found = units('Year 6: £40. '.repeat(50), ['Year 6 trip'])
  expect(await growthOf(make, 20_000, (question) => isOtherNumbered(question, found, []))).toBeLessThan(linearGrowth)
})

test.each(['year 6 ', 'fifth ', '5 ', 'a'])(
  'a text full of "%s" takes time in proportion to its length',
  async (part) => {
    const make = (size: number) => part.repeat(size / part.length)
    const search = (text: string) => isOtherNumbered('the year 5 trip', units(`Year 6 ${text}`, []), [])
    expect(await growthOf(make, 20_000, search)).toBeLessThan(linearGrowth)
  },
)
