import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { oneCollection } from '../../../test/harness/collections.ts'
import { serverOptions } from '../../../test/harness/http-server.ts'
import { silentLog } from '../../../test/harness/log.ts'
import { aDocument, memoryDocuments } from '../../../test/harness/memory-documents.ts'
import { acceptedReply, documentItem, documentListReply } from '../../contract/documents.ts'
import type { Document } from '../../domain/document.ts'
import { warning } from '../../domain/warnings/warning.ts'
import { systemClock } from '../../flow/system-clock.ts'
import type { ObjectStore } from '../../ports/object-store.ts'
import { createIdentity } from '../identity/identity.ts'
import { createServer } from '../server.ts'
import { documentRoutes } from './documents.ts'

const company = '00000000-0000-4000-8000-0000000000c1'
const stranger = '00000000-0000-4000-8000-0000000000c2'
let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atenex-routes-'))
})
afterEach(() => rm(folder, { recursive: true }))

function memoryObjects() {
  const kept = new Map<string, string>()
  const objects: ObjectStore = {
    put: async (_company, key, body) => void kept.set(key, await text(body)),
    get: () => Promise.reject(new Error('nobody reads here')),
    size: async (_company, key) => kept.get(key)?.length ?? null,
    remove: async (_company, key) => void kept.delete(key),
    list: async () => [...kept.keys()],
    scan: async function* () {},
    check: async () => undefined,
  }
  return { kept, objects }
}

async function serve(documents: readonly Document[] = []) {
  const server = await createServer(serverOptions())
  const { kept, objects } = memoryObjects()
  documentRoutes(server, {
    documents: memoryDocuments(documents),
    objects,
    collections: oneCollection({ vectors: { count: async () => 0, remove: async () => undefined } }),
    identity: createIdentity('gateway'),
    detectFileType: async () => 'text/plain',
    log: silentLog,
    clock: systemClock,
    spoolFolder: folder,
    maxBytes: 1000,
    uploads: { uploadsAtATime: 2, uploadsPerCompany: 2 },
  })
  const call = (
    method: 'GET' | 'POST' | 'DELETE',
    url: string,
    more: { payload?: string; as?: string | null; language?: string } = {},
  ) => {
    const { payload, as = company } = more
    const who: Record<string, string> = as === null ? {} : { 'x-company-id': as, 'x-user-id': 'auth0|7' }
    if (more.language !== undefined) who['accept-language'] = more.language
    const type = { 'content-type': 'multipart/form-data; boundary=q' }
    const sent = payload === undefined ? { headers: who } : { payload, headers: { ...who, ...type } }
    return server.inject({ method, url: `/api/v1/ingest${url}`, ...sent })
  }
  return { call, kept }
}

const form = (name: string, content: string) =>
  `--q\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n${content}\r\n--q--\r\n`

describe('an upload', () => {
  test.each(['', '/ingest'])('under the base path and %j is stored under the name it came with', async (alias) => {
    const { call, kept } = await serve()
    const reply = await call('POST', `${alias}/upload`, { payload: form('año\u202e.txt', 'Texto.') })
    expect(reply.statusCode).toBe(202)
    const { document_id: id, status } = acceptedReply.parse(reply.json())
    expect(status).toBe('uploaded')
    expect([...kept]).toEqual([[`${company}/${id}/año.txt`, 'Texto.']])
    expect(documentItem.parse((await call('GET', `/status/${id}`)).json())).toMatchObject({ file_name: 'año.txt' })
    expect(await readdir(folder)).toEqual([])
  })

  test('of bytes that are there already names the document', async () => {
    const { call } = await serve()
    const first = acceptedReply.parse((await call('POST', '/upload', { payload: form('a.txt', 'Texto.') })).json())
    const again = await call('POST', '/upload', { payload: form('b.txt', 'Texto.') })
    expect(again.statusCode).toBe(409)
    expect(again.json()).toMatchObject({ code: 'duplicate_document', document_id: first.document_id })
  })

  test.each([
    ['without identity', null, form('a.txt', 'x'), 422, 'missing_identity'],
    ['of an empty file', company, form('a.txt', ''), 422, 'empty_file'],
    ['that is too large', company, form('a.txt', 'x'.repeat(1001)), 413, 'payload_too_large'],
    ['without a name', company, form('..', 'x'), 422, 'invalid_file_name'],
    ['that breaks off', company, form('a.txt', 'x').slice(0, -8), 422, 'invalid_request'],
  ])('%s is refused and leaves nothing', async (_what, as, payload, status, code) => {
    const { call, kept } = await serve()
    const reply = await call('POST', '/upload', { payload, as })
    expect(reply.statusCode).toBe(status)
    expect(reply.json()).toMatchObject({ code })
    expect([...kept]).toEqual([])
    expect(await readdir(folder)).toEqual([])
  })

  test('gives its place back, also when it is refused', async () => {
    const { call } = await serve()
    for (const content of ['', '', '', 'Uno.', 'Dos.', 'Tres.']) {
      const reply = await call('POST', '/upload', { payload: form('a.txt', content) })
      expect(reply.statusCode).toBe(content === '' ? 422 : 202)
    }
  })
})

test('a company sees its own documents, and those of nobody else', async () => {
  const documents = [aDocument(), aDocument()]
  const { call } = await serve(documents)
  expect(documentListReply.parse((await call('GET', '/status')).json())).toHaveLength(2)
  expect((await call('GET', '/status?limit=1')).json()).toHaveLength(1)
  expect((await call('GET', '/status', { as: stranger })).json()).toEqual([])
  const [first] = documents
  for (const [method, url] of [
    ['GET', `/status/${first?.id}`],
    ['POST', `/retry/${first?.id}`],
    ['DELETE', `/${first?.id}`],
  ] as const) {
    expect((await call(method, url, { as: stranger })).statusCode, url).toBe(404)
  }
})

test('what is worth knowing about a document comes as codes, and as sentences in the language of the reader', async () => {
  const warnings = [warning('page_without_text', { page: 4 })]
  const { call } = await serve([aDocument({ warnings })])
  const [spanish] = documentListReply.parse((await call('GET', '/status', { language: 'es-ES' })).json())
  const message = 'la página 4 no tiene capa de texto'
  expect(spanish?.warnings).toEqual([message])
  expect(spanish?.warning_details).toEqual([{ code: 'page_without_text', message, facts: { page: 4 } }])
  const [english] = documentListReply.parse((await call('GET', '/status')).json())
  expect(english?.warnings).toEqual(['page 4 has no text layer'])
})

test('a failed document is processed again, any other one is not', async () => {
  const failed = aDocument({ status: 'error', errorCode: 'no_text_layer', errorMessage: 'It needs OCR.' })
  const done = aDocument()
  const { call } = await serve([failed, done])
  const reply = await call('POST', `/retry/${failed.id}`)
  expect(reply.statusCode).toBe(202)
  expect(acceptedReply.parse(reply.json())).toMatchObject({ document_id: failed.id, status: 'processing' })
  expect((await call('POST', `/retry/${done.id}`)).json()).toMatchObject({
    code: 'conflict',
    detail: expect.stringContaining('processed') as string,
  })
})

test('a deleted document is gone', async () => {
  const document = aDocument()
  const { call } = await serve([document])
  expect((await call('DELETE', `/${document.id}`)).statusCode).toBe(204)
  expect((await call('GET', `/status/${document.id}`)).statusCode).toBe(404)
  expect((await call('DELETE', `/${document.id}`)).statusCode).toBe(404)
})
