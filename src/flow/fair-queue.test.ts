import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createFairQueue, type FairQueue } from './fair-queue.ts'

const takeAll = (queue: FairQueue<string>): string[] => {
  const taken: string[] = []
  for (let item = queue.take(); item !== undefined; item = queue.take()) taken.push(item)
  return taken
}

describe('a fair queue', () => {
  test('keeps the order within a key and lets keys take turns', () => {
    const queue = createFairQueue<string>()
    for (const item of ['a1', 'a2', 'a3', 'a4']) queue.add('a', item)
    for (const item of ['b1', 'b2']) queue.add('b', item)
    expect(takeAll(queue)).toEqual(['a1', 'b1', 'a2', 'b2', 'a3', 'a4'])
    expect(queue.size).toBe(0)
  })

  test('serves a key that comes late after at most one item of another that waits for very much', () => {
    const queue = createFairQueue<string>()
    for (let i = 0; i < 100; i += 1) queue.add('busy', `busy ${i}`)
    for (let i = 0; i < 50; i += 1) queue.take()
    queue.add('late', 'late')
    expect([queue.take(), queue.take()]).toContain('late')
  })

  test('shares by cost: many cheap items of one key go for one dear item of another', () => {
    const queue = createFairQueue<string>()
    for (let i = 0; i < 10; i += 1) queue.add('dear', 'dear', 100)
    for (let i = 0; i < 50; i += 1) queue.add('cheap', 'cheap', 2)
    const order = takeAll(queue)
    expect(order.slice(0, order.lastIndexOf('cheap')).filter((item) => item === 'dear').length).toBeLessThanOrEqual(2)
  })

  test('gives a key that stayed away no claim to what others were served meanwhile', () => {
    const queue = createFairQueue<string>()
    queue.add('a', 'a')
    queue.add('b', 'b')
    queue.take()
    queue.take()
    for (let i = 0; i < 20; i += 1) queue.add('a', 'a')
    for (let i = 0; i < 10; i += 1) queue.take()
    for (let i = 0; i < 10; i += 1) queue.add('b', 'b')
    expect(
      takeAll(queue)
        .slice(0, 8)
        .filter((item) => item === 'b').length,
    ).toBeLessThanOrEqual(5)
  })

  test('leaves keys out that are not allowed now, and puts back what came to nothing', () => {
    const queue = createFairQueue<string>()
    queue.add('a', 'a1')
    queue.add('a', 'a2')
    queue.add('b', 'b1')
    expect(queue.peek((key) => key === 'b')).toBe('b1')
    expect(queue.take((key) => key === 'b')).toBe('b1')
    expect(queue.take()).toBe('a1')
    queue.putBack('a', 'a1')
    expect(takeAll(queue)).toEqual(['a1', 'a2'])
    expect(queue.take(() => false)).toBeUndefined()
  })

  test('loses nothing and serves nothing twice, whatever order things happen in', () => {
    const step = fc.record({
      kind: fc.constantFrom('add', 'add', 'take', 'remove'),
      key: fc.constantFrom('a', 'b', 'c'),
      cost: fc.integer({ min: 1, max: 9 }),
    })
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const queue = createFairQueue<number>()
        const waiting = new Map<number, string>()
        for (const [id, { kind, key, cost }] of steps.entries()) {
          const some = [...waiting].at(id % Math.max(1, waiting.size))
          if (kind === 'add') {
            queue.add(key, id, cost)
            waiting.set(id, key)
          } else if (kind === 'remove' && some !== undefined) {
            expect(queue.remove(some[1], some[0])).toBe(true)
            waiting.delete(some[0])
          } else {
            const taken = queue.take()
            if (waiting.size === 0) expect(taken).toBeUndefined()
            else expect(waiting.delete(taken ?? -1)).toBe(true)
          }
          expect(queue.size).toBe(waiting.size)
        }
        expect(new Set(queue.takeAll())).toEqual(new Set(waiting.keys()))
      }),
    )
  })
})
