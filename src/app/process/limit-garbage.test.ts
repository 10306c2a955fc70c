import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const module = path.join(import.meta.dirname, 'limit-garbage.ts')

/** Holds some 14 MB, of which a seventh is put in the place of older at each turn. Prints how often V8 collected everything. */
const churn = `
import { constants, PerformanceObserver } from 'node:perf_hooks'
let collections = 0
new PerformanceObserver((list) => {
  for (const { detail } of list.getEntries()) if (detail.kind === constants.NODE_PERFORMANCE_GC_MAJOR) collections += 1
}).observe({ entryTypes: ['gc'] })
const held = Array.from({ length: 200_000 }, (_, number) => ({ number, text: String(number) }))
gc()
for (let turn = 0; turn < 100; turn += 1) {
  for (let place = turn % 7; place < held.length; place += 7) held[place] = { number: place, text: String(turn + place) }
  await new Promise(setImmediate)
}
console.log(collections)`

/** What V8 lets garbage come to by itself depends on how fast it measures itself to be; a share of the heap is the same on any machine. */
const waitsForThreeTimes = '--heap-growing-percent=300'

async function collectionsOf(...first: readonly string[]): Promise<number> {
  const code = [...first, churn].join('\n')
  const flags = [
    '--input-type=module',
    '--expose-gc',
    '--max-semi-space-size=8',
    waitsForThreeTimes,
    '--disable-warning=ExperimentalWarning',
  ]
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, '--eval', code])
  return Number(stdout)
}

test('a process that replaces what it holds collects garbage at least twice as often as one that waits for three times as much', async () => {
  const waiting = await collectionsOf()
  const limited = await collectionsOf(`import { limitGarbage } from ${JSON.stringify(module)}`, 'limitGarbage()')
  expect(waiting).toBeGreaterThan(0)
  expect(limited).toBeGreaterThanOrEqual(2 * waiting)
})
