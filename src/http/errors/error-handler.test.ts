import { expect, test } from 'vitest'
import { z } from 'zod'
import { errorReply } from '../../contract/errors.ts'
import { AppError, type ErrorCode } from '../../domain/errors.ts'
import type { Log } from '../../ports/log.ts'
import { serverOptions } from '../../../test/harness/http-server.ts'
import { silentLog } from '../../../test/harness/log.ts'
import { createServer } from '../server.ts'

async function replyTo(fail: () => Promise<never>) {
  const server = await createServer(serverOptions())
  server.get('/fail', fail)
  server.post(
    '/checked',
    { schema: { body: z.object({ query: z.string().min(1), top: z.number() }) } },
    async () => 'ok',
  )
  return server
}

test.each<[ErrorCode, number]>([
  ['not_found', 404],
  ['duplicate_document', 409],
  ['payload_too_large', 413],
  ['unsupported_type', 415],
  ['empty_file', 422],
  ['forbidden', 403],
  ['vector_store_unavailable', 503],
])('%s is answered with %i, its sentence and its code', async (code, status) => {
  const server = await replyTo(() => Promise.reject(new AppError(code, 'What failed and what to do.')))
  const reply = await server.inject('/fail')
  expect(reply.statusCode).toBe(status)
  expect(errorReply.parse(reply.json())).toEqual({ detail: 'What failed and what to do.', code })
})

test('an unexpected failure shows nothing of its inside', async () => {
  const server = await replyTo(() => Promise.reject(new TypeError('password=hunter2')))
  const reply = await server.inject('/fail')
  expect(reply.statusCode).toBe(500)
  expect(reply.body).not.toContain('hunter2')
  expect(errorReply.parse(reply.json()).code).toBe('internal')
})

test('whatever passes by itself says when to try again', async () => {
  for (const code of ['database_unavailable', 'too_many_requests'] as const) {
    const server = await replyTo(() => Promise.reject(new AppError(code, 'Away.', { retryable: true })))
    expect((await server.inject('/fail')).headers['retry-after']).toBe('5')
  }
})

test('a refused body names each field', async () => {
  const server = await replyTo(() => Promise.reject(new Error('not called')))
  const reply = await server.inject({ method: 'POST', url: '/checked', payload: { query: '' } })
  expect(reply.statusCode).toBe(422)
  const body = errorReply.parse(reply.json())
  expect(body.errors?.map((error) => error.loc)).toEqual([
    ['body', 'query'],
    ['body', 'top'],
  ])
  expect(body.detail).toContain('body.query')
})

test('a request that announces JSON and sends nothing is taken as it is', async () => {
  const server = await replyTo(() => Promise.reject(new Error('not called')))
  server.delete('/thing', async (_request, reply) => reply.code(204).send())
  const headers = { 'content-type': 'application/json' }
  expect((await server.inject({ method: 'DELETE', url: '/thing', headers })).statusCode).toBe(204)
  const asked = await server.inject({ method: 'POST', url: '/checked', headers })
  expect(asked.statusCode).toBe(422)
  expect(errorReply.parse(asked.json()).code).toBe('invalid_request')
})

test('a client that went away is no failure of ours in the log', async () => {
  const errors: string[] = []
  const watched: Log = { ...silentLog, error: (_fields, message) => errors.push(message) }
  const server = await createServer(serverOptions({ log: watched }))
  server.get('/gone', () => Promise.reject(new AppError('cancelled', 'The client went away.')))
  expect((await server.inject('/gone')).statusCode).toBe(503)
  expect(errors).toEqual([])
})

test('broken JSON and unknown addresses are refused as JSON with a detail', async () => {
  const server = await replyTo(() => Promise.reject(new Error('not called')))
  const headers = { 'content-type': 'application/json' }
  const broken = await server.inject({ method: 'POST', url: '/checked', headers, payload: '{"query": ' })
  expect(broken.statusCode).toBe(422)
  expect(errorReply.parse(broken.json()).code).toBe('invalid_request')
  const nowhere = await server.inject('/nowhere')
  expect(nowhere.statusCode).toBe(404)
  expect(errorReply.parse(nowhere.json()).code).toBe('not_found')
})

test.each([
  ['/api/v1/query/ask', 'query-api'],
  ['/api/v1/ingest/upload?x=1', 'ingest-api'],
])('of %s it is told which role serves it', async (url, role) => {
  const server = await replyTo(() => Promise.reject(new Error('not called')))
  const reply = await server.inject({ method: 'POST', url })
  expect(reply.statusCode).toBe(404)
  expect(errorReply.parse(reply.json())).toMatchObject({ code: 'not_found', detail: expect.stringContaining(role) })
})

test('an address that cannot be read is refused as JSON with a detail', async () => {
  const server = await replyTo(() => Promise.reject(new Error('not called')))
  const reply = await server.inject('/%ZZ')
  expect(reply.statusCode).toBe(404)
  expect(errorReply.parse(reply.json())).toEqual({ detail: 'There is nothing at this address.', code: 'not_found' })
  expect(reply.headers['x-request-id']).toBeDefined()
})

test('every reply carries a request id, the one that was sent when there was one', async () => {
  const server = await replyTo(() => Promise.reject(new AppError('not_found', 'No.')))
  expect((await server.inject('/fail')).headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
  const sent = await server.inject({ url: '/fail', headers: { 'x-request-id': 'mine-1' } })
  expect(sent.headers['x-request-id']).toBe('mine-1')
  expect(sent.headers['x-process-time-ms']).toBeDefined()
})

test('people who read Spanish get the failure in Spanish, with the same code', async () => {
  const server = await replyTo(() => Promise.reject(new AppError('no_text_layer', 'It needs OCR.')))
  const headers = { 'accept-language': 'es-ES,es;q=0.9,en;q=0.5' }
  const reply = await server.inject({ url: '/fail', headers })
  expect(reply.headers['content-language']).toBe('es')
  expect(reply.json()).toEqual({ detail: expect.stringContaining('necesita OCR'), code: 'no_text_layer' })
  const refused = await server.inject({ method: 'POST', url: '/checked', headers, payload: { query: '' } })
  expect(refused.json().detail).toBe('body.query: Tiene que tener 1 carácter o más. (y 1 más)')
})

test('a failure that knows when it passes says so', async () => {
  const details = { retry_after: 37 }
  const server = await replyTo(() => Promise.reject(new AppError('rate_limited', 'Too many.', { details })))
  const reply = await server.inject({ url: '/fail', headers: { 'accept-language': 'es' } })
  expect([reply.statusCode, reply.headers['retry-after']]).toEqual([429, '37'])
  expect(reply.json().detail).toContain('preguntas que puede hacer en un minuto')
})
