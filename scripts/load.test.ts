import { expect, test } from 'vitest'
import { planArrivals, seeded } from './load/arrivals.ts'
import { isThisMachine, readOptions } from './load/options.ts'
import { growth, percentile, sorted, summarise, type Done } from './load/results.ts'

test('arrivals come at their mean rate, in order, and the same for the same seed', () => {
  const plan = { rates: { question: 20, upload: 1, poll: 0, delete: 0 }, companies: 5, seconds: 600 }
  const arrivals = planArrivals(plan, seeded(7))
  expect(planArrivals(plan, seeded(7))).toEqual(arrivals)
  const questions = arrivals.filter(({ kind }) => kind === 'question')
  expect(questions.length / 600).toBeCloseTo(20, 0)
  expect(arrivals.some(({ kind }) => kind === 'poll')).toBe(false)
  expect(arrivals.map(({ atMs }) => atMs)).toEqual(sorted(arrivals.map(({ atMs }) => atMs)))
  expect(new Set(arrivals.map(({ company }) => company)).size).toBe(5)
})

test('a server that stands still is charged for everybody who was due meanwhile', () => {
  // one request hangs for a second; nine that were due in it were sent late and then answered at once
  const done: Done[] = Array.from({ length: 10 }, (_, at) => ({
    kind: 'question',
    dueMs: at * 100,
    sentMs: at === 0 ? 0 : 1000,
    endMs: at === 0 ? 1000 : 1001,
    outcome: at === 9 ? 'busy' : 'ok',
  }))
  const [summary] = summarise(done, 1)
  expect(summary?.serviceMs.p50).toBe(1)
  expect(summary?.latencyMs.p50).toBeGreaterThan(400)
  expect(summary?.errors).toEqual({ busy: 1 })
})

test('percentiles are values that occurred', () => {
  const values = sorted([5, 1, 4, 2, 3])
  expect([0, 50, 95, 100].map((percent) => percentile(values, percent))).toEqual([1, 3, 5, 5])
  expect(percentile([], 95)).toBe(0)
})

test('memory grows when the last minute holds more than the third', () => {
  const at = (minute: number, bytes: number) => ({ atMs: minute * 60_000, processes: { api: bytes } })
  expect(growth([at(0, 50), at(2.5, 100), at(9.5, 120)])).toEqual({ api: 1.2 })
  expect(growth([at(0, 50), at(1, 100)])).toBeNull()
})

test('only this machine is driven, unless somebody says otherwise', () => {
  expect(['http://127.0.0.1:1', 'http://127.9.0.1', 'http://localhost:8', 'http://[::1]:8'].every(isThisMachine)).toBe(
    true,
  )
  expect(['http://10.0.0.1', 'http://127.0.0.1.example.org', 'https://atenex.example'].some(isThisMachine)).toBe(false)
  expect(() => readOptions(['--url', 'https://atenex.example'])).toThrow(/--elsewhere/)
  expect(readOptions(['--url', 'https://atenex.example', '--elsewhere'])?.url).toBe('https://atenex.example')
  expect(() => readOptions(['--query-url', 'https://atenex.example'])).toThrow(/--elsewhere/)
  expect(readOptions(['--query-url', 'http://127.0.0.1:8002'])).toMatchObject({
    url: 'http://127.0.0.1:8080',
    queryUrl: 'http://127.0.0.1:8002',
  })
})
