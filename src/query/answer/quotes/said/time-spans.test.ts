import { expect, test } from 'vitest'
import { dayWithin, yearWithin } from './time-spans.ts'

test.each([
  [2018, '- 2016–2020: return to leeds', true],
  [2016, '2016 - 2020 | manager', true],
  [2018, 'jefa de taller (2016-2020)', true],
  [2018, 'from 2016 to march 2020 he was in oslo', true],
  [2018, 'de enero de 2016 a junio de 2019 trabajo en leon', true],
  [2018, 'vivio en jaca entre 2015 y 2019', true],
  [2021, '- 2016–2020: return to leeds', false],
  [2018, 'plan de igualdad 2016-2020', false],
  [2018, '2016-20 new rooms', false],
  [2018, 'in 2016 and in 2020 it was closed', false],
])('of %i tells "%s": %s', (year, text, expected) => {
  expect(yearWithin(year).test(text)).toBe(expected)
})

test.each([
  ['dm1210', '08/12-14/12 | farmacia arilla', true],
  ['dm1210', 'del 8.12.2025 al 14.12.2025', true],
  ['dm0101', '29/12-04/01 | farmacia san blas', true],
  ['dm1231', 'del 20 de diciembre al 7 de enero', true],
  ['dm0212', 'entre los dias 3 y 21 de febrero se podaran', true],
  ['dm0718', 'works last from 14 july 2025 to 20 july 2025', true],
  ['dm0718', '14th–20th july', true],
  ['dm0716', 'closed july 14 to 20', true],
  ['dm0101', 'closed dec 29, 2025 – jan 4', true],
  ['dm0716', 'mon 14 july to sunday 20 july', true],
  ['dm0716', 'july 14 to 9:00', false],
  ['dm0212', 'los dias 3 y 21 de febrero', false],
  ['dm1215', '08/12-14/12 | farmacia arilla', false],
  ['dm0601', 'del 20 de diciembre al 7 de enero', false],
  ['dm1210', 'the flight at 8.10 - 14.55', false],
])('of %s tells "%s": %s', (day, text, expected) => {
  expect(dayWithin(day).test(text)).toBe(expected)
})
