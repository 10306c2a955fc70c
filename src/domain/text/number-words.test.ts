import { expect, test } from 'vitest'
import { writtenNumber } from './number-words.ts'

test.each([
  ['veintiun dias', 21, 1],
  ['veintiuna horas', 21, 1],
  ['treinta y un dias', 31, 3],
  ['treinta y una', 31, 3],
  ['treinta y cinco', 35, 3],
  ['un millon de euros', 1_000_000, 2],
  ['dos millones quinientos mil', 2_500_000, 4],
  ['mil millones', 1_000_000_000, 2],
  ['doce mil', 12_000, 2],
  ['one million', 1_000_000, 2],
  ['two million three hundred thousand', 2_300_000, 5],
  ['two hundred and fifty thousand', 250_000, 5],
  ['three thousand two hundred', 3_200, 4],
  ['one hundred and five', 105, 4],
  ['a hundred', null, 0],
  ['un dia', null, 0],
  ['una millonaria', null, 0],
])('"%s" begins with %s in %s words', (text, value, length) => {
  expect(writtenNumber(text.split(' '), 0)).toEqual(value === null ? null : { value, length })
})
