import { expect, test } from 'vitest'
import { moveStates, nextStates } from '../../src/domain/move.ts'
import { noLevels, suggestedLevel } from '../../src/domain/search-levels.ts'
import { beginVerification } from '../../src/move/begin-verification.ts'
import { cutOver, rollBack } from '../../src/move/switch-collection.ts'
import { anyCompany } from '../harness/documents.ts'
import { movingInEachTest } from '../harness/moving-in-each-test.ts'

const each = movingInEachTest()
const forever = () => AbortSignal.timeout(60_000)

const calmly = { force: false, who: 'a test', companyId: null }

test('a move may be of one company, which is whole on the new side before anything of another is there, and take in the others later', async () => {
  const [ana, eva] = [anyCompany(), anyCompany()]
  const [hers, gone, evas] = [
    await each.documents.processed(ana),
    await each.documents.processed(ana),
    await each.documents.processed(eva),
  ]
  const rowsOfEva = () => each.moving.sides.to.count(eva, null, forever())
  const { moves } = each.moving.run
  const { id } = await each.moving.begin([ana])
  each.work()
  const copied = await each.moving.until('copied')
  expect(copied.documents).toEqual({ done: 2, total: 2 })
  const [later, evasLater] = [await each.documents.processed(ana), await each.documents.processed(eva)]
  await each.documents.remove(ana, gone)
  await each.moving.caughtUp()
  await each.documents.expectSame(ana, [hers, later])
  expect(await rowsOfEva()).toBe(0)

  await beginVerification(each.moving.run, 'a test')
  expect((await each.moving.until('verified')).verification).toMatchObject({ documents: 2, different: 0, unowned: [] })
  await expect(cutOver(each.moving.run, calmly, forever())).rejects.toThrow('limited to some companies')
  await expect(cutOver(each.moving.run, { ...calmly, companyId: eva }, forever())).rejects.toThrow(
    'limited to other companies',
  )
  await cutOver(each.moving.run, { ...calmly, companyId: ana }, forever())
  const onTheNewSide = await each.documents.processed(ana)

  await expect(moves.widen(id, ana, 'a test')).rejects.toThrow('has company')
  await moves.widen(id, null, 'a test')
  // what is copied already, and answered from the new side, is not copied again
  expect((await each.moving.until('copied')).documents).toEqual({ done: 2, total: 2 })
  await expect(moves.widen(id, eva, 'a test')).rejects.toThrow('all companies already')
  await each.moving.caughtUp()
  await each.documents.expectSame(ana, [hers, later, onTheNewSide])
  await each.documents.expectSame(eva, [evas, evasLater])
  await beginVerification(each.moving.run, 'a test')
  expect((await each.moving.until('verified')).verification).toMatchObject({ documents: 5, repaired: 0, different: 0 })
  expect((await cutOver(each.moving.run, calmly, forever())).state).toBe('cut_over')
  expect((await rollBack(each.moving.run, calmly, forever())).state).toBe('copied')
})

test('a move goes from each state to those that docs/moving.md draws, and to no other', async () => {
  const { moves } = each.moving.run
  const { db } = each.moving.ingest
  const { id } = await each.moving.begin()
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
    'verified → verifying',
    'verified → cut_over',
    'verified → abandoned',
    'cut_over → copied',
    'cut_over → finished',
  ])
})

test('a verification tells what the new side finds at each of its search levels, and which is enough', async () => {
  const companyId = anyCompany()
  await each.documents.processed(companyId)
  await each.moving.begin()
  const { to } = each.moving.sides
  const asked: (number | null)[] = []
  const sides = {
    ...each.moving.sides,
    to: {
      ...to,
      info: async (signal: AbortSignal) => ({ ...(await to.info(signal)), levels: [1, 2, 3], level: 2 }),
      searchDense: async (search: Parameters<typeof to.searchDense>[0]) => {
        asked.push(search.level ?? null)
        return (await to.searchDense(search)).slice(search.level === 1 ? 1 : 0)
      },
    },
  }
  const openSides = each.moving.opening(sides)
  each.work({ openSides })
  await each.moving.until('copied')
  await beginVerification(each.moving.run, 'a test')
  const levels = (await each.moving.until('verified')).verification?.searches?.levels
  expect(levels).toMatchObject({ asked: 1, found: [{ level: 1 }, { level: 2, overlap: 1 }, { level: 3, overlap: 1 }] })
  expect(levels?.found[0]?.overlap).toBeLessThan(0.98)
  expect(suggestedLevel(levels ?? noLevels)?.level).toBe(2)
  // the one in use is not asked twice
  expect(asked).toEqual([null, 1, 3])
})
