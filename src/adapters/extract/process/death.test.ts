import { expect, test } from 'vitest'
import { deathNotices } from './child-messages.ts'
import { causeOfDeath } from './death.ts'

const lastWords = (signal: NodeJS.Signals | null, stderr: string, ready = true) =>
  causeOfDeath({ signal, stderr, ready, maxHeapMb: 489 })

test('a process that ends itself says why, although the signal is the same as for a stranger’s', () => {
  expect(lastWords('SIGKILL', `${deathNotices.memory}\n`)).toBe('memory')
  expect(lastWords('SIGKILL', `${deathNotices.time}\n`)).toBe('timeout')
  expect(lastWords('SIGKILL', 'a warning')).toBe('killed')
})

test('a process that fails by itself was made to fail by its file', () => {
  expect(lastWords('SIGABRT', 'FATAL ERROR: Reached heap limit: JavaScript heap out of memory')).toBe('memory')
  expect(lastWords('SIGSEGV', '')).toBe('crash')
  expect(lastWords(null, '')).toBe('crash')
})

test('a process that is refused memory far below its own limit, or that cannot start, says nothing of its file', () => {
  const gc = (mb: number) => `Scavenge 19.6 (24.9) -> 17.3 (${mb}) MB, pooled: 0 MB, allocation failure;\n`
  const refused = 'FATAL ERROR: NewSpace::EnsureCurrentCapacity Allocation failed - JavaScript heap out of memory'
  expect(lastWords('SIGABRT', `${gc(33.4)}${refused}`)).toBe('starved')
  expect(lastWords('SIGABRT', `${gc(33.4)}${gc(470.2)}${refused}`)).toBe('memory')
  expect(lastWords('SIGABRT', `${gc(33.4)}FATAL ERROR: invalid table size Allocation failed`)).toBe('memory')
  expect(lastWords('SIGTRAP', '# Fatal process out of memory: Zone')).toBe('starved')
  expect(lastWords('SIGABRT', 'FATAL ERROR: Oilpan: Out of memory', false)).toBe('starved')
  expect(lastWords(null, '', false)).toBe('starved')
})
