import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmod, mkdtemp, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { apiOf } from '../harness/api.ts'
import { discardProduct, fastEmbedder, oneEmbedder, startProduct, type Product } from '../harness/product.ts'
import { secretWord, spanishText } from '../harness/texts.ts'
import { waitFor } from '../harness/wait.ts'
import { removeFolder } from '../harness/remove-folder.ts'

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
const company = randomUUID()
let folder: string
let product: Product
let restored: Product | null = null

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atenex-backup-'))
  // root's PostgreSQL runs as another account, which has to pass through
  await chmod(folder, 0o711)
  product = await startProduct({ env: fastEmbedder })
})
afterAll(async () => {
  if (restored !== null) await discardProduct(restored)
  await discardProduct(product)
  await removeFolder(folder)
})

const atenex = (dataDir: string, ...args: readonly string[]) =>
  promisify(execFile)(process.execPath, [main, ...args], { env: { ...process.env, ATENEX_DATA_DIR: dataDir } })

test('a backup made while documents come in is restored into another folder: every document, and answers after reindex', async () => {
  const api = apiOf(product.url, company)
  const before = await api.uploaded('antes.txt', spanishText(1, 4))
  await api.finished(before)
  // these are under way while the copy is made
  const during = Promise.all([2, 3].map((number) => api.uploaded(`durante ${number}.txt`, spanishText(number, 2))))
  const backup = path.join(folder, 'backup')
  await atenex(product.dataDir, 'backup', backup)
  await during
  await expect(atenex(product.dataDir, 'backup', backup)).rejects.toThrow(/not empty/)
  await expect(atenex(product.dataDir, 'restore', backup)).rejects.toThrow(/is there already/)

  const dataDir = path.join(folder, 'data')
  await atenex(dataDir, 'restore', backup)
  expect(await readdir(dataDir)).not.toContain('vectors')
  restored = await startProduct({ dataDir, env: oneEmbedder })
  await promisify(execFile)(process.execPath, [main, '--url', restored.url, 'reindex'])
  const there = apiOf(restored.url, company)
  expect(await there.finished(before)).toMatchObject({ status: 'processed', gcs_exists: true })
  // every process follows the new collection within two seconds; until then the old one answers, with nothing in it but
  // what was under way and has been processed since
  const cited = async () => (await there.ask(`¿Cuál es la clave del expediente ${secretWord(1)}?`)).citations[0]
  await waitFor(async () => (await cited())?.document_id === before, {
    what: 'its answer after reindex',
  })
  // what had been accepted when the copy began to be made is whole, with its original
  const all = (await (await there.fetch('/api/v1/ingest/status')).json()) as { document_id: string }[]
  for (const { document_id } of all) expect((await there.finished(document_id)).gcs_exists).toBe(true)
})
