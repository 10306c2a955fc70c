import { expect, test } from 'vitest'
import { cutClauses } from './cut-clauses.ts'

test.each(['three hundred and twelve thousand pounds ', 'ninety-nine million pounds ', 'quinientas veintiuna libras '])(
  'no piece ends between the words of "%s"',
  (amount) => {
    const text = amount.repeat(60).trim()
    const pieces = cutClauses(text, 0, text.length)
    expect(pieces.length).toBeGreaterThan(1)
    for (const { start, end } of pieces) expect(text.slice(start, end)).toMatch(/(?:pounds|libras)$/u)
  },
)

const filling = 'que aporta el interesado con su solicitud antes del plazo señalado '

test.each([
  'artículo 24',
  'del 30 de junio de 2024',
  'teléfono 965 11 22 33',
  'at 555 1234',
  'las 10:00',
  'Mayor, 12, 3.º B',
  'Total: 350 €',
  'precio: € 30',
  'Banco de España',
  'María de los Ángeles Pérez',
  'Luis de la Torre',
  'doña Pilar Gil',
  'the Bank of England',
])('no piece ends inside "%s"', (whole) => {
  for (let words = 0; words < 14; words += 1) {
    const before = filling
      .repeat(12)
      .split(' ')
      .slice(0, 66 + words)
    const text = `${before.join(' ')} ${whole} ${filling.repeat(4)}`
    const pieces = cutClauses(text, 0, text.length)
    expect(pieces.some(({ start, end }) => text.slice(start, end).includes(whole))).toBe(true)
  }
})
