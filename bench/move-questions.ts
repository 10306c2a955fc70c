// How long a user's question takes while everything is copied to another store, against before, in turns of one run.
import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { migrationReply, type Migration } from '../src/contract/migrations.ts'
import { apiOf } from '../test/harness/api.ts'
import { findServer } from '../test/harness/milvus/real-servers.ts'
import { discardProduct, fastEmbedder, startProduct, type Product } from '../test/harness/product.ts'
import { secretWord, spanishText } from '../test/harness/texts.ts'
import { waitFor } from '../test/harness/wait.ts'
import { multiplyDocuments } from './multiply-documents.ts'
import { percentile, rounded, type PartResult } from './report.ts'

const companies = 4
/** Of a document: some ten chunks. */
const paragraphs = 12
/** Between two questions, whether the one before is answered or not. */
const everyMs = 200
const patience = { timeoutMs: 600_000, everyMs: 200 } as const

interface Phase {
  readonly times: readonly number[]
  readonly seconds: number
}

/** Some thousand rows go from the embedded store to Milvus Lite, three times, or once with `--quick`; as long before each nothing is moved. */
export async function benchMoveQuestions(quick: boolean): Promise<PartResult> {
  const lite = await (await findServer('Milvus Lite 3.2.0')).start()
  const env = { ...fastEmbedder, ATENEX_TARGET_MILVUS_URI: lite.address }
  let product = await startProduct({ env })
  try {
    const ids = Array.from({ length: companies }, () => randomUUID())
    const usersOf = ({ url }: Product) => ids.map((id) => apiOf(url, id))
    const documents = companies
    let users = usersOf(product)
    for (let number = 0; number < documents; number += 1) {
      const api = users[number % companies]
      if (api === undefined) throw new Error('no company')
      await api.finished(await api.uploaded(`${number}.txt`, spanishText(number, paragraphs)), patience.timeoutMs)
    }
    const { dataDir } = product
    await product.stop()
    await multiplyDocuments(dataDir, quick ? 40 : 400)
    product = await startProduct({ dataDir, env })
    users = usersOf(product)
    let asked = 0
    const ask = async (): Promise<number> => {
      const number = (asked += 1) % documents
      const began = performance.now()
      await users[number % companies]?.ask(`¿Cuándo vence ${secretWord(number)}?`)
      return performance.now() - began
    }
    /** Questions at a steady rate until `ended`. */
    const during = async (ended: Promise<unknown>): Promise<Phase> => {
      let over = false
      void ended.then(() => (over = true))
      const began = performance.now()
      const times: Promise<number>[] = []
      while (!over) {
        times.push(ask())
        await delay(everyMs)
      }
      return { times: await Promise.all(times), seconds: (performance.now() - began) / 1_000 }
    }
    await during(delay(5_000))
    const [before, moving]: [Phase[], Phase[]] = [[], []]
    let rows = 0
    for (let round = 0; round < (quick ? 1 : 3); round += 1) {
      await move(product.url, '')
      let last: Migration | null = null
      const copied = waitFor(
        async () => {
          last = await move(product.url, '/current')
          return last?.state === 'copied'
        },
        { what: 'the copy', ...patience },
      )
      moving.push(await during(copied))
      rows = (last as Migration | null)?.rows ?? 0
      await move(product.url, '/current/abandon', { drop: (last as Migration | null)?.to.name })
      await delay(5_000)
      before.push(await during(delay((moving.at(-1)?.seconds ?? 5) * 1_000)))
    }
    return result({ rows, before, moving })
  } finally {
    await discardProduct(product)
    await lite.stop()
  }
}

async function move(url: string, path: '' | '/current' | '/current/abandon', wish: object = {}) {
  const method = path === '/current' ? 'GET' : 'POST'
  const body = method === 'GET' ? {} : { body: JSON.stringify(wish), headers: { 'content-type': 'application/json' } }
  const reply = await fetch(`${url}/api/v1/migrations${path}`, { method, ...body })
  if (reply.status !== 200) throw new Error(`${path} was answered with ${reply.status}: ${await reply.text()}`)
  return migrationReply.parse(await reply.json()).migration
}

interface Measured {
  readonly rows: number
  readonly before: readonly Phase[]
  readonly moving: readonly Phase[]
}

function result({ rows, before, moving }: Measured): PartResult {
  const times = (phases: readonly Phase[]) => phases.flatMap((phase) => phase.times)
  const line = (what: string, phases: readonly Phase[]) => [
    what,
    String(times(phases).length),
    ...[0.5, 0.95, 1].map((share) => rounded(percentile(times(phases), share))),
  ]
  const [p50, p95] = [0.5, 0.95].map((share) => percentile(times(moving), share) / percentile(times(before), share))
  const seconds = moving.reduce((sum, phase) => sum + phase.seconds, 0)
  const perSecond = (rows * moving.length) / seconds
  return {
    title: `Questions while ${rows} rows go to Milvus Lite, ${rounded(perSecond)} rows a second`,
    head: ['', 'questions', 'p50 ms', 'p95 ms', 'most ms'],
    rows: [line('nothing is moved', before), line('everything is moved', moving)],
    figures: { p50: p50 ?? 0, p95: p95 ?? 0, rowsPerSecond: perSecond },
    limits: [{ what: 'p95, times that of before', value: p95 ?? Infinity, bound: 1.5, kind: 'at most' }],
  }
}
