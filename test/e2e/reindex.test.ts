import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkReply } from '../../src/contract/health.ts'
import { migration as migrationShape, planReply } from '../../src/contract/migrations.ts'
import { apiOf, type Api } from '../harness/api.ts'
import { discardProduct, oneEmbedder, startProduct, type Product } from '../harness/product.ts'

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
const facts = [
  ['La piscina municipal abre a las nueve de la mañana.', '¿A qué hora abre la piscina municipal?', 'nueve'],
  ['La receta del bizcocho lleva cinco huevos.', '¿Cuántos huevos lleva la receta del bizcocho?', 'cinco'],
  ['El tren a Lisboa sale del andén doce.', '¿De qué andén sale el tren a Lisboa?', 'doce'],
] as const

let product: Product
const companyId = randomUUID()
let api: Api
beforeAll(async () => {
  product = await startProduct({ env: { ...oneEmbedder, ATENEX_EMBEDDER: 'all-MiniLM-L6-v2' } })
  api = apiOf(product.url, companyId)
})
afterAll(async () => {
  await discardProduct(product)
})

async function atenex(...args: readonly string[]): Promise<readonly unknown[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [main, '--url', product.url, '--json', ...args])
  return stdout.trim().startsWith('{\n')
    ? [JSON.parse(stdout)]
    : stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
}

async function again(env: Readonly<Record<string, string>>): Promise<void> {
  const { dataDir } = product
  expect(await product.stop()).toBe(0)
  product = await startProduct({ dataDir, env: { ...oneEmbedder, ...env } })
  api = apiOf(product.url, companyId)
}

async function expectFound(documents: ReadonlyMap<number, string>): Promise<void> {
  for (const [number, id] of documents) {
    const [, question, word] = facts[number] ?? facts[0]
    const reply = await api.ask(question)
    expect(reply.retrieval).toEqual({ mode: 'hybrid', degraded: false, reasons: [] })
    expect(reply.citations[0]).toMatchObject({ document_id: id, quote: expect.stringContaining(word) })
  }
}

/** What `migrate status` says, and the model that answers by the log of nobody: the vectors' own length. */
const newest = async () => migrationShape.parse((await atenex('migrate', 'status')).at(-1))

test('moves to another embedder while documents come and go, goes on after a kill, and needs no setting afterwards', async () => {
  const documents = new Map<number, string>()
  for (const [number, [text]] of facts.slice(0, 2).entries())
    documents.set(number, await api.uploaded(`${number}.txt`, text))
  for (const id of documents.values()) expect((await api.finished(id)).status).toBe('processed')

  const env = { ATENEX_EMBEDDER: 'all-MiniLM-L6-v2', ATENEX_TARGET_EMBEDDER: 'use-multilingual-v3' }
  await again(env)
  const plan = planReply.parse((await atenex('migrate', 'plan')).at(-1))
  expect(plan).toMatchObject({ go: true, documents: 2, rows: 2, to: { exists: false } })
  expect(plan.findings).toContainEqual(expect.objectContaining({ code: 'rebuild' }))

  await atenex('migrate', 'start')
  await product.kill('worker')
  documents.set(2, await api.uploaded('2.txt', facts[2][0]))
  expect(await api.delete(documents.get(0) ?? '')).toBe(204)
  documents.delete(0)
  // takes up the open move where it is
  const done = migrationShape.parse((await atenex('reindex')).at(-1))
  expect(done).toMatchObject({ state: 'finished', rebuild: true, answering: 'to' })
  expect(done.verification).toMatchObject({ different: 0, unowned: [] })
  for (const id of documents.values()) expect((await api.finished(id)).status).toBe('processed')
  await expectFound(documents)

  // the data says which embedder it is
  await again({})
  await expectFound(documents)
  expect((await newest()).to.name).toBe('atenex_use_multilingual_v3')

  // and once more from nothing but PostgreSQL, the embedder staying
  const rebuilt = migrationShape.parse((await atenex('reindex')).at(-1))
  expect(rebuilt).toMatchObject({ state: 'finished', to: { name: 'atenex_use_multilingual_v3_2' } })
  await expectFound(documents)
})

const rowsChecked = async () => {
  const { parts } = checkReply.parse(await (await api.fetch('/api/v1/check')).json())
  return parts.find(({ name }) => name === 'rows')
}

test('vectors that are lost are told, questions are answered by words meanwhile, and the first one after a rebuild by both', async () => {
  const id = await api.uploaded('again.txt', facts[0][0])
  expect((await api.finished(id)).status).toBe('processed')
  const whole = await rowsChecked()
  expect(whole?.status).toBe('ok')

  await rm(path.join(product.dataDir, 'vectors'), { recursive: true })
  expect(await rowsChecked()).toMatchObject({ status: 'failed', remedy: expect.stringContaining('atenex reindex') })
  const reply = await api.ask(facts[0][1])
  expect(reply.citations[0]).toMatchObject({ document_id: id })
  expect(reply.retrieval).toMatchObject({ mode: 'sparse', degraded: true })

  await atenex('reindex')
  await expectFound(new Map([[0, id]]))
  expect(await rowsChecked()).toEqual(whole)
})
