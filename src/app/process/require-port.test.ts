import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createHastyClock } from '../../../test/harness/hasty-clock.ts'
import { silentLog } from '../../../test/harness/log.ts'
import { createTestClock } from '../../../test/harness/test-clock.ts'
import { waitFor } from '../../../test/harness/wait.ts'
import { requirePort } from './require-port.ts'

const host = '127.0.0.1'
const other = createServer()
let port = 0
beforeAll(async () => {
  await once(other.listen({ host, port: 0 }), 'listening')
  const address = other.address()
  if (typeof address === 'object' && address !== null) port = address.port
})
afterAll(() => other.close())

const deps = () => ({ log: silentLog, clock: createHastyClock(), signal: new AbortController().signal })

test('a port that stays in use is told with the setting that changes it', async () => {
  const look = requirePort({ host, port }, deps())
  await expect(look).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('ATENEX_PORT') as string,
  })
})

test('somebody who waits for a port is told at once, and waits no longer than until a stop', async () => {
  const said: string[] = []
  const log = { ...silentLog, warn: (_fields: object, message: string) => void said.push(message) }
  const stop = new AbortController()
  const clock = createTestClock()
  const waiting = requirePort({ host, port }, { log, clock, signal: stop.signal })
  await waitFor(async () => clock.sleeping === 1, { what: 'the first pause' })
  expect(said).toEqual([expect.stringContaining(`port ${port}`)])
  stop.abort()
  await waiting
})

test('a port that is given back meanwhile is taken', async () => {
  const clock = createTestClock()
  const waiting = requirePort({ host, port }, { ...deps(), clock })
  await waitFor(async () => clock.sleeping === 1, { what: 'the first pause' })
  other.close()
  await once(other, 'close')
  await clock.tick(500)
  await expect(waiting).resolves.toBeUndefined()
})

test('an address that this machine does not have is told at once', async () => {
  await expect(requirePort({ host: '192.0.2.1', port: 0 }, deps())).rejects.toMatchObject({
    code: 'configuration',
    message: expect.stringContaining('ATENEX_HOST') as string,
  })
})

test('any free port, on any name of this machine, is one', async () => {
  for (const name of ['localhost', host, '0.0.0.0']) {
    await expect(requirePort({ host: name, port: 0 }, deps())).resolves.toBeUndefined()
  }
})
