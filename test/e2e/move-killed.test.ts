import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { openMilvus } from '../../src/adapters/milvus/open-milvus.ts'
import { workerMs } from '../harness/api.ts'
import { companyClient } from '../harness/company-client.ts'
import { takeInventory, waitUntilQuiet } from '../harness/inventory.ts'
import { killPart } from '../harness/kill-part.ts'
import { silentLog } from '../harness/log.ts'
import { findServer } from '../harness/milvus/real-servers.ts'
import type { RealMilvus } from '../harness/milvus/server-process.ts'
import { createMover } from '../harness/mover.ts'
import { reservePort } from '../harness/ports.ts'
import { fastEmbedder, startProduct, type Product } from '../harness/product.ts'
import { explorationSeed, seededRandom } from '../harness/random.ts'
import { join, judge, type Verdict } from '../harness/verdict.ts'
import { waitFor } from '../harness/wait.ts'
import { removeFolder } from '../harness/remove-folder.ts'

/** TEST_KILLS=100 for the long run; TEST_SEED repeats one. */
const kills = Number(process.env['TEST_KILLS'] ?? 4)
const seed = explorationSeed(20_264)
/** Of a client between two things it does: a long run uploads no more than is processed. */
const pauseMs = kills > 10 ? 8_000 : 1_500
const victims = ['worker', 'api', 'postgres', 'all', 'target', 'source'] as const
const lite = await findServer('Milvus Lite 3.2.0')
const standalone = await findServer('Milvus Standalone 2.3.5')
/** Where documents come from, by the seed; null: the embedded store. */
const sources = [null, lite, ...(standalone.missing ? [] : [standalone])] as const

describe.skipIf(lite.missing)('a move whose parts are killed', () => {
  let product: Product | null = null
  let target: RealMilvus
  let source: RealMilvus | null = null
  afterAll(async () => {
    await product?.stop()
    if (product !== null) await removeFolder(product.dataDir)
    await target?.stop()
    await source?.stop()
  })

  test(`there and back through ${kills} kills, under uploads and deletes, both stores hold the same and nothing else`, async () => {
    const random = seededRandom(seed)
    target = await lite.start()
    source = (await sources[seed % sources.length]?.start()) ?? null
    const env = {
      ...fastEmbedder,
      ...(source === null ? {} : { INGEST_MILVUS_URI: source.address, QUERY_MILVUS_URI: source.address }),
      ATENEX_TARGET_MILVUS_URI: target.address,
    }
    const port = await reservePort()
    product = await startProduct({ port, env })
    const { dataDir, url } = product
    const clients = [1, 2, 3].map((one) => companyClient({ url, random: seededRandom(seed + one), pauseMs }))
    const mover = createMover(
      url,
      clients.map(({ company }) => company),
    )
    const stop = new AbortController()
    const working = Promise.all([...clients.map((client) => client.work(stop.signal)), mover.work(stop.signal)])

    const answers = async () => (await fetch(`${url}/api/v1/migrations/current`)).status === 200
    const killOne = async (): Promise<string> => {
      // on a busy machine parts that are killed while they start would never do anything
      await waitFor(answers, { what: 'an answer between two kills', timeoutMs: 120_000 })
      await delay(500 + random() * 3_500)
      const able = victims.filter((one) => one !== 'source' || source !== null)
      const what = able[Math.floor(random() * able.length)] ?? 'worker'
      const current = product
      if (current === null) throw new Error('the product was started')
      if (what === 'target' || what === 'source') {
        const server = what === 'target' ? target : source
        await server?.kill()
        await delay(random() * 2_000)
        await server?.restart()
      } else if (what === 'all') {
        await current.kill('all')
        product = await startProduct({ dataDir, port, env })
      } else {
        await killPart(current, what)
      }
      return what
    }
    const counts: Record<string, number> = {}
    const begun = async () => (mover.taken['start'] ?? 0) > 0
    const killing = async () => {
      await waitFor(begun, { what: 'the move to begin', timeoutMs: workerMs, everyMs: 25 })
      for (let kill = 0; kill < kills; kill += 1) {
        const what = await killOne()
        counts[what] = (counts[what] ?? 0) + 1
      }
    }
    await Promise.race([killing(), working])
    stop.abort()
    await working

    for (const { api, live } of clients) for (const id of live.values()) await api.finished(id)
    await waitUntilQuiet(dataDir, 180_000)
    const migration = await mover.settle()
    for (const client of clients) await client.askForAll()
    expect(migration).toMatchObject({ answering: 'from', verification: { different: 0, unowned: [] } })
    const listed = await Promise.all(clients.map(({ api }) => api.list()))
    expect(await product.stop()).toBe(0)

    const opened =
      ({ address }: RealMilvus, collection: string) =>
      async () =>
        openMilvus({ kind: 'milvus', address, credential: () => null, collection, log: silentLog })
    const openSource = source === null ? undefined : opened(source, migration.from.name)
    const verdicts: Verdict[] = []
    for (const [index, client] of clients.entries()) {
      for (const open of [openSource, opened(target, migration.to.name)]) {
        verdicts.push(judge(client, listed[index] ?? [], await takeInventory(dataDir, client.company, open)))
      }
    }
    const documents = clients.reduce((sum, { live }) => sum + live.size, 0)
    const answered = clients.reduce((sum, client) => sum + client.answered(), 0)
    process.stdout.write(
      `kills ${JSON.stringify(counts)}, steps ${JSON.stringify(mover.taken)}, ${documents} documents, ${answered} answers\n`,
    )
    expect(answered).toBeGreaterThan(0)
    expect(join(verdicts)).toEqual({ lost: [], stuck: [], duplicate: [], orphan: [], revived: [], wrong: [] })
  }, 3_600_000)
})
