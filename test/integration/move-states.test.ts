import { expect, test } from 'vitest'
import { chunkId, parseDocumentId, type CompanyId } from '../../src/domain/ids.ts'
import { moveStates, nextStates, type MoveState } from '../../src/domain/move.ts'
import { beginVerification } from '../../src/move/begin-verification.ts'
import { abandonMove, finishMove } from '../../src/move/end-move.ts'
import { pauseMove } from '../../src/move/pause-move.ts'
import { cutOver, rollBack } from '../../src/move/switch-collection.ts'
import type { CollectionRow } from '../../src/ports/collection-store.ts'
import type { MoveStore } from '../../src/ports/moves/move-store.ts'
import { anyCompany } from '../harness/documents.ts'
import { movingInEachTest } from '../harness/moving-in-each-test.ts'
import { waitFor } from '../harness/wait.ts'

const each = movingInEachTest()
const forever = () => AbortSignal.timeout(60_000)
const calmly = { force: false, who: 'ana', companyId: null }
const keeping = { who: 'ana', drop: null, force: false }
const now = () => ({ ...each.moving.run, openRow: (row: CollectionRow) => each.moving.openRow(row) })
const pause = (paused: boolean) => pauseMove(each.moving.run, { paused, who: 'ana' })

test('every way from state to state is gone by the steps of an operator and the work of a worker', async () => {
  const [ana, eva] = [anyCompany(), anyCompany()]
  const kept = await each.documents.processed(ana)
  await each.documents.processed(eva)
  const { moves } = each.moving.run
  const { to } = each.moving.sides
  const began: string[] = []
  const begin = async (companies: readonly CompanyId[] | null = null) => {
    const { id } = await each.moving.begin(companies)
    began.push(id)
    return id
  }
  /** With the work done between two steps that a worker ends. */
  const worked = async (state: MoveState) => {
    const working = each.work()
    await each.moving.until(state)
    await each.moving.caughtUp()
    await working.stop()
  }
  const verify = () => beginVerification(now(), 'ana')
  const abandon = () => abandonMove(now(), keeping, forever())

  await begin()
  await abandon()
  await begin()
  await worked('copied')
  await abandon()
  await begin()
  await worked('copied')
  await verify()
  await abandon()
  await begin()
  await worked('copied')
  await verify()
  await worked('verified')
  await abandon()

  const last = await begin([ana])
  await worked('copied')
  await moves.widen(last, eva, 'ana')
  await worked('copied')
  await verify()
  await worked('verified')
  await moves.widen(last, null, 'ana')
  await worked('copied')
  await verify()
  await worked('verified')
  // rows of a document that nobody knows
  const stranger = parseDocumentId('00000000-0000-4000-8000-0000000000d1')
  const strange = (await each.documents.rowsIn(to, ana, kept)).map((row, at) => ({
    ...row,
    documentId: stranger,
    id: chunkId(stranger, at),
  }))
  await to.replace({ companyId: ana, documentId: stranger }, strange, forever())
  await verify()
  await worked('copied')
  await to.remove({ companyId: ana, documentId: stranger }, forever())
  await cutOver(now(), { ...calmly, force: true }, forever())
  await rollBack(now(), calmly, forever())
  await verify()
  await worked('verified')
  await cutOver(now(), calmly, forever())
  await finishMove(now(), keeping, forever())

  const gone = new Set<string>()
  for (const id of began)
    for (const { body } of await moves.events(id))
      if (body.what === 'entered') gone.add(`${body.before} → ${body.state}`)
  const drawn = moveStates.flatMap((before) => nextStates[before].map((after) => `${before} → ${after}`))
  expect([...gone].toSorted()).toEqual(drawn.toSorted())
})

/** A worker that tells how often it has looked whether there is something to do, without resting in between. */
function watchedWorker(different: Partial<MoveStore> = {}) {
  let looks = 0
  const { moves, clock, documents } = each.moving.run
  const open: MoveStore['open'] = async () => {
    const move = await moves.open()
    looks += 1
    return move
  }
  const sleep: typeof clock.sleep = (ms, signal) => clock.sleep(Math.min(ms, 20), signal)
  each.work({
    moves: { ...moves, open, ...different },
    clock: { ...clock, sleep },
    // a slice has one document
    documents: { ...documents, processedAfter: (companies, after) => documents.processedAfter(companies, after, 1) },
  })
  return {
    lookedAgain: async () => {
      const before = looks
      await waitFor(async () => looks > before + 2, { what: 'a worker that looks again' })
    },
  }
}

test('in every state the work is stopped, with what comes meanwhile waiting, and goes on where it was', async () => {
  const companyId = anyCompany()
  const ids = [await each.documents.processed(companyId), await each.documents.processed(companyId)]
  const { moves } = each.moving.run
  await each.moving.begin()
  let stops: MoveState | null = 'copying'
  const worker = watchedWorker({
    // after a slice, whatever it was a slice of
    sliceDone: async (id, slice) => {
      await moves.sliceDone(id, slice)
      if ((await moves.open())?.state !== stops) return
      stops = null
      await pause(true)
    },
  })
  /** Nothing goes on in this state, and all that came meanwhile arrives afterwards. */
  const held = async (state: MoveState) => {
    await worker.lookedAgain()
    const before = await moves.open()
    ids.push(await each.documents.processed(companyId))
    await worker.lookedAgain()
    const after = await moves.open()
    expect(after).toMatchObject({ state, carried: before?.carried, documents: before?.documents })
    expect(after?.paused?.by).toBe('ana')
    await pause(false)
    await each.moving.caughtUp()
  }
  const isPaused = async () => (await moves.open())?.paused !== null
  await waitFor(isPaused, { what: 'the first slice' })
  expect((await moves.open())?.documents.done).toBe(1)
  await held('copying')
  await each.moving.until('copied')

  await pause(true)
  await expect(beginVerification(now(), 'ana')).rejects.toThrow('paused by ana')
  await held('copied')
  stops = 'verifying'
  await beginVerification(now(), 'ana')
  await waitFor(isPaused, { what: 'a slice that was compared' })
  await held('verifying')
  await each.moving.until('verified')

  await pause(true)
  await expect(cutOver(now(), calmly, forever())).rejects.toThrow('paused by ana')
  await held('verified')
  await cutOver(now(), calmly, forever())
  await pause(true)
  ids.push(await each.documents.processed(companyId))
  // the old side lacks what came since: that is told at once, with what to do
  await expect(rollBack(now(), calmly, forever())).rejects.toThrow(
    /1 change has not been carried.*atenex migrate resume/,
  )
  await expect(finishMove(now(), keeping, forever())).rejects.toThrow('paused by ana')
  await held('cut_over')
  await each.documents.expectSame(companyId, ids)
  expect((await finishMove(now(), keeping, forever())).state).toBe('finished')
})

test('a store that takes long keeps nobody from pausing: what is under way is given up, and done again afterwards', async () => {
  const companyId = anyCompany()
  const id = await each.documents.processed(companyId)
  await each.moving.begin()
  const { to } = each.moving.sides
  let hangs = true
  let givenUp = 0
  const replaceDocuments: typeof to.replaceDocuments = async (company, rows, signal) => {
    if (!hangs) return to.replaceDocuments(company, rows, signal)
    void pause(true)
    await new Promise((resolve) => signal.addEventListener('abort', resolve))
    givenUp += 1
    throw signal.reason
  }
  each.work({ openSides: each.moving.opening({ ...each.moving.sides, to: { ...to, replaceDocuments } }) })
  await waitFor(async () => givenUp > 0, { what: 'the write to be given up' })
  hangs = false
  expect(await each.moving.run.moves.open()).toMatchObject({ state: 'copying', trouble: null, documents: { done: 0 } })
  await pause(false)
  await each.moving.until('copied')
  await each.documents.expectSame(companyId, [id])
})

test('who pauses and lets go on is kept, and both may be asked for twice', async () => {
  await each.documents.processed(anyCompany())
  const { id } = await each.moving.begin()
  for (const paused of [true, true, false, false]) await pause(paused)
  const told = (await each.moving.run.moves.events(id)).map(({ who, body }) => `${who}: ${body.what}`)
  expect(told).toEqual(['a test: began', 'ana: paused', 'ana: resumed'])
  await abandonMove(now(), keeping, forever())
  await expect(pause(true)).rejects.toMatchObject({ code: 'not_found' })
})
