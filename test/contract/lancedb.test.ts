import { randomUUID } from 'node:crypto'
import { chmod, mkdtemp, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openLanceDb } from '../../src/adapters/lancedb/open-lance-db.ts'
import { readCompanyRows } from '../../src/adapters/lancedb/in-memory/company-rows.ts'
import { searchDenseAmong, searchSparseAmong } from '../../src/adapters/lancedb/in-memory/search-rows.ts'
import { openTables } from '../../src/adapters/lancedb/tables.ts'
import { loadVendor } from '../../src/adapters/lancedb/vendor.ts'
import { replaceAllRows } from '../../src/adapters/lancedb/write.ts'
import { parseCompanyId, parseDocumentId, type DocumentId } from '../../src/domain/ids.ts'
import type { Hit } from '../../src/domain/passage.ts'
import type { VectorStore } from '../../src/ports/vector-store.ts'
import { silentLog } from '../harness/log.ts'
import { seededRandom } from '../harness/random.ts'
import { documentOf, specOf, unitVector } from './vector-store-chunks.ts'
import { describeVectorStore } from './vector-store-suite.ts'
import { removeFolder } from '../harness/remove-folder.ts'

const newFolder = () => mkdtemp(path.join(tmpdir(), 'atenex-vectors-'))

describeVectorStore('LanceDB', async () => {
  const directory = await newFolder()
  return {
    openStore: (collection) => openLanceDb({ directory, collection, log: silentLog }),
    close: () => removeFolder(directory),
  }
})

describe('LanceDB', () => {
  const never = new AbortController().signal
  const random = seededRandom(7)
  const collection = 'own'
  const scope = { companyId: parseCompanyId(randomUUID()), documentId: parseDocumentId(randomUUID()) }
  const other = parseCompanyId(randomUUID())
  let directory: string
  let stores: VectorStore[]
  const open = async () => {
    const store = await openLanceDb({ directory, collection, log: silentLog })
    stores.push(store)
    return store
  }
  beforeEach(async () => {
    directory = await newFolder()
    stores = []
  })
  afterEach(async () => {
    for (const store of stores) await store.close()
    await removeFolder(directory)
  })

  it('finds the same in what it remembers of a small company as by the library, until its documents change', async () => {
    const store = await open()
    await store.ensure(specOf(collection), never)
    const scopes = Array.from({ length: 4 }, () => ({ ...scope, documentId: parseDocumentId(randomUUID()) }))
    for (const one of scopes) await store.replace(one, documentOf(one, 20, random), never)
    await store.replace({ ...scope, companyId: other }, documentOf({ ...scope, companyId: other }, 9, random), never)
    const statistics = { chunks: 80, meanLength: 12, frequency: () => 7 }
    const compare = async (documentIds?: readonly DocumentId[]) => {
      const search = { companyId: scope.companyId, limit: 30, signal: never, ...(documentIds && { documentIds }) }
      const dense = { ...search, embedding: unitVector(random) }
      const sparse = { ...search, terms: ['w1', 'w2', 'w5'], statistics }
      const revision = '4 10'
      const [near, nearLooked] = [await store.searchDense({ ...dense, revision }), await store.searchDense(dense)]
      expectSameHits(near, nearLooked)
      expect(await store.searchSparse({ ...sparse, revision })).toEqual(await store.searchSparse(sparse))
    }
    await compare()
    await compare(scopes.slice(1, 3).map(({ documentId }) => documentId))
    await compare([])
    // another process writes: what is remembered stays as long as the documents are said to be the same
    const writer = await open()
    const gone = scopes[0] ?? scope
    await writer.remove(gone, never)
    const embedding = unitVector(random)
    const find = async (revision: string) =>
      (await store.searchDense({ companyId: scope.companyId, limit: 100, embedding, revision, signal: never })).length
    expect([await find('4 10'), await find('3 9'), await find('3 9')]).toEqual([80, 60, 60])
    await store.replace(gone, documentOf(gone, 5, random), never)
    expect(await find('3 9')).toBe(65)
  })

  it('finds the same in the rows of a large company as by the library', async () => {
    const store = await open()
    await store.ensure(specOf(collection), never)
    const scopes = Array.from({ length: 3 }, () => ({ ...scope, documentId: parseDocumentId(randomUUID()) }))
    for (const one of scopes) await store.replace(one, documentOf(one, 400, random), never)
    await store.replace({ ...scope, companyId: other }, documentOf({ ...scope, companyId: other }, 9, random), never)
    const tables = await openTables(loadVendor(), { directory, collection })
    const table = (await tables.find()) ?? expect.fail('there is no table')
    const rows = await readCompanyRows(table, scope.companyId, 1_200)
    expect(await readCompanyRows(table, scope.companyId, 1_199)).toBeNull()
    tables.close()
    if (rows === null) throw new Error('the rows are said to be too many')
    expect([rows.ids.length, new Set(rows.ids).size]).toEqual([1_200, 1_200])
    for (const limit of [1, 50, 1_199, 1_200, 5_000]) {
      const search = { companyId: scope.companyId, limit, embedding: unitVector(random), signal: never }
      expectSameHits(searchDenseAmong(rows, search), await store.searchDense(search))
    }
    const statistics = { chunks: 1_200, meanLength: 12, frequency: () => 70 }
    const sparse = { companyId: scope.companyId, limit: 5_000, terms: ['w1', 'w2', 'w5'], signal: never }
    expect(searchSparseAmong(rows, sparse, statistics)).toEqual(await store.searchSparse({ ...sparse, statistics }))
  })

  it('finds nothing while the collection does not exist, and asks for it only when writing', async () => {
    const store = await open()
    const search = { companyId: scope.companyId, limit: 5, signal: never }
    expect(await store.searchDense({ ...search, embedding: unitVector(random) })).toEqual([])
    expect(await store.searchSparse({ ...search, terms: ['w1'] })).toEqual([])
    expect(await store.count(scope.companyId, null, never)).toBe(0)
    await store.remove(scope, never)
    await store.maintain(never)
    const refused = { code: 'vector_store_unavailable', retryable: true }
    await expect(store.replace(scope, documentOf(scope, 1, random), never)).rejects.toMatchObject(refused)
    const other = await open()
    await other.ensure(specOf(collection), never)
    await store.replace(scope, documentOf(scope, 1, random), never)
    expect(await store.count(scope.companyId, null, never)).toBe(1)
  })

  it('keeps the same document id in two companies apart', async () => {
    const store = await open()
    await store.ensure(specOf(collection), never)
    const other = { companyId: parseCompanyId(randomUUID()), documentId: scope.documentId }
    const counts = () => Promise.all([scope, other].map((each) => store.count(each.companyId, each.documentId, never)))
    await store.replace(scope, documentOf(scope, 3, random), never)
    await store.replace(other, documentOf(other, 2, random), never)
    await store.replace(other, documentOf(other, 4, random), never)
    expect(await counts()).toEqual([3, 4])
    await store.remove(other, never)
    expect(await counts()).toEqual([3, 0])
  })

  it('refuses another embedder of the same dimension, naming what differs', async () => {
    const store = await open()
    await store.ensure(specOf(collection), never)
    const other = specOf(collection, { model: 'another-model' })
    await expect(store.ensure(other, never)).rejects.toMatchObject({
      code: 'collection_mismatch',
      message: expect.stringContaining('another-model'),
    })
    await expect(store.ensure(specOf(collection, { chunking: '2' }), never)).resolves.toMatchObject({ sparse: true })
  })

  it('keeps one set of rows when two processes write the same new document at the same time', async () => {
    const [first, second] = [await open(), await open()]
    await first.ensure(specOf(collection), never)
    for (let round = 0; round < 8; round++) {
      const same = { ...scope, documentId: parseDocumentId(randomUUID()) }
      const chunks = documentOf(same, 10, random)
      await Promise.all([first.replace(same, chunks, never), second.replace(same, chunks, never)])
      expect(await first.count(same.companyId, same.documentId, never)).toBe(10)
    }
  })

  it('leaves no row twice when rows are compacted while those of another writer are being deleted', async () => {
    const store = await open()
    await store.ensure(specOf(collection), never)
    const vendor = loadVendor()
    const tables = await openTables(vendor, { directory, collection })
    const table = (await tables.find()) ?? expect.fail('there is no table')
    let deletions = 0
    const busy: typeof table = Object.create(table, {
      // another process appends the same new document first
      add: { value: async (rows: Parameters<typeof table.add>[0]) => (await table.add(rows), table.add(rows)) },
      delete: {
        value: async (where: string) => {
          if (deletions++ === 0) await table.optimize()
          return table.delete(where)
        },
      },
    })
    const { companyId, documentId } = scope
    const chunks = documentOf(scope, 10, random)
    await replaceAllRows(vendor, busy, { companyId, documents: [{ documentId, chunks }] }, never)
    tables.close()
    expect([deletions, await store.count(companyId, documentId, never)]).toEqual([2, 10])
  })

  it('writes a document of more chunks than one native call takes', async () => {
    const store = await open()
    await store.ensure(specOf(collection), never)
    for (const size of [5_000, 4_500]) {
      await store.replace(scope, documentOf(scope, size, random), never)
      expect(await store.count(scope.companyId, scope.documentId, never)).toBe(size)
    }
  })

  it.skipIf(process.platform === 'win32')('closes its folder to other accounts, also one that stood open', async () => {
    await chmod(directory, 0o755)
    await (await open()).ensure(specOf(collection), never)
    expect((await stat(directory)).mode & 0o777).toBe(0o700)
  })

  it('reports a folder that cannot be used as an outage that may pass', async () => {
    const outage = { code: 'vector_store_unavailable', retryable: true }
    const file = path.join(directory, 'file')
    await writeFile(file, 'not a folder')
    await expect(openLanceDb({ directory: file, collection, log: silentLog })).rejects.toMatchObject(outage)
    const store = await open()
    await store.ensure(specOf(collection), never)
    await store.replace(scope, documentOf(scope, 3, random), never)
    await removeFolder(path.join(directory, `${collection}.lance`, 'data'))
    const search = { companyId: scope.companyId, embedding: unitVector(random), limit: 5, signal: never }
    const fresh = await open()
    await expect(fresh.searchDense(search)).rejects.toMatchObject(outage)
  })
})

/** The library's scores are of 32 bits, and 1 − its distance: of two that are this near either may stand first, by chance of their ids. */
const alike = 1e-6

/** The same ones in the same order, but for those with the same score; of such at the end of a limit, any. */
function expectSameHits(found: readonly Hit[], expected: readonly Hit[]): void {
  expect(found).toHaveLength(expected.length)
  const least = expected.at(-1)?.score ?? 0
  const known = new Map(expected.map((hit) => [hit.id, hit]))
  expect(new Set(found.map(({ id }) => id)).size).toBe(found.length)
  for (const [at, hit] of found.entries()) {
    // as good as the one in its place, and as the library's of its id
    const same = known.get(hit.id) ?? { documentId: hit.documentId, score: least }
    expect(hit.documentId).toBe(same.documentId)
    expect(Math.abs(hit.score - (expected[at]?.score ?? Number.NaN)), hit.id).toBeLessThan(alike)
    expect(Math.abs(hit.score - same.score), hit.id).toBeLessThan(alike)
  }
}
