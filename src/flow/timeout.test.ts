import { describe, expect, test } from 'vitest'
import { createTestClock } from '../../test/harness/test-clock.ts'
import { settled, timeLimit, unlessAborted, withTimeout } from './timeout.ts'

const never = new AbortController().signal
const forever = new Promise<never>(() => undefined)
const late = () => new Error('late')

describe('withTimeout', () => {
  test('passes a result and an error through and leaves no timer behind', async () => {
    const clock = createTestClock()
    await expect(withTimeout({ ms: 10, signal: never, late, clock }, async () => 7)).resolves.toBe(7)
    const failing = withTimeout({ ms: 10, signal: never, late, clock }, () => Promise.reject(new Error('no')))
    await expect(failing).rejects.toThrow('no')
    expect(clock.sleeping).toBe(0)
  })

  test('ends work that ignores its signal, with the given error, and not a moment before the time is over', async () => {
    const clock = createTestClock()
    let ended: string | null = null
    const running = withTimeout({ ms: 1_000, signal: never, late, clock }, () => forever).catch((error: Error) => {
      ended = error.message
    })
    await clock.tick(999)
    expect(ended).toBeNull()
    await clock.tick(1)
    await running
    expect(ended).toBe('late')
  })

  test('tells the work to stop, and gives the reason of the stop instead of what the work throws then', async () => {
    const clock = createTestClock()
    const stopping = new AbortController()
    const running = withTimeout(
      { ms: 1_000, signal: stopping.signal, late, clock },
      (signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new Error('connection lost')))
        }),
    )
    stopping.abort(new Error('given up'))
    await expect(running).rejects.toThrow('given up')
  })

  test('does not begin when the signal has fired already', async () => {
    let began = false
    const work = async () => {
      began = true
    }
    const aborted = AbortSignal.abort(new Error('given up'))
    await expect(withTimeout({ ms: 1_000, signal: aborted, late }, work)).rejects.toThrow('given up')
    expect(began).toBe(false)
  })
})

test('a time limit that is disposed does not fire with the signal of its caller either', () => {
  const stopping = new AbortController()
  const limit = timeLimit({ ms: 10, signal: stopping.signal, late })
  limit[Symbol.dispose]()
  stopping.abort(new Error('much later'))
  expect(limit.signal.aborted).toBe(false)
})

test('a time limit fires at once when the signal of its caller has fired before', () => {
  using limit = timeLimit({ ms: 10, signal: AbortSignal.abort(new Error('before')), late })
  expect(limit.signal.reason).toEqual(new Error('before'))
})

test('a time limit that is disposed never fires', async () => {
  const clock = createTestClock()
  const limit = timeLimit({ ms: 10, signal: never, late, clock })
  limit[Symbol.dispose]()
  await clock.tick(100)
  expect(limit.signal.aborted).toBe(false)
})

test('waiting ends with the reason of the signal, and the failure of the work left behind harms nobody', async () => {
  const stopping = new AbortController()
  const work = Promise.withResolvers<number>()
  const waiting = unlessAborted(work.promise, stopping.signal)
  stopping.abort(new Error('given up'))
  await expect(waiting).rejects.toThrow('given up')
  work.reject(new Error('nobody listens'))
  await expect(unlessAborted(Promise.reject(new Error('unseen')), stopping.signal)).rejects.toThrow('given up')
})

describe('a write', () => {
  test('has ended when its caller is told that it was stopped', async () => {
    const stopping = new AbortController()
    const write = Promise.withResolvers<void>()
    let told = false
    const waiting = settled(stopping.signal, async () => {
      await write.promise
      throw new Error('stopped half-way')
    }).catch((error: Error) => {
      told = true
      return error.message
    })
    stopping.abort(new Error('given up'))
    await new Promise((resolve) => setImmediate(resolve))
    expect(told).toBe(false)
    write.resolve()
    expect(await waiting).toBe('given up')
  })

  test('that ended well is done, although its signal fired meanwhile', async () => {
    const stopping = new AbortController()
    const work = settled(stopping.signal, async () => {
      stopping.abort(new Error('given up'))
      return 'written'
    })
    await expect(work).resolves.toBe('written')
  })
})
