import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openHttpApi, uploadRequest, type HttpApi } from '../harness/http-api.ts'
import type { RawRequest } from '../harness/raw-http.ts'

// What people who read Spanish are told of what they may do next: as much as those who read English.

let api: HttpApi
let document: string
beforeAll(async () => {
  api = await openHttpApi()
  document = await api.upload('contrato.md', '# Contrato\n\nEl plazo es de treinta días.')
  await api.process(document as Awaited<ReturnType<HttpApi['upload']>>)
})
afterAll(() => api.close())

const unknown = '00000000-0000-4000-8000-00000000dead'
const get = (path: string): RawRequest => ({ method: 'GET', path })
const withJson = (method: string, path: string, body: object): RawRequest => ({
  method,
  path,
  headers: [['Content-Type', 'application/json']],
  body: JSON.stringify(body),
})

/** The same request in both languages, with the identity it needs. */
async function inBoth(request: RawRequest): Promise<readonly [number, string, string]> {
  const ask = async (language: string) => {
    const headers = [
      ['X-Company-ID', api.company],
      ['X-User-ID', api.user],
      ['Accept-Language', language],
      ...(request.headers ?? []),
    ] as const
    const { status, json } = await api.send({ ...request, headers })
    return { status, reply: json() as { detail: unknown } }
  }
  const [english, spanish] = [await ask('en'), await ask('es')]
  expect(english.status).toBe(spanish.status)
  return [english.status, JSON.stringify(english.reply), JSON.stringify(spanish.reply)]
}

test.each<[string, () => RawRequest, number, RegExp, RegExp]>([
  [
    'the same file again',
    () => uploadRequest(api, 'otro.md', '# Contrato\n\nEl plazo es de treinta días.'),
    409,
    /contrato\.md.*status processed.*Delete it/,
    /contrato\.md.*procesado.*Elimínalo/,
  ],
  [
    'another file of its name',
    () => uploadRequest(api, 'contrato.md', 'Otra cosa.'),
    409,
    /Another document of this name.*contrato\.md/,
    /otro documento con ese nombre.*contrato\.md/,
  ],
  ['a file without a name', () => uploadRequest(api, '..', 'a'), 422, /has no name/, /no tiene nombre/],
  [
    'a retry of what is well',
    () => ({ method: 'POST', path: `/api/v1/ingest/retry/${document}` }),
    409,
    /this one is processed/,
    /este está procesado/,
  ],
  [
    'a page it does not have',
    () => get(`/api/v1/documents/${document}/text?page=2`),
    422,
    /no pages/,
    /no tiene páginas/,
  ],
  ['a place behind its end', () => get(`/api/v1/documents/${document}/text?start=999`), 422, /from 0 to/, /entre 0 y/],
  [
    'the image of a page of text',
    () => get(`/api/v1/ingest/documents/${document}/pages/1/image`),
    415,
    /Only pages of a PDF/,
    /páginas de PDF/,
  ],
  [
    'a document that is not there',
    () => get(`/api/v1/ingest/status/${unknown}`),
    404,
    /no such document/,
    /Ese documento/,
  ],
  ['a chat that is not there', () => get(`/api/v1/chats/${unknown}/messages`), 404, /no such chat/, /Esa conversación/],
  [
    'a question in that chat',
    () => withJson('POST', '/api/v1/ask', { query: 'plazo', chat_id: unknown }),
    403,
    /This chat/,
    /Esta conversación no existe/,
  ],
  [
    'nothing to delete',
    () => withJson('DELETE', '/api/v1/ingest/bulk', { document_ids: [] }),
    422,
    /at least one/,
    /al menos/,
  ],
  [
    'ids that are none, or of nothing',
    () => withJson('DELETE', '/api/v1/ingest/bulk', { document_ids: ['x', unknown] }),
    200,
    /no id of a document.*no such document/,
    /no es el identificador de un documento.*Ese documento no existe/,
  ],
])('%s is told in either language', async (_what, request, status, english, spanish) => {
  expect(await inBoth(request())).toEqual([status, expect.stringMatching(english), expect.stringMatching(spanish)])
})

test('where a query string means nothing, that is where it is wrong, not in a body that was not sent', async () => {
  const reply = await api.send(get(`/api/v1/documents/${document}/text?page=${randomUUID().length}`))
  expect(reply.json()).toMatchObject({ detail: [{ loc: ['query'] }] })
})
