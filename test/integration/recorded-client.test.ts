import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { AppError } from '../../src/domain/errors.ts'
import { openHttpApi, type HttpApi } from '../harness/http-api.ts'
import type { RawHeaders, RawReply, RawRequest } from '../harness/raw-http.ts'

// The traffic of the original's web client as its gateway passes it on, line by line, and what that client does with the
// replies: which fields it reads, how it tells errors, how it maps sources of the history.

let api: HttpApi
beforeAll(async () => {
  api = await openHttpApi()
})
afterAll(() => api.close())
afterEach(() => api.failWith(null))

/** As the gateway sends them: the identity under two spellings, what the browser sent in between. */
function forwarded(more: RawHeaders = []): RawHeaders {
  const request = randomUUID()
  return [
    ['accept', 'application/json'],
    ['accept-encoding', 'gzip, deflate, br, zstd'],
    ['accept-language', 'es-ES,es;q=0.9'],
    ['authorization', 'Bearer header.payload.signature'],
    ['origin', 'https://atenex-frontend.vercel.app'],
    ['X-Company-ID', api.company],
    ['x-company-id', api.company],
    ['X-User-ID', api.user],
    ['x-user-id', api.user],
    ['X-User-Email', 'ana@example.org'],
    ['x-user-email', 'ana@example.org'],
    ['X-Request-ID', request],
    ['x-request-id', request],
    ['X-Forwarded-For', '203.0.113.7'],
    ['x-forwarded-for', '203.0.113.7'],
    ['X-Forwarded-Proto', 'https'],
    ...more,
  ]
}
const jsonType = [['content-type', 'application/json']] as const

/** What the client makes of a reply: null for an empty one, otherwise it must be JSON. */
function received(reply: RawReply): unknown {
  if (reply.status < 200 || reply.status > 299) throw new Error(errorText(reply))
  if (reply.status === 204 || reply.headers.get('content-length') === '0') return null
  return reply.json()
}

/** The sentence it shows: a text, or a list of fields, or a message; without any of them it breaks. */
function errorText(reply: RawReply): string {
  if (reply.headers.get('content-type')?.startsWith('application/json') !== true)
    throw new TypeError('an error of no JSON')
  const { detail, message } = reply.json() as { detail?: unknown; message?: unknown }
  if (typeof detail === 'string') return detail
  if (Array.isArray(detail)) {
    return detail.map(({ loc, msg }: { loc: string[]; msg: string }) => `${loc.join('.')}: ${msg}`).join('; ')
  }
  if (typeof message === 'string') return message
  throw new TypeError('an error without detail and without message')
}

const call = async (method: string, path: string, body?: object): Promise<unknown> =>
  received(
    await api.send({
      method,
      path,
      headers: forwarded(jsonType),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  )

function uploadDocument(name: string, text: string, type = 'text/plain'): RawRequest {
  const boundary = '----WebKitFormBoundary7MA4YWxkTrZu0gW'
  return {
    method: 'POST',
    path: '/api/v1/ingest/upload',
    headers: forwarded([['content-type', `multipart/form-data; boundary=${boundary}`]]),
    body: [
      `--${boundary}`,
      `Content-Disposition: form-data; name="file"; filename="${name}"`,
      `Content-Type: ${type}`,
      '',
      text,
      `--${boundary}--`,
      '',
    ].join('\r\n'),
  }
}

const uploaded = async (name: string): Promise<string> => {
  const { document_id: id } = received(await api.send(uploadDocument(name, `Texto ${randomUUID()}.`))) as {
    document_id: string
  }
  return id
}

interface ListedDocument {
  readonly id: string
  readonly status: string
  readonly created_at?: string
  readonly uploaded_at?: string
}

describe('documents', () => {
  test('uploadDocument gets an id, a task, a status and a sentence; the same again is a conflict with a sentence', async () => {
    const request = uploadDocument('Política de vacaciones.txt', `Texto ${randomUUID()}.`)
    const reply = await api.send(request)
    expect(reply.status).toBe(202)
    expect(received(reply)).toEqual({
      document_id: expect.stringMatching(/^[\da-f-]{36}$/) as string,
      task_id: expect.any(String) as string,
      status: 'uploaded',
      message: expect.stringContaining('Política de vacaciones.txt') as string,
    })
    const again = await api.send(request)
    expect(again.status).toBe(409)
    expect(errorText(again)).toMatch(/\S/)
  })

  test('getDocumentStatusList gets an array with the names it reads, and a page of 30 means that there are more', async () => {
    const ids = await Promise.all(Array.from({ length: 31 }, (_, at) => uploaded(`lista ${at}.txt`)))
    const first = (await call('GET', '/api/v1/ingest/status?limit=30&offset=0')) as readonly ListedDocument[]
    const second = (await call('GET', '/api/v1/ingest/status?limit=30&offset=30')) as readonly ListedDocument[]
    expect(first).toHaveLength(30)
    expect([...first, ...second].map(({ id }) => id)).toEqual(expect.arrayContaining(ids))
    for (const document of first) {
      expect(['uploaded', 'processing', 'processed', 'error', 'pending']).toContain(document.status)
      expect(Date.parse(document.created_at ?? document.uploaded_at ?? '')).toBeGreaterThan(0)
      expect(document).toMatchObject({
        file_name: expect.any(String) as string,
        file_type: expect.any(String) as string,
        chunk_count: expect.any(Number) as number,
        error_message: null,
        last_updated: expect.stringMatching(/Z$/) as string,
        minio_exists: true,
        milvus_chunk_count: expect.any(Number) as number,
      })
    }
  })

  test('getDocumentStatus shows progress, and what is in the stores when it is processed', async () => {
    const id = await uploaded('uno.txt')
    expect(await call('GET', `/api/v1/ingest/status/${id}`)).toMatchObject({ id, status: 'uploaded', message: null })
    await api.process(id as Parameters<HttpApi['process']>[0])
    const done = (await call('GET', `/api/v1/ingest/status/${id}`)) as Record<string, unknown>
    expect(done).toMatchObject({ id, status: 'processed', minio_exists: true })
    expect(done['milvus_chunk_count']).toBe(done['chunk_count'])
  })

  test('retryIngestDocument announces JSON and sends none', async () => {
    const id = await uploaded('reintento.txt')
    await api.ingest.db.updateTable('documents').set({ status: 'error' }).where('id', '=', id).execute()
    expect(await call('POST', `/api/v1/ingest/retry/${id}`)).toMatchObject({ document_id: id, status: 'processing' })
    await expect(call('POST', `/api/v1/ingest/retry/${id}`)).rejects.toThrow(/\S/)
  })

  test('deleteIngestDocument and deleteIngestDocumentsBulk get nothing, and two lists', async () => {
    const [one, two] = [await uploaded('fuera 1.txt'), await uploaded('fuera 2.txt')]
    expect(await call('DELETE', `/api/v1/ingest/${one}`)).toBeNull()
    expect(await call('DELETE', '/api/v1/ingest/bulk', { document_ids: [one, two] })).toEqual({
      deleted: [two],
      failed: [{ id: one, error: expect.any(String) as string }],
    })
  })

  test('getDocumentStats gets the names of the gateway’s model', async () => {
    const path = '/api/v1/ingest/stats?from_date=2024-01-01&to_date=2099-12-31&group_by=day'
    expect(await call('GET', path)).toMatchObject({
      total_documents: expect.any(Number) as number,
      total_chunks: expect.any(Number) as number,
      by_status: {
        processed: expect.any(Number) as number,
        uploaded: expect.any(Number) as number,
        processing: expect.any(Number) as number,
        error: expect.any(Number) as number,
      },
      by_type: expect.objectContaining({ 'application/pdf': expect.any(Number) as number }) as object,
      by_user: [],
      recent_activity: expect.any(Array) as unknown[],
      oldest_document_date: expect.stringMatching(/Z$/) as string,
      newest_document_date: expect.stringMatching(/Z$/) as string,
    })
  })
})

interface Answer {
  readonly answer: string
  readonly chat_id: string
  readonly query_log_id: string
  readonly retrieved_documents: readonly {
    readonly id: string
    readonly document_id: string
    readonly content: string
    readonly cita_tag: string
    readonly metadata: { readonly page: number | null; readonly title: string | null }
  }[]
}

describe('chats', () => {
  test('postQuery, getChats, getChatMessages and deleteChat live one chat', async () => {
    const document = api.corpus.add('convenio.pdf', 'El plazo de entrega es de quince días.')
    const answer = (await call('POST', '/api/v1/ask', {
      query: '¿Cuál es el plazo de entrega?',
      chat_id: null,
    })) as Answer
    const source = answer.retrieved_documents.find(({ document_id: id }) => id === document)
    expect(source).toMatchObject({ content: expect.stringContaining('quince') as string, metadata: { page: 1 } })
    // every tag of the answer leads to a source of the same tag
    const tags = answer.answer.match(/\[Doc \d+\]/g) ?? []
    expect(tags.length).toBeGreaterThan(0)
    const known = answer.retrieved_documents.map(({ cita_tag: tag }) => tag)
    expect(known).toEqual(expect.arrayContaining(tags))

    const followUp = (await call('POST', '/api/v1/ask', {
      query: '¿Y si no se respeta el plazo de entrega?',
      retriever_top_k: 5,
      chat_id: answer.chat_id,
    })) as Answer
    expect(followUp.chat_id).toBe(answer.chat_id)

    const chats = (await call('GET', '/api/v1/chats?limit=100&offset=0')) as readonly Record<string, unknown>[]
    expect(chats[0]).toMatchObject({
      id: answer.chat_id,
      title: expect.any(String) as string,
      updated_at: expect.stringMatching(/Z$/) as string,
      created_at: expect.stringMatching(/Z$/) as string,
      message_count: 4,
    })

    const messages = (await call('GET', `/api/v1/chats/${answer.chat_id}/messages?limit=100&offset=0`)) as readonly {
      readonly role: string
      readonly content: string
      readonly sources: readonly Record<string, unknown>[] | null
      readonly created_at: string
    }[]
    expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user', 'assistant'])
    const [stored] = messages[1]?.sources ?? []
    // the client cuts the last part of the chunk id to get the document
    expect(String(stored?.['id_documento']).replace(/_[^_]*$/, '')).toBe(document)
    expect(stored).toMatchObject({ nombre_archivo: 'convenio.pdf', cita_tag: '[Doc 1]', pagina: '1' })
    expect(stored).not.toHaveProperty('document_id')

    expect(await call('DELETE', `/api/v1/chats/${answer.chat_id}`)).toBeNull()
    await expect(call('GET', `/api/v1/chats/${answer.chat_id}/messages`)).rejects.toThrow(/\S/)
  })

  test('a history that cannot be loaded signs nobody out', async () => {
    for (const chat of [randomUUID(), 'x']) {
      const reply = await api.send({ method: 'GET', path: `/api/v1/chats/${chat}/messages`, headers: forwarded() })
      expect([401, 403]).not.toContain(reply.status)
      expect(errorText(reply)).toMatch(/\S/)
    }
  })
})

test('every failure has a sentence in the client’s language, whatever fails', async () => {
  api.failWith(new AppError('database_unavailable', 'The database is away.', { retryable: true }))
  for (const [method, path] of [
    ['GET', '/api/v1/ingest/status'],
    ['GET', '/api/v1/chats'],
    ['GET', '/api/v1/ingest/stats'],
    ['GET', '/api/v1/nowhere'],
    ['PUT', '/api/v1/chats'],
  ] as const) {
    const reply = await api.send({ method, path, headers: forwarded() })
    expect(reply.status).toBeGreaterThanOrEqual(400)
    expect(errorText(reply), path).toMatch(/\S/)
    expect(reply.headers.get('content-encoding')).toBeUndefined()
  }
})
