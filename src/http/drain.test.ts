import { expect, test } from 'vitest'
import { serverOptions } from '../../test/harness/http-server.ts'
import { rawServers } from '../../test/harness/raw-servers.ts'
import { createTestClock } from '../../test/harness/test-clock.ts'
import { waitFor } from '../../test/harness/wait.ts'
import { createOperatorGate } from './identity/operator.ts'
import { createDrain } from './drain.ts'
import { healthRoutes } from './routes/health.ts'
import { createServer } from './server.ts'

const { listen, connect } = rawServers()

async function serve() {
  const clock = createTestClock()
  const server = await createServer(serverOptions())
  const drain = createDrain(server, clock)
  healthRoutes(server, {
    operators: createOperatorGate(null),
    version: '1',
    started: () => true,
    stopping: () => drain.begun.aborted,
    missing: async () => [],
    metrics: async () => '',
  })
  await listen(server)
  return { clock, drain, connect: () => connect(server) }
}

const ask = (path: string) => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`

test('before a stop requests over kept and new connections are answered, and each connection is closed after its reply', async () => {
  const { clock, drain, connect } = await serve()
  const kept = await connect()
  kept.send(ask('/health'))
  await waitFor(async () => kept.received.includes('"status":"ok"'), { what: 'a reply', everyMs: 2 })
  expect(kept.received.toLowerCase()).not.toContain('connection: close')
  let ended = false
  const running = drain.run(10_000).then(() => (ended = true))
  kept.send(ask('/health'))
  await kept.ended()
  expect(kept.received.match(/HTTP\/1\.1 200/g)).toHaveLength(2)
  const another = await connect()
  another.send(ask('/health'))
  await another.ended()
  expect(another.received.toLowerCase()).toMatch(/^http\/1\.1 200[^]*connection: close/)
  expect(ended).toBe(false)
  await clock.tick(10_000)
  await running
})

test('whoever asks whether it is ready is told that it stops', async () => {
  const { clock, drain, connect } = await serve()
  const running = drain.run(1_000)
  const probe = await connect()
  probe.send(ask('/ready'))
  expect(await probe.status()).toBe(503)
  await probe.ended()
  expect(probe.received).toContain('{"status":"not_ready","reasons":["stopping"]}')
  await clock.tick(1_000)
  await running
})

test('without such a time a stop begins at once', async () => {
  const { clock, drain } = await serve()
  await drain.run(0)
  expect([clock.sleeping, drain.begun.aborted]).toEqual([0, false])
})
