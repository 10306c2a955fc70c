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
