import { expect, test } from 'vitest'
import { serverOptions } from '../../test/harness/http-server.ts'
import { createMetrics } from '../observability/metrics.ts'
import { createServer } from './server.ts'

test('requests are counted by the route as it is registered, also those that are refused; never by their address', async () => {
  const metrics = createMetrics('api')
  const server = await createServer(serverOptions({ requests: metrics.requests }))
  server.get('/things/:id', async () => 'one')
  const headers = { host: 'localhost' }
  await server.inject({ url: '/things/7', headers })
  await server.inject({ url: '/things/8', headers })
  await server.inject({ url: '/nowhere/secret', headers })
  const text = await metrics.expose()
  expect(text).toContain('atenex_http_requests_total{method="GET",route="/things/:id",status="200",process="api"} 2\n')
  expect(text).toContain('atenex_http_requests_total{method="GET",route="none",status="404",process="api"} 1\n')
  expect(text).toContain('atenex_http_requests_running{process="api"} 0\n')
  expect(text).not.toContain('secret')
})
