import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPassageStore } from '../../src/adapters/postgres/passage-store.ts'
import { AppError } from '../../src/domain/errors.ts'
import { extractionVersion } from '../../src/domain/extraction-version.ts'
import { chunkId, type CompanyId, type DocumentId } from '../../src/domain/ids.ts'
import { warning } from '../../src/domain/warnings/warning.ts'
import { processDocument, type ProcessDeps } from '../../src/ingest/process.ts'
import { reprocessDocuments } from '../../src/ingest/reprocess.ts'
import { anyCompany } from '../harness/documents.ts'
import { openIngest, type Ingest } from '../harness/ingest.ts'

let ingest: Ingest
let deps: Ingest['deps']
const attempt = () => ({ signal: AbortSignal.timeout(60_000), last: false })
const all = (companyId: CompanyId, dryRun = false) => reprocessDocuments(deps, { companyId, olderThan: null, dryRun })

beforeAll(async () => {
  ingest = await openIngest()
  deps = ingest.deps
})
afterAll(() => ingest.close())

/** A document that earlier rules have read: its job is done, its text of their version. */
async function outdated(companyId: CompanyId, number: number): Promise<DocumentId> {
  const documentId = await ingest.accept(companyId, number)
  expect(await processDocument(deps, { companyId, documentId }, attempt())).toBe('processed')
  await endJobs()
  await ingest.db.updateTable('documents').set({ text_version: null }).where('id', '=', documentId).execute()
  await sql`update document_texts set layout = layout || '{"version": 2}' where document_id = ${documentId}`.execute(
    ingest.db,
  )
  return documentId
}

const endJobs = () => sql`update jobs.job set state = 'completed' where name = 'document.process'`.execute(ingest.db)
const jobsOf = async (documentId: string) => {
  const { rows } = await sql<{ priority: number }>`
    select priority from jobs.job where state < 'active' and data ->> 'documentId' = ${documentId}
  `.execute(ingest.db)
  return rows
}

/** An extractor whose document says something else now, or that fails; `during` happens while it reads. */
function reading(outcome: string | AppError, during = async (): Promise<void> => undefined): ProcessDeps {
  const extract: ProcessDeps['extractor']['extract'] = async () => {
    await during()
    if (typeof outcome !== 'string') throw outcome
    const blocks = [{ kind: 'paragraph' as const, start: 0, end: outcome.length }]
    return { text: outcome, blocks, pages: [], pagesApproximate: false, tables: [], title: null, warnings: [] }
  }
  return { ...deps, extractor: { ...deps.extractor, extract } }
}

test('a document read by older rules is answered from its old text until the new one takes its place', async () => {
  const companyId = anyCompany()
  const documentId = await outdated(companyId, 1)
  expect(await all(companyId, true)).toMatchObject({ started: 0, remaining: 1, underWay: 0 })
  expect(await all(companyId)).toMatchObject({ started: 1, remaining: 0, underWay: 1 })
  const passages = createPassageStore(ingest.db)
  const first = async () => (await passages.load(companyId, [chunkId(documentId, 0)]))[0]
  const old = await first()
  const changed = reading('Leído por reglas nuevas.', async () => {
    expect(await first()).toEqual(old)
    expect(await deps.documents.find(companyId, documentId)).toMatchObject({ status: 'processed', isReprocessed: true })
  })
  expect(await processDocument(changed, { companyId, documentId }, attempt())).toBe('processed')
  expect((await first())?.text).toBe('Leído por reglas nuevas.')
  expect((await deps.documents.loadText(companyId, documentId))?.text).toBe('Leído por reglas nuevas.')
  expect(await ingest.vectors.count(companyId, documentId, AbortSignal.timeout(60_000))).toBe(1)
  const after = await deps.documents.find(companyId, documentId)
  expect(after).toMatchObject({ status: 'processed', isReprocessed: false, textVersion: extractionVersion })
  expect(await all(companyId)).toMatchObject({ started: 0, remaining: 0, underWay: 0 })
})

test('asking twice asks once, and jobs of new documents stand before those of old ones', async () => {
  const companyId = anyCompany()
  const old = await outdated(companyId, 2)
  expect((await all(companyId)).started).toBe(1)
  expect((await all(companyId)).started).toBe(0)
  const fresh = await ingest.accept(companyId, 3)
  const [again, ...more] = await jobsOf(old)
  expect(more).toEqual([])
  expect((await jobsOf(fresh))[0]?.priority).toBeGreaterThan(again?.priority ?? 0)
  expect(await deps.documents.newOnesWait()).toBe(true)
  await endJobs()
  expect(await deps.documents.newOnesWait()).toBe(false)
  // its job was lost: the net under the queue gives it another one
  await ingest.db
    .updateTable('documents')
    .set({ updated_at: new Date(0) })
    .where('id', '=', old)
    .execute()
  await deps.documents.reviveJobs(1, null)
  expect((await jobsOf(old))[0]?.priority).toBe(again?.priority)
})

test('a document that cannot be read any more stays as it is and says so', async () => {
  const companyId = anyCompany()
  const documentId = await outdated(companyId, 4)
  await all(companyId)
  const before = await deps.documents.find(companyId, documentId)
  const failing = reading(new AppError('too_complex', 'No.'))
  expect(await processDocument(failing, { companyId, documentId }, attempt())).toBe('failed')
  const after = await deps.documents.find(companyId, documentId)
  expect(after).toMatchObject({ status: 'processed', isReprocessed: false, chunkCount: before?.chunkCount })
  expect(after?.warnings).toEqual([warning('reprocess_failed', { error: 'too_complex' })])
  expect(await ingest.vectors.count(companyId, documentId, AbortSignal.timeout(60_000))).toBe(before?.chunkCount)
})

test('an attempt that a passing failure ended keeps its text beside the old one for the next', async () => {
  const companyId = anyCompany()
  const documentId = await outdated(companyId, 5)
  await all(companyId)
  const away = new AppError('vector_store_unavailable', 'Away.', { retryable: true })
  const stored = ingest.depsWith({ vectors: { ...ingest.vectors, replace: () => Promise.reject(away) } })
  const broken = { ...stored, extractor: reading('Texto nuevo.').extractor }
  await expect(processDocument(broken, { companyId, documentId }, attempt())).rejects.toMatchObject({ retryable: true })
  expect(await deps.documents.find(companyId, documentId)).toMatchObject({
    status: 'processed',
    isReprocessed: true,
    errorCode: null,
  })
  const read = ingest.extractions()
  expect(await processDocument(deps, { companyId, documentId }, attempt())).toBe('processed')
  expect(ingest.extractions()).toBe(read)
  expect((await deps.documents.loadText(companyId, documentId))?.text).toBe('Texto nuevo.')
})

test('a worker that dies at every attempt leaves the document as it was', async () => {
  const companyId = anyCompany()
  const documentId = await outdated(companyId, 6)
  await all(companyId)
  expect(await deps.documents.claim({ companyId, documentId, runId: crypto.randomUUID() })).not.toBeNull()
  await deps.documents.failExhausted({ companyId, documentId }, () => Promise.reject(new Error('nothing is erased')))
  const after = await deps.documents.find(companyId, documentId)
  expect(after).toMatchObject({ status: 'processed', isReprocessed: false })
  expect(after?.warnings).toEqual([warning('reprocess_failed', { error: 'attempts_exhausted' })])
})
