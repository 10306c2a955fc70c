import { expect, test } from 'vitest'
import { z } from 'zod'
import { serverOptions } from '../../test/harness/http-server.ts'
import { recordingTracer } from '../../test/harness/recording-tracer.ts'
import { AppError } from '../domain/errors.ts'
import { createServer } from './server.ts'

async function served() {
  const tracer = recordingTracer()
  const server = await createServer(serverOptions({ tracer }))
  server.get('/api/v1/documents/:id', { schema: { params: z.object({ id: z.string() }) } }, async (request, reply) => {
    const { id } = request.params as { readonly id: string }
    if (id === 'none') throw new AppError('not_found', 'no such document')
    if (id === 'broken') throw new AppError('database_unavailable', 'PostgreSQL is away')
    reply.code(202)
    return { id }
  })
  server.get('/ready', async () => ({ status: 'ready' }))
  return { tracer, server }
}

test('each request is a step of the trace it comes with, told by the pattern of its address', async () => {
  const { tracer, server } = await served()
  const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`
  const reply = await server.inject({ url: '/api/v1/documents/secret-name', headers: { traceparent } })
  expect([reply.statusCode, reply.json()]).toEqual([202, { id: 'secret-name' }])
  expect(tracer.steps).toEqual([
    {
      name: 'GET /api/v1/documents/:id',
      kind: 'request',
      from: traceparent,
      fields: {
        'http.request.method': 'GET',
        'http.route': '/api/v1/documents/:id',
        'http.response.status_code': 202,
      },
      failed: null,
    },
  ])
})

test('what a client did wrong is told with its status and is no failure; what failed here is one', async () => {
  const { tracer, server } = await served()
  expect((await server.inject('/api/v1/documents/none')).statusCode).toBe(404)
  expect((await server.inject('/api/v1/documents/broken')).statusCode).toBe(503)
  expect(tracer.steps).toMatchObject([
    { from: null, fields: { 'http.response.status_code': 404 }, failed: null },
    { fields: { 'http.response.status_code': 503 }, failed: 'database_unavailable' },
  ])
})

test('probes are no traces', async () => {
  const { tracer, server } = await served()
  expect((await server.inject('/ready')).statusCode).toBe(200)
  expect(tracer.steps).toEqual([])
})
