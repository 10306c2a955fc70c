import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { documentItem } from '../../src/contract/documents.ts'
import { openHttpApi, uploadRequest, type HttpApi } from '../harness/http-api.ts'
import type { RawHeaders, RawRequest } from '../harness/raw-http.ts'

// Questions and uploads that are not quite as the original's clients send them, on the raw wire.

let api: HttpApi
beforeAll(async () => {
  api = await openHttpApi()
})
afterAll(() => api.close())

const company = '00000000-0000-4000-8000-0000000000c1'
const user = '00000000-0000-4000-8000-0000000000a1'
const as = (...companies: string[]) => companies.map((each) => ['X-Company-ID', each] as const)
const json = ['Content-Type', 'application/json'] as const
const ask = (body: string, headers: RawHeaders = [...as(company), ['X-User-ID', user], json]): RawRequest => ({
  method: 'POST',
  path: '/api/v1/ask',
  headers,
  body,
})

describe('a question', () => {
  test.each([
    ['nothing but white space', '{"query":" \\n\\t "}', 'query'],
    ['no question', '{}', 'query'],
    ['an empty one', '{"query":""}', 'query'],
    ['a number', '{"query":7}', 'query'],
    ['too many chunks', '{"query":"a","retriever_top_k":21}', 'retriever_top_k'],
    ['too few chunks', '{"query":"a","retriever_top_k":0}', 'retriever_top_k'],
    ['a chat that is none', '{"query":"a","chat_id":"x"}', 'chat_id'],
  ])('of %s is refused with 422 and the field', async (_what, body, field) => {
    const reply = await api.send(ask(body))
    expect(reply.status).toBe(422)
    expect(reply.json()).toMatchObject({ detail: [{ loc: ['body', field] }] })
  })

  test.each([
    ['no JSON', '{"query":', [json]],
    ['another type', 'query=a', [['Content-Type', 'application/x-www-form-urlencoded']]],
    ['text', '{"query":"a"}', [['Content-Type', 'text/plain']]],
    ['no body', '', [json]],
    ['a form', '--q--', [['Content-Type', 'multipart/form-data; boundary=q']]],
  ] as const)('with %s is refused with 422', async (_what, body, headers) => {
    const reply = await api.send(ask(body, [...as(company), ['X-User-ID', user], ...headers]))
    expect(reply.status).toBe(422)
    expect(reply.json()).toMatchObject({ code: 'invalid_request', detail: [{ loc: ['body'] }] })
  })

  test.each([
    ['{"query":', /not valid JSON/],
    ['{"query":"hola"} x', /not valid JSON/],
    ['{"query":"hola","__proto__":{"stream":true}}', /__proto__/],
    ['{"query":"hola","constructor":{"prototype":{"a":1}}}', /constructor/],
  ])('as %s is told what is wrong with it, and nothing of what it says', async (body, said) => {
    const reply = await api.send(ask(body))
    expect([reply.status, reply.body]).toEqual([422, expect.stringMatching(said)])
    expect(reply.body).not.toContain('hola')
  })

  test.each([
    ['of no type', []],
    ['of a kind of JSON', [['Content-Type', 'application/vnd.api+json']]],
    ['with a character set', [['Content-Type', 'application/json; charset=utf-8']]],
  ] as const)('in a body %s is answered', async (_what, headers) => {
    const reply = await api.send(
      ask('{"query":"hola","stream":false,"unknown":1}', [...as(company), ['X-User-ID', user], ...headers]),
    )
    expect(reply.status, reply.body).toBe(200)
  })

  test.each([
    ['Latin-1', Buffer.from('{"query":"¿Qué año?"}', 'latin1')],
    ['UTF-16', Buffer.from('\ufeff{"query":"hola"}', 'utf16le')],
  ])('in %s is refused with 422, not answered for what is left of it', async (_what, body) => {
    const reply = await api.send({ ...ask(''), body })
    expect(reply.status).toBe(422)
    expect(reply.json()).toMatchObject({ code: 'invalid_request', detail: [{ loc: ['body'] }] })
  })

  test('carries tags, previews and places, and its history the stored shape', async () => {
    const text = `El plazo de entrega es de diez días. ${'Más texto de otra cosa. '.repeat(10)}`
    const document = api.corpus.add('None.pdf', text)
    const reply = await api.send(ask('{"query":"¿Cuál es el plazo de entrega?"}'))
    const body = reply.json() as {
      answer: string
      chat_id: string
      query_log_id: string
      retrieved_documents: readonly Record<string, unknown>[]
    }
    expect(body.retrieved_documents[0]).toMatchObject({
      id: `${document}_0`,
      document_id: document,
      file_name: 'None.pdf',
      cita_tag: '[Doc 1]',
      content: text,
      metadata: { company_id: company, document_id: document, file_name: 'None.pdf', page: 1, title: null },
    })
    const preview = String(body.retrieved_documents[0]?.['content_preview'])
    expect([preview.length, preview.endsWith('...')]).toEqual([150, true])
    expect(body.answer).toContain('[Doc 1]')
    expect(body.query_log_id).toMatch(/^[\da-f-]{36}$/)
    const history = await api.send({ method: 'GET', path: `/api/v1/chats/${body.chat_id}/messages` })
    expect(history.json()).toMatchObject([
      { role: 'user', sources: null },
      {
        role: 'assistant',
        content: body.answer,
        chat_id: body.chat_id,
        sources: [
          {
            id_documento: `${document}_0`,
            nombre_archivo: 'None.pdf',
            pagina: '1',
            cita_tag: '[Doc 1]',
            score: expect.any(Number) as number,
          },
        ],
      },
    ])
  })

  test('of a chat of somebody else is refused with 403, and nothing is told of it', async () => {
    const { chat_id: chat } = (await api.send(ask('{"query":"hola"}'))).json() as { chat_id: string }
    const stranger = [...as(company), ['X-User-ID', '00000000-0000-4000-8000-0000000000a2'], json] as const
    expect((await api.send(ask(JSON.stringify({ query: 'hola', chat_id: chat }), stranger))).status).toBe(403)
    expect((await api.send({ method: 'GET', path: `/api/v1/chats/${chat}/messages`, headers: stranger })).status).toBe(
      404,
    )
    expect((await api.send({ method: 'DELETE', path: `/api/v1/chats/${chat}`, headers: stranger })).status).toBe(404)
  })
})

describe('an upload', () => {
  const form = (parts: string, boundary = 'q'): RawRequest => ({
    method: 'POST',
    path: '/api/v1/ingest/upload',
    headers: [...as(company), ['X-User-ID', 'auth0|7'], ['Content-Type', `multipart/form-data; boundary=${boundary}`]],
    body: parts,
  })
  const part = (name: string, value: string) =>
    `--q\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
  const file = (text: string, name = `${randomUUID()}.txt`) =>
    `--q\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: text/plain\r\n\r\n${text}\r\n`

  test('keeps its metadata, before or behind the file', async () => {
    for (const parts of [
      part('metadata_json', '{"área":"legal"}') + file(randomUUID()),
      file(randomUUID()) + part('metadata_json', '{"área":"legal"}'),
    ]) {
      const reply = await api.send(form(`${parts}--q--\r\n`))
      expect(reply.status, reply.body).toBe(202)
      const { document_id: document, task_id: task, status, message } = reply.json() as Record<string, string>
      expect([typeof task, status, typeof message]).toEqual(['string', 'uploaded', 'string'])
      const item = await api.send({ method: 'GET', path: `/api/v1/ingest/status/${document}` })
      expect(item.json()).toMatchObject({ metadata: { área: 'legal' } })
    }
  })

  test('or a question that is compressed is told so', async () => {
    const coded = [['Content-Encoding', 'gzip']] as const
    const upload = form(`${file(randomUUID())}--q--\r\n`)
    const question = ask('{"query":"hola"}')
    for (const request of [upload, question]) {
      const reply = await api.send({ ...request, headers: [...(request.headers ?? []), ...coded] })
      expect([reply.status, reply.body]).toEqual([422, expect.stringContaining('Content-Encoding')])
      const plain = [...(request.headers ?? []), ['Content-Encoding', 'identity']] as const
      expect((await api.send({ ...request, headers: plain })).status).toBeLessThan(300)
    }
  })

  test('with metadata in another encoding is refused with 400', async () => {
    const body = Buffer.from(`${part('metadata_json', '{"área":"legal"}')}${file(randomUUID())}--q--\r\n`, 'latin1')
    expect((await api.send({ ...form(''), body })).status).toBe(400)
  })

  test.each(['[1]', '"text"', 'null', '{', '7', '{"a":1e999}', '{"a":[9007199254740993]}'])(
    'with metadata %s is refused with 400',
    async (metadata) => {
      const reply = await api.send(form(`${part('metadata_json', metadata)}${file(randomUUID())}--q--\r\n`))
      expect(reply.status).toBe(400)
    },
  )

  test('whose part is no file, or is written in letters, is told so', async () => {
    for (const [parts, said] of [
      [part('file', 'some text'), /no file name/],
      [
        file('SG9sYQ==').replace('\r\nContent-Type', '\r\nContent-Transfer-Encoding: base64\r\nContent-Type'),
        /Transfer/,
      ],
    ] as const) {
      const reply = await api.send(form(`${parts}--q--\r\n`))
      expect([reply.status, reply.body]).toEqual([422, expect.stringMatching(said)])
    }
    const binary = file(randomUUID()).replace(
      '\r\nContent-Type',
      '\r\nContent-Transfer-Encoding: binary\r\nContent-Type',
    )
    expect((await api.send(form(`${binary}--q--\r\n`))).status).toBe(202)
  })

  test('without a file, or of no form, is refused with 422', async () => {
    expect((await api.send(form(`${part('other', 'x')}--q--\r\n`))).status).toBe(422)
    const plain: RawRequest = { ...form('{}'), headers: [...as(company), ['X-User-ID', 'u'], json] }
    expect((await api.send(plain)).status).toBe(422)
  })

  test('under a name with other white space is the same document', async () => {
    const name = randomUUID()
    expect((await api.send(uploadRequest({ company, user }, `a  ${name}.txt`, randomUUID()))).status).toBe(202)
    const again = await api.send(uploadRequest({ company, user }, ` a ${name}.txt `, randomUUID()))
    expect(again.status).toBe(409)
  })

  test('of a company in capitals is stored under its canonical id', async () => {
    const reply = await api.send(
      uploadRequest({ company: company.toUpperCase(), user }, `${randomUUID()}.txt`, randomUUID()),
    )
    const { document_id: document } = reply.json() as { document_id: string }
    const item = await api.send({ method: 'GET', path: `/api/v1/ingest/status/${document}` })
    expect(documentItem.parse(item.json()).file_path).toMatch(new RegExp(`^${company}/${document}/`))
  })
})

describe('an original', () => {
  const original = async (name: string, text: string) => {
    const { document_id: document } = (await api.send(uploadRequest({ company, user }, name, text))).json() as {
      document_id: string
    }
    return Object.assign(
      (headers: RawHeaders) =>
        api.send({ method: 'GET', path: `/api/v1/ingest/documents/${document}/original`, headers }),
      { document },
    )
  }

  test('is saved under its name, in one piece or in parts, and never shown as a page of ours', async () => {
    const text = `<!doctype html><title>Año</title><p>Párrafo ${randomUUID()} para leer aquí.</p>`
    const read = await original('Año 2024.html', text)
    const whole = await read(as(company))
    expect([whole.status, whole.body]).toEqual([200, text])
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="Ano 2024.html"; filename*=UTF-8''A%C3%B1o%202024.html`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'accept-ranges': 'bytes',
      'content-length': String(Buffer.byteLength(text)),
    })
    const range = ['Range', 'bytes=2-8'] as const
    const part = await read([...as(company), range])
    expect([part.status, part.body]).toEqual([206, 'doctype'])
    expect(part.headers.get('content-range')).toBe(`bytes 2-8/${Buffer.byteLength(text)}`)
    const etag = whole.headers.get('etag') ?? ''
    expect((await read([...as(company), range, ['If-Range', etag]])).status).toBe(206)
    expect((await read([...as(company), range, ['If-Range', '"other"']])).status).toBe(200)
    const beyond = await read([...as(company), ['Range', 'bytes=99999-']])
    expect(beyond.headers.get('content-range')).toBe(`bytes */${Buffer.byteLength(text)}`)
  })

  test('that a client has already is not sent again', async () => {
    const read = await original('conocido.txt', randomUUID())
    const etag = (await read(as(company))).headers.get('etag') ?? ''
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const reply = await read([...as(company), ['If-None-Match', known]])
      expect([reply.status, reply.body, reply.headers.get('etag')], known).toEqual([304, '', etag])
    }
    for (const other of ['"other"', etag.slice(0, -2), etag.replaceAll('"', '')]) {
      expect((await read([...as(company), ['If-None-Match', other]])).status, other).toBe(200)
    }
  })

  test('of another version than the client goes on with is refused with 412, before anything is sent', async () => {
    const read = await original('seguir.txt', randomUUID())
    const etag = (await read(as(company))).headers.get('etag') ?? ''
    const range = ['Range', 'bytes=2-8'] as const
    for (const wanted of [etag, `"other", ${etag}`, '*']) {
      expect((await read([...as(company), range, ['If-Match', wanted]])).status, wanted).toBe(206)
    }
    for (const other of ['"other"', `W/${etag}`, etag.replaceAll('"', '')]) {
      const reply = await read([...as(company), range, ['If-Match', other], ['If-None-Match', etag]])
      expect([reply.status, reply.body.includes('precondition_failed')], other).toEqual([412, true])
    }
  })

  test('of the original system, which kept no sizes, is sent in parts as well', async () => {
    const read = await original('adoptado.txt', `Diez letras ${randomUUID()}`)
    const { db } = api.ingest
    await db
      .updateTable('documents')
      .set({ size_bytes: null, content_hash: null })
      .where('id', '=', read.document)
      .execute()
    const whole = await read(as(company))
    expect(whole.headers.get('content-length')).toBe(String(whole.body.length))
    expect(whole.headers.get('accept-ranges')).toBe('bytes')
    const part = await read([...as(company), ['Range', 'bytes=0-3']])
    expect([part.status, part.body]).toEqual([206, 'Diez'])
    expect(part.headers.get('content-range')).toBe(`bytes 0-3/${whole.body.length}`)
    expect((await read([...as(company), ['Range', 'bytes=4000-']])).status).toBe(416)
  })

  test('of another company is not there', async () => {
    const read = await original('ajeno.txt', randomUUID())
    expect((await read(as(company))).status).toBe(200)
    expect((await read(as('00000000-0000-4000-8000-0000000000c2'))).status).toBe(404)
  })
})
