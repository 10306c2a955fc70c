import { expect, test } from 'vitest'
import { chunkId, parseDocumentId, type CompanyId, type DocumentId } from '../../src/domain/ids.ts'
import type { IndexedChunk } from '../../src/domain/chunk.ts'
import { beginVerification } from '../../src/move/begin-verification.ts'
import { abandonMove, finishMove } from '../../src/move/end-move.ts'
import { sweepStranger } from '../../src/move/sweep-stranger.ts'
import { cutOver, rollBack } from '../../src/move/switch-collection.ts'
import type { CollectionRow } from '../../src/ports/collection-store.ts'
import type { VectorStore } from '../../src/ports/vector-store.ts'
import { anyCompany } from '../harness/documents.ts'
import type { DocumentsOnMove } from '../harness/documents-on-move.ts'
import type { Moving } from '../harness/move.ts'
import { movingInEachTest } from '../harness/moving-in-each-test.ts'
import { waitFor } from '../harness/wait.ts'

const each = movingInEachTest()
const forever = () => AbortSignal.timeout(60_000)

const processed = (companyId: CompanyId) => each.documents.processed(companyId)
const remove = (companyId: CompanyId, documentId: DocumentId) => each.documents.remove(companyId, documentId)
const expectSame = (companyId: CompanyId, ids: readonly DocumentId[]) => each.documents.expectSame(companyId, ids)
const rowsIn: DocumentsOnMove['rowsIn'] = (...asked) => each.documents.rowsIn(...asked)

const now = () => ({ ...each.moving.run, openRow: (row: CollectionRow) => each.moving.openRow(row) })
const calmly = { force: false, who: 'a test', companyId: null }
const keeping = { who: 'a test', drop: null, force: false }

test('all documents are copied, and what is written and deleted meanwhile arrives too, on both sides, there and back', async () => {
  const companyId = anyCompany()
  const [kept, gone, later] = [await processed(companyId), await processed(companyId), await processed(companyId)]
  await each.moving.begin()
  const during = await processed(companyId)
  await remove(companyId, gone)
  each.work()
  await each.moving.until('copied')
  await each.moving.caughtUp()
  await expectSame(companyId, [kept, later, during])

  await beginVerification(now(), 'a test')
  const verified = await each.moving.until('verified')
  expect(verified.documents).toEqual({ done: 3, total: 3 })
  expect(verified.phase.rows).toEqual({ done: verified.verification?.rows, total: verified.verification?.rows })
  // what was copied stays what it was while everything is compared
  expect(verified.rows).toBeGreaterThanOrEqual(2)
  expect(verified.phase.bytes).toBeGreaterThan(0)
  expect(verified.verification).toMatchObject({ documents: 3, different: 0, unowned: [], repaired: 0 })
  expect((await cutOver(now(), calmly, forever())).state).toBe('cut_over')
  const after = await processed(companyId)
  await remove(companyId, kept)
  await each.moving.caughtUp()
  await expectSame(companyId, [later, during, after])

  expect((await rollBack(now(), calmly, forever())).state).toBe('copied')
  const back = await processed(companyId)
  await remove(companyId, during)
  await each.moving.caughtUp()
  await expectSame(companyId, [later, after, back])

  await beginVerification(now(), 'a test')
  await each.moving.until('verified')
  await cutOver(now(), calmly, forever())
  expect((await finishMove(now(), keeping, forever())).state).toBe('finished')
  expect(await each.moving.run.moves.open()).toBeNull()
})

test('a cut-over is refused before everything is copied and verified, and says what is missing', async () => {
  await processed(anyCompany())
  await each.moving.begin()
  await expect(cutOver(now(), calmly, forever())).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('not complete'),
  })
  await expect(each.moving.begin()).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('open already'),
  })
  each.work()
  await each.moving.until('copied')
  await expect(cutOver(now(), calmly, forever())).rejects.toMatchObject({ message: expect.stringContaining('verify') })
  await expect(rollBack(now(), calmly, forever())).rejects.toMatchObject({ code: 'conflict' })
  expect((await abandonMove(now(), keeping, forever())).state).toBe('abandoned')
  // a new one begins where nothing is copied yet, into the same collection
  expect((await each.moving.begin()).state).toBe('copying')
})

test('a worker that is stopped in the middle is followed by another, which copies no slice twice', async () => {
  const companyId = anyCompany()
  const ids = [await processed(companyId), await processed(companyId)]
  await each.moving.begin()
  const replaced: string[] = []
  const to: VectorStore = {
    ...each.moving.sides.to,
    replaceDocuments: async (company, documents, signal) => {
      replaced.push(...documents.map(({ documentId }) => documentId))
      await each.moving.sides.to.replaceDocuments(company, documents, signal)
    },
  }
  const sides = { ...each.moving.sides, to }
  const openSides = each.moving.opening(sides)
  const first = each.work({ openSides })
  await each.moving.until('copied')
  await first.stop()
  each.work({ openSides })
  const later = await processed(companyId)
  await each.moving.caughtUp()
  expect(replaced.toSorted()).toEqual([...ids, later].toSorted())
})

test('the new store may be away for as long as it likes: uploads go on, the lag says so, and a cut-over waits', async () => {
  const companyId = anyCompany()
  const first = await processed(companyId)
  await each.moving.begin()
  let away = true
  const openSides: Moving['run']['openSides'] = async (...call) => {
    if (away) throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
    return each.moving.opening(each.moving.sides)(...call)
  }
  each.work({ openSides })
  const second = await processed(companyId)
  await expect.poll(async () => (await each.moving.run.moves.open())?.trouble).not.toBeNull()
  away = false
  await each.moving.until('copied')
  await each.moving.caughtUp()
  await expect.poll(async () => (await each.moving.run.moves.open())?.trouble).toBeNull()
  await expectSame(companyId, [first, second])
})

type Plant = (rows: readonly IndexedChunk[]) => readonly IndexedChunk[]

const first = (change: (row: IndexedChunk) => IndexedChunk): Plant => {
  return ([row, ...others]) => (row === undefined ? [] : [change(row), ...others])
}

/** What may be wrong with the rows of a document: each is found by itself. */
const planting: readonly Plant[] = [
  // a row is missing
  (rows) => rows.slice(1),
  // one too many
  (rows) => [...rows, ...rows.slice(-1).map((row) => ({ ...row, id: chunkId(row.documentId, rows.length) }))],
  // one bit of a vector
  first((row) => {
    const embedding = row.embedding.slice()
    const bits = new Uint32Array(embedding.buffer)
    bits[0] = (bits[0] ?? 0) ^ 1
    return { ...row, embedding }
  }),
  first((row) => ({ ...row, content: `${row.content}.` })),
  first((row) => ({ ...row, page: (row.page ?? 0) + 1 })),
  first((row) => ({ ...row, fileName: 'another.txt' })),
  // two rows under each other's key
  (rows) => rows.map((row, at) => ({ ...row, id: rows[at ^ 1]?.id ?? row.id })),
]

test('a verification finds what was planted on the new side, mends what it can and names the rest', async () => {
  const companyId = anyCompany()
  const whole = await processed(companyId)
  const faulty: DocumentId[] = []
  for (let planted = 0; planted < planting.length; planted += 1) faulty.push(await processed(companyId))
  await each.moving.begin()
  each.work()
  await each.moving.until('copied')
  const { to } = each.moving.sides
  const rows = async (documentId: DocumentId) => rowsIn(to, companyId, documentId)
  for (const [at, documentId] of faulty.entries()) {
    const plant = planting[at] ?? ((same) => same)
    await to.replace({ companyId, documentId }, plant(await rows(documentId)), forever())
  }
  const unknown = anyCompany()
  const [astray] = await rows(whole)
  if (astray === undefined) throw new Error('a document without rows')
  await to.replace({ companyId: unknown, documentId: whole }, [{ ...astray, companyId: unknown }], forever())
  await beginVerification(now(), 'a test')
  const found = (await each.moving.until('verified')).verification
  expect(found).toMatchObject({ documents: 1 + faulty.length, repaired: faulty.length, different: 0, unowned: [] })
  expect(found?.strangers).toEqual([{ companyId: unknown, rows: 1 }])
  await expectSame(companyId, [whole, ...faulty])

  // rows of a document that nobody knows may be another installation's: they are told, and go when their company is swept
  const stranger = parseDocumentId('00000000-0000-4000-8000-0000000000d1')
  const strange = (await rows(whole)).map((row) => ({
    ...row,
    documentId: stranger,
    id: chunkId(stranger, Number(row.id.slice(row.id.lastIndexOf('_') + 1))),
  }))
  await to.replace({ companyId, documentId: stranger }, strange, forever())
  await beginVerification(now(), 'a test')
  const { verification } = await each.moving.until('copied')
  expect(verification?.unowned).toEqual([{ companyId, rows: strange.length }])
  await expect(cutOver(now(), calmly, forever())).rejects.toThrow(`atenex migrate sweep --company ${companyId}`)
  const { id } = await sweepStranger(now(), { companyId, who: 'ana' }, forever())
  const swept = { what: 'swept', companyId, documents: 1, rows: strange.length }
  expect((await each.moving.run.moves.events(id)).at(-1)?.body).toEqual(swept)
  await beginVerification(now(), 'a test')
  expect((await each.moving.until('verified')).verification).toMatchObject({ different: 0, unowned: [] })
  await expectSame(companyId, [whole, ...faulty])
})

test('a target that rounds vectors is green only with a tolerance, which is told, and in which other faults are found', async () => {
  const companyId = anyCompany()
  const [whole, faulty] = [await processed(companyId), await processed(companyId)]
  await each.moving.begin()
  const { to } = each.moving.sides
  const rounding = (rows: readonly IndexedChunk[]) =>
    rows.map((row) => ({ ...row, embedding: row.embedding.map((value) => Math.round(value * 1_000) / 1_000) }))
  const readDocuments: VectorStore['readDocuments'] = async (...asked) => rounding(await to.readDocuments(...asked))
  const scan: VectorStore['scan'] = async function* (...asked) {
    for await (const rows of to.scan(...asked)) yield rounding(rows)
  }
  each.work({ openSides: each.moving.opening({ ...each.moving.sides, to: { ...to, readDocuments, scan } }) })
  await each.moving.until('copied')
  await beginVerification(now(), 'a test')
  expect((await each.moving.until('copied')).verification).toMatchObject({ different: 2, tolerance: null })
  await beginVerification(now(), 'a test', 0.02)
  const { verification } = await each.moving.until('verified')
  expect(verification).toMatchObject({ different: 0, repaired: 0, tolerance: 0.02, rounded: verification?.rows })
  expect(verification?.deviation).toBeGreaterThan(0)
  expect(verification?.deviation).toBeLessThan(0.02)

  const rows = await rowsIn(to, companyId, faulty)
  const turned = rows.map((row) => ({ ...row, embedding: row.embedding.map((value) => -value) }))
  await to.replace({ companyId, documentId: faulty }, turned, forever())
  await beginVerification(now(), 'a test', 0.02)
  expect((await each.moving.until('verified')).verification).toMatchObject({ different: 0, repaired: 1 })
  await expectSame(companyId, [whole, faulty])
})

test('a verification that ends before it has kept how far it is counts nothing twice', async () => {
  const companyId = anyCompany()
  for (let document = 0; document < 3; document += 1) await processed(companyId)
  await each.moving.begin()
  const { moves, clock } = each.moving.run
  let ends = 1
  const sliceDone: typeof moves.sliceDone = async (id, slice) => {
    const [move] = await moves.list(1)
    if (move?.state === 'verifying' && ends-- > 0) throw new Error('killed')
    await moves.sliceDone(id, slice)
  }
  const sleep: typeof clock.sleep = (ms, signal) => clock.sleep(Math.min(ms, 50), signal)
  each.work({ moves: { ...moves, sliceDone }, clock: { ...clock, sleep } })
  await each.moving.until('copied')
  await beginVerification(now(), 'a test')
  const { verification, phase } = await each.moving.until('verified')
  expect(ends).toBeLessThan(1)
  expect(verification).toMatchObject({ documents: 3, rows: phase.rows.done, searches: { asked: 1 } })
})

test('a copy that may not be fast waits between its slices, and changes are carried meanwhile', async () => {
  const companyId = anyCompany()
  const [first, gone] = [await processed(companyId), await processed(companyId)]
  await each.moving.begin()
  let due = false
  each.work({ pace: { due: () => due, spent: () => 60_000 } })
  const during = await processed(companyId)
  await remove(companyId, gone)
  await each.moving.caughtUp()
  expect((await each.moving.run.moves.open())?.state).toBe('copying')
  expect((await rowsIn(each.moving.sides.to, companyId, during)).length).toBeGreaterThan(0)
  due = true
  // what the limit made it rest is part of its speed
  expect((await each.moving.until('copied')).phase.workedMs).toBeGreaterThanOrEqual(60_000)
  await expectSame(companyId, [first, during])
})

test('a collection of an earlier move is swept: what was deleted since is gone from it, and the move is verified', async () => {
  const companyId = anyCompany()
  const other = anyCompany()
  const [kept, gone, alone] = [await processed(companyId), await processed(companyId), await processed(other)]
  await each.moving.begin()
  each.work()
  await each.moving.until('copied')
  await each.moving.caughtUp()
  // given up: from here on the new collection gets no changes
  await abandonMove(now(), { who: 'a test', drop: null, force: false }, forever())
  await remove(companyId, gone)
  await remove(other, alone)
  // long ago: nobody follows these changes any more
  expect(await each.moving.run.changes.trim(0)).toBeGreaterThan(1)
  const left = await rowsIn(each.moving.sides.to, companyId, gone)
  expect(left.length).toBeGreaterThan(0)
  // another installation uses the same collection
  const foreign = { companyId: anyCompany(), documentId: parseDocumentId('00000000-0000-4000-8000-0000000000d2') }
  const theirs = left.map((row, at) => ({ ...row, ...foreign, id: chunkId(foreign.documentId, at) }))
  await each.moving.sides.to.replace(foreign, theirs, forever())

  await each.moving.begin()
  await each.moving.until('copied')
  await each.moving.caughtUp()
  await expectSame(companyId, [kept])
  expect(await each.moving.sides.to.count(other, null, forever())).toBe(0)
  expect(await each.moving.sides.to.count(foreign.companyId, null, forever())).toBe(theirs.length)
  await beginVerification(now(), 'a test')
  expect((await each.moving.until('verified')).verification).toMatchObject({ different: 0, unowned: [] })
})

test('rows of a company that is not known are removed from the new collection when it is named, and those of others never', async () => {
  const companyId = anyCompany()
  const kept = await processed(companyId)
  await each.moving.begin()
  each.work()
  await each.moving.until('copied')
  const { to } = each.moving.sides
  const foreign = { companyId: anyCompany(), documentId: parseDocumentId('00000000-0000-4000-8000-0000000000d3') }
  const theirs = (await rowsIn(to, companyId, kept)).map((row, at) => ({
    ...row,
    ...foreign,
    id: chunkId(foreign.documentId, at),
  }))
  await to.replace(foreign, theirs, forever())
  const sweep = (company: CompanyId | null) => sweepStranger(now(), { companyId: company, who: 'ana' }, forever())
  await expect(sweep(null)).rejects.toMatchObject({ code: 'conflict' })
  await expect(sweep(companyId)).rejects.toThrow('that are unknown here. Nothing was removed.')
  await expect(sweep(anyCompany())).rejects.toMatchObject({ code: 'not_found' })
  await beginVerification(now(), 'a test')
  expect((await each.moving.until('verified')).verification?.strangers).toHaveLength(1)
  const { id, verification } = await sweep(foreign.companyId)
  expect(verification).toMatchObject({ strangers: [], documents: 1 })
  expect(await to.count(foreign.companyId, null, forever())).toBe(0)
  await expectSame(companyId, [kept])
  expect((await each.moving.run.moves.events(id)).at(-1)).toMatchObject({
    who: 'ana',
    body: { what: 'swept', companyId: foreign.companyId, documents: 1, rows: theirs.length },
  })
})

test('a document that somebody is at keeps none of the others waiting, and comes when it is free', async () => {
  const companyId = anyCompany()
  const [held, ...others] = [await processed(companyId), await processed(companyId), await processed(companyId)]
  if (held === undefined) throw new Error('nothing was processed')
  await each.moving.begin()
  const written: string[] = []
  const to: VectorStore = {
    ...each.moving.sides.to,
    replaceDocuments: async (company, documents, signal) => {
      await each.moving.sides.to.replaceDocuments(company, documents, signal)
      written.push(...documents.map(({ documentId }) => documentId))
    },
  }
  const sides = { ...each.moving.sides, to }
  await each.moving.run.documents.locked({ companyId, documentId: held }, async () => {
    const openSides = each.moving.opening(sides)
    each.work({ openSides })
    await waitFor(async () => written.length > 0, { what: 'the other documents to be written' })
    expect(written.toSorted()).toEqual(others.toSorted())
  })
  await each.moving.until('copied')
  await expectSame(companyId, [held, ...others])
})
