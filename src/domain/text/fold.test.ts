import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fold } from './fold.ts'

describe('folded text', () => {
  test('keeps the mark of a note and a power apart from the number before it', () => {
    expect(fold('2023¹, 10⁶, 1.5²³')).toBe('2023 1, 10 6, 1.5 23')
    expect(fold('120 m², H₂O')).toBe('120 m2, h2o')
    expect(fold(fold('2023¹'))).toBe(fold('2023¹'))
  })

  test('is the same whether the text is folded by characters or as a whole', () => {
    const character = fc.constantFrom(...Array.from({ length: 0x2040 }, (_, code) => String.fromCharCode(code)), '€')
    const text = fc.array(fc.oneof(fc.constantFrom(...'aÁñÑ¿º…–"’ 12²'), character), { maxLength: 12 })
    fc.assert(
      fc.property(text, (characters) => {
        const joined = characters.join('')
        // ŋ is no everyday letter
        expect(fold(`${joined} ŋ`)).toBe(`${fold(joined)} n`)
      }),
      { seed: 7, numRuns: 3_000 },
    )
  })
})
