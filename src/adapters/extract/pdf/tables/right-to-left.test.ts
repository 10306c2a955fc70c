import { expect, test } from 'vitest'
import { columnsAsRead } from './right-to-left.ts'

const row = (...texts: readonly string[]) => ({ cells: texts.map((text) => ({ text })) })

test('a table in Arabic or Hebrew is read from its right edge, a short row from the same one', () => {
  expect(columnsAsRead([row('السعر', 'الكمية', 'المنتج'), row('20', '3', 'كرسي'), row('', '1')])).toEqual([
    row('المنتج', 'الكمية', 'السعر'),
    row('كرسي', '3', '20'),
    row('', '1', ''),
  ])
})

test('any other table is read from its left edge, also with a word in Hebrew', () => {
  const rows = [row('Producto', 'Nombre'), row('Silla', 'כיסא')]
  expect(columnsAsRead(rows)).toBe(rows)
})
