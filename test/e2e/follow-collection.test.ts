import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLanceDb } from '../../src/adapters/lancedb/open-lance-db.ts'
import { createCollectionStore } from '../../src/adapters/postgres/collection-store.ts'
import { openDatabase, type Database } from '../../src/adapters/postgres/database.ts'
import { apiOf, type Api } from '../harness/api.ts'
import { silentLog } from '../harness/log.ts'
import { createTestDatabase } from '../harness/postgres.ts'
import { discardProduct, fastEmbedder, startProduct, type Product } from '../harness/product.ts'
import { waitFor } from '../harness/wait.ts'

let product: Product
let api: Api
let db: Database
const closers: (() => Promise<unknown>)[] = []
beforeAll(async () => {
  const database = await createTestDatabase()
  closers.push(() => database.drop())
  db = openDatabase({ url: database.url, maxConnections: 2, log: silentLog })
  closers.push(() => db.destroy())
  product = await startProduct({ env: { ...fastEmbedder, DATABASE_URL: database.url } })
  closers.push(() => discardProduct(product))
  api = apiOf(product.url, randomUUID())
})
afterAll(async () => {
  for (const close of closers.toReversed()) await close()
})

/** Another collection of the same store and model, empty, as a move would make it. */
async function anotherCollection(): Promise<string> {
  const active = await createCollectionStore(db).active()
  if (active === null) throw new Error('no active collection')
  const name = `${active.name}_moved`
  const store = await openLanceDb({ directory: `${product.dataDir}/vectors`, collection: name, log: silentLog })
  const { fingerprint } = active
  await store.ensure({ name, dimension: fingerprint.dimension, fingerprint }, AbortSignal.timeout(30_000))
  await store.close()
  await db
    .insertInto('collections')
    .values({ store: 'embedded', name, fingerprint: JSON.stringify(fingerprint), active: false })
    .execute()
  return name
}

async function processed(fileName: string, content: string): Promise<string> {
  const id = await api.uploaded(fileName, content)
  expect((await api.finished(id)).status).toBe('processed')
  return id
}

async function activate(name: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx.updateTable('collections').set({ active: false }).where('active', '=', true).execute()
    await tx.updateTable('collections').set({ active: true }).where('name', '=', name).execute()
  })
}

test('every process follows the active collection there and back without a restart', async () => {
  const pids = await product.pids()
  const first = (await createCollectionStore(db).active())?.name ?? ''
  const kind = async (question: string) => (await api.ask(question)).answer_kind
  const mode = async (question: string) => (await api.ask(question)).retrieval.mode
  const before = await processed('antes.txt', 'La clave del almacén antiguo es BERENJENA.')
  expect(await kind('¿Cuál es la clave del almacén antiguo?')).toBe('extractive')

  const second = await anotherCollection()
  await activate(second)
  // the first question is put to it already: it has no row of what PostgreSQL knows, so words answer, and the reply says so
  expect(await mode('¿Cuál es la clave del almacén antiguo?')).toBe('sparse')
  // the worker follows as well: what is processed now is found in the other collection
  await processed('despues.txt', 'La clave del almacén nuevo es CALABAZA.')
  await waitFor(async () => (await kind('¿Cuál es la clave del almacén nuevo?')) === 'extractive', {
    what: 'a new document to be found',
  })

  await activate(first)
  expect(await mode('¿Cuál es la clave del almacén antiguo?')).toBe('hybrid')
  expect(await kind('¿Cuál es la clave del almacén antiguo?')).toBe('extractive')
  // and the ingest API removes where the document is
  expect(await api.delete(before)).toBe(204)
  expect(await product.pids()).toEqual(pids)
})
