import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { companyClient, type CompanyClient } from '../harness/company-client.ts'
import { takeInventory, waitUntilQuiet } from '../harness/inventory.ts'
import { killPart } from '../harness/kill-part.ts'
import { reservePort } from '../harness/ports.ts'
import { fastEmbedder, startProduct, type Product } from '../harness/product.ts'
import { explorationSeed, seededRandom } from '../harness/random.ts'
import { waitFor } from '../harness/wait.ts'
import { join, judge, type Verdict } from '../harness/verdict.ts'
import { removeFolder } from '../harness/remove-folder.ts'

/** TEST_KILLS=100 for the long run; TEST_SEED repeats one. */
const kills = Number(process.env['TEST_KILLS'] ?? 8)
const seed = explorationSeed(20_262)
const companies = 3
const victims = ['worker', 'api', 'postgres', 'all'] as const

let product: Product | null = null
afterAll(async () => {
  await product?.stop()
  if (product !== null) await removeFolder(product.dataDir)
})

/** @param steps what the clients got done so far. */
async function killAtRandom(
  random: () => number,
  { dataDir, port, steps }: { readonly dataDir: string; readonly port: number; readonly steps: () => number },
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  let before = 0
  for (let kill = 0; kill < kills; kill += 1) {
    // on a busy machine parts that are killed while they start, each time, would never do anything
    if (kill % 2 === 1) {
      await waitFor(async () => steps() > before, {
        what: 'something to get done between two kills',
        timeoutMs: 180_000,
      })
      before = steps()
    }
    await delay(200 + random() * 1800)
    const what = victims[Math.floor(random() * victims.length)] ?? 'worker'
    counts[what] = (counts[what] ?? 0) + 1
    const current = product
    if (current === null) throw new Error('the product was started')
    if (what === 'all') {
      await current.kill('all')
      product = await startProduct({ dataDir, port, env: fastEmbedder })
    } else {
      await killPart(current, what)
    }
  }
  return counts
}

async function verdictOf(clients: readonly CompanyClient[], current: Product): Promise<Verdict> {
  for (const { api, live } of clients) for (const id of live.values()) await api.finished(id)
  await waitUntilQuiet(current.dataDir, 180_000)
  for (const client of clients) await client.askForAll()
  const listed = await Promise.all(clients.map(({ api }) => api.list()))
  expect(await current.stop()).toBe(0)
  const verdicts: Verdict[] = []
  for (const [index, client] of clients.entries()) {
    verdicts.push(judge(client, listed[index] ?? [], await takeInventory(current.dataDir, client.company)))
  }
  return join(verdicts)
}

test(`kill -9 of the worker, the API, PostgreSQL or everything at ${kills} random moments loses, doubles and leaves behind nothing`, async () => {
  const random = seededRandom(seed)
  const port = await reservePort()
  product = await startProduct({ port, env: fastEmbedder })
  const { dataDir, url } = product
  const clients = Array.from({ length: companies }, (_, index) =>
    companyClient({ url, random: seededRandom(seed + index + 1), pauseMs: 1_500 }),
  )
  const steps = () => clients.reduce((total, client) => total + client.steps(), 0)
  const stop = new AbortController()
  const working = Promise.all(clients.map((client) => client.work(stop.signal)))
  const counts = await Promise.race([killAtRandom(random, { dataDir, port, steps }), working.then(() => ({}))])
  stop.abort()
  await working

  const verdict = await verdictOf(clients, product)
  const sum = (count: (client: CompanyClient) => number) => clients.reduce((total, client) => total + count(client), 0)
  const { lost, stuck, duplicate, orphan, revived, wrong } = verdict
  const answered = sum((one) => one.answered())
  process.stdout.write(
    `kills ${JSON.stringify(counts)}, ${sum(({ live }) => live.size)} documents, ${sum((one) => one.deleted.size)} deleted: ` +
      `${lost.length} lost, ${stuck.length} stuck, ${duplicate.length} duplicate, ${orphan.length} orphan, ` +
      `${revived.length} revived, ${wrong.length} of ${answered} answers wrong\n`,
  )
  expect(answered).toBeGreaterThan(0)
  expect(verdict).toEqual({ lost: [], stuck: [], duplicate: [], orphan: [], revived: [], wrong: [] })
}, 3_600_000)
