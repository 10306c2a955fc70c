import { expect, test } from 'vitest'
import { errorReply } from '../contract/errors.ts'
import { AppError, errorCodes } from '../domain/errors.ts'
import type { Log } from '../ports/log.ts'
import { sentenceFor } from './language.ts'
import { createServer } from './server.ts'

const nothing = () => undefined
const log: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing, child: () => log }

test.each([
  ['es', 'La base de datos no responde. Inténtalo de nuevo dentro de un momento.'],
  ['es-ES,es;q=0.9,en;q=0.8', 'La base de datos no responde. Inténtalo de nuevo dentro de un momento.'],
  ['en-GB,en;q=0.9,es;q=0.8', 'PostgreSQL did not answer.'],
  ['en;q=0.5, es;q=0.7', 'La base de datos no responde. Inténtalo de nuevo dentro de un momento.'],
  ['ca,fr;q=0.5', 'PostgreSQL did not answer.'],
  ['*', 'PostgreSQL did not answer.'],
])('a client that asks for %s reads a failure in its language', async (wish, detail) => {
  const server = await createServer({ auth: 'gateway', maxUploadBytes: 1000, log })
  server.get('/fail', () => Promise.reject(new AppError('database_unavailable', 'PostgreSQL did not answer.')))
  const reply = await server.inject({ url: '/fail', headers: { 'accept-language': wish } })
  expect(errorReply.parse(reply.json())).toEqual({ detail, code: 'database_unavailable' })
})

test('whatever can become of a document has a Spanish sentence; only what developers and operators see has none', () => {
  const onlyEnglish = errorCodes.filter((code) => sentenceFor('es', code, 'English') === 'English')
  expect(onlyEnglish).toEqual([
    'invalid_request',
    'invalid_id',
    'missing_identity',
    'embedder_mismatch',
    'vector_store_rejected',
    'collection_mismatch',
    'configuration',
  ])
})
