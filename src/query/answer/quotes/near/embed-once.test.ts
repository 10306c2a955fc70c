import { expect, test } from 'vitest'
import { embedOnce } from './embed-once.ts'

test('a text is embedded once, and again only where that failed', async () => {
  const asked: (readonly string[])[] = []
  let isDown = true
  const embed = embedOnce(async (texts) => {
    asked.push(texts)
    return isDown ? null : texts.map(({ length }) => Float32Array.of(length))
  })
  expect(await embed(['a', 'bb'])).toBeNull()
  isDown = false
  expect(await embed(['a', 'bb', 'a'])).toEqual([1, 2, 1].map((value) => Float32Array.of(value)))
  expect(await embed(['bb', 'ccc'])).toEqual([2, 3].map((value) => Float32Array.of(value)))
  expect(asked).toEqual([['a', 'bb'], ['a', 'bb'], ['ccc']])
})
