import { expect, test } from 'vitest'
import { growthOf, linearGrowth } from '../../../../../test/harness/growth.ts'
import { fold } from '../../../../domain/text/fold.ts'
import type { RankedPassage } from '../../../../domain/passage.ts'
import { noMatch } from '../../quotes/said/match-terms.ts'
import type { RankedUnit } from '../../quotes/rank-units.ts'
import { isOfOtherOwner } from './other-owner.ts'

/** Units that say the words of a question that they have. */
const units = (question: string, texts: readonly string[], title = 'Manual') => {
  const words = fold(question).match(/[a-z]{4,}/g) ?? []
  return texts.map((text) => ({
    text,
    kind: 'label',
    lead: null,
    passage: { headingPath: [], documentTitle: title, fileName: 'a.txt' },
    match: { ...noMatch, words, said: words.map((word) => fold(text).includes(word)) },
  })) as unknown as RankedUnit<RankedPassage>[]
}

test.each([
  ['cuantos años cubre la garantia del grifo', 'Garantía del tambor: 10 años', 'El grifo va a la derecha.'],
  ['cuando se cobra la venta de la madera', 'La venta de los frutos se cobra en mayo.', 'La madera se apila.'],
  ['cuanto pesan las bases de la caja', 'Base de las sillas: 4 kg', 'La caja se abre por arriba.'],
  ['que garantia tiene el grifo', 'Garantía del tambor: 10 años', 'El grifo va a la derecha.'],
  ['que aforo tiene la piscina', 'El aforo de la sala es de 60 personas.', 'La piscina abre a las 7.'],
  ['cuanto cuesta alquilar una toalla', 'El alquiler de la taquilla cuesta 5 €.', 'Lleve una toalla.'],
  ['how long is the guarantee on the seal', 'The pump has a guarantee of five years.', 'The seal is grey.'],
  ['what is the code of the gate', 'The bin code is 4471.', 'Park by the gate.'],
  ['what guarantee does the seal have', 'Pump guarantee: 5 years', 'The seal is grey.'],
  ['what is the price of the helmet', '- Price of the gloves: £9', 'A helmet must be worn.'],
])('"%s" is not answered by "%s"', (question, best, other) => {
  expect(isOfOtherOwner(question, units(question, [best, other]))).toBe(true)
})

test('what stands by its name below what is asked for is of what it is called', () => {
  const [best, other] = units('que garantia tienen los frenos', ['Neumáticos: 4 años', 'Los frenos se revisan antes.'])
  const below = { ...best, heading: { text: 'Garantías' } } as unknown as RankedUnit<RankedPassage>
  const found = other === undefined ? [] : [below, other]
  expect(isOfOtherOwner('que garantia tienen los frenos', found)).toBe(true)
  expect(isOfOtherOwner('que precio tienen los frenos', found)).toBe(false)
})

test.each([
  ['que garantia tiene el grifo', ['El grifo tiene una garantía de dos años.', 'Garantía del tambor: 10 años']],
  ['cuanto cuesta alquilar una toalla', ['El alquiler de la taquilla y la toalla: 5 €', 'Lleve una toalla.']],
  ['what is the code of the gate', ['The gate code is 4471.', 'Park by the gate.']],
  ['garantia del grifo', ['Garantía del grifo: 2 años']],
  ['garantia del grifo', ['Garantía del tambor: 10 años', 'El grifo tiene una garantía de dos años.']],
  ['garantia del grifo', ['Garantía del equipo: 2 años', 'El grifo va a la derecha.']],
  // nothing has it: it may be called otherwise
  ['garantia del grifo', ['Garantía del tambor: 10 años']],
  ['duracion del curso', ['Duración de las clases: 2 h', 'El curso empieza en mayo.']],
  ['anticipo de la aceituna', ['Anticipo de liquidación: 0,45 €', 'La aceituna se pesa al llegar.']],
  ['garantia', ['Garantía del tambor: 10 años', 'El grifo va a la derecha.']],
  ['garantia del grifo', []],
])('"%s" may be answered by %j', (question, texts) => {
  expect(isOfOtherOwner(question, units(question, texts, 'Curso de cerámica'))).toBe(false)
})

test.each(['garantia del ', 'garantia del tambor ', 'a'])(
  'a question full of "%s" takes time in proportion to its length',
  async (part) => {
    const found = units('garantia del grifo', ['Garantía del tambor: 10 años', 'El grifo va a la derecha.'])
    const make = (size: number) => part.repeat(size / part.length)
    expect(await growthOf(make, 20_000, (question) => isOfOtherOwner(question, found))).toBeLessThan(linearGrowth)
  },
)
