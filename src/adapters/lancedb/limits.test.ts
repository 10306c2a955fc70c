import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { createGate, waitAtMost } from './limits.ts'

const never = new AbortController().signal

describe('createGate', () => {
  it('runs at most so many at once, in order, and goes on after a failure', async () => {
    const gate = createGate(2)
    const started: number[] = []
    const ends: (() => void)[] = []
    const works = [0, 1, 2, 3].map((i) =>
      gate(async () => {
        started.push(i)
        await new Promise<void>((resolve) => ends.push(resolve))
        if (i === 0) throw new Error('failed')
        return i
      }, never),
    )
    const outcomes = Promise.allSettled(works)
    await setImmediate()
    expect(started).toEqual([0, 1])
    ends[0]?.()
    await expect(works[0]).rejects.toThrow('failed')
    await setImmediate()
    expect(started).toEqual([0, 1, 2])
    ends[1]?.()
    ends[2]?.()
    await works[2]
    await setImmediate()
    ends[3]?.()
    expect((await outcomes).map((outcome) => outcome.status)).toEqual([
      'rejected',
      'fulfilled',
      'fulfilled',
      'fulfilled',
    ])
  })

  it('lets a cancelled caller out of the queue and gives its place to the next', async () => {
    const gate = createGate(1)
    const controller = new AbortController()
    let end: () => void = () => undefined
    const first = gate(() => new Promise<void>((resolve) => (end = resolve)), never)
    const second = gate(async () => 'second', controller.signal)
    const third = gate(async () => 'third', never)
    controller.abort()
    await expect(second).rejects.toMatchObject({ code: 'cancelled' })
    end()
    await first
    await expect(third).resolves.toBe('third')
  })
})

describe('waitAtMost', () => {
  const endless = new Promise<never>(() => undefined)

  it('gives up after the limit with an outage that may pass', async () => {
    const outage = { code: 'vector_store_unavailable', retryable: true }
    await expect(waitAtMost(endless, 5, never)).rejects.toMatchObject(outage)
  })

  it('gives up when the caller does', async () => {
    const controller = new AbortController()
    const waiting = waitAtMost(endless, 60_000, controller.signal)
    controller.abort()
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' })
  })
})
