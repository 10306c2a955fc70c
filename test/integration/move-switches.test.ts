import { expect, test } from 'vitest'
import { createCollectionStore } from '../../src/adapters/postgres/collection-store.ts'
import { AppError } from '../../src/domain/errors.ts'
import type { CompanyId, DocumentId } from '../../src/domain/ids.ts'
import { beginVerification } from '../../src/move/begin-verification.ts'
import { abandonMove, finishMove } from '../../src/move/end-move.ts'
import { cutOver, rollBack } from '../../src/move/switch-collection.ts'
import type { CollectionRow } from '../../src/ports/collection-store.ts'
import type { VectorStore } from '../../src/ports/vector-store.ts'
import { anyCompany } from '../harness/documents.ts'
import { movingInEachTest } from '../harness/moving-in-each-test.ts'

const each = movingInEachTest()
const forever = () => AbortSignal.timeout(60_000)

const now = () => ({ ...each.moving.run, openRow: (row: CollectionRow) => each.moving.openRow(row) })
const calmly = { force: false, who: 'a test', companyId: null }
const keeping = { who: 'a test', drop: null, force: false }

test('what a forced cut-over left behind arrives afterwards, and does not replace what was written since', async () => {
  const companyId = anyCompany()
  await each.documents.processed(companyId)
  await each.moving.begin()
  const working = each.work()
  await each.moving.until('copied')
  await working.stop()
  const [behind, gone] = [await each.documents.processed(companyId), await each.documents.processed(companyId)]
  await cutOver(now(), { ...calmly, force: true }, forever())
  await each.documents.remove(companyId, gone)
  expect(await each.documents.rowsIn(each.moving.sides.to, companyId, behind)).toEqual([])
  each.work()
  await each.moving.caughtUp()
  const rows = await each.documents.rowsIn(each.moving.sides.to, companyId, behind)
  expect(rows.length).toBeGreaterThan(0)
  expect(rows).toEqual(await each.documents.rowsIn(each.moving.sides.from, companyId, behind))
  for (const side of [each.moving.sides.from, each.moving.sides.to])
    expect(await each.documents.rowsIn(side, companyId, gone)).toEqual([])
})

test('companies are cut over and rolled back one at a time, and nothing of any of them is lost on either side', async () => {
  const [ana, eva] = [anyCompany(), anyCompany()]
  const only = (companyId: CompanyId) => ({ ...calmly, companyId })
  const docs = new Map<CompanyId, DocumentId[]>([
    [ana, [await each.documents.processed(ana), await each.documents.processed(ana)]],
    [eva, [await each.documents.processed(eva)]],
  ])
  const all = async () => {
    await each.moving.caughtUp()
    for (const [companyId, ids] of docs) await each.documents.expectSame(companyId, ids)
  }
  /** Another document of each, and where it was written first. */
  const written = async () => {
    const { active, alone } = await createCollectionStore(each.moving.ingest.db).placement()
    for (const [companyId, ids] of docs) {
      ids.push(await each.documents.processed(companyId))
      const [gone] = ids.splice(0, 1)
      if (gone !== undefined) await each.documents.remove(companyId, gone)
    }
    return [...docs.keys()].map((companyId) => (alone.get(companyId) ?? active)?.name)
  }
  await each.moving.begin()
  each.work()
  await each.moving.until('copied')
  await expect(cutOver(now(), only(ana), forever())).rejects.toMatchObject({
    message: expect.stringContaining('verify'),
  })
  await beginVerification(now(), 'a test')
  await each.moving.until('verified')
  await expect(cutOver(now(), only(anyCompany()), forever())).rejects.toMatchObject({ code: 'not_found' })

  const switched = await cutOver(now(), only(ana), forever())
  expect([switched.state, [...switched.switched]]).toEqual(['verified', [ana]])
  await expect(cutOver(now(), only(ana), forever())).rejects.toMatchObject({ code: 'conflict' })
  expect(await written()).toEqual(['moved', 'test'])
  await all()
  await expect(abandonMove(now(), keeping, forever())).rejects.toThrow('1 company is answered by another collection')
  // the side that answers a company is the one to believe
  const [hers] = docs.get(ana) ?? []
  if (hers === undefined) throw new Error('she has a document')
  const believed = await each.documents.rowsIn(each.moving.sides.to, ana, hers)
  await each.moving.sides.from.replace({ companyId: ana, documentId: hers }, believed.slice(1), forever())
  await beginVerification(now(), 'a test')
  expect((await each.moving.until('verified')).verification).toMatchObject({ repaired: 1, different: 0, unowned: [] })
  expect(await each.documents.rowsIn(each.moving.sides.to, ana, hers)).toEqual(believed)
  await all()

  expect((await rollBack(now(), only(ana), forever())).switched.size).toBe(0)
  expect(await written()).toEqual(['test', 'test'])
  await all()
  await cutOver(now(), only(ana), forever())
  const everybody = await cutOver(now(), calmly, forever())
  expect([everybody.state, everybody.switched.size]).toEqual(['cut_over', 0])
  expect(await written()).toEqual(['moved', 'moved'])
  await rollBack(now(), only(eva), forever())
  expect(await written()).toEqual(['moved', 'test'])
  await all()
  await expect(finishMove(now(), keeping, forever())).rejects.toThrow('1 company is answered by another collection')
  expect((await cutOver(now(), calmly, forever())).switched.size).toBe(0)
  expect(await written()).toEqual(['moved', 'moved'])
  await all()
  expect((await finishMove(now(), keeping, forever())).state).toBe('finished')
  expect(
    (await each.moving.run.moves.events(everybody.id)).flatMap(({ body }) => (body.what === 'switched' ? [body] : [])),
  ).toEqual([
    { what: 'switched', side: 'to', companyId: ana, forced: false, lag: 0 },
    { what: 'switched', side: 'from', companyId: ana, forced: false, lag: 0 },
    { what: 'switched', side: 'to', companyId: ana, forced: false, lag: 0 },
    { what: 'switched', side: 'from', companyId: eva, forced: false, lag: 0 },
    { what: 'switched', side: 'to', companyId: null, forced: false, lag: 0 },
  ])
})

test('nothing is switched to a collection that is away or gone, also when nothing lags', async () => {
  await each.documents.processed(anyCompany())
  await each.moving.begin()
  each.work()
  await each.moving.until('copied')
  await beginVerification(each.moving.run, 'a test')
  await each.moving.until('verified')
  const openRow = async (): Promise<never> => {
    throw new AppError('vector_store_unavailable', 'cluster is suspended.', { retryable: true })
  }
  await expect(cutOver({ ...now(), openRow }, calmly, forever())).rejects.toMatchObject({
    code: 'vector_store_unavailable',
    message: expect.stringMatching(/"moved" at another server does not answer.*suspended.*Bring it back/),
  })
  expect((await each.moving.run.moves.open())?.state).toBe('verified')
  await each.moving.sides.to.drop(forever())
  await expect(cutOver(now(), calmly, forever())).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('not there any more'),
  })
  // whoever forces it is believed
  expect((await cutOver(now(), { ...calmly, force: true }, forever())).state).toBe('cut_over')
  expect((await rollBack(now(), calmly, forever())).state).toBe('copied')
})

test('a roll-back waits for nothing that only the broken new side would need', async () => {
  const companyId = anyCompany()
  const kept = await each.documents.processed(companyId)
  await each.moving.begin()
  const { sides } = each.moving
  let broken = false
  const to: VectorStore = {
    ...sides.to,
    remove: async (...call) => {
      if (broken) throw new AppError('vector_store_unavailable', 'The new side is away.', { retryable: true })
      await sides.to.remove(...call)
    },
  }
  each.work({ openSides: each.moving.opening({ ...sides, to }) })
  await each.moving.until('copied')
  await beginVerification(each.moving.run, 'a test')
  await each.moving.until('verified')
  await cutOver(now(), calmly, forever())
  await each.moving.caughtUp()

  broken = true
  // a document that ended in an error must have no vectors on either side; so it is carried to both
  const failed = '00000000-0000-4000-8000-0000000000f1'
  await each.moving.ingest.db
    .insertInto('document_changes')
    .values({ company_id: companyId, document_id: failed, collection_id: null })
    .execute()
  expect((await rollBack(now(), calmly, forever())).state).toBe('copied')
  expect((await each.documents.rowsIn(sides.from, companyId, kept)).length).toBeGreaterThan(0)
})
