import { expect, test } from 'vitest'
import { anyCompany } from '../../../test/harness/documents.ts'
import { memoryEvents } from '../../../test/harness/memory-events.ts'
import { silentLog } from '../../../test/harness/log.ts'
import { createTestClock } from '../../../test/harness/test-clock.ts'
import type { CompanyId } from '../../domain/ids.ts'
import { createFollow, followersPerCompany } from './follow-events.ts'
import { longestPauseMs, lookEveryMs } from './watch-heads.ts'

const company = anyCompany()

function setUp() {
  const clock = createTestClock()
  const events = memoryEvents()
  const follow = createFollow({ events, clock, log: silentLog })
  const stop = new AbortController()
  const { signal } = stop
  const from = async (after: number | null, stay = false, companyId: CompanyId = company) => {
    const { seq, missed, pages } = await follow({ companyId, after, stay, signal })
    return { seq, missed, pages: pages[Symbol.asyncIterator]() }
  }
  const seen = async (after: number) => {
    const { seq, missed, pages } = await from(after)
    const page = (await pages.next()).value ?? []
    return { from: missed ? `reset to ${seq}` : seq, next: page.map((event: { seq: number }) => event.seq) as number[] }
  }
  return { clock, events, follow, from, seen, stop }
}

test('what came after an event comes first, and then what happens', async () => {
  const { clock, events, from, stop } = setUp()
  events.add(company)
  const second = events.add(company)
  const { seq, pages } = await from(1, true)
  expect(seq).toBe(1)
  expect((await pages.next()).value).toMatchObject([{ seq: second }])
  const next = pages.next()
  events.add(anyCompany())
  await clock.tick(longestPauseMs)
  const own = events.add(company)
  await clock.tick(longestPauseMs)
  expect((await next).value).toMatchObject([{ seq: own }])
  const end = pages.next()
  stop.abort()
  expect((await end).done).toBe(true)
})

test('who has seen nothing hears only what comes from now on', async () => {
  const { events, from } = setUp()
  const last = events.add(company)
  expect(await from(null)).toMatchObject({ seq: last, missed: false })
})

test('who missed something that is not kept is told so, and nobody else', async () => {
  const { events, seen } = setUp()
  const all = [1, 2, 3].map(() => events.add(company))
  events.add(anyCompany())
  const fifth = events.add(company)
  events.trimTo(3)
  // 2 was seen, and 3 is the first that is kept
  expect(all).toEqual([1, 2, 3])
  expect(await seen(2)).toEqual({ from: 2, next: [3, fifth] })
  expect(await seen(1)).toEqual({ from: `reset to ${fifth}`, next: [] })
  expect(await seen(fifth)).toEqual({ from: fifth, next: [] })
  // of a database that was restored since
  expect(await seen(99)).toEqual({ from: `reset to ${fifth}`, next: [] })
})

test('a company follows a bounded number of times, others go on, and who ends makes room', async () => {
  const { follow, from } = setUp()
  const one = new AbortController()
  await follow({ companyId: company, after: null, stay: true, signal: one.signal })
  for (let more = 1; more < followersPerCompany; more += 1) await from(null, true)
  await expect(from(null, true)).rejects.toMatchObject({ code: 'too_many_requests', retryable: true })
  await from(null, true, anyCompany())
  one.abort()
  await from(null, true)
})

test('nothing is asked of PostgreSQL when nobody follows any more', async () => {
  const { clock, events, from, stop } = setUp()
  await from(null, true)
  await from(null, true, anyCompany())
  const before = events.looks
  await clock.tick(lookEveryMs)
  // one look for both
  expect(events.looks - before).toBe(1)
  stop.abort()
  await clock.tick(10 * lookEveryMs)
  expect(events.looks - before).toBe(1)
  expect(clock.sleeping).toBe(0)
})

test('a database that is away for a moment is asked again', async () => {
  const { clock, events, from } = setUp()
  const { pages } = await from(null, true)
  const next = pages.next()
  events.fail(true)
  await clock.tick(lookEveryMs)
  const seq = events.add(company)
  events.fail(false)
  await clock.tick(2_000)
  expect((await next).value).toMatchObject([{ seq }])
})

test('PostgreSQL is asked less often while nothing happens, and as often as before once something does', async () => {
  const { clock, events, from } = setUp()
  const { pages } = await from(null, true)
  const looksIn = async (ms: number) => {
    const before = events.looks
    for (let passed = 0; passed < ms; passed += lookEveryMs) await clock.tick(lookEveryMs)
    return events.looks - before
  }
  await looksIn(20 * longestPauseMs)
  expect(await looksIn(2 * longestPauseMs)).toBe(2)
  const next = pages.next()
  events.add(company)
  expect(await looksIn(2 * longestPauseMs)).toBeGreaterThan(2)
  await next
})
