import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { documentItem, documentListReply } from '../../src/contract/documents.ts'
import { statsReply } from '../../src/contract/stats.ts'
import { openHttpApi, type HttpApi } from '../harness/http-api.ts'
import type { RawHeaders, RawRequest } from '../harness/raw-http.ts'

// What the original does with requests that are not quite as its clients send them, on the raw wire.

let api: HttpApi
beforeAll(async () => {
  api = await openHttpApi()
})
afterAll(() => api.close())

const company = '00000000-0000-4000-8000-0000000000c1'
const other = '00000000-0000-4000-8000-0000000000c2'
const user = '00000000-0000-4000-8000-0000000000a1'
const id = '00000000-0000-4000-8000-00000000dead'
const as = (...companies: string[]) => companies.map((each) => ['X-Company-ID', each] as const)
const json = ['Content-Type', 'application/json'] as const
const bulk = (body: string): RawRequest => ({
  method: 'DELETE',
  path: '/api/v1/ingest/bulk',
  headers: [...as(company), json],
  body,
})
const list = (headers: RawHeaders) => api.send({ method: 'GET', path: '/api/v1/ingest/status', headers })

describe('headers of the caller', () => {
  test.each([
    ['once', [company], 200],
    ['in capitals', [company.toUpperCase()], 200],
    ['as an URN', [`urn:uuid:${company}`], 200],
    ['in braces', [`{${company}}`], 200],
    ['without hyphens', [company.replaceAll('-', '')], 200],
    ['twice the same', [company, company], 200],
    ['twice the same in two spellings', [company, company.toUpperCase()], 200],
    ['joined by a comma', [`${company}, ${company}`], 200],
    ['twice, different', [company, other], 400],
    ['as no UUID', ['acme'], 400],
    ['empty', [''], 422],
    ['not at all', [], 422],
  ])('the ingest API takes the company %s', async (_how, companies, status) => {
    const reply = await list(as(...companies))
    expect(reply.status).toBe(status)
    if (status !== 200) expect(typeof (reply.json() as { detail: unknown }).detail).toBe('string')
  })

  test.each([
    ['a company that is no UUID', [...as('acme'), ['X-User-ID', user]]],
    ['two companies', [...as(company, other), ['X-User-ID', user]]],
    ['a user that is no UUID', [...as(company), ['X-User-ID', 'auth0|7']]],
    ['no user', as(company)],
    ['no company', [['X-User-ID', user]]],
  ] as const)('the query API refuses %s with 422 and a sentence', async (_what, headers) => {
    const reply = await api.send({ method: 'GET', path: '/api/v1/chats', headers })
    expect(reply.status).toBe(422)
    expect(typeof (reply.json() as { detail: unknown }).detail).toBe('string')
  })

  test('a path or query that is not valid is told before a missing company', async () => {
    for (const path of ['/api/v1/ingest/status/x', '/api/v1/ingest/status?limit=0']) {
      const reply = await api.send({ method: 'GET', path, headers: [] })
      expect(reply.status).toBe(422)
      expect(reply.json()).toHaveProperty('errors')
    }
  })

  test('an upload and a retry need a user, of any form', async () => {
    for (const path of [`/api/v1/ingest/retry/${id}`]) {
      expect((await api.send({ method: 'POST', path, headers: as(company) })).status).toBe(422)
      expect(
        (await api.send({ method: 'POST', path, headers: [...as(company), ['X-User-ID', 'auth0|7']] })).status,
      ).toBe(404)
    }
  })

  test.each([
    ['is echoed', ['trace-7.a:b'], 'trace-7.a:b'],
    ['sent twice is echoed once', ['trace-7', 'trace-7'], 'trace-7'],
    ['that is too long is replaced', ['x'.repeat(129)], null],
    ['with other signs is replaced', ['a<b>'], null],
    ['that is two is replaced', ['one', 'two'], null],
  ])('a request id %s', async (_what, ids, echoed) => {
    const headers = [...as(company), ...ids.map((each) => ['X-Request-ID', each] as const)]
    const given = (await list(headers)).headers.get('x-request-id')
    if (echoed === null) expect(given).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/)
    else expect(given).toBe(echoed)
  })

  test('nothing is compressed, whatever a client accepts', async () => {
    const reply = await list([...as(company), ['Accept-Encoding', 'gzip, br, deflate']])
    expect(reply.headers.get('content-encoding')).toBeUndefined()
  })
})

describe('an address', () => {
  test('that exists for another method is answered with 405 and the methods it takes', async () => {
    for (const [method, path, allow] of [
      ['PUT', '/api/v1/ingest/upload', 'POST'],
      ['GET', `/api/v1/ingest/${id}`, 'DELETE'],
      ['GET', '/api/v1/ingest/bulk', 'DELETE'],
      ['GET', '/api/v1/ask', 'POST'],
      ['GET', '/api/v1/ingest/upload', 'POST'],
      ['PATCH', '/api/v1/chats', 'GET, HEAD'],
      ['POST', '/', 'GET, HEAD'],
      ['DELETE', '/api/v1/ingest/status', 'DELETE, GET, HEAD'],
    ] as const) {
      const reply = await api.send({ method, path })
      // `status` is no document id
      if (path.endsWith('/status')) return expect(reply.status).toBe(422)
      expect(reply.status, `${method} ${path}`).toBe(405)
      expect(reply.headers.get('allow')?.split(', ')).toEqual(expect.arrayContaining(allow.split(', ')))
      expect(reply.json()).toMatchObject({ code: 'method_not_allowed' })
    }
  })

  test('with an id of any length is refused as one that is no id', async () => {
    const long = 'a'.repeat(500)
    for (const [method, path] of [
      ['GET', `/api/v1/ingest/status/${long}`],
      ['DELETE', `/api/v1/ingest/${long}`],
      ['POST', `/api/v1/ingest/retry/${long}`],
      ['GET', `/api/v1/chats/${long}/messages`],
    ] as const) {
      expect((await api.send({ method, path })).status, `${method} ${path}`).toBe(422)
    }
  })

  test('that takes no body minds none, of whatever type it is', async () => {
    for (const [type, body] of [
      ['application/x-www-form-urlencoded', ''],
      ['application/x-www-form-urlencoded', 'a=b'],
      ['text/plain', 'hello'],
      ['application/json', '{'],
      ['multipart/form-data; boundary=q', '--q--'],
    ] as const) {
      const headers = [...as(company), ['X-User-ID', user], ['Content-Type', type]] as const
      for (const [method, path] of [
        ['POST', `/api/v1/ingest/retry/${id}`],
        ['DELETE', `/api/v1/ingest/${id}`],
      ] as const) {
        expect((await api.send({ method, path, headers, body })).status, `${method} ${type} ${body}`).toBe(404)
      }
    }
  })

  test('that is unreadable is answered with the headers of every reply', async () => {
    const { headers } = await api.send({ method: 'GET', path: '/%ff' })
    expect([headers.get('x-request-id'), headers.get('x-process-time-ms')]).toEqual([
      expect.any(String),
      expect.stringMatching(/^\d+\.\d\d$/),
    ])
  })

  test.each(['/health/x', '/api/v1', '/api/v1/ingest', '/api/v1/ingest/status/a/b', '/api/v2/ask', '/%zz'])(
    '%s does not exist',
    async (path) => {
      const reply = await api.send({ method: 'GET', path })
      expect(reply.status).toBe(404)
      expect(reply.json()).toMatchObject({ code: 'not_found' })
    },
  )

  test('/ says OK as text', async () => {
    const reply = await api.send({ method: 'GET', path: '/', headers: [] })
    expect([reply.status, reply.body, reply.headers.get('content-type')]).toEqual([
      200,
      'OK',
      'text/plain; charset=utf-8',
    ])
  })
})

describe('a list', () => {
  test.each(['limit=0', 'limit=101', 'limit=ten', 'limit=', 'limit=1.5', 'limit=1e1', 'offset=-1', 'offset=x'])(
    'of documents with %s is refused with a sentence and the field',
    async (query) => {
      const reply = await api.send({ method: 'GET', path: `/api/v1/ingest/status?${query}` })
      expect(reply.status).toBe(422)
      expect(reply.json()).toMatchObject({
        detail: expect.any(String) as string,
        errors: [
          {
            loc: ['query', query.split('=')[0]],
            type: expect.any(String) as string,
            msg: expect.any(String) as string,
          },
        ],
      })
    },
  )

  test.each(['limit=0', 'limit=201', 'offset=-1'])(
    'of chats with %s is refused with the field in detail',
    async (query) => {
      const reply = await api.send({ method: 'GET', path: `/api/v1/chats?${query}` })
      expect(reply.status).toBe(422)
      expect(reply.json()).toMatchObject({ detail: [{ loc: ['query', query.split('=')[0]] }] })
    },
  )

  test('takes unknown parameters and the last one of a kind', async () => {
    const reply = await api.send({ method: 'GET', path: '/api/v1/ingest/status?limit=0&limit=3&sort=name' })
    expect(reply.status).toBe(200)
    const stats = await api.send({
      method: 'GET',
      path: '/api/v1/ingest/stats?status=x&status=error&to_date=&to_date=2001-01-01',
    })
    expect(stats.status).toBe(200)
  })

  test('of documents is a bare array, last changed first, with true times under all names', async () => {
    const first = await api.upload('primero.txt', `Texto ${randomUUID()}.`)
    const second = await api.upload('segundo.txt', `Texto ${randomUUID()}.`)
    await api.process(first)
    const items = documentListReply.parse((await list(as(company))).json())
    expect(items.slice(0, 2).map((item) => item.id)).toEqual([first, second])
    const [item] = items
    expect(item).toMatchObject({
      document_id: first,
      status: 'processed',
      file_name: 'primero.txt',
      file_type: 'text/plain',
      gcs_exists: true,
      minio_exists: true,
      last_updated: item?.updated_at,
      created_at: item?.uploaded_at,
    })
    expect(item?.chunk_count).toBe(item?.milvus_chunk_count)
    expect(Date.parse(item?.updated_at ?? '')).toBeGreaterThanOrEqual(Date.parse(item?.uploaded_at ?? ''))
  })

  test('of another company shows nothing of this one', async () => {
    expect((await list(as(other))).json()).toEqual([])
  })
})

describe('reading the status of a document', () => {
  test('changes nothing, whatever the stores say', async () => {
    const document = await api.upload('quieto.txt', `Texto ${randomUUID()}.`)
    await api.process(document)
    const row = () =>
      api.ingest.db.selectFrom('documents').selectAll().where('id', '=', document).executeTakeFirstOrThrow()
    const before = await row()
    const key = before.file_path ?? ''
    await api.ingest.deps.objects.remove(api.company, key, AbortSignal.timeout(60_000))
    const reply = await api.send({ method: 'GET', path: `/api/v1/ingest/status/${document}` })
    expect(documentItem.parse(reply.json())).toMatchObject({ status: 'processed', gcs_exists: false })
    expect(await row()).toEqual(before)
  })

  test('takes an id as the original takes it', async () => {
    const document = await api.upload('grafías.txt', `Texto ${randomUUID()}.`)
    for (const spelling of [
      document.toUpperCase(),
      document.replaceAll('-', ''),
      `urn:uuid:${document}`,
      `%7B${document}%7D`,
    ]) {
      const reply = await api.send({ method: 'GET', path: `/api/v1/ingest/status/${spelling}` })
      expect(reply.json(), spelling).toMatchObject({ id: document })
    }
  })
})

describe('deleting many', () => {
  test('comes before deleting one: bulk is no document id', async () => {
    const document = await api.upload('uno.txt', `Texto ${randomUUID()}.`)
    const reply = await api.send(bulk(JSON.stringify({ document_ids: [document, 'x', id, document] })))
    expect(reply.status).toBe(200)
    expect(reply.json()).toEqual({
      deleted: [document],
      failed: [
        { id: 'x', error: expect.any(String) as string },
        { id, error: expect.any(String) as string },
      ],
    })
    expect((await api.send({ method: 'GET', path: `/api/v1/ingest/status/${document}` })).status).toBe(404)
    const hidden = await api.send({ ...bulk('{"document_ids":["x"]}'), path: '/api/v1/ingest/ingest/bulk' })
    expect(hidden.status).toBe(422)
  })

  test('says the same of a document however often and in whatever spelling it is named', async () => {
    const document = await api.upload('dos.txt', `Texto ${randomUUID()}.`)
    const spellings = [document, document.toUpperCase(), `{${document}}`, document.replaceAll('-', '')]
    const reply = await api.send(bulk(JSON.stringify({ document_ids: spellings })))
    expect(reply.json()).toEqual({ deleted: spellings, failed: [] })
  })

  test.each([
    ['an empty list', '{"document_ids":[]}'],
    ['no list', '{}'],
    ['no map', '[]'],
    ['something else', '{"document_ids":"x"}'],
    ['numbers', '{"document_ids":[1]}'],
    ['no JSON', '{"document_ids":'],
    ['nothing', ''],
  ])('with %s is refused with 422 and a sentence', async (_what, body) => {
    const reply = await api.send(bulk(body))
    expect(reply.status).toBe(422)
    expect(reply.json()).toMatchObject({ detail: expect.any(String) as string })
  })

  test('of another company is nothing', async () => {
    const document = await api.upload('ajeno.txt', `Texto ${randomUUID()}.`)
    const reply = await api.send({
      ...bulk(JSON.stringify({ document_ids: [document] })),
      headers: [...as(other), json],
    })
    expect(reply.json()).toMatchObject({ deleted: [], failed: [{ id: document }] })
  })
})

describe('statistics', () => {
  test('count what there is, under the names of both generations', async () => {
    const stats = async (query = '') => {
      const reply = await api.send({ method: 'GET', path: `/api/v1/ingest/stats${query}` })
      return statsReply.parse(reply.json())
    }
    const before = await stats()
    const document = await api.upload('contado.txt', `Texto ${randomUUID()}.`)
    await api.upload('contado.md', `# Título\n\nTexto ${randomUUID()}.`)
    await api.process(document)
    const after = await stats()
    expect(after.total_documents - before.total_documents).toBe(2)
    expect(after.by_status.processed - before.by_status.processed).toBe(1)
    expect(after.by_type['text/plain'] - before.by_type['text/plain']).toBe(1)
    expect(after.total_chunks).toBeGreaterThan(before.total_chunks)
    expect(after.total_chunks_processed).toBe(after.total_chunks)
    expect(after).toMatchObject({ by_user: [], recent_activity: [{ count: after.total_documents }] })
    expect(await stats('?status=error&group_by=day')).toMatchObject({ total_chunks: 0 })
    const today = new Date().toISOString().slice(0, 10)
    expect((await stats(`?from_date=${today}&to_date=${today}`)).total_documents).toBe(after.total_documents)
    expect(await stats('?to_date=2001-01-01')).toMatchObject({ total_documents: 0, oldest_document_date: null })
  })

  test.each(['status=deleted', 'from_date=yesterday', 'to_date=2024-13-01', 'from_date=', 'from_date=0000-01-01'])(
    'with %s are refused',
    async (query) => {
      expect((await api.send({ method: 'GET', path: `/api/v1/ingest/stats?${query}` })).status).toBe(422)
    },
  )
})
