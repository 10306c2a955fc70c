import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutText } from './cut-text.ts'

test('a text that fits stays as it is', () => {
  expect(cutText('año', 3)).toBe('año')
})

test('a cut text is the longest beginning that ends between two characters', () => {
  expect(cutText('a😀b', 2)).toBe('a')
  expect(cutText('a😀b', 3)).toBe('a😀')
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.double({ min: 0, max: 40, noNaN: true }), (text, length) => {
      const cut = cutText(text, length)
      expect(text.startsWith(cut)).toBe(true)
      expect(cut.isWellFormed()).toBe(true)
      expect(cut.length).toBeLessThanOrEqual(length)
      expect(cut.length).toBeGreaterThan(Math.min(text.length, length) - 2)
    }),
  )
})

test('half a pair that was there before is kept', () => {
  expect(cutText('a\ud800b', 2)).toBe('a\ud800')
})
