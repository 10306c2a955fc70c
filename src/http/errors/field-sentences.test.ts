import { expect, test } from 'vitest'
import { serializerCompiler } from 'fastify-type-provider-zod'
import Fastify from 'fastify'
import { z } from 'zod'
import { askRequest } from '../../contract/ask.ts'
import { pathNumber, pagingQuery, uuidField } from '../../contract/fields.ts'
import { statsQuery } from '../../contract/stats.ts'
import { silentLog } from '../../../test/harness/log.ts'
import { errorHandler } from './error-handler.ts'
import { validateFields } from './validate-fields.ts'

const app = Fastify()
app.setValidatorCompiler(validateFields)
app.setSerializerCompiler(serializerCompiler)
app.setErrorHandler(errorHandler(silentLog))
app.get('/list/:page', {
  schema: { querystring: pagingQuery(10, 100), params: z.object({ page: pathNumber }) },
  handler: async () => 'ok',
})
app.get('/stats', { schema: { querystring: statsQuery }, handler: async () => 'ok' })
app.post('/ask', { schema: { body: askRequest }, handler: async () => 'ok' })

app.post('/key', { schema: { body: z.object({ company_id: uuidField }) }, handler: async () => 'ok' })

const asked = async (language: string, url: string, body?: object) => {
  const reply = await app.inject({
    ...(body === undefined ? { url } : { method: 'POST' as const, url, payload: body }),
    headers: { 'accept-language': language },
  })
  expect(reply.statusCode).toBe(422)
  return reply.json<{ detail: string; errors: { msg: string; loc: (string | number)[] }[] }>()
}

test.each([
  ['/list/1?limit=0', 'Give 1 or more.', 'Tiene que ser 1 o más.'],
  ['/list/1?limit=101', 'Give 100 or less.', 'Tiene que ser 100 o menos.'],
  ['/list/1?limit=1.5', 'Give a whole number.', 'Tiene que ser un número entero.'],
  ['/list/1?offset=99999999999999999999', 'Give 2147483647 or less.', 'Tiene que ser 2147483647 o menos.'],
  ['/list/1?offset=9007199254740993', 'Give 2147483647 or less.', 'Tiene que ser 2147483647 o menos.'],
  ['/list/1?offset=-99999999999999999999', 'Give 0 or more.', 'Tiene que ser 0 o más.'],
  ['/list/x', 'Give a whole number.', 'Tiene que ser un número entero.'],
  ['/stats?from_date=2026-13-01', 'Give a day, such as 2026-03-31.', 'Tiene que ser un día, como 2026-03-31.'],
  ['/stats?from_date=0000-01-01', 'There is no year 0.', 'El año 0 no existe.'],
  [
    '/stats?status=done',
    /^Give one of: pending, .* or error\.$/,
    /^Tiene que ser uno de estos: pending, .* o error\.$/,
  ],
])('%s is told why in either language', async (url, english, spanish) => {
  expect((await asked('en', url)).errors[0]?.msg).toMatch(english)
  const { detail, errors } = await asked('es', url)
  expect(errors[0]?.msg).toMatch(spanish)
  expect(detail).toBe(
    `${url.startsWith('/list/x') ? 'path.page' : `query.${/\?(\w+)/.exec(url)?.[1]}`}: ${errors[0]?.msg}`,
  )
})

test.each([
  [{}, 'This is missing.', 'Falta.'],
  [{ query: 1 }, 'Give a text.', 'Tiene que ser un texto.'],
  [{ query: ' ' }, 'The question is empty.', 'La pregunta está vacía.'],
  [{ query: 'a'.repeat(10_001) }, 'Give 10000 characters or less.', 'Tiene que tener 10000 caracteres o menos.'],
  [{ query: 'x', chat_id: 'x' }, 'This is no UUID.', 'No es un UUID.'],
  [{ query: 'x', retriever_top_k: 1.5 }, 'Give a whole number.', 'Tiene que ser un número entero.'],
  [{ query: 'x', stream: 'yes' }, 'Give true or false.', 'Tiene que ser true o false.'],
  [{ query: 'x', filters: [] }, 'Give an object.', 'Tiene que ser un objeto.'],
  [{ query: 'x', filters: { kinds: 1 } }, 'This is not known here: kinds.', 'Esto no se conoce aquí: kinds.'],
  [{ query: 'x', filters: { types: [] } }, 'Give 1 or more.', 'Tiene que haber 1 o más.'],
  [{ query: 'x', filters: { types: ['\0'] } }, /cannot be stored/, /no se pueden guardar/],
  [{ query: 'x', filters: { uploaded_from: 'ayer' } }, /a moment/, /un momento/],
  [{ query: 'x', filters: { metadata: { a: null } } }, /a list of 1 to 50/, /una lista de 1 a 50/],
  [{ query: 'x', filters: { metadata: { 'a\0': 1 } } }, 'This name is not allowed.', 'Este nombre no se admite.'],
  [
    { query: 'x', filters: { metadata: Object.fromEntries('abcdefghijk'.split('').map((name) => [name, 1])) } },
    'No more than 10 names.',
    'No más de 10 nombres.',
  ],
])('the body %j is told why in either language', async (body, english, spanish) => {
  expect((await asked('en', '/ask', body)).errors[0]?.msg).toMatch(english)
  expect((await asked('es', '/ask', body)).errors[0]?.msg).toMatch(spanish)
})

test('an id of a body is told to be none in either language', async () => {
  expect((await asked('en', '/key', { company_id: 'x' })).errors[0]?.msg).toBe('This is no UUID.')
  expect((await asked('es', '/key', { company_id: 'x' })).errors[0]?.msg).toBe('No es un UUID.')
})

test('a field is named as it is called, and the entry of a list by its number, as the original does', async () => {
  const filters = { document_ids: ['x'], metadata: { 'a/b': null, '': null } }
  expect((await asked('en', '/ask', { query: 'x', filters })).errors.map(({ loc }) => loc)).toEqual([
    ['body', 'filters', 'document_ids', 0],
    ['body', 'filters', 'metadata', 'a/b'],
    ['body', 'filters', 'metadata', ''],
  ])
})
