import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { portOf, serverOptions } from '../../../test/harness/http-server.ts'
import { rawHttp } from '../../../test/harness/raw-http.ts'
import type { Document } from '../../domain/document.ts'
import { AppError } from '../../domain/errors.ts'
import { parseDocumentId } from '../../domain/ids.ts'
import { createIdentity } from '../identity/identity.ts'
import { createServer, type Server } from '../server.ts'
import { originalRoutes } from './originals.ts'

const documentId = parseDocumentId('00000000-0000-4000-8000-0000000000d1')
const document = {
  id: documentId,
  fileName: 'contrato.pdf',
  fileType: 'application/pdf',
  objectKey: 'a key',
  sizeBytes: 10,
  contentHash: 'abc',
} as unknown as Document
let stored = true
let read = 0
let server: Server

beforeAll(async () => {
  server = await createServer(serverOptions())
  originalRoutes(server, {
    identity: createIdentity('local'),
    documents: { find: async () => document } as unknown as Parameters<typeof originalRoutes>[1]['documents'],
    objects: {
      size: async () => (stored ? 10 : null),
      get: async () => {
        if (!stored) throw new AppError('original_missing', 'It is gone.')
        read += 1
        return Readable.from([Buffer.from('0123456789')])
      },
    },
  })
  await server.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => server.close())

const ask = (method: string, ...headers: (readonly [string, string])[]) =>
  rawHttp(portOf(server), { method, path: `/api/v1/ingest/documents/${documentId}/original`, headers })

test('who asks for the headers alone gets those of the whole, and nothing of the original is read', async () => {
  const whole = await ask('GET')
  read = 0
  for (const headers of [[], [['Range', 'bytes=2-3'] as const]]) {
    const head = await ask('HEAD', ...headers)
    expect([head.status, head.body, read]).toEqual([200, '', 0])
    for (const name of ['content-length', 'content-type', 'content-disposition', 'etag', 'accept-ranges']) {
      expect(head.headers.get(name), name).toBe(whole.headers.get(name))
    }
  }
})

test('an original that is gone is gone for both methods', async () => {
  stored = false
  expect([(await ask('HEAD')).status, (await ask('GET')).status]).toEqual([404, 404])
  stored = true
})
