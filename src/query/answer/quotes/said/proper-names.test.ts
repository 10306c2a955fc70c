import { expect, test } from 'vitest'
import { properNamesIn } from './proper-names.ts'

test.each([
  ['When does the office in Dublin open', ['dublin']],
  ['¿Dónde vive Juan Pérez García?', ['juan', 'perez', 'garcia']],
  ['¿Cómo se va a Las Palmas?', ['las', 'palmas']],
  ['What Is The Minimum Notice Period To Cancel?', []],
  ['How Much Does The Course Cost', []],
  ['Cuánto Cuesta El Curso De Cocina', []],
  ['WHEN DO YOU OPEN IN DUBLIN', []],
])('the names of "%s" are %j', (question, names) => {
  expect(properNamesIn(question)).toEqual(names)
})
