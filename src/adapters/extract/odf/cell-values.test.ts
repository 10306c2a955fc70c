import { expect, it } from 'vitest'
import { cellValue } from './cell-values.ts'

it.each([
  ['PT09H30M00S', '09:30:00'],
  ['PT1H30M', '01:30:00'],
  ['PT45M', '00:45:00'],
  ['PT25H00M10.5S', '25:00:10'],
  ['PT', ''],
  ['P1D', ''],
])('a time written as %s is "%s"', (written, said) => {
  expect(cellValue({ 'office:value-type': 'time', 'office:time-value': written })).toBe(said)
})

it.each(['', 'void', 'constructor', 'toString'])('a cell of the kind "%s" has no value', (kind) => {
  expect(cellValue({ 'office:value-type': kind, 'office:value': '5' })).toBe('')
})
