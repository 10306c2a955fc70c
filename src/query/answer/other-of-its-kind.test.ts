import { expect, test } from 'vitest'
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
  ['is there 5G', '5g', 'Mini | 5 GB | 100 minutes'],
  ['what is the first thing to do', 'first', '1 | Close the second valve'],
])('"%s" may be answered by a row without "%s"', (question, word, row) => {
  expect(isOther(question, row, [word], [row])).toBe(false)
})
