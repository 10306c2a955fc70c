import { expect, test } from 'vitest'
import { growthOf, linearGrowth } from '../../../../../test/harness/growth.ts'
import type { RankedPassage } from '../../../../domain/passage.ts'
import type { RankedUnit } from '../../quotes/rank-units.ts'
import { isOfOtherSize } from './other-size.ts'

const units = (texts: readonly string[]) =>
  texts.map((text) => ({ text, lead: null, passage: { headingPath: [] } })) as unknown as RankedUnit<RankedPassage>[]

test.each([
  ['cuánto vale el bono de 10 viajes', 'Bono de 20 viajes: 38 €'],
  ['cuanto tarda en llenar una botella de 18 litros', 'Botella de 12 l a 200 bar | 24 min'],
  ['PRECIO CAMPANA 500 KILOS', 'Una campana de 200 kilos cuesta 5.600 euros.'],
  ['how much is a 10 trip pass', '20-trip pass: £38'],
  ['price of the 5 litre tin', '1 litre tin | £9'],
])('"%s" is not answered by "%s"', (question, text) => {
  expect(isOfOtherSize(question, units([text, 'Abierto de 9 a 14 h']))).toBe(true)
})

test('a row of a table is of what its first column is called', () => {
  const rows = (...texts: readonly string[]) =>
    units(texts).map((unit) => ({
      ...unit,
      kind: 'row',
      lead: { text: 'Bono | Precio' },
    })) as unknown as RankedUnit<RankedPassage>[]
  expect(isOfOtherSize('cuánto vale el bono de 10 viajes', rows('20 viajes | 38 €'))).toBe(true)
  expect(isOfOtherSize('cuánto vale el bono de 10 viajes', rows('20 viajes | 38 €', '10 viajes | 20 €'))).toBe(false)
  expect(isOfOtherSize('cuánto vale la tarjeta de 10 viajes', rows('20 viajes | 38 €'))).toBe(false)
})

test.each([
  ['cuánto vale el bono de 10 viajes', ['Bono de 10 viajes: 20 €']],
  ['cuánto vale el bono de 10 viajes', ['Bono de 20 viajes: 38 €', 'De 10 viajes: 20 €']],
  ['cuánto vale el bono de 10 viajes', ['Bono de 20 viajes: 38 €', 'El bono de diez, 20 €']],
  ['cuánto vale el bono de 10 viajes', ['Bono de 20 viajes: 38 €', 'Bono | 10 | 20 €']],
  ['enviar un paquete de 3 kg', ['Paquete de 5 kg: 9 €', 'Paquetes de hasta 5 kg']],
  ['enviar un paquete de 3 kg', ['Paquete de 1 a 5 kg: 9 €']],
  ['entrada de un niño de 8 años', ['Niño de 3 años: gratis']],
  ['una botella de 1,5 litros', ['Botella de 1.5 l: 2 €']],
  ['how much is a 10 trip pass', ['20-trip pass: £38', '10-trip pass: £20']],
  ['curso de 20 horas', ['Curso de inglés: 20 h']],
  ['bono de 10 viajes', []],
])('"%s" may be answered by %j', (question, texts) => {
  expect(isOfOtherSize(question, units(texts))).toBe(false)
})

test.each(['bono de 20 viajes ', '20-trip ', 'bono ', '1 a ', 'hasta '])(
  'a text full of "%s" takes time in proportion to its length',
  async (part) => {
    const make = (size: number) => `Bono de 30 viajes, ${part.repeat(size / part.length)}`
    const growth = await growthOf(make, 20_000, (text) => isOfOtherSize('bono de 10 viajes', units([text])))
    expect(growth).toBeLessThan(linearGrowth)
  },
)

test('a question of many sizes takes time in proportion to its length', async () => {
  const make = (size: number) => Array.from({ length: size / 20 }, (_, at) => `bono de ${at + 100} viajes`).join(', ')
  const found = units(['Bono de 20 viajes: 38 €', 'Bono de 30 viajes: 50 €'])
  expect(await growthOf(make, 20_000, (question) => isOfOtherSize(question, found))).toBeLessThan(linearGrowth)
})
