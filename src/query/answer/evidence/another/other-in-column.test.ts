import { expect, test } from 'vitest'
import { isOtherInColumn } from './other-in-column.ts'

test.each([
  ['cuántos pupitres hay en el aula 3.1', 'Aula | Pupitres', '1.1 | 28', '3.1 | 30'],
  ['price of size 46', 'Size | Price | Stock', '44 | 60 | 46', '46 | 61 | 3'],
  ['quién quedó en el puesto 4', 'Puesto | Equipo', '3 | Rayo', '4 | Norte'],
  ['what is on shelf 7b', 'Shelf | Goods', '7a | Salt', '7b | Flour'],
])('"%s" is not answered by the row of another one', (question, head, row, itself) => {
  const text = `${head}\n${row}`
  expect(isOtherInColumn(question, { head, row }, [text])).toBe(true)
  expect(isOtherInColumn(question, { head, row }, [text, `${head}\n${itself}`])).toBe(false)
})

test.each([
  ['price of size 46', 'Size | Price', '44-48 | 60'],
  ['price of size 46', 'Size | Price', 'from 44 | 60'],
  ['price of size 46', 'Size | Price', '44 | 60\nothers | 70'],
  ['price of size 46', 'Item | Price', '44 | 60'],
  ['enviar un paquete de peso 3 kg', 'Peso | Precio', '5 | 9 €'],
  ['how much is it for quantity 150', 'Quantity | Price', '100 | 2'],
  ['aula 03', 'Aula | Pupitres', '3 | 28'],
  ['how many chairs are in room 46', 'Price | Chairs', '44 | 60'],
])('"%s" may be answered under "%s" by "%s"', (question, head, row) => {
  expect(isOtherInColumn(question, { head, row }, [`${head}\n${row}`])).toBe(false)
})

test('one that a sentence speaks of is there', () => {
  const of = { head: 'Aula | Pupitres', row: '1.1 | 28' }
  expect(isOtherInColumn('pupitres del aula 3.1', of, ['1.1 | 28', 'El aula 3.1 no tiene pupitres.'])).toBe(false)
})
