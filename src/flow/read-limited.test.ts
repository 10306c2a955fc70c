import { expect, test } from 'vitest'
import { readLimited } from './read-limited.ts'

function endless(): { body: AsyncIterable<Uint8Array>; taken: () => number; closed: () => boolean } {
  let taken = 0
  let closed = false
  async function* parts(): AsyncIterable<Uint8Array> {
    try {
      for (;;) {
        taken += 10
        yield new Uint8Array(10)
      }
    } finally {
      closed = true
    }
  }
  return { body: parts(), taken: () => taken, closed: () => closed }
}

test('a body that does not end is left as soon as it is too long', async () => {
  const { body, taken, closed } = endless()
  expect(await readLimited(body, 35)).toBeNull()
  expect(taken()).toBe(40)
  expect(closed()).toBe(true)
})

test('a body that is exactly as long as allowed comes whole, and none is empty', async () => {
  async function* parts(): AsyncIterable<Uint8Array> {
    yield Uint8Array.of(1, 2)
    yield Uint8Array.of(3)
  }
  expect(await readLimited(parts(), 3)).toEqual(Buffer.of(1, 2, 3))
  expect(await readLimited(null, 3)).toEqual(Buffer.alloc(0))
})
