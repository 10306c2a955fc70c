import { expect, test } from 'vitest'
import { raisedText } from './raised-text.ts'

test.each([
  ['antes de septiembre.', '1', '¹'],
  ['said so,”', '12', '¹²'],
  ['(véase abajo)', '3, 4', '³, ⁴'],
  ['a rate of 4%.', '2', '²'],
  ['desde 2023.', '4', '⁴'],
  ['10', '6', '⁶'],
  ['Ventas', 'a', '^a'],
  ['1.200', 'b', '^b'],
  ['2', 'a', 'ª'],
  ['el 5', 'o', 'º'],
  ['expediente n', 'o', 'º'],
  ['M', 'a', 'ª'],
  ['art. 3', 'os', 'ºs'],
])('behind "%s" a raised "%s" is a mark of its own: "%s"', (before, text, said) => {
  expect(raisedText(text, before)).toBe(said)
})

test.each([
  ['12,', '90'],
  ['$3.', '99'],
  ['cláusula 2.', 'ª'],
  ['1', 'er'],
  ['Sr', 'a'],
  ['2', 'e'],
  ['XIX', 'e'],
  ['C', 'ía'],
  ['Producto', 'TM'],
  ['12', ',95'],
  ['3', '.50 €'],
  ['1', '.ª'],
  ['', '5'],
  ['antes ', '1'],
])('behind "%s" a raised "%s" stays what it is', (before, text) => {
  expect(raisedText(text, before)).toBe(text)
})
