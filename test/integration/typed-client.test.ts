import { randomUUID } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createClient, type Client } from '../../src/client/client.ts'
import { systemClock } from '../../src/flow/system-clock.ts'
import { openHttpApi, type HttpApi } from '../harness/http-api.ts'

let api: HttpApi
let client: Client<never>
beforeAll(async () => {
  api = await openHttpApi()
  const who = { company: api.company, user: api.user, operatorToken: null }
  const options = { url: api.url, ...who, timeoutMs: 60_000, signal: new AbortController().signal, clock: systemClock }
  client = createClient(options, () => Promise.reject(new Error('nothing is uploaded here')))
})
afterAll(() => api.close())

test('a browser reads, counts and deletes documents', async () => {
  const content = `Texto ${randomUUID()}.`
  const id = await api.upload('uno.txt', content)
  await api.process(id)
  expect(await client.document(id)).toMatchObject({ id, status: 'processed' })
  expect(await client.stats({ status: 'processed' })).toMatchObject({ total_documents: 1 })
  expect(await text(await client.original(id))).toBe(content)
  await expect(client.page(id, 1)).rejects.toMatchObject({ status: 404, code: 'not_found' })
  expect(await client.removeMany([id, 'x'])).toMatchObject({ deleted: [id], failed: [{ id: 'x' }] })
  await expect(client.original(id)).rejects.toMatchObject({ status: 404 })
})

test('a question is asked and its chat read', async () => {
  const reply = await client.ask({ query: 'hola' })
  expect(await client.messages(reply.chat_id, { limit: 10, offset: 0 })).toHaveLength(2)
})
