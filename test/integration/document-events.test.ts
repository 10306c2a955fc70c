import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDocumentEvents } from '../../src/adapters/postgres/document-events.ts'
import type { CompanyId, DocumentId } from '../../src/domain/ids.ts'
import { systemClock } from '../../src/flow/system-clock.ts'
import { createClient } from '../../src/client/client.ts'
import type { DocumentEventLog } from '../../src/ports/document-events.ts'
import { removeDocument } from '../../src/ingest/remove.ts'
import { anyCompany } from '../harness/documents.ts'
import { openHttpApi, type HttpApi } from '../harness/http-api.ts'

let api: HttpApi
let events: DocumentEventLog
beforeAll(async () => {
  api = await openHttpApi()
  events = createDocumentEvents(api.ingest.db)
})
afterAll(() => api.close())

const all = (companyId: CompanyId = api.company, after = 0) => events.after(companyId, after, 1000)
const headOf = async (companyId: CompanyId) => (await events.heads([companyId])).get(companyId) ?? 0
const toldOf = async (documentId: DocumentId, after = 0) => {
  const own = (await all(api.company, after)).filter((event) => event.documentId === documentId)
  return own.map(({ state }) => (state === null ? 'deleted' : `${state.status} ${state.progress.stage}`))
}
const setStatus = (documentId: DocumentId, status: string) =>
  sql`update documents set status = ${status} where id = ${documentId}`

test('every step of a document is told, in its order, from the upload to the end', async () => {
  const id = await api.upload('uno.txt', 'Uno.')
  await api.process(id)
  await removeDocument({ ...api.ingest.deps }, { companyId: api.company, documentId: id })
  const told = await toldOf(id)
  expect(told.slice(0, 3)).toEqual(['pending waiting', 'uploaded waiting', 'processing extract'])
  expect(told.slice(-2)).toEqual(['processed done', 'deleted'])
  expect(new Set(told.slice(2, -2).map((one) => one.split(' ')[0]))).toEqual(new Set(['processing']))
})

test('what is rolled back is not told, nor what changes nothing that is told', async () => {
  const id = await api.upload('dos.txt', 'Dos.')
  const before = await headOf(api.company)
  const { db } = api.ingest
  const undone = db.transaction().execute(async (tx) => {
    await setStatus(id, 'error').execute(tx)
    throw new Error('undone')
  })
  await expect(undone).rejects.toThrow('undone')
  await sql`update documents set updated_at = now(), metadata = '{}' where id = ${id}`.execute(db)
  expect(await toldOf(id, before)).toEqual([])
})

test('events of a company come in the order of their commits, whichever began first', async () => {
  const [first, second] = [await api.upload('a.txt', 'A.'), await api.upload('b.txt', 'B.')]
  const before = await headOf(api.company)
  const { db } = api.ingest
  await db.transaction().execute(async (tx) => {
    await setStatus(first, 'error').execute(tx)
    await setStatus(second, 'error').execute(db)
    expect((await all(api.company, before)).map(({ documentId }) => documentId)).toEqual([second])
  })
  const told = await all(api.company, before)
  expect(told.map(({ documentId }) => documentId)).toEqual([second, first])
  expect(told.map(({ prior }) => prior)).toEqual([before, told[0]?.seq])
})

test('a service that may only change documents needs no right of its own for what is told', async () => {
  const { db } = api.ingest
  const other = anyCompany()
  await db.transaction().execute(async (tx) => {
    await sql`create role original_service`.execute(tx)
    await sql`grant select, insert, update, delete on documents to original_service`.execute(tx)
    await sql`set local role original_service`.execute(tx)
    await sql`insert into documents (id, company_id, file_name, file_type, status) values (gen_random_uuid(), ${other}, 'x', 'y', 'uploaded')`.execute(
      tx,
    )
    await sql`set constraints all immediate`.execute(tx)
    await sql`reset role`.execute(tx)
    await sql`drop owned by original_service`.execute(tx)
    await sql`drop role original_service`.execute(tx)
  })
  expect(await all(other)).toMatchObject([{ prior: 0, state: { status: 'uploaded', chunkCount: 0 } }])
})

test('events are counted by company: none learns how much the others do', async () => {
  const { db } = api.ingest
  const insert = (companyId: CompanyId) =>
    sql`insert into documents (id, company_id, file_name, file_type, status) values (gen_random_uuid(), ${companyId}, gen_random_uuid()::text, 'y', 'pending')`.execute(
      db,
    )
  const [quiet, busy] = [anyCompany(), anyCompany()]
  for (const companyId of [quiet, busy, busy, busy, quiet]) await insert(companyId)
  const placesOf = async (companyId: CompanyId) => (await all(companyId)).map(({ seq, prior }) => [seq, prior])
  expect(await placesOf(quiet)).toEqual([
    [1, 0],
    [2, 1],
  ])
  // an installation whose events had one count goes on behind the last one of each company
  await sql`update document_events set seq = 4712, prior = 4711 where company_id = ${quiet} and seq = 2`.execute(db)
  await insert(quiet)
  expect(await placesOf(quiet)).toEqual([
    [1, 0],
    [4712, 4711],
    [4713, 4712],
  ])
})

test('old events are cleared away, but never the last one of a company', async () => {
  const other = anyCompany()
  const { db } = api.ingest
  const insert = (name: string) =>
    sql`insert into documents (id, company_id, file_name, file_type, status) values (gen_random_uuid(), ${other}, ${name}, 'y', 'pending')`.execute(
      db,
    )
  for (const name of ['1', '2', '3']) await insert(name)
  await sql`update document_events set at = now() - interval '2 days' where company_id = ${other}`.execute(db)
  const head = await headOf(other)
  await events.trim(86_400_000)
  expect((await all(other)).map(({ seq }) => seq)).toEqual([head])
  expect((await all()).length).toBeGreaterThan(1)
})

test('a client hears what happens, and what it missed when it comes back', async () => {
  const stop = new AbortController()
  const who = { company: api.company, user: api.user, operatorToken: null }
  const options = { url: api.url, ...who, timeoutMs: 60_000, signal: stop.signal, clock: systemClock }
  const client = createClient<never>(options, () => Promise.reject(new Error('nothing is uploaded here')))
  const hearing = client.followDocuments(null)
  const ready = (await hearing.next()).value
  expect(ready).toMatchObject({ name: 'ready' })
  const id = await api.upload('tres.txt', 'Tres.')
  expect((await hearing.next()).value).toMatchObject({ name: 'document', data: { document_id: id, status: 'pending' } })
  await hearing.return(undefined)
  await api.process(id)
  const again = client.followDocuments(ready?.id ?? null)
  const statuses: string[] = []
  for await (const event of again) {
    if (event.name !== 'document') continue
    statuses.push(event.data.status)
    if (event.data.status === 'processed') break
  }
  expect([...new Set(statuses)]).toEqual(['pending', 'uploaded', 'processing', 'processed'])
  stop.abort()
})
