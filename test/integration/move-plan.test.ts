import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openLanceSurvey } from '../../src/adapters/lancedb/open-lance-survey.ts'
import { createStoredChunks } from '../../src/adapters/postgres/moves/stored-chunks.ts'
import { AppError } from '../../src/domain/errors.ts'
import { chunkId, parseDocumentId, type CompanyId, type DocumentId } from '../../src/domain/ids.ts'
import { processDocument } from '../../src/ingest/process.ts'
import { allCompanies } from '../../src/domain/move.ts'
import { startMove } from '../../src/move/start-move.ts'
import { planMove } from '../../src/move/plan/plan-move.ts'
import type { PlanDeps } from '../../src/move/plan/plan.ts'
import { readRows } from '../../src/move/rows/read-rows.ts'
import type { VectorStore } from '../../src/ports/vector-store.ts'
import { anyCompany } from '../harness/documents.ts'
import { openMoving, type Moving } from '../harness/move.ts'

let moving: Moving
const signal = () => AbortSignal.timeout(60_000)
beforeEach(async () => {
  moving = await openMoving()
})
afterEach(() => moving.close())

let number = 0
async function processed(companyId: CompanyId): Promise<DocumentId> {
  number += 1
  const documentId = await moving.ingest.accept(companyId, number)
  await processDocument(moving.deps, { companyId, documentId }, { signal: signal(), last: false })
  return documentId
}

/** The plan of a move to the second collection, whatever it is said to be. */
async function plan(different: Partial<PlanDeps> = {}, target: Partial<VectorStore> = {}) {
  return planMove(planned(different, target).deps, signal())
}

function planned(different: Partial<PlanDeps> = {}, target: Partial<VectorStore> = {}) {
  const { ingest, sides, run } = moving
  const row = {
    id: 'a',
    store: 'embedded',
    name: 'test',
    address: 'here',
    fingerprint: ingest.embedder.fingerprint,
  } as const
  // the tests close them
  const close = async () => undefined
  const survey = (side: 'from' | 'to') =>
    openLanceSurvey(
      path.join(ingest.folder, side === 'from' ? 'vectors' : 'target'),
      side === 'from' ? 'test' : 'moved',
    )
  const deps: PlanDeps = {
    moves: run.moves,
    documents: run.documents,
    stored: createStoredChunks(ingest.db),
    from: { row, address: 'here' },
    to: { ...row, name: 'moved', address: 'there' },
    companies: allCompanies,
    rebuild: false,
    embedder: null,
    open: async (side) => ({ ...sides[side], close, ...(side === 'to' ? target : {}) }),
    survey,
    topK: 100,
    monotonicMs: () => run.clock.monotonicMs(),
    ...different,
  }
  return { deps }
}

test('the plan tells what becomes of each field', async () => {
  await processed(anyCompany())
  const { fields } = await plan()
  expect(fields).toHaveLength(11)
  expect(fields.find(({ name }) => name === 'embedding')).toMatchObject({
    from: expect.stringContaining('32'),
    becomes: 'copied',
  })
})

/** Rows of one document given to another one, or to another company. */
async function copyRows(of: { companyId: CompanyId; documentId: DocumentId }, to: typeof of): Promise<number> {
  const rows = await readRows(moving.sides.from, of, signal())
  const given = rows.map((row, index) => ({ ...row, ...to, id: chunkId(to.documentId, index) }))
  await moving.sides.from.replace(to, given, signal())
  return given.length
}

const stranger = parseDocumentId('00000000-0000-4000-8000-0000000000d9')

test('a plan names what PostgreSQL and the source do not have of each other, by document and by company', async () => {
  const companyId = anyCompany()
  const [whole, lacking] = [await processed(companyId), await processed(companyId)]
  const unknown = anyCompany()
  expect((await plan()).findings.map(({ code }) => code)).toEqual(['target_there', 'counts_agree', 'limits'])

  const rows = await copyRows({ companyId, documentId: whole }, { companyId: unknown, documentId: whole })
  const extra = await copyRows({ companyId, documentId: whole }, { companyId, documentId: stranger })
  await moving.sides.from.remove({ companyId, documentId: lacking }, signal())
  const { findings, go } = await plan()
  const said = new Map(findings.map(({ code, message }) => [code, message]))
  expect(said.get('source_lacks_documents')).toMatch(new RegExp(`${lacking} \\(0 of \\d+\\)`))
  expect(said.get('source_has_unowned_documents')).toContain(`${stranger} (${extra})`)
  expect(said.get('source_has_strangers')).toContain(`${unknown} (${rows} rows)`)
  expect(go).toBe(true)
})

test('a plan tells the rows of each company, in PostgreSQL and in the old collection, and the embedder of both ends', async () => {
  const [most, least] = [anyCompany(), anyCompany()]
  const gone = await processed(most)
  await processed(most)
  await processed(least)
  await moving.sides.from.remove({ companyId: most, documentId: gone }, signal())
  const { rowsByCompany, rows, from, to } = await plan()
  expect(rowsByCompany.map(({ companyId }) => companyId)).toEqual([most, least])
  expect(rowsByCompany.reduce((sum, company) => sum + company.rows, 0)).toBe(rows)
  expect(rowsByCompany.map((company) => company.rows - (company.found ?? 0) > 0)).toEqual([true, false])
  const { model } = moving.ingest.embedder.fingerprint
  expect([from?.embedder, to?.embedder]).toEqual([model, model])
})

test('a plan of a company that has no documents is a no-go', async () => {
  await processed(anyCompany())
  const { go, findings } = await plan({ companies: { only: [anyCompany()], not: [] } })
  expect(go).toBe(false)
  expect(findings.filter(({ level }) => level === 'error')).toMatchObject([{ code: 'no_such_company' }])
})

test('a target that was made for another embedder is a no-go, whatever its dimension', async () => {
  await processed(anyCompany())
  const fingerprint = { ...moving.ingest.embedder.fingerprint, model: 'another' }
  const describe = async () => ({ name: 'moved', dimension: 32, sparse: true, fingerprint, identity: null })
  const { go, findings } = await plan({}, { describe })
  expect(go).toBe(false)
  expect(findings.find(({ level }) => level === 'error')).toMatchObject({ code: 'other_embedder' })
})

test('a target that gives fewer candidates than questions ask for is a no-go', async () => {
  await processed(anyCompany())
  const small = async () =>
    ({ kind: 'milvus', version: '1', address: 'there', maxTopK: 50, levels: [], level: null }) as const
  const { go, findings } = await plan({}, { info: small })
  expect(go).toBe(false)
  expect(findings.find(({ level }) => level === 'error')).toMatchObject({ code: 'top_k_limit' })
})

test('for Zilliz Cloud a plan tells what the move costs and takes, and from when the prices are', async () => {
  await processed(anyCompany())
  const zilliz = async () =>
    ({ kind: 'zilliz', version: '2.5', address: 'there', maxTopK: 1_024, levels: [1, 2], level: 2 }) as const
  const { cost, bytes, rows } = await plan({}, { info: zilliz })
  expect(cost?.vcu).toBeGreaterThan(rows + ((bytes ?? 0) / 1_000) * 0.25)
  expect(cost?.prices.date).toMatch(/^20\d\d-\d\d$/)
  expect((await plan()).cost).toBeNull()
})

test('a target that is the source by another address is a no-go', async () => {
  await processed(anyCompany())
  const described = async () => ({ name: 'x', dimension: 32, sparse: true, fingerprint: null, identity: '7@1' })
  const open = async (side: 'from' | 'to') => ({
    ...moving.sides[side],
    close: async () => undefined,
    describe: described,
  })
  const { go, findings } = await plan({ open })
  expect(go).toBe(false)
  expect(findings.map(({ code }) => code)).toContain('same_collection')
})

test('a start is refused where both addresses lead to one collection and its server does not tell, and leaves nothing behind', async () => {
  const companyId = anyCompany()
  await processed(companyId)
  const before = await moving.sides.from.count(companyId, null, signal())
  const { deps } = planned({ open: async () => ({ ...moving.sides.from, close: async () => undefined }) })
  const start = startMove({ ...deps, moves: moving.run.moves }, { startedBy: 'ana', companyId: null }, signal())
  await expect(start).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('same collection') })
  expect(await moving.run.moves.open()).toBeNull()
  expect(await moving.sides.from.count(companyId, null, signal())).toBe(before)
})

test('an end that cannot be used is named, with the settings that lead there', async () => {
  const { deps } = planned()
  const open = async (side: 'from' | 'to') => {
    if (side === 'to') throw new AppError('vector_store_rejected', 'auth check failure')
    return deps.open(side)
  }
  const { go, findings } = await plan({ open })
  expect(go).toBe(false)
  expect(findings).toContainEqual({
    level: 'error',
    code: 'target_vector_store_rejected',
    message: 'The target cannot be used. auth check failure',
    remedy: expect.stringContaining('ATENEX_TARGET_MILVUS_URI'),
  })
})
