import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openMilvus } from '../../src/adapters/milvus/open-milvus.ts'
import { openMilvusSurvey } from '../../src/adapters/milvus/open-milvus-survey.ts'
import type { DocumentId } from '../../src/domain/ids.ts'
import { systemClock } from '../../src/flow/system-clock.ts'
import { beginVerification } from '../../src/move/begin-verification.ts'
import type { VectorStore } from '../../src/ports/vector-store.ts'
import { anyCompany } from '../harness/documents.ts'
import { documentsOnMove, type DocumentsOnMove } from '../harness/documents-on-move.ts'
import { silentLog } from '../harness/log.ts'
import { startFaultProxy, type Fault, type FaultProxy } from '../harness/milvus/fault-proxy.ts'
import { findServer, writesRows } from '../harness/milvus/real-servers.ts'
import { sharedServer } from '../harness/milvus/share-server.ts'
import { openMoving, type Moving } from '../harness/move.ts'

const lite = await findServer('Milvus Lite 3.2.0')
const forever = () => AbortSignal.timeout(60_000)
const companyId = anyCompany()

/** What a target says by its documented codes, and what a person reads who asks why nothing goes on. */
const refusals: readonly (readonly [string, Fault, RegExp])[] = [
  [
    'its disk is full',
    { kind: 'server-status', code: 9, reason: 'disk quota exceeded, please allocate more resources' },
    /disk quota exceeded.*enlarge it or delete documents/,
  ],
  [
    'its memory is used up',
    { kind: 'server-status', code: 3, reason: 'memory limit exceeded' },
    /memory limit exceeded.*enlarge it/,
  ],
  [
    'somebody made it read-only',
    { kind: 'server-status', code: 9, reason: 'access has been disabled by the administrator' },
    /disabled by the administrator/,
  ],
  ['the key was revoked', { kind: 'grpc-status', code: 16, message: 'auth check failure' }, /Check the key/],
  [
    'the key lost its right',
    { kind: 'grpc-status', code: 7, message: 'PrivilegeInsert: permission deny' },
    /lacks the right/,
  ],
  ['it sleeps', { kind: 'grpc-status', code: 14, message: 'cluster is suspended, resuming' }, /suspended.*by itself/],
  [
    'it is asked too fast',
    { kind: 'server-status', code: 8, reason: 'rate limit exceeded[rate=2]' },
    /by (itself|themselves)\./,
  ],
]

describe.skipIf(lite.missing)('a target that takes no writes for a while, because', () => {
  let moving: Moving
  let documents: DocumentsOnMove
  let target: FaultProxy
  let to: VectorStore
  let close: () => Promise<void>

  beforeEach(async () => {
    await using opened = new AsyncDisposableStack()
    const { address } = await sharedServer(lite.name)
    target = opened.adopt(await startFaultProxy(Number(new URL(address).port)), (one) => one.close())
    moving = opened.adopt(await openMoving(), (one) => one.close())
    const { fingerprint } = moving.ingest.embedder
    const collection = `refuses_${randomUUID().slice(0, 8)}`
    const timeouts = { backgroundBudget: 500 }
    const at = { kind: 'milvus', address: target.address, collection, timeouts, log: silentLog } as const
    to = opened.adopt(openMilvus(at), (one) => one.close())
    opened.defer(() => to.drop(forever()))
    await to.ensure({ name: collection, dimension: 32, fingerprint }, forever())
    const sides = { from: moving.sides.from, to }
    const survey = opened.adopt(openMilvusSurvey(at), (one) => one.close())
    documents = documentsOnMove({ ...moving, sides })
    const openSides = async () => ({ sides, rows: moving.copied(sides), survey, close: async () => undefined })
    const sleep: typeof systemClock.sleep = (ms, signal) => systemClock.sleep(Math.min(ms, 50), signal)
    await moving.begin()
    const worker = moving.work({ openSides, clock: { ...systemClock, sleep } })
    opened.defer(() => worker.stop())
    const closing = opened.move()
    close = () => closing.disposeAsync()
    await moving.until('copied')
  })
  afterEach(() => close())

  test('it is full, read-only, asleep or refuses the key, says what to do, and has everything when it takes writes again', async () => {
    const trouble = async () => (await moving.run.moves.open())?.trouble ?? null
    const ids: DocumentId[] = []
    for (const [why, fault, says] of refusals) {
      target.plan(({ method }) => (method === writesRows ? fault : null))
      ids.push(await documents.processed(companyId))
      await expect.poll(trouble, { interval: 50, message: why }).toMatch(says)
      target.plan(() => null)
      await moving.caughtUp()
      await expect.poll(trouble, { interval: 50 }).toBeNull()
    }
    await documents.expectSame(companyId, ids)
    await beginVerification(moving.run, 'a test')
    const { verification } = await moving.until('verified')
    expect(verification).toMatchObject({ documents: refusals.length, repaired: 0, different: 0, unowned: [] })
  })
})
