import { afterEach, expect, test } from 'vitest'
import { openInstallationLock } from '../../src/adapters/postgres/installation-lock.ts'
import { silentLog } from '../harness/log.ts'
import { createTestDatabase } from '../harness/postgres.ts'

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close()
})

/** Two locks on one database stand for two processes. */
async function twoProcesses() {
  const database = await createTestDatabase()
  closers.push(() => database.drop())
  const open = () => {
    const lock = openInstallationLock({ url: database.url, log: silentLog })
    closers.push(() => lock.close())
    return lock
  }
  return [open(), open()] as const
}

test('work of one name runs in one process at a time, work of another name beside it', async () => {
  const [here, there] = await twoProcesses()
  const order: string[] = []
  const entered = Promise.withResolvers<void>()
  const leave = Promise.withResolvers<void>()
  const first = here.alone('a', async () => {
    order.push('first begins')
    entered.resolve()
    await leave.promise
    order.push('first ends')
  })
  await entered.promise
  const second = there.alone('a', async () => order.push('second'))
  await there.alone('b', async () => order.push('another name'))
  leave.resolve()
  await Promise.all([first, second])
  expect(order).toEqual(['first begins', 'another name', 'first ends', 'second'])
})

test('work that fails gives the lock back and its failure on as it was', async () => {
  const [here, there] = await twoProcesses()
  const failure = new Error('the store was away')
  await expect(here.alone('a', () => Promise.reject(failure))).rejects.toBe(failure)
  expect(await there.alone('a', () => Promise.resolve('free'))).toBe('free')
})
