import { expect, test } from 'vitest'
import { namesOtherColumns } from './other-columns.ts'

const row = (...texts: string[]) => texts.map((text, at) => ({ text, left: at * 60, right: at * 60 + 40 }))
const first = row('Empleado', 'Enero', 'Febrero')
const before = row('Jara, Mar', '443', '444')

test('names over the numbers of another page are those of other columns', () => {
  const below = row('Abad, Rosa', '103', '615')
  expect(namesOtherColumns(row('Empleado', 'Abril', 'Total'), { first, before, below })).toBe(true)
  expect(namesOtherColumns(row('Abril', 'Mayo', 'Total'), { first, before, below: row('103', '104', '615') })).toBe(
    true,
  )
  expect(namesOtherColumns(row('Empleado', 'Total'), { first, before, below: row('Abad, Rosa', '615') })).toBe(true)
})

test('the same names once more, rows of the table and rows between words are none', () => {
  const below = row('Abad, Rosa', '103', '615')
  expect(namesOtherColumns(first, { first, before, below })).toBe(false)
  expect(namesOtherColumns(row('Kahn, Leo', '445', 'baja'), { first, before, below })).toBe(false)
  expect(namesOtherColumns(row('Norte', 'Total'), { first, before, below: row('Sur', '615') })).toBe(false)
  const words = row('Eje', 'Acero', 'Taller')
  expect(namesOtherColumns(row('Junta', 'Goma', 'Almacén'), { first, before: words, below: words })).toBe(false)
})
