import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openMilvusSurvey } from '../../src/adapters/milvus/open-milvus-survey.ts'
import { openMilvus } from '../../src/adapters/milvus/open-milvus.ts'
import { moveSides, type MoveSide } from '../../src/domain/move.ts'
import { systemClock } from '../../src/flow/system-clock.ts'
import { beginVerification } from '../../src/move/begin-verification.ts'
import type { Clock } from '../../src/ports/clock.ts'
import type { CollectionSurvey } from '../../src/ports/collection-survey.ts'
import type { VectorStore } from '../../src/ports/vector-store.ts'
import { oneCollection } from '../harness/collections.ts'
import { anyCompany } from '../harness/documents.ts'
import { documentsOnMove, type DocumentsOnMove } from '../harness/documents-on-move.ts'
import { silentLog } from '../harness/log.ts'
import { startFaultProxy, type FaultProxy } from '../harness/milvus/fault-proxy.ts'
import { findServer } from '../harness/milvus/real-servers.ts'
import { sharedServer } from '../harness/milvus/share-server.ts'
import { openMoving, type Moving } from '../harness/move.ts'

const lite = await findServer('Milvus Lite 3.2.0')
const forever = () => AbortSignal.timeout(60_000)
const companyId = anyCompany()

/** So short that a cut outlasts all that the adapter does about it by itself, as a minute outlasts a call in earnest. */
const timeouts = { connect: 500, search: 500, query: 500, write: 500, admin: 500, backgroundBudget: 500 }

/** Pauses of the worker are short; what it waits for is real. */
const clock: Clock = { ...systemClock, sleep: (ms, signal) => systemClock.sleep(Math.min(ms, 50), signal) }

describe.skipIf(lite.missing)('a network that is cut, without a word, between us and', () => {
  let moving: Moving
  let documents: DocumentsOnMove
  let networks: Readonly<Record<MoveSide, FaultProxy>>
  /** Of the worker at moves. */
  let sides: Readonly<Record<MoveSide, VectorStore>>
  /** Past the network that is cut. */
  let past: Readonly<Record<MoveSide, VectorStore>>
  let survey: CollectionSurvey
  let stop: () => Promise<void>
  const mayCopy = { now: true }

  beforeEach(async () => {
    const { address } = await sharedServer(lite.name)
    const port = Number(new URL(address).port)
    networks = { from: await startFaultProxy(port), to: await startFaultProxy(port) }
    moving = await openMoving()
    const { fingerprint } = moving.ingest.embedder
    const open = async (side: MoveSide) => {
      const collection = `cut_${side}_${randomUUID().slice(0, 8)}`
      const direct = openMilvus({ kind: 'milvus', address, collection, log: silentLog })
      await direct.ensure({ name: collection, dimension: 32, fingerprint }, forever())
      const at = { kind: 'milvus', address: networks[side].address, collection, timeouts, log: silentLog } as const
      return { direct, store: openMilvus(at), at }
    }
    const [from, to] = [await open('from'), await open('to')]
    sides = { from: from.store, to: to.store }
    past = { from: from.direct, to: to.direct }
    survey = openMilvusSurvey(to.at)
    const collections = oneCollection({ vectors: past.from, embedder: moving.ingest.embedder })
    documents = documentsOnMove({ ...moving, sides: past, deps: { ...moving.deps, collections } })
    mayCopy.now = true
  })
  afterEach(async () => {
    await stop()
    await survey.close()
    for (const side of moveSides) {
      await past[side].drop(forever())
      await Promise.all([past[side].close(), sides[side].close()])
      await networks[side].close()
    }
    await moving.close()
  })

  const work = () => {
    const openSides = async () => ({ sides, rows: moving.copied(sides), survey, close: async () => undefined })
    const pace = { due: () => mayCopy.now, spent: () => 0 }
    stop = moving.work({ openSides, clock, pace }).stop
  }
  const cut = (side: MoveSide) => networks[side].plan(() => ({ kind: 'hang' }))
  const mend = (side: MoveSide) => networks[side].plan(() => null)
  const trouble = async () => (await moving.run.moves.open())?.trouble ?? null
  const stuck = () => expect.poll(trouble, { interval: 50 }).toContain('DEADLINE_EXCEEDED')
  const workedOn = () => expect.poll(trouble, { interval: 50 }).toBeNull()

  test.each(moveSides)(
    'the side %s delays the copy, the mirror and the comparison, and costs nothing',
    async (side) => {
      const add = () => documents.processed(companyId)
      const ids = [await add(), await add(), await add()]
      await moving.begin()

      // the copy
      cut(side)
      work()
      await stuck()
      expect((await moving.run.moves.open())?.documents.done).toBe(0)
      mayCopy.now = false
      mend(side)
      await workedOn()
      mayCopy.now = true
      await moving.until('copied')

      // the mirror
      await stop()
      ids.push(await add())
      const gone = ids.shift()
      if (gone !== undefined) await documents.remove(companyId, gone)
      cut(side)
      work()
      await stuck()
      mend(side)
      await moving.caughtUp()
      await workedOn()

      // the comparison
      cut(side)
      await beginVerification(moving.run, 'a test')
      await stuck()
      mend(side)
      const { verification } = await moving.until('verified')
      expect(verification).toMatchObject({ documents: ids.length, repaired: 0, different: 0, unowned: [] })
      await documents.expectSame(companyId, ids)
    },
  )
})
