import { setImmediate } from 'node:timers/promises'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createLimiter, leavingRoom } from './limiter.ts'

const never = new AbortController().signal

describe('a limiter', () => {
  test('runs at most so many at once, in order, and goes on after a failure', async () => {
    const limiter = createLimiter({ size: 2 })
    const started: number[] = []
    const ends: (() => void)[] = []
    const works = [0, 1, 2, 3].map((i) =>
      limiter.run(never, async () => {
        started.push(i)
        await new Promise<void>((resolve) => ends.push(resolve))
        if (i === 0) throw new Error('failed')
      }),
    )
    const outcomes = Promise.allSettled(works)
    await setImmediate()
    expect(started).toEqual([0, 1])
    expect(limiter.waiting).toBe(2)
    ends[0]?.()
    await expect(works[0]).rejects.toThrow('failed')
    await setImmediate()
    expect(started).toEqual([0, 1, 2])
    ends[1]?.()
    await setImmediate()
    for (const end of ends) end()
    expect((await outcomes).filter(({ status }) => status === 'rejected')).toHaveLength(1)
    expect([limiter.running, limiter.waiting]).toEqual([0, 0])
  })

  test('counts who waits of each key, also after some have left', async () => {
    const limiter = createLimiter({ size: 1 })
    const release = await limiter.acquire(never, 'a')
    const leaving = new AbortController()
    const waiting = [limiter.acquire(never, 'a'), limiter.acquire(leaving.signal, 'a'), limiter.acquire(never, 'b')]
    expect(['a', 'b', 'c'].map((key) => limiter.waitingOf(key))).toEqual([2, 1, 0])
    leaving.abort(new Error('gone'))
    await expect(waiting[1]).rejects.toThrow('gone')
    expect(limiter.waitingOf('a')).toBe(1)
    release()
    await waiting[0]
    expect(['a', 'b'].map((key) => limiter.waitingOf(key))).toEqual([0, 1])
  })

  test('lets a caller out of the queue when its signal fires, with the reason of the signal, and serves the next', async () => {
    const limiter = createLimiter({ size: 1 })
    const release = await limiter.acquire(never)
    const leaving = new AbortController()
    const second = limiter.acquire(leaving.signal)
    const third = limiter.acquire(never)
    leaving.abort(new Error('gave up'))
    await expect(second).rejects.toThrow('gave up')
    release()
    ;(await third)()
    expect([limiter.running, limiter.waiting]).toEqual([0, 0])
  })

  test('refuses a caller whose signal has fired already', async () => {
    const limiter = createLimiter({ size: 1 })
    await expect(limiter.acquire(AbortSignal.abort(new Error('too late')))).rejects.toThrow('too late')
    expect(limiter.running).toBe(0)
  })

  test('counts a place that is given back twice once', async () => {
    const limiter = createLimiter({ size: 1 })
    const release = await limiter.acquire(never)
    release()
    release()
    await limiter.acquire(never)
    expect(limiter.running).toBe(1)
  })

  test('lets keys take turns: one that asks a hundred times is followed by another at its next turn', async () => {
    const limiter = createLimiter({ size: 1 })
    const served: string[] = []
    const ask = (key: string) => limiter.run(never, async () => void served.push(key), key)
    const all = [...Array.from({ length: 100 }, () => ask('a')), ask('b'), ask('c')]
    await Promise.all(all)
    expect(served.slice(0, 4)).toEqual(expect.arrayContaining(['b', 'c']))
    expect(served).toHaveLength(102)
  })

  test('keeps places free of a key that holds as many as it may', async () => {
    const limiter = createLimiter({ size: 3, perKey: 2 })
    await limiter.acquire(never, 'a')
    await limiter.acquire(never, 'a')
    const third = limiter.acquire(never, 'a')
    await limiter.acquire(never, 'b')
    expect(limiter.running).toBe(3)
    expect(limiter.waiting).toBe(1)
    void third // stays in the queue: nobody gives a place back
  })

  test('leaves a quarter of its places to others, but never less than one to anybody', () => {
    expect([1, 2, 3, 4, 8, 9].map(leavingRoom)).toEqual([1, 2, 2, 3, 6, 6])
  })

  test('never holds more than allowed, loses nobody, and is empty in the end, whatever order things happen in', async () => {
    const step = fc.record({
      key: fc.constantFrom('a', 'b', 'c'),
      abort: fc.boolean(),
      turns: fc.integer({ min: 0, max: 3 }),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 3 }),
        fc.array(step),
        async (size, perKey, steps) => {
          const limiter = createLimiter({ size, perKey })
          const inHand = new Map<string, number>()
          const works = steps.map(async ({ key, abort, turns }) => {
            const caller = new AbortController()
            const work = limiter.run(
              caller.signal,
              async () => {
                inHand.set(key, (inHand.get(key) ?? 0) + 1)
                expect(limiter.running).toBeLessThanOrEqual(size)
                expect(inHand.get(key)).toBeLessThanOrEqual(perKey)
                for (let turn = 0; turn < turns; turn += 1) await setImmediate()
                inHand.set(key, (inHand.get(key) ?? 0) - 1)
              },
              key,
            )
            if (abort) caller.abort(new Error('left'))
            await work.catch((error: Error) => expect(error.message).toBe('left'))
          })
          await Promise.all(works)
          expect([limiter.running, limiter.waiting]).toEqual([0, 0])
        },
      ),
      { numRuns: 60 },
    )
  })
})
