import { expect, test } from 'vitest'
import { growthOf, linearGrowth } from '../../../test/harness/growth.ts'
import { serverOptions } from '../../../test/harness/http-server.ts'
import { errorReply } from '../../contract/errors.ts'
import { createServer } from '../server.ts'
import { receiveUpload, uploadBody } from './receive-upload.ts'

async function send(payload: string, contentType = 'multipart/form-data; boundary=edge') {
  const server = await createServer(serverOptions())
  server.post('/upload', { config: { upload: true } }, async (request) => {
    const received = await receiveUpload(uploadBody(request, 1000), request.headers['content-type'] ?? '')
    const pieces: Buffer[] = []
    for await (const piece of received.body) pieces.push(piece)
    const content = Buffer.concat(pieces).toString('utf8')
    return { name: received.fileName, content, metadata: await received.metadata() }
  })
  return server.inject({ method: 'POST', url: '/upload', headers: { 'content-type': contentType }, payload })
}

const field = (name: string, value: string) =>
  `--edge\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
const file = (name: string, content: string, part = 'file') =>
  `--edge\r\nContent-Disposition: form-data; name="${part}"; filename="${name}"\r\n\r\n${content}\r\n`
const end = '--edge--\r\n'

test.each([
  ['before', field('metadata_json', '{"área":"legal"}') + file('a.txt', 'Texto.') + end],
  ['after', file('a.txt', 'Texto.') + field('metadata_json', '{"área":"legal"}') + end],
])('metadata is taken when it comes %s the file', async (_where, payload) => {
  const reply = await send(payload)
  expect(reply.json()).toEqual({ name: 'a.txt', content: 'Texto.', metadata: { área: 'legal' } })
})

test('metadata is taken when it is sent as a file, as a `Blob` of a script is', async () => {
  const blob = file('blob', '{"área":"legal"}', 'metadata_json')
  for (const payload of [blob + file('a.txt', 'Texto.') + end, file('a.txt', 'Texto.') + blob + end]) {
    expect((await send(payload)).json()).toMatchObject({ content: 'Texto.', metadata: { área: 'legal' } })
  }
  const endless = file('blob', JSON.stringify({ a: 'x'.repeat(100_001) }), 'metadata_json')
  expect((await send(endless + file('a.txt', 'Texto.') + end)).statusCode).toBe(413)
})

test('a second file is refused instead of being dropped without a word', async () => {
  const reply = await send(file('a.txt', 'Uno.') + file('b.txt', 'Dos.') + end)
  expect(reply.statusCode).toBe(422)
  expect(errorReply.parse(reply.json()).detail).toContain('one file')
})

test('a file part of another name is passed over', async () => {
  const reply = await send(file('x.txt', 'Otro.', 'extra') + file('a.txt', 'Texto.') + end)
  expect(reply.json()).toMatchObject({ name: 'a.txt', content: 'Texto.' })
})

test.each([
  ['no boundary', 'x', 'multipart/form-data'],
  ['no form at all', 'xxxx', 'multipart/form-data; boundary=edge'],
  ['no end', file('a.txt', 'Texto.'), 'multipart/form-data; boundary=edge'],
  ['an end in the middle of the file', file('a.txt', 'Texto.').slice(0, -4), 'multipart/form-data; boundary=edge'],
])('a form with %s is a fault of the request', async (_what, payload, contentType) => {
  const reply = await send(payload, contentType)
  expect(reply.statusCode).toBe(422)
  expect(errorReply.parse(reply.json())).toMatchObject({
    code: 'invalid_request',
    detail: expect.stringContaining('form') as string,
  })
})

test.each([
  '1e-300',
  '0.10000000000000001',
  '-0.0',
  '0.5000000000000000000000',
  '1.5e22',
  '100000000000000000000.0e-5',
])('a number of metadata that is kept as it was sent is taken: %s', async (value) => {
  const reply = await send(field('metadata_json', `{"a":${value}}`) + file('a.txt', 'Texto.') + end)
  expect(reply.statusCode, reply.body).toBe(200)
})

test.each([
  '[1]',
  '{',
  '"a"',
  String.raw`{"a":"\u0000"}`,
  String.raw`{"a":{"b":["\ud800"]}}`,
  String.raw`{"\u0000":1}`,
  '{"a":1e-400}',
  '{"a":[0.1000000000000000055]}',
  '{"a":-123456789012345678.5}',
])('metadata that cannot be stored is refused: %s', async (value) => {
  const reply = await send(field('metadata_json', value) + file('a.txt', 'Texto.') + end)
  expect(reply.statusCode).toBe(400)
  expect(errorReply.parse(reply.json()).detail).toContain('metadata_json')
})

test('a number of metadata takes time in proportion to its length', async () => {
  // as many digits as a field may have at most
  const make = (size: number): string =>
    field('metadata_json', `{"a":1.${'0'.repeat(size)}1}`) + file('a.txt', 'Texto.') + end
  const growth = await growthOf(make, 12_000, async (payload) => {
    expect((await send(payload)).statusCode).toBe(400)
  })
  expect(growth).toBeLessThan(linearGrowth)
})
