import { afterEach, beforeEach, expect, test } from 'vitest'
import { createAnalyser } from '../../src/adapters/analyse/analyser.ts'
import { openLanceDb } from '../../src/adapters/lancedb/open-lance-db.ts'
import { createStoredChunks } from '../../src/adapters/postgres/moves/stored-chunks.ts'
import { createPassageStore } from '../../src/adapters/postgres/passage-store.ts'
import { chunkId, type CompanyId, type DocumentId } from '../../src/domain/ids.ts'
import { labelVectors } from '../../src/domain/units/labelled-vectors.ts'
import { processDocument } from '../../src/ingest/process.ts'
import { removeDocument } from '../../src/ingest/remove.ts'
import { readRows } from '../../src/move/rows/read-rows.ts'
import { rebuiltRows } from '../../src/move/rows/rebuilt-rows.ts'
import { beginVerification } from '../../src/move/begin-verification.ts'
import type { VectorStore } from '../../src/ports/vector-store.ts'
import { anyCompany } from '../harness/documents.ts'
import { createFakeEmbedder, type FakeEmbedder } from '../harness/fake-embedder.ts'
import { silentLog } from '../harness/log.ts'
import { openMoving, type Moving } from '../harness/move.ts'

let moving: Moving
/** Another model: its vectors have another length. */
let other: FakeEmbedder
let to: VectorStore
const forever = () => AbortSignal.timeout(60_000)
let stop: () => Promise<void> = async () => undefined

beforeEach(async () => {
  moving = await openMoving()
  const embedder = createFakeEmbedder(48)
  other = Object.assign(embedder, { fingerprint: { ...embedder.fingerprint, model: 'fake-other' } })
  to = await openLanceDb({ directory: moving.ingest.folder, collection: 'rebuilt', log: silentLog })
  await to.ensure({ name: 'rebuilt', dimension: 48, fingerprint: other.fingerprint }, forever())
})
afterEach(async () => {
  await stop()
  stop = async () => undefined
  await to.close()
  await moving.close()
})

async function processed(companyId: CompanyId, number: number): Promise<DocumentId> {
  const documentId = await moving.ingest.accept(companyId, number)
  await processDocument(moving.deps, { companyId, documentId }, { signal: forever(), last: false })
  return documentId
}

const sides = () => ({ from: moving.sides.from, to })
function source(target: FakeEmbedder = other) {
  const stored = createStoredChunks(moving.ingest.db)
  const embedders = { from: moving.ingest.embedder, to: target }
  return rebuiltRows({ stored, sides: sides(), embedders, analyser: createAnalyser() })
}

async function begin() {
  const target = { store: 'embedded', name: 'rebuilt', address: 'another', fingerprint: other.fingerprint } as const
  await moving.run.moves.begin({ fromAddress: 'here', to: target, startedBy: 'a test', rebuild: true, companies: null })
}

function work(): void {
  const openSides = async () => ({
    sides: sides(),
    rows: source(),
    survey: moving.survey,
    close: async () => undefined,
  })
  stop = moving.work({ openSides }).stop
}

const rowsIn = (store: VectorStore, companyId: CompanyId, documentId: DocumentId) =>
  readRows(store, { companyId, documentId }, forever())
const withoutVector = (rows: Awaited<ReturnType<typeof rowsIn>>) => rows.map((row) => ({ ...row, embedding: null }))

test('every row is made anew with the other embedder from the chunks in PostgreSQL, and is otherwise the same', async () => {
  const companyId = anyCompany()
  const [kept, gone] = [await processed(companyId, 1), await processed(companyId, 2)]
  await begin()
  work()
  await moving.until('copied')
  const during = await processed(companyId, 3)
  await removeDocument(moving.deps, { companyId, documentId: gone })
  await moving.caughtUp()
  for (const id of [kept, during]) {
    const [from, anew] = [await rowsIn(moving.sides.from, companyId, id), await rowsIn(to, companyId, id)]
    expect(withoutVector(anew)).toEqual(withoutVector(from))
    expect(anew.map(({ embedding }) => embedding.length)).toEqual(from.map(() => 48))
  }
  expect(await rowsIn(to, companyId, gone)).toEqual([])

  await beginVerification(moving.run, 'a test')
  const { verification } = await moving.until('verified')
  expect(verification).toMatchObject({ documents: 2, different: 0, repaired: 0, unowned: [] })
})

test('a document that is there already and right is told so, and a planted fault is found and mended', async () => {
  const companyId = anyCompany()
  const documentId = await processed(companyId, 1)
  await begin()
  work()
  await moving.until('copied')
  const [first, ...rest] = await rowsIn(to, companyId, documentId)
  if (first === undefined) throw new Error('the document has no rows')
  const scope = { companyId, documentId }
  const compare = async (rows: Parameters<VectorStore['replace']>[1]) => {
    await to.replace(scope, rows, forever())
    return (
      await source().compare({ companyId, documentIds: [documentId] }, { tolerance: null, signal: forever() })
    ).get(documentId)?.what
  }
  expect(await compare([first, ...rest])).toBeNull()
  expect(await compare(rest)).toBe('1 chunk missing in the new collection')
  expect(await compare([{ ...first, content: 'otro' }, ...rest])).toBe('1 chunk with another text than in PostgreSQL')
  expect(await compare([{ ...first, fileName: 'otro.txt' }, ...rest])).toBe('1 chunk with other fields')
  const extra = { ...first, id: chunkId(documentId, 99) }
  expect(await compare([first, ...rest, extra])).toBe('1 chunk too many in the new collection')
  const turned = Float32Array.from(first.embedding, (_, at) => (at === 7 ? 1 : 0))
  expect(await compare([{ ...first, embedding: turned }, ...rest])).toBe(
    '1 chunk with another vector than their text has',
  )
  await beginVerification(moving.run, 'a test')
  expect((await moving.until('verified')).verification).toMatchObject({ repaired: 1, different: 0 })
})

test('every vector is compared with what was made, and only those that are others are embedded again', async () => {
  const companyId = anyCompany()
  const documentId = await processed(companyId, 1)
  const scope = { companyId, documentId }
  const prepared = await source().prepare({ companyId, documentIds: [documentId] }, 'to', forever())
  const rows = (await prepared([documentId], forever())).get(documentId) ?? []
  const last = rows.at(-1)
  if (last === undefined || rows.length < 3) throw new Error('the document has too few rows')
  const before = other.embedded()
  const compare = async (written: Parameters<VectorStore['replace']>[1]) => {
    await to.replace(scope, written, forever())
    const compared = await source().compare(
      { companyId, documentIds: [documentId] },
      { tolerance: null, signal: forever() },
    )
    return { what: compared.get(documentId)?.what, embedded: other.embedded() - before }
  }
  expect(await compare(rows)).toEqual({ what: null, embedded: 0 })
  const turned = { ...last, embedding: Float32Array.from(last.embedding, (_, at) => (at === 7 ? 1 : 0)) }
  expect(await compare([...rows.slice(0, -1), turned])).toEqual({
    what: '1 chunk with another vector than their text has',
    embedded: 1,
  })
  // a store that rounds: none is the same, and one of them is looked at
  const rounded = rows.map((row) => ({ ...row, embedding: row.embedding.map((value) => value * (1 + 1e-6)) }))
  expect(await compare(rounded)).toEqual({ what: null, embedded: 2 })
})

test('piece vectors of both embedders stand beside each other, each for its own', async () => {
  const companyId = anyCompany()
  const documentId = await processed(companyId, 1)
  const parts = (bytes: number) => (texts: readonly { readonly text: string }[]) =>
    Promise.resolve(texts.map(() => Float32Array.from([1, ...Array.from({ length: 47 }, () => 0), ...part(bytes)])))
  const part = (value: number) => Array.from({ length: 48 }, () => value)
  const target = Object.assign(other, { embedWithParts: parts(0.5) })
  const old = labelVectors(Uint8Array.of(1, 0, 42), moving.ingest.embedder.fingerprint)
  const stored = createStoredChunks(moving.ingest.db)
  const one = { index: 0, pieceVectors: old, vectorDigest: null }
  await stored.saveMade({ companyId, documentId }, [one], other.fingerprint)
  const read = await source(target).prepare({ companyId, documentIds: [documentId] }, 'to', forever())
  await read([documentId], forever())
  const passages = createPassageStore(moving.ingest.db)
  const vectorsOf = async (embedder: FakeEmbedder) => {
    const id = chunkId(documentId, 0)
    return (await passages.pieceVectors(companyId, [id], embedder.fingerprint)).get(id)
  }
  expect(await vectorsOf(moving.ingest.embedder)).toEqual(Buffer.from([1, 0, 42]))
  expect((await vectorsOf(target))?.length).toBe(2 + 48)
  expect(await vectorsOf(createFakeEmbedder(48))).toEqual(await vectorsOf(moving.ingest.embedder))
})

test('what was embedded before the lock is not embedded again under it, and what changed in between is', async () => {
  const companyId = anyCompany()
  const documentId = await processed(companyId, 1)
  const prepared = await source().prepare({ companyId, documentIds: [documentId] }, 'to', forever())
  const read = async () => (await prepared([documentId], forever())).get(documentId)
  const before = other.embedded()
  expect(before).toBeGreaterThan(0)
  const rows = await read()
  expect(other.embedded()).toBe(before)
  await moving.ingest.db
    .updateTable('document_chunks')
    .set({ content: 'Un texto distinto.' })
    .where('document_id', '=', documentId)
    .where('chunk_index', '=', 0)
    .execute()
  const again = await read()
  expect(other.embedded()).toBe(before + 1)
  expect(again?.[0]?.content).toBe('Un texto distinto.')
  expect(again?.slice(1)).toEqual(rows?.slice(1))
})
