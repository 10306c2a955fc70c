import { expect, test } from 'vitest'
import { serverOptions } from '../../../test/harness/http-server.ts'
import { silentLog } from '../../../test/harness/log.ts'
import { reprocessReply } from '../../contract/reprocess.ts'
import { extractionVersion } from '../../domain/extraction-version.ts'
import type { DocumentReprocessing } from '../../ports/documents/document-reprocessing.ts'
import { createOperatorGate } from '../identity/operator.ts'
import { createServer } from '../server.ts'
import { reprocessRoutes } from './reprocess.ts'

const company = '00000000-0000-4000-8000-0000000000c1'

async function serve() {
  const asked: unknown[] = []
  const documents: DocumentReprocessing = {
    standing: async () => ({ versions: [{ version: 2, documents: 7 }], underWay: 3, remaining: 4 }),
    reprocess: async (outdated) => {
      asked.push(outdated)
      return 3
    },
    newOnesWait: async () => false,
  }
  const server = await createServer(serverOptions())
  reprocessRoutes(server, { operators: createOperatorGate({ reveal: () => 'secret' }), documents, log: silentLog })
  const send = (method: 'GET' | 'POST', payload?: object, token = 'secret') => {
    const headers = { host: 'localhost', authorization: `Bearer ${token}` }
    return server.inject({ method, url: '/api/v1/reprocess', headers, ...(payload === undefined ? {} : { payload }) })
  }
  return { send, asked }
}

test('an operator asks for documents of older versions to be read again, of all companies or of one', async () => {
  const { send, asked } = await serve()
  const reply = reprocessReply.parse((await send('POST')).json())
  expect(reply).toMatchObject({ current_version: extractionVersion, started: 3, remaining: 4, under_way: 3 })
  await send('POST', { older_than: 2, company_id: company })
  expect(asked).toEqual([
    { companyId: null, olderThan: extractionVersion },
    { companyId: company, olderThan: 2 },
  ])
})

test('a dry run and a look ask for nothing', async () => {
  const { send, asked } = await serve()
  for (const reply of [await send('POST', { dry_run: true }), await send('GET')]) {
    expect(reprocessReply.parse(reply.json())).toMatchObject({ started: 0, remaining: 4 })
  }
  expect(asked).toEqual([])
})

test('nobody else may ask, and nobody for a version that is yet to come', async () => {
  const { send, asked } = await serve()
  expect((await send('POST', {}, 'wrong')).statusCode).toBe(401)
  expect((await send('POST', { older_than: extractionVersion + 1 })).statusCode).toBe(422)
  expect((await send('POST', { company_id: 'x' })).statusCode).toBe(422)
  expect(asked).toEqual([])
})
