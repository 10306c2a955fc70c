import { createServer as createHttpsServer } from 'node:https'
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startFakeServer } from '../../../test/harness/fake-server.ts'
import { createTestAuthority } from '../../../test/harness/milvus/certificates.ts'
import { parseCompanyId, parseDocumentId } from '../../domain/ids.ts'
import type { WebhookEvent } from '../../ports/webhook.ts'
import { createWebhookDelivery, signatureOf, type WebhookOptions } from './deliver-webhook.ts'
import { isPrivateAddress } from './private-addresses.ts'

const event: WebhookEvent = {
  id: 'e-1',
  at: '2026-03-31T10:00:00.000Z',
  announcement: {
    type: 'document.failed',
    companyId: parseCompanyId('00000000-0000-4000-8000-0000000000c1'),
    documentId: parseDocumentId('00000000-0000-4000-8000-0000000000d1'),
    errorCode: 'no_text',
  },
}
const signal = new AbortController().signal
const options = (url: string, changes: Partial<WebhookOptions> = {}): WebhookOptions => ({
  url,
  secret: { reveal: () => 'a secret of the receiver' },
  allowPrivate: true,
  now: () => new Date('2026-03-31T10:00:05Z'),
  ...changes,
})
const undelivered = { code: 'webhook_undelivered', retryable: true }

describe('a delivery', () => {
  test('carries ids and codes, signed together with the time', async () => {
    await using server = await startFakeServer(() => ({ status: 204 }))
    await createWebhookDelivery(options(`${server.url}/hook?x=1`))(event, signal)
    const [{ method, path, headers, body } = { headers: {} }] = server.received as Partial<
      (typeof server.received)[0]
    >[]
    expect([method, path]).toEqual(['POST', '/hook?x=1'])
    expect(JSON.parse(String(body))).toEqual({
      id: 'e-1',
      type: 'document.failed',
      timestamp: '2026-03-31T10:00:00.000Z',
      data: {
        company_id: '00000000-0000-4000-8000-0000000000c1',
        document_id: '00000000-0000-4000-8000-0000000000d1',
        error_code: 'no_text',
      },
    })
    const at = headers?.['webhook-timestamp']
    expect([headers?.['webhook-id'], at]).toEqual(['e-1', '1774951205'])
    const wanted = signatureOf('a secret of the receiver', `e-1.${String(at)}.${String(body)}`)
    expect(headers?.['webhook-signature']).toBe(`v1,${wanted}`)
    expect(headers?.['webhook-signature']).not.toBe(`v1,${signatureOf('another', `e-1.${String(at)}.${String(body)}`)}`)
  })

  test.each([500, 404, 301, 307])('that is answered with %i comes again', async (status) => {
    await using server = await startFakeServer(() => ({ status, text: 'http://127.0.0.1/elsewhere' }))
    await expect(createWebhookDelivery(options(server.url))(event, signal)).rejects.toMatchObject(undelivered)
    expect(server.received).toHaveLength(1)
  })

  test('that nobody takes comes again', async () => {
    const server = await startFakeServer(() => ({ status: 200 }))
    await server[Symbol.asyncDispose]()
    await expect(createWebhookDelivery(options(server.url))(event, signal)).rejects.toMatchObject(undelivered)
  })

  test.each<[string, (socket: Socket) => void, RegExp]>([
    ['that is no HTTP', (socket) => socket.end('SSH-2.0-x\r\n\r\n'), /is no HTTP \(HPE_/],
    ['whose head does not end', (socket) => flood(socket), /is no HTTP \(HPE_HEADER_OVERFLOW\)/],
    ['that breaks off', (socket) => socket.destroy(), /did not answer \(ECONNRESET\)/],
  ])('is told to have got an answer %s', async (_what, answer, said) => {
    await using server = await startTcpServer(answer)
    const failure = createWebhookDelivery(options(server.url))(event, signal)
    await expect(failure).rejects.toMatchObject({ ...undelivered, message: expect.stringMatching(said) })
  })

  test.each([
    ['nobody vouches for', 'https:', /has a certificate that is not accepted/],
    ['is not there at all', 'http:', /(is no HTTP|did not answer)/],
  ])('to a receiver whose certificate %s is told so', async (_what, protocol, said) => {
    const authority = await createTestAuthority()
    onTestFinished(() => authority.close())
    const { key, cert } = await authority.issue('localhost')
    const server = createHttpsServer({ key, cert }, (_request, response) => response.end())
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const { port } = server.address() as AddressInfo // of a TCP server
    const failure = createWebhookDelivery(options(`${protocol}//localhost:${port}`))(event, signal)
    await expect(failure).rejects.toMatchObject({ ...undelivered, message: expect.stringMatching(said) })
  })

  test.each([
    ['an address', (url: string) => url],
    ['a name', (url: string) => url.replace('127.0.0.1', 'localhost')],
    ['an address written otherwise', (url: string) => url.replace('127.0.0.1', '2130706433')],
    ['an address of the other kind', (url: string) => url.replace('127.0.0.1', '[::ffff:127.0.0.1]')],
  ])('does not go to this machine by %s unless that is allowed', async (_what, change) => {
    await using server = await startFakeServer(() => ({ status: 200 }))
    const refused = createWebhookDelivery(options(change(server.url), { allowPrivate: false }))
    await expect(refused(event, signal)).rejects.toThrow('leads into a private network')
    expect(server.received).toEqual([])
  })
})

test.each([
  ['10.1.2.3', true],
  ['172.31.0.1', true],
  ['172.32.0.1', false],
  ['192.168.1.1', true],
  ['169.254.169.254', true],
  ['100.100.0.1', true],
  ['8.8.8.8', false],
  ['224.0.0.1', true],
  ['255.255.255.255', true],
  ['::1', true],
  ['::', true],
  ['fe80::1', true],
  ['fd00:ec2::254', true],
  ['::ffff:10.0.0.1', true],
  ['::ffff:8.8.8.8', false],
  ['64:ff9b::a00:1', true],
  ['2002:a00:1::', true],
  ['::10.0.0.1', true],
  ['::ffff:0:10.0.0.1', true],
  ['2001:0:a00:1::', true],
  ['2001:4860:4860::8888', false],
  ['3fff::1', true],
  ['4000::1', true],
  ['5f00::1', true],
  ['192.88.99.1', true],
  ['2606:4700::1111', false],
  ['localhost', true],
])('the address %s is private: %s', (address, expected) => {
  expect(isPrivateAddress(address)).toBe(expected)
})

async function startTcpServer(answer: (socket: Socket) => void): Promise<AsyncDisposable & { readonly url: string }> {
  const server = createTcpServer((socket) => {
    socket.on('error', () => undefined) // the other end may go first
    socket.once('data', () => answer(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // of a TCP server
  return {
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => void server.close(),
  }
}

function flood(socket: Socket): void {
  socket.write(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(100_000)}`)
}
