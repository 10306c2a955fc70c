import { expect, test } from 'vitest'
import { growthOf, linearGrowth } from '../../../../../test/harness/growth.ts'
import type { RankedPassage } from '../../../../domain/passage.ts'
import type { RankedUnit } from '../../quotes/rank-units.ts'
import { isOfOtherWeekday } from './other-weekday.ts'

interface Told {
  readonly text: string
  readonly heading?: string
}

const units = (told: readonly Told[]) =>
  told.map(({ text, heading = '' }) => ({
    text,
    lead: null,
    heading: null,
    passage: { headingPath: heading === '' ? [] : [heading] },
  })) as unknown as RankedUnit<RankedPassage>[]

test.each([
  ['que hay de segundo el sabado', { text: 'Segundo: arroz', heading: 'Viernes' }],
  ['¿Quién abre el domingo?', { text: 'Lunes | Ana Gil' }],
  ['what is for lunch on Saturday', { text: 'Soup and pie', heading: 'FRIDAY 13 JUNE' }],
  ['which bin goes out on Mondays', { text: '- Tuesday: glass' }],
  ['what is there on Saturday', { text: 'Viernes: paella' }],
])('"%s" is not answered by what another day has', (question, best) => {
  expect(isOfOtherWeekday(question, units([best, { text: 'Precio: 14 €' }]))).toBe(true)
})

test.each([
  ['que hay el sabado', [{ text: 'Sábado: paella' }]],
  ['que hay el sabado', [{ text: 'Viernes: paella' }, { text: 'Sábados y domingos, arroz' }]],
  ['que hay el sabado', [{ text: 'Viernes: paella' }, { text: 'De lunes a domingo, pan' }]],
  ['que hay el sabado', [{ text: 'Viernes: paella' }, { text: 'Los fines de semana, carta' }]],
  ['que hay el sabado', [{ text: 'Viernes y sábado: paella' }]],
  ['que hay el sabado', [{ text: 'Viernes, paella' }, { text: 'Arroz', heading: 'Sábado' }]],
  ['what is on Thursday', [{ text: 'Monday: soup' }, { text: 'Wednesday to Friday: pie' }]],
  ['abren el domingo', [{ text: 'Abierto de lunes a sábado' }]],
  ['abren el domingo', [{ text: 'Lunes a sábado: de 9 a 14 h' }]],
  ['abren el domingo', [{ text: 'Mon-Sat 9-5' }]],
  ['hay clase el lunes o el martes', [{ text: 'Viernes: clase' }]],
  ['la caldera se paro el lunes, a quien llamo', [{ text: 'Viernes: Ana, 600 11 22 33' }]],
  ['a quien llamo', [{ text: 'Viernes: Ana, 600 11 22 33' }]],
  ['que hay el sabado', []],
])('"%s" may be answered by %j', (question, told) => {
  expect(isOfOtherWeekday(question, units(told))).toBe(false)
})

test.each(['lunes a ', 'viernes, ', 'monday-', ' '])(
  'a text full of "%s" takes time in proportion to its length',
  async (part) => {
    const make = (size: number) => `Viernes: ${part.repeat(size / part.length)}`
    const growth = await growthOf(make, 20_000, (text) => isOfOtherWeekday('que hay el sabado', units([{ text }])))
    expect(growth).toBeLessThan(linearGrowth)
  },
)
