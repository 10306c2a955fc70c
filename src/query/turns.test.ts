import { describe, expect, test } from 'vitest'
import { createTestClock } from '../../test/harness/test-clock.ts'
import { parseCompanyId } from '../domain/ids.ts'
import { createTurns, type TurnLimits } from './turns.ts'

const a = parseCompanyId('00000000-0000-4000-8000-0000000000a1')
const b = parseCompanyId('00000000-0000-4000-8000-0000000000b1')
const limits: TurnLimits = { places: 2, placesOfCompany: 1, waitingOfCompany: 2, longestWaitMs: 1_000 }

function setUp(changes: Partial<TurnLimits> = {}) {
  const clock = createTestClock()
  const take = createTurns({ ...limits, ...changes }, clock)
  const started: string[] = []
  const asker = (companyId = a, signal = new AbortController().signal) => ({ companyId, signal })
  /** Work that takes 100 ms. */
  const work = (name: string) => async () => {
    started.push(name)
    await clock.sleep(100)
    return name
  }
  return { clock, take, started, asker, work }
}

/** Why it failed, listened to from the beginning: it may fail while the test moves the clock. */
const rejection = (failing: Promise<unknown>) =>
  failing.then(
    () => null,
    (error: unknown) => error,
  )

describe('turns', () => {
  test('a company that asks much leaves a place to the others', async () => {
    const { clock, take, started, asker, work } = setUp()
    const asked = [take(asker(a), work('a1')), take(asker(a), work('a2')), take(asker(b), work('b1'))]
    await clock.tick(0)
    expect(started.toSorted()).toEqual(['a1', 'b1'])
    await clock.tick(200)
    expect(await Promise.all(asked)).toEqual(['a1', 'a2', 'b1'])
  })

  test('a full queue refuses at once, and only its own company', async () => {
    const { clock, take, asker, work } = setUp()
    const asked = [1, 2, 3].map((i) => take(asker(a), work(`a${i}`)))
    await expect(take(asker(a), work('a4'))).rejects.toMatchObject({ code: 'too_many_requests', retryable: true })
    const other = take(asker(b), work('b1'))
    await clock.tick(300)
    expect(await Promise.all([...asked, other])).toEqual(['a1', 'a2', 'a3', 'b1'])
  })

  test('who has waited too long is told so, and does not take a place later', async () => {
    const { clock, take, started, asker, work } = setUp({ longestWaitMs: 50 })
    const first = take(asker(), work('a1'))
    const second = rejection(take(asker(), work('a2')))
    await clock.tick(50)
    expect(await second).toMatchObject({ code: 'too_many_requests' })
    await clock.tick(50)
    await first
    expect(started).toEqual(['a1'])
    expect(clock.sleeping).toBe(0)
  })

  test('the time of waiting is not the time of the work', async () => {
    const { clock, take, asker, work } = setUp({ longestWaitMs: 50 })
    const only = take(asker(), work('a1'))
    await clock.tick(100)
    expect(await only).toBe('a1')
  })

  test('a client that goes away leaves the queue at once', async () => {
    const { clock, take, asker, work } = setUp({ waitingOfCompany: 1 })
    const first = take(asker(), work('a1'))
    const client = new AbortController()
    const leaving = take(asker(a, client.signal), work('a2'))
    client.abort()
    await expect(leaving).rejects.toMatchObject({ code: 'cancelled' })
    const third = take(asker(), work('a3'))
    await clock.tick(200)
    expect(await Promise.all([first, third])).toEqual(['a1', 'a3'])
  })

  test('a failure gives its place back', async () => {
    const { clock, take, asker, work } = setUp()
    await expect(take(asker(), () => Promise.reject(new Error('failed')))).rejects.toThrow('failed')
    const next = take(asker(), work('a1'))
    await clock.tick(100)
    expect(await next).toBe('a1')
  })
})
