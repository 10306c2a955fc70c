import { randomUUID } from 'node:crypto'
import { rename } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createMovingDocuments } from '../../src/adapters/postgres/moves/moving-documents.ts'
import { createReconciledDocuments } from '../../src/adapters/postgres/reconciled-documents.ts'
import { AppError } from '../../src/domain/errors.ts'
import { parseDocumentId, type CompanyId, type DocumentId } from '../../src/domain/ids.ts'
import type { Reconciliation } from '../../src/domain/reconciliation.ts'
import { systemClock } from '../../src/flow/system-clock.ts'
import { processDocument } from '../../src/ingest/process.ts'
import { reconcile, type ReconcileDeps, type ReconcileOptions } from '../../src/reconcile/reconcile.ts'
import { anyCompany } from '../harness/documents.ts'
import { openIngest, type Ingest } from '../harness/ingest.ts'
import { scanAll } from '../contract/vector-store-chunks.ts'

let ingest: Ingest
let deps: ReconcileDeps
const reindexed: DocumentId[] = []
const inTime = () => AbortSignal.timeout(60_000)

beforeAll(async () => {
  ingest = await openIngest()
  const { db, vectors } = ingest
  deps = {
    ...ingest.deps,
    reconciled: createReconciledDocuments(db),
    movingDocuments: createMovingDocuments(db, { clock: systemClock, lockMs: 5_000 }),
    vectors,
    reindex: async ({ documentId }) => {
      reindexed.push(documentId)
    },
  }
})
afterAll(() => ingest.close())

async function processed(companyId: CompanyId, number: number): Promise<DocumentId> {
  const documentId = await ingest.accept(companyId, number)
  await processDocument(ingest.deps, { companyId, documentId }, { signal: inTime(), last: false })
  return documentId
}
const run = (companyId: CompanyId, options: Partial<ReconcileOptions> = {}, changes: Partial<ReconcileDeps> = {}) =>
  reconcile({ ...deps, ...changes }, { apply: false, graceMs: 0, companyId, signal: inTime(), ...options })
const kinds = ({ findings }: Reconciliation) =>
  findings.map(({ kind, documentId }) => `${kind} ${documentId}`).toSorted()
const keyOf = (companyId: CompanyId, documentId: DocumentId, number: number) =>
  `${companyId}/${documentId}/${number}.txt`

test('finds nothing where rows, vectors and originals agree', async () => {
  const companyId = anyCompany()
  for (const number of [1, 2, 3]) await processed(companyId, number)
  expect(await run(companyId)).toMatchObject({ companies: 1, documents: 3, unknown: 0, mended: 0, findings: [] })
})

test('finds what is missing or left over in both directions, tells it first and mends it when asked', async () => {
  const companyId = anyCompany()
  const whole = await processed(companyId, 10)
  const bare = await processed(companyId, 11)
  const unoriginal = await processed(companyId, 12)
  const failed = await processed(companyId, 13)
  const cut = await processed(companyId, 14)
  const { db, vectors } = ingest
  await vectors.remove({ companyId, documentId: bare }, inTime())
  await deps.objects.remove(companyId, keyOf(companyId, unoriginal, 12), inTime())
  await sql`update documents set status = 'error' where id = ${failed}`.execute(db)
  await sql`delete from document_chunks where document_id = ${cut} and chunk_index = 0`.execute(db)
  const stray = parseDocumentId(randomUUID())
  const rows = await scanAll(vectors, { companyId, documentId: whole })
  await vectors.replace(
    { companyId, documentId: stray },
    rows.map((row, index) => ({ ...row, documentId: stray, id: `${stray}_${index}` as typeof row.id })),
    inTime(),
  )
  const lost = parseDocumentId(randomUUID())
  await deps.objects.put(companyId, keyOf(companyId, lost, 15), Readable.from(['x']), inTime())
  const stuck = await ingest.accept(companyId, 16)

  const expected = [
    `vectors_missing ${bare}`,
    `original_missing ${unoriginal}`,
    `vectors_surplus ${failed}`,
    `chunks_missing ${cut}`,
    `vectors_orphaned ${stray}`,
    `original_orphaned ${lost}`,
    `stuck ${stuck}`,
  ].toSorted()
  const told = await run(companyId)
  expect(kinds(told)).toEqual(expected)
  expect(told).toMatchObject({ mended: 0, unknown: 0 })
  expect(kinds(await run(companyId))).toEqual(expected)

  const mending = await run(companyId, { apply: true })
  expect(mending).toMatchObject({ mended: 4, unknown: 0 })
  expect(reindexed).toEqual([bare])
  expect(await deps.objects.size(companyId, keyOf(companyId, lost, 15), inTime())).toBeNull()
  const left = ['vectors_missing', 'original_missing', 'chunks_missing', 'stuck']
  const after = await run(companyId)
  // the test's own way to index anew does nothing
  expect([...new Set(after.findings.map(({ kind }) => kind))].toSorted()).toEqual(left.toSorted())
})

test('what is younger than the grace time is left alone', async () => {
  const companyId = anyCompany()
  const documentId = await processed(companyId, 20)
  await ingest.vectors.remove({ companyId, documentId }, inTime())
  await deps.objects.put(companyId, keyOf(companyId, parseDocumentId(randomUUID()), 21), Readable.from(['x']), inTime())
  expect((await run(companyId, { graceMs: 3_600_000, apply: true })).findings).toEqual([])
  expect((await run(companyId)).findings).toHaveLength(2)
})

test('a failed twin of a document that is there is removed when asked', async () => {
  const companyId = anyCompany()
  const good = await processed(companyId, 30)
  const twin = randomUUID()
  await sql`
    insert into documents (id, company_id, file_name, file_type, status)
    values (${twin}, ${companyId}, '30.txt', 'text/plain', 'error')
  `.execute(ingest.db)
  expect(kinds(await run(companyId, { apply: true }))).toEqual([`superseded ${twin}`])
  expect(await ingest.deps.documents.find(companyId, parseDocumentId(twin))).toBeNull()
  expect(await ingest.deps.documents.find(companyId, good)).not.toBeNull()
})

test('nothing is concluded from a store that is away, and nothing is mended', async () => {
  const companyId = anyCompany()
  await processed(companyId, 40)
  const away = () => new AppError('vector_store_unavailable', 'away', { retryable: true })
  const vectors: ReconcileDeps['vectors'] = {
    documents: async function* () {
      yield new Map()
      throw away()
    },
    remove: () => Promise.reject(new Error('must not be asked')),
  }
  // the drive of the originals is gone: every file looks absent
  const originals = path.join(ingest.folder, 'originals')
  await rename(originals, `${originals}.away`)
  try {
    const result = await run(companyId, { apply: true }, { vectors })
    expect(result).toMatchObject({ findings: [], mended: 0, unknown: 3 })
  } finally {
    await rename(`${originals}.away`, originals)
  }
  expect((await run(companyId)).findings).toEqual([])
})

test('a document that comes or goes between two looks is no finding', async () => {
  const companyId = anyCompany()
  const documentId = await processed(companyId, 50)
  // removed after its vectors were counted: they are gone by the time anybody would take them away
  const removing: ReconcileDeps['reconciled'] = {
    ...deps.reconciled,
    known: async () => new Set(),
  }
  const noObjects = { ...deps.objects, scan: async function* () {} }
  const result = await run(companyId, { apply: true }, { reconciled: removing, objects: noObjects })
  expect(result.findings).toMatchObject([{ kind: 'vectors_orphaned', mended: false }])
  expect(await ingest.vectors.count(companyId, documentId, inTime())).toBeGreaterThan(0)
})
