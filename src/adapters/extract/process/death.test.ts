import { expect, test } from 'vitest'
import { deathNotices } from './child-messages.ts'
import { causeOfDeath } from './death.ts'

test('a process that ends itself says why, although the signal is the same as for a stranger’s', () => {
  expect(causeOfDeath('SIGKILL', `${deathNotices.memory}\n`)).toBe('memory')
  expect(causeOfDeath('SIGKILL', `${deathNotices.time}\n`)).toBe('timeout')
  expect(causeOfDeath('SIGKILL', 'a warning')).toBe('killed')
})

test('a process that fails by itself was made to fail by its file', () => {
  expect(causeOfDeath('SIGABRT', 'FATAL ERROR: Reached heap limit: JavaScript heap out of memory')).toBe('memory')
  expect(causeOfDeath('SIGSEGV', '')).toBe('crash')
  expect(causeOfDeath(null, '')).toBe('crash')
})
