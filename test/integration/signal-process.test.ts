import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'

import { signalProcess } from '../harness/signal-process.ts'

test('a signal never goes to the own process group or to everybody', () => {
  for (const pid of [0, -1, 1, Number.NaN, 1.5, undefined])
    expect(() => signalProcess(pid, 'SIGWINCH')).toThrow('is not the id of a process')
})

test('a process gets its signal', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  await once(child, 'spawn')
  signalProcess(child.pid, 'SIGKILL')
  expect(await once(child, 'exit')).toEqual([null, 'SIGKILL'])
})
