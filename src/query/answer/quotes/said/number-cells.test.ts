import { describe, expect, test } from 'vitest'
import { lacksYear, bareNumbersIn, numberAsked, numberInCells } from './number-cells.ts'

const counts = (words: readonly string[], texts: readonly string[]) => {
  const number = numberAsked(
    words,
    words.findIndex((word) => /\d/u.test(word)),
  )
  return number === null ? null : numberInCells(number, texts)
}

describe('a number of a question', () => {
  test('that is part of a name counts nothing in another cell of a row', () => {
    const rows = ['taller 4 | 31 | si', 'taller 9 | 4 | no', 'taller 14 | 8 | no', 'hay 4 talleres']
    expect(counts(['plazas', 'taller', '4'], rows)).toEqual([1, 0, 1, 1])
  })

  test('is a name in any column, also where the row begins with something else', () => {
    expect(counts(['quien', 'taller', '4', 'martes'], ['ana | taller 4', '4 | taller 9'])).toEqual([1, 0])
  })

  test('counts as it stands where no row has it behind that word', () => {
    expect(counts(['que', 'pedido', '12', 'cajas'], ['12 | 40', '7 | 12'])).toEqual([1, 1])
    expect(counts(['taller', '4'], ['el taller 4 cierra', 'martes | 4'])).toEqual([1, 1])
  })

  test('that is a year, or the last word, is rather what a row begins with', () => {
    const rows = ['2014 | 2016', '2016 | 1890', '2015 | 12']
    expect(counts(['sold', '2016'], rows)).toEqual([0.5, 1, 1])
    expect(counts(['2016', 'visitors'], rows)).toEqual([0.5, 1, 1])
    expect(counts(['stand', '3'], ['puesto 7 | 3', 'puesto 3 | 9'])).toEqual([0.5, 1])
  })

  test('is no part of a longer one', () => {
    expect(counts(['total', '2016'], ['2016 | 1', '12.2016 | 3', 'a2016 | 5'])).toEqual([1, 1, 1])
    expect(counts(['total'], [])).toBeNull()
  })
})

test('numbers alone in a cell are those behind the first of each row', () => {
  expect(bareNumbersIn('Empleado 142 | Almacén | 23 | 1.538\n7 | 80 €')).toEqual(['23', '1.538'])
  expect(bareNumbersIn('Son 23 días.')).toEqual([])
  expect(bareNumbersIn('Enero | -4 | +1.538')).toEqual(['-4', '+1.538'])
})

test.each([
  ['cuanto costara en 2027', true],
  ['what were the 2019 prices', true],
  ['presupuesto 2027?', true],
  ['i spend about 2000 pounds', false],
  ['a run of 2000 copies', false],
  ['mas de 2000', false],
  ['una bomba de 2000 w', false],
])('"%s" asks of a year: %s', (question, expected) => {
  expect(lacksYear(question, question.match(/\d{4}/g) ?? [])).toBe(expected)
  expect(lacksYear(question, [])).toBe(false)
})
