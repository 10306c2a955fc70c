import { existsSync } from 'node:fs'
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import type { AppError } from '../../domain/errors.ts'
import type { Log } from '../../ports/log.ts'
import { SupervisedChild } from './supervised-child.ts'
import { removeFolder } from '../../../test/harness/remove-folder.ts'
import { signalProcess } from '../../../test/harness/signal-process.ts'

const nothing = (): void => undefined
const log: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing, child: () => log }
const backOff = { firstMs: 10, mostMs: 40, attempts: 3, healthyMs: 60_000 }

let folder = ''
let child: SupervisedChild | null = null
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atenex-child-'))
})
afterEach(async () => {
  child?.kill()
  // what was just killed may still be about to write down that it began
  await removeFolder(folder)
})

/** A real process; `starts` gets one line with its id each time it begins. */
async function supervised(body: string, onGiveUp: (error: AppError) => void = nothing): Promise<SupervisedChild> {
  const script = join(folder, 'child.mjs')
  const begin = `import fs from 'node:fs'; fs.appendFileSync(${JSON.stringify(join(folder, 'starts'))}, process.pid + '\\n')\n`
  await writeFile(script, begin + body)
  const args = [script]
  child = new SupervisedChild({
    name: 'worker',
    command: process.execPath,
    args,
    env: process.env,
    log,
    onGiveUp,
    backOff,
  })
  return child
}

async function starts(): Promise<readonly number[]> {
  const file = join(folder, 'starts')
  return existsSync(file) ? (await readFile(file, 'utf8')).trim().split('\n').map(Number) : []
}

const ready = `process.send({ kind: 'ready', address: 'http://127.0.0.1:1' }); setInterval(() => {}, 1000)\n`

test('it tells the address and stops on SIGTERM within the limit', async () => {
  const one = await supervised(`process.on('SIGTERM', () => process.exit(0))\n${ready}`)
  expect(await one.ready).toBe('http://127.0.0.1:1')
  expect(await one.stop(60_000)).toBe(true)
})

test('one that ignores SIGTERM is killed after the limit', async () => {
  const one = await supervised(`process.on('SIGTERM', () => {})\n${ready}`)
  await one.ready
  expect(await one.stop(50)).toBe(false)
})

test('one that is killed is started again', async () => {
  const one = await supervised(ready)
  await one.ready
  const [first] = await starts()
  signalProcess(first, 'SIGKILL')
  await vi.waitFor(async () => expect(await starts()).toHaveLength(2), { timeout: 100_000 })
  await one.stop(1_000)
})

test('a crash loop ends after the attempts with what the process said', async () => {
  const gaveUp = Promise.withResolvers<AppError>()
  const one = await supervised(
    `process.send({ kind: 'failed', message: 'no disk', fatal: false, passes: false }, () => process.exit(1))`,
    gaveUp.resolve,
  )
  const error = await gaveUp.promise
  expect(error.message).toBe('The worker process failed 3 times in a row: no disk')
  await expect(one.ready).rejects.toThrow('no disk')
  expect(await starts()).toHaveLength(3)
})

test('a failure that another try cannot cure is given up at once', async () => {
  const gaveUp = Promise.withResolvers<AppError>()
  await supervised(
    `process.send({ kind: 'failed', message: 'wrong model', fatal: true, passes: false }, () => process.exit(1))`,
    gaveUp.resolve,
  )
  expect((await gaveUp.promise).message).toBe('The worker process failed: wrong model')
  expect(await starts()).toHaveLength(1)
})

test('stopping during a pause does not start it again', async () => {
  const one = await supervised('process.exit(1)')
  await vi.waitFor(async () => expect((await starts()).length).toBeGreaterThan(0), { timeout: 100_000 })
  expect(await one.stop(60_000)).toBe(true)
  const before = (await starts()).length
  expect(await one.stop(100)).toBe(true)
  expect((await starts()).length).toBe(before)
})

test('one that waits for a store that is away is started again for as long as it takes', async () => {
  const gaveUp: AppError[] = []
  await supervised(
    `process.send({ kind: 'failed', message: 'store away', fatal: false, passes: true }, () => process.exit(1))`,
    (error) => gaveUp.push(error),
  )
  const more = backOff.attempts + 3
  await vi.waitFor(async () => expect((await starts()).length).toBeGreaterThan(more), { timeout: 100_000 })
  expect(gaveUp).toEqual([])
})

test('a message to one that is just going away neither ends the supervisor nor counts as a loss', async () => {
  const one = await supervised(`process.on('SIGTERM', () => process.exit(0))\n${ready}`)
  await one.ready
  const stopping = one.stop(60_000)
  for (let times = 0; times < 1_000; times += 1) one.tell({ kind: 'metrics', metrics: [{ name: 'x'.repeat(10_000) }] })
  expect(await stopping).toBe(true)
  expect(await starts()).toHaveLength(1)
})

test('one that was ready once is started again however often it is killed', async () => {
  const gaveUp: AppError[] = []
  const one = await supervised(ready, (error) => gaveUp.push(error))
  for (let kills = 1; kills <= backOff.attempts + 2; kills += 1) {
    await vi.waitFor(async () => expect(await starts()).toHaveLength(kills), { timeout: 100_000 })
    await one.ready
    signalProcess((await starts()).at(-1), 'SIGKILL')
  }
  await vi.waitFor(async () => expect(await starts()).toHaveLength(backOff.attempts + 3), { timeout: 100_000 })
  expect(gaveUp).toEqual([])
})
