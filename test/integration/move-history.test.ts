import { afterEach, beforeEach, expect, test } from 'vitest'
import { createReportKey } from '../../src/adapters/postgres/moves/report-key.ts'
import { migrationReport } from '../../src/contract/migration-report.ts'
import { reportVerdict } from '../../src/cli/migrate/report-verdict.ts'
import { checkReport, renderReport } from '../../src/domain/report/signed-report.ts'
import { toReport } from '../../src/http/migrations/to-report.ts'
import { processDocument } from '../../src/ingest/process.ts'
import { beginVerification } from '../../src/move/begin-verification.ts'
import { abandonMove, finishMove, type EndDeps } from '../../src/move/end-move.ts'
import { reportMove } from '../../src/move/report-move.ts'
import { readRows } from '../../src/move/rows/read-rows.ts'
import { cutOver, rollBack } from '../../src/move/switch-collection.ts'
import type { DocumentId } from '../../src/domain/ids.ts'
import type { CollectionRow } from '../../src/ports/collection-store.ts'
import { anyCompany } from '../harness/documents.ts'
import { openMoving, type Moving } from '../harness/move.ts'

let moving: Moving
let stop: () => Promise<void>
const companyId = anyCompany()
let documentId: DocumentId
const forever = () => AbortSignal.timeout(60_000)
const calmly = { force: false, who: 'ana', companyId: null }
beforeEach(async () => {
  moving = await openMoving()
  documentId = await moving.ingest.accept(companyId, 1)
  await processDocument(moving.deps, { companyId, documentId }, { signal: forever(), last: false })
  stop = moving.work().stop
})
afterEach(async () => {
  await stop()
  await moving.close()
})

/** Without the seconds in which every process follows a switch. */
const deps = (): EndDeps => {
  const clock = {
    ...moving.run.clock,
    sleep: async (ms: number, signal: AbortSignal) => moving.run.clock.sleep(Math.min(ms, 200), signal),
  }
  return { ...moving.run, clock, openRow: (row: CollectionRow) => moving.openRow(row) }
}

async function verified(): Promise<void> {
  await moving.begin()
  await moving.until('copied')
  await beginVerification(moving.run, 'ana')
  await moving.until('verified')
}

/** What happened, shortly. */
async function history(): Promise<string[]> {
  const [move] = await moving.run.moves.list(1)
  const events = await moving.run.moves.events(move?.id ?? '')
  return events.map(({ who, body }) => {
    if (body.what !== 'entered') return `${who}: ${body.what}`
    return `${who}: ${body.before} → ${body.state}${body.forced ? ', forced' : ''}`
  })
}

const isThere = async (side: 'from' | 'to') => (await moving.sides[side].describe(forever())) !== null

test('the old collection is deleted after the end, when its name is given again, and this is kept', async () => {
  await verified()
  await cutOver(moving.run, calmly, forever())
  await expect(finishMove(deps(), { who: 'ana', drop: 'moved', force: false }, forever())).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('"test", not "moved"'),
  })
  expect((await moving.run.moves.open())?.state).toBe('cut_over')
  expect((await finishMove(deps(), { who: 'ana', drop: 'test', force: false }, forever())).droppedAt).not.toBeNull()
  expect([await isThere('from'), await isThere('to')]).toEqual([false, true])
  expect(await moving.sides.to.count(companyId, null, forever())).toBeGreaterThan(0)
  // asked again, it is success
  expect((await finishMove(deps(), { who: 'eva', drop: 'test', force: false }, forever())).state).toBe('finished')
  await expect(finishMove(deps(), { who: 'eva', drop: null, force: false }, forever())).rejects.toMatchObject({
    code: 'not_found',
  })
  expect(await history()).toEqual([
    'a test: began',
    'a worker: copying → copied',
    'ana: copied → verifying',
    'a worker: verifying → verified',
    'ana: verified → cut_over',
    'ana: cut_over → finished',
    'ana: dropped',
    'eva: dropped',
  ])
})

test('a clock that is an hour fast takes no collection from those who have not followed the switch yet', async () => {
  await verified()
  await cutOver(moving.run, calmly, forever())
  const waited: number[] = []
  const fast = {
    ...deps().clock,
    now: () => new Date(Date.now() + 3_600_000),
    sleep: async (ms: number) => void waited.push(ms),
  }
  await finishMove({ ...deps(), clock: fast }, { who: 'ana', drop: 'test', force: false }, forever())
  expect(waited.some((ms) => ms > 1_000)).toBe(true)
})

test('a server that was away when its collection was to be deleted is asked again; the move is finished all the same', async () => {
  await verified()
  await cutOver(moving.run, calmly, forever())
  const openRow = async (row: CollectionRow) => {
    if (row.name === 'test') throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
    return moving.openRow(row)
  }
  await expect(
    finishMove({ ...deps(), openRow }, { who: 'ana', drop: 'test', force: false }, forever()),
  ).rejects.toThrow(
    /The move is finished, but the collection "test" was not deleted: .* Repeat: atenex migrate finish --drop test/,
  )
  expect(await moving.run.moves.open()).toBeNull()
  expect((await finishMove(deps(), { who: 'ana', drop: 'test', force: false }, forever())).droppedAt).not.toBeNull()
  expect(await isThere('from')).toBe(false)
  expect((await history()).slice(-3)).toEqual(['ana: cut_over → finished', 'ana: drop_failed', 'ana: dropped'])
})

test('a move that is given up leaves the old collection and has the new one deleted, when asked', async () => {
  await verified()
  await abandonMove(deps(), { who: 'ana', drop: 'moved', force: false }, forever())
  expect([await isThere('from'), await isThere('to')]).toEqual([true, false])
})

test('a collection in which another installation has rows is deleted only by force, and the move is finished all the same', async () => {
  await verified()
  const other = anyCompany()
  const { from } = moving.sides
  const [row] = await readRows(from, { companyId, documentId }, forever())
  if (row === undefined) throw new Error('a document without rows')
  await from.replace({ companyId: other, documentId }, [{ ...row, companyId: other }], forever())
  await cutOver(moving.run, calmly, forever())
  const wish = { who: 'ana', drop: 'test', force: false }
  await expect(finishMove(deps(), wish, forever())).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining(other),
  })
  expect(await moving.run.moves.open()).toBeNull()
  expect(await isThere('from')).toBe(true)
  await finishMove(deps(), { ...wish, force: true }, forever())
  expect(await isThere('from')).toBe(false)
})

test('a collection that answers, or belongs to an open move, is never deleted', async () => {
  const work = async () => {
    throw new Error('nothing may be deleted')
  }
  const { moves } = moving.run
  await verified()
  const [open] = await moves.list(1)
  const drop = (side: 'from' | 'to') => moves.drop(open?.id ?? '', { side, who: 'ana' }, work)
  await expect(drop('from')).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('answers') })
  await expect(drop('to')).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('open') })
  // nor when two addresses lead to the same one
  await abandonMove(deps(), { who: 'ana', drop: null, force: false }, forever())
  const openRow = async (row: CollectionRow) => {
    const store = await moving.openRow(row)
    const describe = async (signal: AbortSignal) => {
      const state = await store.describe(signal)
      return state === null ? null : { ...state, identity: '7@1' }
    }
    return { ...store, describe }
  }
  const wish = { who: 'ana', drop: 'moved', force: false }
  await expect(abandonMove({ ...deps(), openRow }, wish, forever())).rejects.toThrow('lead to the same collection')
  expect(await isThere('to')).toBe(true)
})

test('a collection that answers by another address is not deleted either, where a server does not tell its collections apart', async () => {
  await verified()
  const before = await moving.sides.from.count(companyId, null, forever())
  await abandonMove(deps(), { who: 'ana', drop: null, force: false }, forever())
  const openRow = async () => moving.openRow({ name: 'test' } as CollectionRow)
  const wish = { who: 'ana', drop: 'moved', force: false }
  await expect(abandonMove({ ...deps(), openRow }, wish, forever())).rejects.toThrow('lead to the same collection')
  expect(await isThere('from')).toBe(true)
  // what it was tried with is gone
  const survey = await moving.run.surveyRow({ name: 'test' } as CollectionRow)
  expect((await survey.strangers([companyId], forever())).companies).toEqual([])
  await survey.close()
  expect(await moving.sides.from.count(companyId, null, forever())).toBe(before)
})

test('a move that has ended waits for nothing, though a worker still says so', async () => {
  const { moves } = moving.run
  const { id } = await moving.begin()
  await moves.trouble(id, 'away')
  await moves.enter(id, 'copying', 'abandoned')
  const ended = async () => (await moves.list(1))[0]
  expect(await ended()).toMatchObject({ state: 'abandoned', trouble: null })
  const events = await moves.events(id)
  await moves.trouble(id, 'away for longer')
  expect(await ended()).toMatchObject({ trouble: null })
  expect(await moves.events(id)).toEqual(events)
})

test('forced switches and troubles stand in the report, which is genuine and tells zero differences', async () => {
  const { moves, db } = { ...moving.run, db: moving.ingest.db }
  await moving.begin()
  await moving.until('copied')
  const [move] = await moves.list(1)
  for (const message of ['away', 'away', null, 'away', 'elsewhere', null]) await moves.trouble(move?.id ?? '', message)
  await cutOver(moving.run, { ...calmly, force: true, who: 'eva' }, forever())
  await rollBack(moving.run, calmly, forever())
  const reportKey = createReportKey(db)
  const report = async () => {
    const made = await reportMove({ ...moving.run, reportKey })
    if (made === null) throw new Error('there was a move')
    return toReport(made, '1')
  }
  expect(reportVerdict(await report()).differences).toEqual([expect.stringContaining('Nothing was compared')])
  await moving.caughtUp()
  await beginVerification(moving.run, 'ana')
  await moving.until('verified')

  const checked = checkReport(Buffer.from(renderReport(await report())))
  if (!checked.genuine) throw new Error(checked.why)
  const verdict = reportVerdict(migrationReport.parse(checked.report))
  expect(verdict).toMatchObject({ verification: { documents: 1, different: 0 }, differences: [] })
  expect(verdict.exceptions).toEqual([
    expect.stringMatching(/stood still \(3 times, until .*\): away/),
    expect.stringMatching(/stood still \(1 times, until .*\): elsewhere/),
    expect.stringMatching(/eva forced copied → cut_over, \d+ changes behind/),
  ])
  // the key stays the same
  expect((await report()).signature.fingerprint).toBe(checked.fingerprint)
})
