import { afterEach, beforeEach, expect, test } from 'vitest'
import { moveStates, nextStates } from '../../src/domain/move.ts'
import { noLevels, suggestedLevel } from '../../src/domain/search-levels.ts'
import { beginVerification } from '../../src/move/begin-verification.ts'
import { cutOver, rollBack } from '../../src/move/switch-collection.ts'
import { anyCompany } from '../harness/documents.ts'
import { documentsOnMove, type DocumentsOnMove } from '../harness/documents-on-move.ts'
import { openMoving, type Moving } from '../harness/move.ts'

let moving: Moving
let documents: DocumentsOnMove
const forever = () => AbortSignal.timeout(60_000)
const stopping: (() => Promise<void>)[] = []
beforeEach(async () => {
  moving = await openMoving()
  documents = documentsOnMove(moving)
})
afterEach(async () => {
  for (const stop of stopping.splice(0)) await stop()
  await moving.close()
})

const calmly = { force: false, who: 'a test', companyId: null }

test('a move may be of one company, which is whole on the new side before anything of another is there, and take in the others later', async () => {
  const [ana, eva] = [anyCompany(), anyCompany()]
  const [hers, gone, evas] = [
    await documents.processed(ana),
    await documents.processed(ana),
    await documents.processed(eva),
  ]
  const rowsOfEva = () => moving.sides.to.count(eva, null, forever())
  const { moves } = moving.run
  const { id } = await moving.begin([ana])
  const working = moving.work()
  stopping.push(working.stop)
  const copied = await moving.until('copied')
  expect(copied.documents).toEqual({ done: 2, total: 2 })
  const [later, evasLater] = [await documents.processed(ana), await documents.processed(eva)]
  await documents.remove(ana, gone)
  await moving.caughtUp()
  await documents.expectSame(ana, [hers, later])
  expect(await rowsOfEva()).toBe(0)

  await beginVerification(moving.run, 'a test')
  expect((await moving.until('verified')).verification).toMatchObject({ documents: 2, different: 0, unowned: [] })
  await expect(cutOver(moving.run, calmly, forever())).rejects.toThrow('limited to some companies')
  await expect(cutOver(moving.run, { ...calmly, companyId: eva }, forever())).rejects.toThrow(
    'limited to other companies',
  )
  await cutOver(moving.run, { ...calmly, companyId: ana }, forever())
  const onTheNewSide = await documents.processed(ana)

  await expect(moves.widen(id, ana, 'a test')).rejects.toThrow('has company')
  await moves.widen(id, null, 'a test')
  // what is copied already, and answered from the new side, is not copied again
  expect((await moving.until('copied')).documents).toEqual({ done: 2, total: 2 })
  await expect(moves.widen(id, eva, 'a test')).rejects.toThrow('all companies already')
  await moving.caughtUp()
  await documents.expectSame(ana, [hers, later, onTheNewSide])
  await documents.expectSame(eva, [evas, evasLater])
  await beginVerification(moving.run, 'a test')
  expect((await moving.until('verified')).verification).toMatchObject({ documents: 5, repaired: 0, different: 0 })
  expect((await cutOver(moving.run, calmly, forever())).state).toBe('cut_over')
  expect((await rollBack(moving.run, calmly, forever())).state).toBe('copied')
})

test('a move goes from each state to those that docs/moving.md draws, and to no other', async () => {
  const { moves } = moving.run
  const { db } = moving.ingest
  const { id } = await moving.begin()
  const taken: string[] = []
  for (const before of moveStates) {
    for (const after of moveStates) {
      await db.updateTable('moves').set({ state: before }).where('id', '=', id).execute()
      const went = await moves.enter(id, before, after).then(
        () => true,
        () => false,
      )
      expect([before, after, went]).toEqual([before, after, nextStates[before].includes(after)])
      if (went) taken.push(`${before} → ${after}`)
    }
  }
  expect(taken).toEqual([
    'copying → copied',
    'copying → abandoned',
    'copied → copying',
    'copied → verifying',
    'copied → cut_over',
    'copied → abandoned',
    'verifying → copied',
    'verifying → verified',
    'verifying → abandoned',
    'verified → copying',
    'verified → copied',
    'verified → verifying',
    'verified → cut_over',
    'verified → abandoned',
    'cut_over → copied',
    'cut_over → finished',
  ])
})

test('a verification tells what the new side finds at each of its search levels, and which is enough', async () => {
  const companyId = anyCompany()
  await documents.processed(companyId)
  await moving.begin()
  const { to } = moving.sides
  const sides = {
    ...moving.sides,
    to: {
      ...to,
      info: async (signal: AbortSignal) => ({ ...(await to.info(signal)), levels: [1, 2, 3] }),
      searchDense: async (search: Parameters<typeof to.searchDense>[0]) =>
        (await to.searchDense(search)).slice(search.level === 1 ? 1 : 0),
    },
  }
  const { survey } = moving
  const openSides = async () => ({ sides, rows: moving.copied(sides), survey, close: async () => undefined })
  stopping.push(moving.work({ openSides }).stop)
  await moving.until('copied')
  await beginVerification(moving.run, 'a test')
  const levels = (await moving.until('verified')).verification?.searches?.levels
  expect(levels).toMatchObject({ asked: 1, found: [{ level: 1 }, { level: 2, overlap: 1 }, { level: 3, overlap: 1 }] })
  expect(levels?.found[0]?.overlap).toBeLessThan(0.98)
  expect(suggestedLevel(levels ?? noLevels)?.level).toBe(2)
})
