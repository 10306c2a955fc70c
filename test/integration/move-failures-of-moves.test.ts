import { afterEach, beforeEach, expect, test } from 'vitest'
import { processDocument } from '../../src/ingest/process.ts'
import { beginVerification } from '../../src/move/begin-verification.ts'
import { abandonMove, finishMove, type EndDeps } from '../../src/move/end-move.ts'
import { cutOver } from '../../src/move/switch-collection.ts'
import type { CollectionRow } from '../../src/ports/collection-store.ts'
import type { VectorStore } from '../../src/ports/vector-store.ts'
import { anyCompany } from '../harness/documents.ts'
import { openMoving, type Moving } from '../harness/move.ts'

// What other tools are known to get wrong about a move as a whole; about rows: `move-failures-of-others.test.ts`.

let moving: Moving
let stop: () => Promise<void>
let refusing = false
const companyId = anyCompany()
const forever = () => AbortSignal.timeout(60_000)
const calmly = { force: false, who: 'ana', companyId: null }

async function add(number: number): Promise<void> {
  const documentId = await moving.ingest.accept(companyId, number)
  await processDocument(moving.deps, { companyId, documentId }, { signal: forever(), last: false })
}

/** Waits that are only waits are short. */
const quick = () => ({ ...moving.run.clock, monotonicMs: () => moving.run.clock.monotonicMs() * 100 })
const ending = (): EndDeps => ({
  ...moving.run,
  openRow: (row: CollectionRow) => moving.openRow(row),
})

beforeEach(async () => {
  moving = await openMoving()
  refusing = false
  const to: VectorStore = {
    ...moving.sides.to,
    replaceDocuments: async (...call) => {
      if (refusing) throw new Error('the standby refuses writes')
      return moving.sides.to.replaceDocuments(...call)
    },
  }
  const sides = { ...moving.sides, to }
  const openSides = moving.opening(sides)
  await add(1)
  await moving.begin()
  stop = moving.work({ openSides }).stop
  await moving.until('copied')
})
afterEach(async () => {
  await stop()
  await moving.close()
})

test('a standby that misses writes is not trusted: no cut-over until it has every one of them (OpenViking 1816)', async () => {
  await beginVerification(moving.run, 'ana')
  await moving.until('verified')
  refusing = true
  await add(2)
  await expect(cutOver({ ...moving.run, clock: quick() }, calmly, forever())).rejects.toMatchObject({
    code: 'conflict',
    details: { lag: 1 },
  })
  refusing = false
  await moving.caughtUp()
  await cutOver(moving.run, calmly, forever())
  const [there, here] = [moving.sides.to, moving.sides.from]
  expect(await there.count(companyId, null, forever())).toBe(await here.count(companyId, null, forever()))
})

test('the old collection is never deleted before the new one is whole and answers (memesh 185)', async () => {
  const refused = { code: 'conflict' }
  const whole = await moving.sides.from.count(companyId, null, forever())
  const wish = { who: 'ana', drop: 'test', force: false }
  await expect(finishMove(ending(), wish, forever())).rejects.toMatchObject(refused)
  await beginVerification(moving.run, 'ana')
  await moving.until('verified')
  await expect(finishMove(ending(), wish, forever())).rejects.toMatchObject(refused)
  await expect(abandonMove(ending(), wish, forever())).rejects.toMatchObject(refused)
  expect(await moving.sides.from.count(companyId, null, forever())).toBe(whole)
  // and when the new one has vanished after the cut-over, the old one is what is left
  await cutOver(moving.run, calmly, forever())
  await moving.caughtUp()
  await moving.sides.to.drop(forever())
  await expect(finishMove(ending(), wish, forever())).rejects.toThrow('which should answer, is not there')
  expect(await moving.sides.from.count(companyId, null, forever())).toBe(whole)
})
