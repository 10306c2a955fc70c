import { describe, expect, test } from 'vitest'
import { serverOptions } from '../../../test/harness/http-server.ts'
import type { AuthMode } from './identity.ts'
import { createServer } from '../server.ts'
import { comesFromThisMachine } from './this-machine.ts'

const here = 'localhost:8080'

async function ask(headers: Record<string, string>, auth: AuthMode = 'local', remoteAddress = '127.0.0.1') {
  const server = await createServer(serverOptions({ auth }))
  server.get('/here', async (request) => ({ here: comesFromThisMachine(request) }))
  const reply = await server.inject({ url: '/here', headers: { host: here, ...headers }, remoteAddress })
  return { status: reply.statusCode, body: reply.json<{ here?: boolean; code?: string }>() }
}

describe('a local server', () => {
  test.each(['localhost:8080', '127.0.0.1:8080', '127.1.2.3', '[::1]:8080', 'LOCALHOST'])(
    'answers as %s',
    async (host) => {
      expect((await ask({ host })).status).toBe(200)
    },
  )

  test.each(['evil.example', 'localhost.evil.example', '127.0.0.1.nip.io', 'localhost.', '2130706433'])(
    'does not answer as %s',
    async (host) => {
      expect(await ask({ host })).toMatchObject({ status: 403, body: { code: 'forbidden' } })
    },
  )

  test.each([
    'https://evil.example',
    'http://localhost.evil.example',
    'null',
    'http://localhost:3000',
    'http://localhost',
    'http://127.0.0.1:8080',
    'http://localhost:8080.evil.example',
    'file://',
  ])('answers no page of %s', async (origin) => {
    expect((await ask({ origin })).status).toBe(403)
  })

  test('answers its own pages', async () => {
    expect((await ask({ origin: 'http://localhost:8080' })).status).toBe(200)
    expect((await ask({ host: '[::1]', origin: 'http://[::1]' })).status).toBe(200)
  })

  test.each([
    ['cross-site', 403],
    ['same-site', 403],
    ['same-origin', 200],
    ['none', 200],
  ])('answers a request without Origin that a browser calls %s with %i', async (site, status) => {
    expect((await ask({ 'sec-fetch-site': site })).status).toBe(status)
  })
})

describe('behind a gateway', () => {
  test('pages of everywhere are answered, since the gateway says who asks', async () => {
    const headers = { host: 'api.example', origin: 'https://app.example', 'sec-fetch-site': 'cross-site' }
    expect(await ask(headers, 'gateway', '10.0.0.7')).toEqual({ status: 200, body: { here: false } })
  })

  test.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])(
    'a program that connects from %s is of this machine',
    async (address) => {
      expect((await ask({}, 'gateway', address)).body.here).toBe(true)
    },
  )

  test('whoever comes through a proxy or by a page of elsewhere is not, although the connection is', async () => {
    for (const headers of [
      { 'x-forwarded-for': '203.0.113.7' },
      { forwarded: 'for=203.0.113.7' },
      { 'x-real-ip': '203.0.113.7' },
      { via: '1.1 proxy' },
      { 'x-forwarded-host': 'atenex.example' },
      { 'x-forwarded-proto': 'https' },
      { 'x-original-forwarded-for': '203.0.113.7' },
      { 'cf-connecting-ip': '203.0.113.7' },
      { 'true-client-ip': '203.0.113.7' },
      { 'x-envoy-external-address': '203.0.113.7' },
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
      { host: 'rebound.example' },
    ]) {
      expect((await ask(headers, 'gateway')).body.here, JSON.stringify(headers)).toBe(false)
    }
  })
})
