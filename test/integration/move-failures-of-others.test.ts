import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openMilvusSurvey } from '../../src/adapters/milvus/open-milvus-survey.ts'
import { openMilvus } from '../../src/adapters/milvus/open-milvus.ts'
import type { DocumentScope } from '../../src/domain/document.ts'
import { compareRows } from '../../src/move/rows/compare-rows.ts'
import { readRows } from '../../src/move/rows/read-rows.ts'
import type { VectorStore } from '../../src/ports/vector-store.ts'
import { silentLog } from '../harness/log.ts'
import { newScope, testChunks, testSpec } from '../harness/milvus/chunks.ts'
import { insertRows } from '../harness/milvus/insert-rows.ts'
import { findServer } from '../harness/milvus/real-servers.ts'
import { releaseCollection, type ServerAddress } from '../harness/milvus/server-call.ts'
import { sharedServer } from '../harness/milvus/share-server.ts'

// What the public tools are known to lose, double or refuse, on real servers. Those that need a whole move are in
// `move-failures-of-moves.test.ts`.

const never = new AbortController().signal
const standalone = await findServer('Milvus Standalone 2.3.5')
const lite = await findServer('Milvus Lite 3.2.0')
const collection = `failures_${randomUUID().slice(0, 8)}`
/** So small that a document of some rows takes several pages and requests. */
const limits = { pageBytes: 40_000, batchBytes: 4_096, keysAPage: 16 }

const byId = <T extends { readonly id: string }>(rows: readonly T[]) => rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))
const withoutTerms = <T extends object>(rows: readonly T[]) => rows.map((row) => ({ ...row, terms: '' }))

describe.skipIf(standalone.missing || lite.missing)('what other tools get wrong', () => {
  let server: ServerAddress
  let source: VectorStore
  let target: VectorStore
  const at = (address: string) => ({ kind: 'milvus', address, collection, log: silentLog, limits }) as const
  beforeAll(async () => {
    server = await sharedServer(standalone.name)
    source = openMilvus(at(server.address))
    target = openMilvus(at((await sharedServer(lite.name)).address))
    for (const store of [source, target]) await store.ensure(testSpec(collection), never)
  })
  afterAll(async () => {
    for (const store of [source, target]) {
      await store?.drop(never)
      await store?.close()
    }
  })

  /** What a move does with one document. */
  async function copy(scope: DocumentScope): Promise<number> {
    const rows = await readRows(source, scope, never)
    await target.replace(scope, rows, never)
    return rows.length
  }

  test('a second run does not double the rows (vts 53)', async () => {
    const scope = newScope()
    await source.replace(scope, testChunks(scope, 30), never)
    for (let run = 0; run < 3; run += 1) await copy(scope)
    expect(await target.count(scope.companyId, null, never)).toBe(30)
  })

  test.each([1, 31, 32, 33, 257])(
    'all of %i rows arrive, those at the end too (vts 67, 74, 105, 119)',
    async (count) => {
      const scope = newScope()
      await source.replace(scope, testChunks(scope, count), never)
      expect(await copy(scope)).toBe(count)
      expect(withoutTerms(byId(await readRows(target, scope, never)))).toEqual(
        withoutTerms(byId(testChunks(scope, count))),
      )
    },
  )

  test('keys, longest names and texts that look like JSON arrive as they are (vts 79, 135)', async () => {
    const scope = newScope()
    const texts = ['{"a": [1, 2, {"b": null}]}', '[]', 'null', '"quoted"', '{', `{"${'x'.repeat(19_000)}": 1}`]
    const rows = testChunks(scope, texts.length).map((row, index) => ({
      ...row,
      content: texts[index] ?? '',
      fileName: `${'ñ'.repeat(254)}.pdf`,
      title: '{"t": 1}',
    }))
    await source.replace(scope, rows, never)
    await copy(scope)
    expect(withoutTerms(byId(await readRows(target, scope, never)))).toEqual(withoutTerms(byId(rows)))
  })

  test('keys that are there twice are copied once, and told by the plan (milvus-migration 94, 107)', async () => {
    const scope = newScope()
    const [old, anew] = [testChunks(scope, 40, 8, 1), testChunks(scope, 40, 8, 2)]
    await insertRows(at(server.address), old)
    await insertRows(at(server.address), anew)
    expect(await source.count(scope.companyId, null, never)).toBe(80)
    expect(await copy(scope)).toBe(40)
    expect(await target.count(scope.companyId, null, never)).toBe(40)
    // which of the two a server gives is its own affair; what is not as PostgreSQL has it is named (milvus 35182)
    const truth = anew.map(({ id, content }) => ({ id, content }))
    const [from, to] = [await readRows(source, scope, never), await readRows(target, scope, never)]
    const older = to.filter(({ id, content }) => truth.find((one) => one.id === id)?.content !== content).length
    const named = older === 0 ? null : `${older} chunks with another text than in PostgreSQL`
    expect(compareRows(truth, { from: withoutTerms(from), to: withoutTerms(to) }, null)).toBe(named)

    const survey = openMilvusSurvey(at(server.address))
    const keys = await survey.keys(scope.companyId, 1_000, never)
    await survey.close()
    expect(keys).toEqual({ documents: new Map([[scope.documentId, 40]]), duplicates: 40, more: false })
  })

  test('a source that is not loaded is loaded (LightRAG 3260)', async () => {
    const scope = newScope()
    await source.replace(scope, testChunks(scope, 3), never)
    await releaseCollection(server, collection)
    expect(await copy(scope)).toBe(3)
  })
})
