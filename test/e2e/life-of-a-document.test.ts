import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { errorReply } from '../../src/contract/errors.ts'
import { checkReply } from '../../src/contract/health.ts'
import { apiOf, type Api } from '../harness/api.ts'
import { discardProduct, emptyFolder, startProduct, type Product } from '../harness/product.ts'
import { readRunbook } from '../harness/runbook.ts'
import { secretWord, spanishText } from '../harness/texts.ts'
import { startTraceCollector, stepsOf, type TraceCollector } from '../harness/trace-collector.ts'
import { waitFor } from '../harness/wait.ts'

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

let product: Product
let api: Api
let collector: TraceCollector

beforeAll(async () => {
  collector = await startTraceCollector()
  const traces = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_BSP_SCHEDULE_DELAY: '100' }
  // from nothing, as a user starts it for the first time
  product = await startProduct({ dataDir: await emptyFolder(), env: { ATENEX_MAX_UPLOAD_MB: '2', ...traces } })
  api = apiOf(product.url, randomUUID())
})
afterAll(async () => {
  await discardProduct(product)
  await collector[Symbol.asyncDispose]()
})

const refusal = async (reply: Response) => errorReply.parse(await reply.json())

test('a document is uploaded, processed, found, cited word by word, and gone after its deletion', async () => {
  const text = spanishText(1, 4)
  const id = await api.uploaded('acta nº 1.txt', text)
  const item = await api.finished(id)
  expect(item).toMatchObject({ status: 'processed', file_name: 'acta nº 1.txt', gcs_exists: true, error_code: null })
  expect(item.milvus_chunk_count).toBe(item.chunk_count)

  const reply = await api.ask(`¿Cuál es la clave del expediente ${secretWord(1)}?`)
  expect(reply.answer_kind).toBe('extractive')
  expect(reply.retrieval).toEqual({ mode: 'hybrid', degraded: false, reasons: [] })
  const [citation] = reply.citations
  expect(citation).toMatchObject({ document_id: id, file_name: 'acta nº 1.txt' })
  expect(citation?.quote).toContain(secretWord(1))
  expect(text.replaceAll('\n\n', '\n')).toContain(citation?.quote)

  expect(await api.delete(id)).toBe(204)
  expect(await api.status(id)).toBeNull()
  expect(await api.delete(id)).toBe(404)
  const after = await api.ask(`¿Cuál es la clave del expediente ${secretWord(1)}?`)
  expect(after.citations.filter((one) => one.document_id === id)).toEqual([])
})

test('one trace leads from an upload to its vectors and one from a question to its answer, without a word of either', async () => {
  const id = await api.uploaded('traza.txt', spanishText(7, 1))
  await api.finished(id)
  const asked = randomUUID().replaceAll('-', '')
  const reply = await api.fetch('/api/v1/ask', {
    method: 'POST',
    headers: { 'content-type': 'application/json', traceparent: `00-${asked}-00f067aa0ba902b7-01` },
    body: JSON.stringify({ query: `¿Qué clave tiene ${secretWord(7)}?` }),
  })
  expect(reply.status).toBe(200)
  const traceOf = (name: string, key: string, value: string) =>
    collector.spans().find((one) => one.name === name && one.attributes[key] === value)?.traceId ?? ''
  const indexed = () => traceOf('job process', 'atenex.document_id', id)
  await waitFor(async () => indexed() !== '' && stepsOf(collector.spans(), asked).includes('? > POST /api/v1/ask'), {
    what: 'both traces',
  })
  const upload = stepsOf(collector.spans(), indexed())
  expect(upload).toContain('root > POST /api/v1/ingest/upload')
  expect(upload).toContain('documents.confirmUpload > job process')
  for (const step of ['objects.put', 'documents.confirmUpload'])
    expect(upload).toContain(`POST /api/v1/ingest/upload > ${step}`)
  for (const step of ['objects.get', 'extractor.extract', 'embedder.embedWithParts', 'documents.commit'])
    expect(upload).toContain(`job process > ${step}`)
  expect(upload).toContain('documents.commit > vectors.replace')
  const question = stepsOf(collector.spans(), asked)
  for (const step of ['embedder.embed', 'vectors.searchDense', 'passages.look', 'chats.saveTurn'])
    expect(question).toContain(`POST /api/v1/ask > ${step}`)
  const processes = collector.spans().filter(({ traceId }) => traceId === indexed())
  expect(new Set(processes.map(({ resource }) => resource['atenex.process']))).toEqual(new Set(['api', 'worker']))
  for (const word of ['traza', secretWord(7)]) expect(collector.bytes()).not.toContain(word)
  const line = new RegExp(`"documentId":"${id}"[^\\n]*"trace_id":"${indexed()}"[^\\n]*"processed document"`)
  expect(product.output()).toMatch(line)
})

test('a chat keeps its turns and is shown to its user only', async () => {
  const id = await api.uploaded('chat.txt', spanishText(2, 1))
  await api.finished(id)
  const first = await api.ask(`¿Qué clave tiene ${secretWord(2)}?`)
  await api.ask('¿Y cuándo vence?', { chat_id: first.chat_id })
  const messages = (await (await api.fetch(`/api/v1/chats/${first.chat_id}/messages`)).json()) as { role: string }[]
  expect(messages.map((message) => message.role)).toEqual(['user', 'assistant', 'user', 'assistant'])
  const stranger = apiOf(product.url, randomUUID())
  expect((await stranger.fetch(`/api/v1/chats/${first.chat_id}/messages`)).status).toBe(404)
  const foreign = await stranger.fetch('/api/v1/ask', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: 'hola', chat_id: first.chat_id }),
  })
  expect(foreign.status).toBe(403)
  expect((await api.fetch(`/api/v1/chats/${first.chat_id}`, { method: 'DELETE' })).status).toBe(204)
})

describe('refusals say what to do', () => {
  test('other bytes under a name that is taken: 409 that names the document', async () => {
    const id = await api.uploaded('nombre.txt', spanishText(30, 1))
    const other = await api.upload('nombre.txt', spanishText(31, 1))
    expect(other.status).toBe(409)
    expect(await refusal(other)).toMatchObject({ code: 'name_taken', document_id: id })
  })

  test('the same bytes again: 409 with the id of the document that is there', async () => {
    const text = spanishText(3, 1)
    const id = await api.uploaded('original.txt', text)
    const again = await api.upload('copia.txt', text)
    expect(again.status).toBe(409)
    expect(await refusal(again)).toMatchObject({ code: 'duplicate_document', document_id: id })
  })

  test('a program named .pdf: 415 that lists what is supported', async () => {
    const reply = await api.upload('factura.pdf', Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0]))
    expect(reply.status).toBe(415)
    expect((await refusal(reply)).detail).toMatch(/PDF.*DOCX/)
  })

  test('an empty file: 422', async () => {
    const reply = await api.upload('vacio.txt', '')
    expect(reply.status).toBe(422)
    expect((await refusal(reply)).code).toBe('empty_file')
  })

  test('a file over the limit: 413, announced or not', async () => {
    const big = new Uint8Array(3 * 1024 * 1024).fill(97)
    expect((await api.upload('grande.txt', big)).status).toBe(413)
    // Often, because a client may use the connection again: what is left of a refused body must not stand in its way.
    for (let round = 0; round < 60; round++) {
      const form = new FormData()
      form.append('file', new Blob([big]), 'grande.txt')
      const whole = new Request('http://form', { method: 'POST', body: form })
      const chunked = await api.fetch('/api/v1/ingest/upload', {
        method: 'POST',
        headers: { 'content-type': whole.headers.get('content-type') ?? '' },
        body: whole.body,
        duplex: 'half',
      })
      expect(chunked.status).toBe(413)
      await chunked.text()
    }
  })

  test('a file name too long for the stores: 422', async () => {
    const reply = await api.upload(`${'ñ'.repeat(300)}.txt`, spanishText(4, 1))
    expect(reply.status).toBe(422)
    expect((await refusal(reply)).code).toBe('invalid_file_name')
  })

  test('a name that is a path is a name', async () => {
    const id = await api.uploaded('../../etc/passwd.txt', spanishText(5, 1))
    expect(await api.finished(id)).toMatchObject({ status: 'processed' })
  })

  test('an empty question: 422; an unknown document: 404; no UUID: 422', async () => {
    const ask = await api.fetch('/api/v1/query/ask', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '   ' }),
    })
    expect(ask.status).toBe(422)
    expect((await api.fetch(`/api/v1/ingest/status/${randomUUID()}`)).status).toBe(404)
    expect((await api.fetch('/api/v1/ingest/status/abc')).status).toBe(422)
  })
})

test('a damaged file ends in a coded error, can be retried, and gives way to a new upload', async () => {
  const damaged = `%PDF-1.7\n${'nothing of a PDF '.repeat(50)}`
  const id = await api.uploaded('roto.pdf', damaged)
  const item = await api.finished(id)
  expect(item).toMatchObject({ status: 'error', error_code: 'corrupt_file', attempts: 1 })
  expect(item.error_message).toContain('damaged')
  const spanish = await api.fetch(`/api/v1/ingest/status/${id}`, { headers: { 'accept-language': 'es-ES' } })
  expect(await spanish.json()).toMatchObject({ error_code: 'corrupt_file', message: expect.stringContaining('dañado') })
  expect(await api.retry(id)).toBe(202)
  await api.finished(id)
  const again = await api.uploaded('roto.pdf', damaged)
  expect(again).not.toBe(id)
  expect(await api.status(id)).toBeNull()
})

test('every part of a running product checks out', async () => {
  const reply = checkReply.parse(await (await api.fetch('/api/v1/check')).json())
  expect(reply.parts.filter((part) => part.status !== 'ok')).toEqual([])
  expect(reply.parts.map((part) => part.name)).toContain('embedder')
})

test('a page that reaches the server by a name of its own is refused', async () => {
  const { request } = await import('node:http')
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const call = request(`${product.url}/api/v1/chats`, { headers: { host: 'evil.example' } }, (reply) => {
      reply.resume()
      resolve(reply.statusCode)
    })
    call.once('error', reject)
    call.end()
  })
  expect(status).toBe(403)
})

test('what the runbooks tell an operator to look at runs as it stands there', async () => {
  const books = ['first-installation', 'key-rotation', 'store-outage', 'stuck-documents', 'restore', 'cost-alarm']
  const steps = (await Promise.all(books.map((book) => readRunbook(`${book}.md`)))).flat()
  const lines = new Set(steps.flatMap(({ commands }) => commands))
  expect(lines.size).toBeGreaterThan(2)
  for (const line of lines) {
    const [name, ...words] = line.split(' ')
    expect(name).toBe('atenex')
    // data goes to one, remarks such as that there are no documents to the other
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [main, '--url', product.url, ...words])
    expect(stdout + stderr, line).not.toBe('')
  }
})
