import { randomUUID } from 'node:crypto'
import { afterAll, describe, expect, test } from 'vitest'
import { openMilvusSurvey } from '../../src/adapters/milvus/open-milvus-survey.ts'
import { openMilvus } from '../../src/adapters/milvus/open-milvus.ts'
import { chunkId, type CompanyId, type DocumentId } from '../../src/domain/ids.ts'
import { beginVerification } from '../../src/move/begin-verification.ts'
import { finishMove } from '../../src/move/end-move.ts'
import { cutOver, rollBack } from '../../src/move/switch-collection.ts'
import type { VectorStore } from '../../src/ports/vector-store.ts'
import { anyCompany } from '../harness/documents.ts'
import { documentsOnMove } from '../harness/documents-on-move.ts'
import { silentLog } from '../harness/log.ts'
import { createTestAuthority } from '../harness/milvus/certificates.ts'
import { needed, pythonEnvironment } from '../harness/milvus/python-environments.ts'
import { findServer } from '../harness/milvus/real-servers.ts'
import type { RealMilvus } from '../harness/milvus/server-process.ts'
import type { ServerAddress } from '../harness/milvus/server-call.ts'
import { sharedServer } from '../harness/milvus/share-server.ts'
import { startStandalone } from '../harness/milvus/standalone.ts'
import { openMoving, type Moving, type PlacedSide } from '../harness/move.ts'

// Whole moves, there and back, between servers that no other test moves between: Milvus Lite 2.5.1, and a second Standalone with TLS, an
// authority of its own and a token, taken for Zilliz Cloud.

const forever = () => AbortSignal.timeout(120_000)
const calmly = { force: false, who: 'ana', companyId: null }
const standalone = await findServer('Milvus Standalone 2.3.5')
const lite2 = await findServer('Milvus Lite 2.5.1')
const lite3 = await findServer('Milvus Lite 3.2.0')

function onServer({ address, credential, ca }: ServerAddress, kind: 'milvus' | 'zilliz' = 'milvus'): PlacedSide {
  const collection = `between_${randomUUID().slice(0, 8)}`
  const tls = ca === null ? {} : { tls: { ca } }
  const options = { kind, address, collection, credential: () => credential, log: silentLog, ...tls }
  return { collection, open: async () => openMilvus(options), survey: async () => openMilvusSurvey(options) }
}

/** There, back and there again, with documents that come and go in between. */
async function thereAndBack(moving: Moving): Promise<void> {
  const documents = documentsOnMove(moving)
  const [companyId, other] = [anyCompany(), anyCompany()]
  const live: DocumentId[] = []
  const add = async () => void live.push(await documents.processed(companyId))
  const change = async () => {
    await add()
    const [gone] = live.splice(0, 1)
    if (gone !== undefined) await documents.remove(companyId, gone)
  }
  for (let count = 0; count < 3; count += 1) await add()
  const alone = await documents.processed(other)
  const verified = async () => {
    await beginVerification(moving.run, 'ana')
    const { verification } = await moving.until('verified')
    expect(verification).toMatchObject({ different: 0, repaired: 0, unowned: [], tolerance: null })
  }
  await moving.begin()
  const working = moving.work()
  await change()
  await moving.until('copied')
  await verified()
  await cutOver(moving.run, calmly, forever())
  await change()
  await moving.caughtUp()
  await rollBack(moving.run, calmly, forever())
  await change()
  await moving.caughtUp()
  await verified()
  await cutOver(moving.run, calmly, forever())
  await change()
  await moving.caughtUp()
  await expectSame(moving, companyId, live)
  await expectSame(moving, other, [alone])
  expect((await finishMove(moving.run, { who: 'ana', drop: null, force: false }, forever())).state).toBe('finished')
  await working.stop()
}

/** Terms are left out: not every server has them. */
async function expectSame(moving: Moving, companyId: CompanyId, ids: readonly DocumentId[]): Promise<void> {
  const documents = documentsOnMove(moving)
  let rows = 0
  for (const id of ids) {
    const without = async (side: VectorStore) =>
      (await documents.rowsIn(side, companyId, id)).map((row) => ({ ...row, terms: '' }))
    const from = await without(moving.sides.from)
    expect(from.length).toBeGreaterThan(0)
    expect(await without(moving.sides.to)).toEqual(from)
    rows += from.length
  }
  for (const side of [moving.sides.from, moving.sides.to])
    expect(await side.count(companyId, null, forever())).toBe(rows)
}

async function withMoving(places: Parameters<typeof openMoving>[0], work: (moving: Moving) => Promise<void>) {
  const moving = await openMoving(places)
  try {
    await work(moving)
    for (const side of [moving.sides.from, moving.sides.to]) await side.drop(forever())
  } finally {
    await moving.close()
  }
}

describe.skipIf(lite2.missing)('Milvus Lite 2.5.1', () => {
  test('takes everything from the embedded store, and gives it back', async () => {
    await withMoving({ to: onServer(await sharedServer(lite2.name)) }, thereAndBack)
  })
})

describe.skipIf(standalone.missing)('a second Milvus Standalone, taken for Zilliz Cloud', () => {
  let second: RealMilvus | null = null
  afterAll(async () => {
    await second?.stop()
  })

  test('takes everything from the first over TLS with an authority and a token of its own, and gives it back', async () => {
    const authority = await createTestAuthority()
    const certificate = await authority.issue('127.0.0.1')
    await authority.close()
    const python = needed(await pythonEnvironment('milvus-2.3.5-lite-2.5.1'))
    second = await startStandalone(python, { auth: true, tls: { ...certificate, ca: authority.ca } })
    const places = { from: onServer(await sharedServer(standalone.name)), to: onServer(second, 'zilliz') }
    await withMoving(places, async (moving) => {
      expect(await moving.sides.to.info(forever())).toMatchObject({ kind: 'zilliz' })
      await thereAndBack(moving)
    })
  })
})

describe.skipIf(lite3.missing)('a Milvus that looks up rows by their ids alone', () => {
  test('is rid of a row that is too many, however far behind the last one of its document', async () => {
    await withMoving({ to: onServer(await sharedServer(lite3.name)) }, async (moving) => {
      const documents = documentsOnMove(moving)
      const companyId = anyCompany()
      const [whole, longer] = [await documents.processed(companyId), await documents.processed(companyId)]
      await moving.begin()
      const working = moving.work()
      await moving.until('copied')
      const { to } = moving.sides
      const rows = await documents.rowsIn(to, companyId, longer)
      const far = rows.slice(-1).map((row) => ({ ...row, id: chunkId(longer, 99) }))
      await to.replace({ companyId, documentId: longer }, [...rows, ...far], forever())
      await beginVerification(moving.run, 'ana')
      const { verification } = await moving.until('verified')
      expect(verification).toMatchObject({ different: 0, repaired: 1, unowned: [] })
      await expectSame(moving, companyId, [whole, longer])
      await working.stop()
    })
  })
})

describe.skipIf(lite3.missing)('a Milvus that everything comes from', () => {
  let server: RealMilvus
  afterAll(async () => {
    await server?.stop()
  })

  test('may be killed in the middle of the copy: nothing is lost, and what was copied is not copied again', async () => {
    server = await lite3.start()
    await withMoving({ from: onServer(server) }, async (moving) => {
      const documents = documentsOnMove(moving)
      const companyId = anyCompany()
      const ids: DocumentId[] = []
      for (let count = 0; count < 3; count += 1) ids.push(await documents.processed(companyId))
      await moving.begin()
      const written: string[] = []
      const killed = Promise.withResolvers<void>()
      const { to } = moving.sides
      const replaceDocuments: VectorStore['replaceDocuments'] = async (company, rows, signal) => {
        await to.replaceDocuments(company, rows, signal)
        written.push(...rows.map(({ documentId }) => documentId))
        if (written.length > 1) return
        await server.kill()
        killed.resolve()
      }
      // a slice has one document
      const processedAfter: Moving['run']['documents']['processedAfter'] = (companies, cursor) =>
        moving.run.documents.processedAfter(companies, cursor, 1)
      const working = moving.work({
        documents: { ...moving.run.documents, processedAfter },
        openSides: moving.opening({ ...moving.sides, to: { ...to, replaceDocuments } }),
      })
      await killed.promise
      await server.restart()
      await moving.until('copied')
      await beginVerification(moving.run, 'ana')
      expect((await moving.until('verified')).verification).toMatchObject({ documents: 3, different: 0, repaired: 0 })
      expect(written.toSorted()).toEqual(ids.toSorted())
      await working.stop()
    })
  })
})
