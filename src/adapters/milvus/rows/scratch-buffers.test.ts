import { describe, expect, it } from 'vitest'
import { keepScratchBuffers } from './scratch-buffers.ts'

describe('scratch buffers', () => {
  it('never share memory with another buffer, whatever their size', () => {
    const scratch = keepScratchBuffers(2)
    for (const bytes of [1, 1_000, 64 * 1024, 65_537, 3_000_000]) {
      const taken = scratch.take(bytes)
      if (taken === null) continue
      const others = Array.from({ length: 200 }, () => Buffer.allocUnsafe(100))
      expect(others.every((other) => other.buffer !== taken.buffer)).toBe(true)
      scratch.giveBack(taken)
    }
    expect(scratch.take(1_000)).toBeNull()
  })

  it('are used again when they are large enough, and never twice at a time', () => {
    const scratch = keepScratchBuffers(1)
    const [first, second] = [scratch.take(1_000_000), scratch.take(1_000_000)]
    expect(first).not.toBe(second)
    scratch.giveBack(first)
    scratch.giveBack(second)
    expect(scratch.take(900_000)).toBe(first)
    expect(scratch.take(900_000)).not.toBe(second)
    scratch.giveBack(first)
    expect(scratch.take(9_000_000)?.length).toBeGreaterThanOrEqual(9_000_000)
    expect(scratch.take(17 * 1024 * 1024)).toBeNull()
  })
})
