import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { apiOf, type Api } from '../harness/api.ts'
import { takeInventory } from '../harness/inventory.ts'
import { freePort, startProduct, type Product } from '../harness/product.ts'
import { seededRandom } from '../harness/random.ts'
import { spanishText } from '../harness/texts.ts'
import { waitFor } from '../harness/wait.ts'

const uploads = 50
const deletes = 10
const kills = 20

let product: Product | null = null
afterAll(async () => {
  await product?.stop()
  if (product !== null) await rm(product.dataDir, { recursive: true, force: true })
})

/** Sends until the server has acknowledged, as a client that cannot know what became of a broken request. */
async function uploadUntilAcknowledged(api: Api, number: number): Promise<string> {
  const content = spanishText(number, 2 + (number % 5))
  let id = ''
  await waitFor(
    async () => {
      const reply = await api.upload(`documento ${number}.txt`, content)
      const body = (await reply.json()) as { document_id?: string }
      id = body.document_id ?? ''
      return (reply.status === 202 || reply.status === 409) && id !== ''
    },
    { what: `upload ${number} to be acknowledged`, timeoutMs: 120_000, everyMs: 200 },
  )
  return id
}

async function deleteUntilGone(api: Api, id: string): Promise<void> {
  await waitFor(
    async () => {
      const status = await api.delete(id)
      return status === 204 || status === 404
    },
    { what: `document ${id} to be deleted`, timeoutMs: 120_000, everyMs: 200 },
  )
}

test('kill -9 of the worker, the API or everything at 20 random moments loses, doubles and leaves behind nothing', async () => {
  const seed = Number(process.env['ATENEX_TEST_SEED'] ?? Date.now() % 1_000_000)
  process.stdout.write(`seed ${seed} (repeat with ATENEX_TEST_SEED)\n`)
  const random = seededRandom(seed)
  const port = await freePort()
  product = await startProduct({ port })
  const { dataDir } = product
  const company = randomUUID()
  const api = apiOf(product.url, company)

  const live = new Set<string>()
  const deleted = new Set<string>()
  let working = true
  const client = async () => {
    for (let number = 0; number < uploads; number += 1) {
      const id = await uploadUntilAcknowledged(api, number)
      live.add(id)
      const due = Math.floor(((number + 1) * deletes) / uploads)
      while (deleted.size < due) {
        const victims = [...live]
        // often the newest: its worker is at it right now
        const victim = random() < 0.5 ? id : (victims[Math.floor(random() * victims.length)] ?? id)
        if (!live.delete(victim)) continue
        deleted.add(victim)
        await deleteUntilGone(api, victim)
      }
      await delay(random() * 500)
    }
    working = false
  }
  const killer = async () => {
    for (let kill = 0; kill < kills; kill += 1) {
      await delay(200 + random() * 1800)
      const what = (['worker', 'api', 'all'] as const)[Math.floor(random() * 3)] ?? 'worker'
      const current = product
      if (current === null) throw new Error('the product was started')
      if (what === 'all') {
        await current.kill('all')
        product = await startProduct({ dataDir, port })
      } else {
        // right after a kill there may be none to kill: wait for the supervisor to bring it back
        await waitFor(async () => (await current.pids())[what] > 0, { what: `a new ${what}`, timeoutMs: 30_000 })
        await current.kill(what)
      }
    }
  }
  await Promise.all([client(), killer()])
  expect(working).toBe(false)

  for (const id of live) expect((await api.finished(id, 120_000)).status).toBe('processed')
  expect(new Set((await api.list()).map((item) => item.id))).toEqual(live)
  expect(await product.stop()).toBe(0)

  const inventory = await takeInventory(dataDir, company)
  const remaining = inventory.documents.filter((document) => !document.deleted)
  expect(new Set(remaining.map((document) => document.id))).toEqual(live)
  expect(remaining.filter((document) => document.status !== 'processed')).toEqual([])
  expect(inventory.documents.filter((document) => deleted.has(document.id))).toEqual([])
  expect(inventory.duplicateVectors).toBe(0)
  let chunks = 0
  for (const { id, chunkCount } of remaining) {
    expect({ id, rows: inventory.chunkRows.get(id) ?? 0, vectors: inventory.vectors.get(id) ?? 0 }).toEqual({
      id,
      rows: chunkCount,
      vectors: chunkCount,
    })
    chunks += chunkCount
  }
  expect(inventory.allVectors).toBe(chunks)
  expect(inventory.objects).toHaveLength(live.size)
}, 900_000)
