import { describe, expect, test } from 'vitest'
import { serverOptions } from '../../../test/harness/http-server.ts'
import { checkReply, type CheckReply } from '../../contract/health.ts'
import { createOperatorGate } from '../identity/operator.ts'
import { createServer } from '../server.ts'
import { checkRoutes } from './check.ts'
import { healthRoutes, type Reason } from './health.ts'

const token = 'a-secret-of-operators'
const report: CheckReply = {
  status: 'ok',
  parts: [{ name: 'database', status: 'ok', version: '18.4', detail: 'at db.internal:5432', remedy: null }],
}
const away: readonly Reason[] = [
  { part: 'vector store', detail: 'Milvus at http://milvus.internal:19530 does not answer' },
  { part: 'vector store', detail: 'Milvus at http://other.internal:19530 does not answer' },
]

async function serve(
  withToken: boolean,
  check: (write: boolean) => Promise<CheckReply> = async () => report,
  onRequest: () => void = () => undefined,
) {
  const server = await createServer(serverOptions())
  server.addHook('preHandler', async () => onRequest())
  const operators = createOperatorGate(withToken ? { reveal: () => token } : null)
  const metrics = async () => 'atenex_things_total 7'
  const always = { started: () => true, stopping: () => false }
  healthRoutes(server, { ...always, operators, version: '1.2.3', missing: async () => away, metrics })
  checkRoutes(server, { operators, check })
  return (method: 'GET' | 'POST', url: string, from: { authorization?: string; remoteAddress?: string } = {}) => {
    const { authorization, remoteAddress = '10.0.0.7' } = from
    const headers = { host: 'localhost', ...(authorization === undefined ? {} : { authorization }) }
    return server.inject({ method, url, headers, remoteAddress })
  }
}

const closed: readonly (readonly ['GET' | 'POST', string])[] = [
  ['GET', '/metrics'],
  ['GET', '/api/v1/check'],
  ['GET', '/api/v1/check?write=true'],
  ['POST', '/api/v1/check'],
]

describe.each(closed)('%s %s', (method, url) => {
  test('tells a stranger nothing but what to do, with a token set or not', async () => {
    for (const [withToken, status] of [
      [true, 401],
      [false, 403],
    ] as const) {
      const reply = await (await serve(withToken))(method, url)
      expect(reply.statusCode).toBe(status)
      expect(reply.body).toContain('ATENEX_OPERATOR_TOKEN')
      expect(reply.body).not.toMatch(/internal:|18\.4|things_total/)
    }
  })

  test.each(['Bearer wrong', `Bearer ${token}x`, token, `Basic ${token}`, 'Bearer', 'Bearer '])(
    'refuses the credentials %j',
    async (authorization) => {
      const reply = await (await serve(true))(method, url, { authorization, remoteAddress: '127.0.0.1' })
      expect(reply.statusCode).toBe(401)
      expect(reply.headers['www-authenticate']).toBe('Bearer')
    },
  )

  test('answers an operator: by the token, or from this machine when there is none', async () => {
    const expected = url.includes('write') ? 422 : 200
    const byToken = await (await serve(true))(method, url, { authorization: `bearer ${token}` })
    expect(byToken.statusCode).toBe(expected)
    expect((await (await serve(false))(method, url, { remoteAddress: '::1' })).statusCode).toBe(expected)
  })
})

test('only a POST writes', async () => {
  const asked: boolean[] = []
  const call = await serve(false, async (write) => {
    asked.push(write)
    return report
  })
  const remoteAddress = '127.0.0.1'
  expect((await call('GET', '/api/v1/check?write=true', { remoteAddress })).json()).toMatchObject({
    code: 'invalid_request',
    detail: expect.stringContaining('POST /api/v1/check') as string,
  })
  expect(asked).toEqual([])
  await call('GET', '/api/v1/check', { remoteAddress })
  await call('POST', '/api/v1/check', { remoteAddress })
  expect(asked).toEqual([false, true])
})

test('200 checks at once are one check, and a writing one waits for it', async () => {
  const running = Promise.withResolvers<CheckReply>()
  const asked: boolean[] = []
  let arrived = 0
  const call = await serve(
    false,
    (write) => {
      asked.push(write)
      return running.promise
    },
    () => (arrived += 1),
  )
  const remoteAddress = '127.0.0.1'
  const replies = Array.from({ length: 200 }, () => call('GET', '/api/v1/check', { remoteAddress }))
  const written = call('POST', '/api/v1/check', { remoteAddress })
  await expect.poll(() => arrived).toBe(201)
  await new Promise((resolve) => setImmediate(resolve))
  running.resolve(report)
  for (const reply of await Promise.all([...replies, written])) expect(checkReply.parse(reply.json())).toEqual(report)
  expect(asked).toEqual([false, true])
})

test('anyone hears whether the server is up and which part is missing, an operator also where and which version', async () => {
  const call = await serve(true)
  expect((await call('GET', '/')).body).toBe('OK')
  expect((await call('GET', '/health')).json()).toEqual({ status: 'ok' })
  expect((await call('GET', '/ready')).json()).toEqual({ status: 'degraded', reasons: ['vector store'] })
  const operator = { authorization: `Bearer ${token}` }
  expect((await call('GET', '/health', operator)).json()).toEqual({ status: 'ok', version: '1.2.3' })
  expect((await call('GET', '/ready', operator)).json()).toMatchObject({
    reasons: away.map((one) => one.detail),
  })
})
