import { expect, test } from 'vitest'
import { growthOf, linearGrowth } from '../../../../../test/harness/growth.ts'
import { isOther } from './other-of-its-kind.ts'

test.each([
  ['who has plot 412', '412', 'Plot 47 | Hale', 'Plot 412 | Moss'],
  ['¿Qué significa el error E7?', 'e7', 'Código | Qué hacer\nE9 | Llame al servicio técnico', 'E7: sin agua'],
  ['pay in the fourth year', 'fourth', 'Period | Gross pay per hour\nThird year | £11.40', '4th year | £13'],
  ['la cuarta planta', 'cuarta', 'Planta | Sala\nTercera planta | Azul', '4.ª planta: Verde'],
  ['el cuarto piso', 'cuarto', 'Piso | Sala\nTercer piso | Azul', '4° piso: Verde'],
])('"%s" is not answered by the row of another one', (question, word, row, itself) => {
  expect(isOther(question, row, [word], [row])).toBe(true)
  expect(isOther(question, row, [], [row, itself])).toBe(false)
})

test.each([
  ['people over 70', '70', 'People over 65 | free'],
  ['quién está la semana 14', '14', 'Semana 13-15 | Óscar'],
  ['who has plot 412', '412', 'Plot 47 | Hale\nPlots 400 to 420 | Moss'],
  ['is there 5G', '5g', 'Mini | 5 GB | 100 minutes'],
  ['what is the first thing to do', 'first', '1 | Close the second valve'],
])('"%s" may be answered by a row without "%s"', (question, word, row) => {
  expect(isOther(question, row, [word], [row])).toBe(false)
})

test.each([
  ['estado de la parcela 205', 'Parcela 155 | 205 m2 | libre | 77.205 €', 'Parcela 205 | 300 m2 | vendida | 60.000 €'],
  ['which team is in room 12', 'Room 9 | 12 chairs | Sales', 'Rooms 11 and 12 | 4 chairs | Stock'],
  ['which team is in room 12', 'Room 9 | 12 chairs | Sales', 'Rooms 10 to 14 are let to the bank.'],
])('a number that another cell has is not the one of "%s"', (question, row, itself) => {
  expect(isOther(question, row, [], [row])).toBe(true)
  expect(isOther(question, row, [], [row, itself])).toBe(false)
})

test.each([
  ['precio de BRZ-0042/C', 'BRZ-0042/A | Junta tórica | 0,85 €', 'BRZ 0042 C | Junta tórica | 0,95 €'],
  ['price of KT-5.12-b', 'KT-5.12-a | Tap | 9.00', 'KT5.12b: discontinued'],
])('"%s" is not answered by the row of a code that ends otherwise', (question, row, itself) => {
  expect(isOther(question, row, [], [row])).toBe(true)
  expect(isOther(question, row, [], [row, itself])).toBe(false)
})

test('a code that only has more or less parts may be the one', () => {
  expect(isOther('norma UNE-EN 1092', 'UNE-EN 1092-1 | Bridas', [], ['UNE-EN 1092-1 | Bridas'])).toBe(false)
  expect(isOther('precio de BRZ-0042/C', 'BRZ-0042 | Junta | 0,85 €', [], ['BRZ-0042 | Junta | 0,85 €'])).toBe(false)
})

test('a row with the decimal number that is asked for is the one', () => {
  const rows = ['Sala 3.1 | 30', 'Sala 3.2 | 12']
  expect(isOther('aforo de la sala 3.1', 'Sala 3.1 | 30', [], rows)).toBe(false)
  expect(isOther('aforo de la sala 4.1', 'Sala 3.1 | 30', [], rows)).toBe(true)
})

test.each(['abc1-', '1-', 'a-', 'plot 1 '])(
  'a question full of "%s" takes time in proportion to its length',
  async (part) => {
    const make = (size: number) => part.repeat(size / part.length)
    const row = 'Plot 2 | X-1/A'
    const growth = await growthOf(make, 2_500, (question) => isOther(question, row, [], [row, 'Plot 3 | X-1/B']))
    expect(growth).toBeLessThan(linearGrowth)
  },
)
