import { describe, expect, test } from 'vitest'
import { growthOf, linearGrowth } from '../../../test/harness/growth.ts'
import { ledValues } from './led-values.ts'

const told = (text: string) => ledValues(text).map(({ start, end }) => text.slice(start, end).trim())

describe('dots that lead to a value', () => {
  test('tell joined lines of a price list apart', () => {
    expect(
      told(
        'Tostada ..... 2,10 Tostada con tomate .... 3,00 Zumo ................ 1,80 € Bocadillo .. de lomo ... 4,50',
      ),
    ).toEqual([
      'Tostada ..... 2,10',
      'Tostada con tomate .... 3,00',
      'Zumo ................ 1,80 €',
      'Bocadillo .. de lomo ... 4,50',
    ])
  })

  test('know currencies in letters before the number', () => {
    expect(
      told(
        'Clásico ........ S/ 38 Mixto (con mariscos) .... S/ 42.50 Agua ..... Bs. 7 Tour ..... USD 30 Cena .... US$ 12',
      ),
    ).toEqual([
      'Clásico ........ S/ 38',
      'Mixto (con mariscos) .... S/ 42.50',
      'Agua ..... Bs. 7',
      'Tour ..... USD 30',
      'Cena .... US$ 12',
    ])
  })

  test('keep what stands behind the last value', () => {
    expect(told('Encargo ........ 22,00   en 48 horas')).toEqual(['Encargo ........ 22,00   en 48 horas'])
  })

  test.each([
    'Garantía ........ 3',
    'Capítulo 1 .... 4 Capítulo 2 .... 19',
    'Y entonces dudó... bastante',
    'sin puntos',
  ])('are none where numbers may be pages, or a sentence only pauses: %s', (text) => expect(told(text)).toEqual([]))

  test.each(['. ', '...1,5', '.', 'a ... ', '… 1,0'])(
    'are looked for in time in proportion to hostile text: %s',
    async (piece) => {
      const make = (size: number): string => piece.repeat(Math.ceil(size / piece.length))
      expect(await growthOf(make, 5_000, (text) => ledValues(text))).toBeLessThan(linearGrowth)
    },
  )
})
