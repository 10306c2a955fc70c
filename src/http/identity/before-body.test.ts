import { expect, onTestFinished, test } from 'vitest'
import { portOf, serverOptions } from '../../../test/harness/http-server.ts'
import { rawClient } from '../../../test/harness/raw-client.ts'
import { waitFor } from '../../../test/harness/wait.ts'
import { askRoute } from '../../contract/routes/question-routes.ts'
import { serveRoute } from '../serve-route.ts'
import { createServer } from '../server.ts'
import { requireCallerBeforeBody } from './before-body.ts'
import { createIdentity } from './identity.ts'

const company = 'X-Company-ID: 00000000-0000-4000-8000-0000000000c1'
const user = 'X-User-ID: 00000000-0000-4000-8000-0000000000a1'

async function ask(...headers: readonly string[]) {
  const server = await createServer(serverOptions())
  const identity = createIdentity('gateway')
  requireCallerBeforeBody(server, identity)
  serveRoute(server, askRoute, async ({ request, reply }) => {
    identity.company(request, 'query')
    return reply.send('never in these tests')
  })
  await server.listen({ host: '127.0.0.1', port: 0 })
  const client = await rawClient(portOf(server))
  onTestFinished(async () => {
    client.destroy()
    await server.close()
  })
  const lines = ['POST /api/v1/ask HTTP/1.1', 'Host: x', 'Content-Type: application/json', 'Content-Length: 900']
  client.send([...lines, ...headers, '', ''].join('\r\n'))
  await waitFor(async () => client.received.includes('\r\n\r\n'), { what: 'an answer', everyMs: 5 })
  return client.received
}

test.each([
  ['no company', user, 'X-Company-ID is missing'],
  ['a company that is none', 'X-Company-ID: x', 'must be one UUID'],
  ['no user', company, 'X-User-ID is missing'],
])('who names %s and waits to be asked for a question is refused before it sends', async (_what, header, said) => {
  const answer = await ask(header, 'Expect: 100-continue')
  expect(answer).toContain(said)
  expect(answer).not.toContain('100 Continue')
})

test('who says who it is is asked for the question', async () => {
  expect(await ask(company, user, 'Expect: 100-continue')).toMatch(/^HTTP\/1.1 100 Continue/)
})
