import { describe, expect, test } from 'vitest'
import { fold } from './fold.ts'

describe('folded text', () => {
  test('keeps the mark of a note and a power apart from the number before it', () => {
    expect(fold('2023¹, 10⁶, 1.5²³')).toBe('2023 1, 10 6, 1.5 23')
    expect(fold('120 m², H₂O')).toBe('120 m2, h2o')
    expect(fold(fold('2023¹'))).toBe(fold('2023¹'))
  })
})
