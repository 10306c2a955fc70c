import { expect, test } from 'vitest'
import { isFull, leastRoomBytes } from './least-room.ts'

test.each([
  ['a disk with room', { bavail: 100_000, bsize: 4096, blocks: 200_000 }, false],
  ['one with less than PostgreSQL needs', { bavail: 8_000, bsize: 4096, blocks: 200_000 }, true],
  ['one without any', { bavail: 0, bsize: 4096, blocks: 200_000 }, true],
  ['one that does not say how large it is', { bavail: 0, bsize: 4096, blocks: 0 }, false],
])('%s', (_, room, full) => {
  expect(isFull(room)).toBe(full)
  expect(leastRoomBytes).toBeGreaterThan(2 * 16_000_000)
})
