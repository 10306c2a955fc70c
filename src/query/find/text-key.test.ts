import { expect, test } from 'vitest'
import { textKey } from './text-key.ts'

const places = ['Madrid', 'Sevilla', 'Lugo', 'Bilbao', '', '—']

test('texts that differ little have keys of their own', () => {
  const texts = new Set<string>()
  for (let number = 0; number < 20_000; number++)
    for (const place of places) texts.add(`${place} ${number}`).add(`${number} ${place}`).add(`${place}${number}`)
  const keys = new Set([...texts].map(textKey))
  expect(keys.size).toBe(texts.size)
})

test('each of the 53 bits is set for about half of all texts', () => {
  const count = 4_000
  const set = Array.from({ length: 53 }, () => 0)
  for (let number = 0; number < count; number++) {
    const key = BigInt(textKey(`línea ${number}`))
    for (const bit of set.keys()) if ((key >> BigInt(bit)) & 1n) set[bit] = (set[bit] ?? 0) + 1
  }
  expect(set.every((times) => Math.abs(times - count / 2) < count / 10)).toBe(true)
})

test('a key is a whole number that a double holds, and that of the same text is the same', () => {
  for (const text of ['', 'a', 'ñ', '💶', 'x'.repeat(100_000)]) {
    expect(Number.isSafeInteger(textKey(text))).toBe(true)
    expect(textKey(text)).toBe(textKey([...text].join('')))
  }
})
