import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { parseDocumentId } from '../../src/domain/ids.ts'
import { reviveDocuments } from '../../src/ingest/revive.ts'
import { anyCompany, pendingUpload, uploadedDocument } from '../harness/documents.ts'
import { openIngest, type Ingest } from '../harness/ingest.ts'

let ingest: Ingest
let deps: Ingest['deps']
const idleMs = 90_000

beforeAll(async () => {
  ingest = await openIngest()
  ;({ deps } = ingest)
})
afterAll(() => ingest.close())
beforeEach(async () => {
  await sql`delete from documents`.execute(ingest.db)
  await sql`delete from jobs.job`.execute(ingest.db)
})

const revive = () => reviveDocuments(deps, idleMs, AbortSignal.timeout(60_000))
const ageAll = () => sql`update documents set updated_at = updated_at - interval '1 hour'`.execute(ingest.db)

async function jobs(documentId?: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select name from jobs.job
    where state < 'completed' and (${documentId ?? null}::text is null or data ->> 'documentId' = ${documentId ?? null})
    order by name
  `.execute(ingest.db)
  return rows.map((row) => row.name)
}

async function loseJobs(documentId: string): Promise<void> {
  await sql`delete from jobs.job where data ->> 'documentId' = ${documentId}`.execute(ingest.db)
}

/** Deleted documents whose removal waits for a store that is away, all older than anything else. */
async function stuckDeletions(count: number, withJobs: boolean): Promise<void> {
  await sql`
    insert into documents (id, company_id, file_name, file_type, status, deleted_at, updated_at)
    select ('00000000-0000-4000-8000-' || lpad(number::text, 12, '0'))::uuid, ${randomUUID()}::uuid, number || '.txt',
      'text/plain', 'processed', now() - interval '1 day', now() - interval '1 day'
    from generate_series(1, ${count}::int) as number
  `.execute(ingest.db)
  if (!withJobs) return
  await sql`
    insert into jobs.job (name, data, policy, singleton_key, state, keep_until)
    select 'document.remove', jsonb_build_object('companyId', company_id, 'documentId', id), 'exclusive', id::text, 'retry',
      now() + interval '14 days'
    from documents where deleted_at is not null
  `.execute(ingest.db)
}

test('documents that lost their job get it back, once', async () => {
  const { documentId } = await uploadedDocument(deps.documents, anyCompany())
  await loseJobs(documentId)
  await ageAll()
  await revive()
  expect(await jobs(documentId)).toEqual(['document.process'])
  await revive()
  expect(await jobs(documentId)).toEqual(['document.process'])
})

test('a document whose removal lost its job is removed all the same', async () => {
  const company = anyCompany()
  const { documentId } = await uploadedDocument(deps.documents, company)
  await deps.documents.markDeleted(company, documentId)
  await loseJobs(documentId)
  await ageAll()
  await revive()
  expect(await jobs(documentId)).toEqual(['document.remove'])
})

test('1,200 deletions that wait for a store hide neither an orphan nor an interrupted upload', async () => {
  await stuckDeletions(1_200, true)
  const company = anyCompany()
  const orphan = await uploadedDocument(deps.documents, company)
  await loseJobs(orphan.documentId)
  const interrupted = await pendingUpload(deps.documents, company)
  await ageAll()
  await revive()
  expect(await jobs(orphan.documentId)).toEqual(['document.process'])
  expect(await deps.documents.find(company, interrupted.documentId)).toBeNull()
  expect(await jobs()).toHaveLength(1_201)
})

test('250 orphans all get their job in one pass', async () => {
  await stuckDeletions(250, false)
  await revive()
  expect(await jobs()).toHaveLength(250)
})

test('fresh documents and finished ones are left alone', async () => {
  const company = anyCompany()
  const fresh = await uploadedDocument(deps.documents, company)
  await loseJobs(fresh.documentId)
  const failed = await uploadedDocument(deps.documents, company)
  await loseJobs(failed.documentId)
  await sql`
    update documents set status = 'error', updated_at = now() - interval '1 hour' where id = ${failed.documentId}
  `.execute(ingest.db)
  await revive()
  expect(await jobs()).toEqual([])
})

test('a document another process is changing right now waits for nobody and holds nobody up', async () => {
  const held = await uploadedDocument(deps.documents, anyCompany())
  const other = await uploadedDocument(deps.documents, anyCompany())
  for (const { documentId } of [held, other]) await loseJobs(documentId)
  await ageAll()
  await ingest.db.transaction().execute(async (tx) => {
    await sql`select 1 from documents where id = ${held.documentId} for update`.execute(tx)
    await revive()
  })
  expect(await jobs(other.documentId)).toEqual(['document.process'])
  expect(await jobs(held.documentId)).toEqual([])
  await revive()
  expect(await jobs(held.documentId)).toEqual(['document.process'])
})

test('documents that the original left in the middle are ended: processed where their file is, otherwise in error', async () => {
  const companyId = anyCompany()
  const insert = async (status: string, name: string, age: string | null) => {
    const id = randomUUID()
    const key = `${companyId}/${id}/${name}`
    await sql`
      insert into documents (id, company_id, file_name, file_type, file_path, status, uploaded_at, updated_at)
      values (${id}, ${companyId}, ${name}, 'text/plain', ${key}, ${status},
        ${age === null ? null : sql`now() - ${age}::interval`}, ${age === null ? null : sql`now() - ${age}::interval`})
    `.execute(ingest.db)
    return { id, key }
  }
  const stored = await insert('pending', 'guardado.txt', '2 days')
  await deps.objects.put(companyId, stored.key, Readable.from(['La clave es tigre.']), AbortSignal.timeout(60_000))
  const lost = await insert('pending', 'perdido.txt', '2 days')
  const uploaded = await insert('uploaded', 'encolado.txt', '2 days')
  const timeless = await insert('processing', 'sin hora.txt', null)
  // one of its services may be at it right now
  const fresh = await insert('processing', 'reciente.txt', '5 minutes')
  await revive()
  expect(await jobs(stored.id)).toEqual(['document.process'])
  expect(await jobs(uploaded.id)).toEqual(['document.process'])
  expect(await jobs(timeless.id)).toEqual(['document.process'])
  expect(await jobs(fresh.id)).toEqual([])
  const document = await deps.documents.find(companyId, parseDocumentId(lost.id))
  expect(document).toMatchObject({ status: 'error', errorCode: 'original_missing' })
})
