import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { MilvusBehindProxy } from '../harness/milvus/behind-proxy.ts'
import { startMilvusBehindProxy } from '../harness/milvus/behind-proxy.ts'
import { newScope, testChunks } from '../harness/milvus/chunks.ts'
import type { Fault, ProxiedCall } from '../harness/milvus/fault-proxy.ts'
import { needed, pythonEnvironment } from '../harness/milvus/python-environments.ts'
import { findServer } from '../harness/milvus/real-servers.ts'
import { readBack } from '../harness/milvus/readback.ts'
import { explorationSeed, seededRandom } from '../harness/random.ts'

const server = await findServer('Milvus Lite 3.2.0')
const pymilvus = await pythonEnvironment('milvus-lite-3.2.0')
const never = new AbortController().signal

interface Row {
  readonly pk_id: string
  readonly company_id: string
}
const byKey = (left: Row, right: Row) => (left.pk_id < right.pk_id ? -1 : 1)

describe.skipIf(server.missing)('Milvus adapter through a proxy that breaks calls', () => {
  let milvus: MilvusBehindProxy
  const readBackRows = async (filter: string): Promise<readonly Row[]> => {
    const request = { what: 'rows' as const, filter, fields: ['pk_id', 'company_id'] }
    const at = { address: milvus.lite.address, collection: milvus.collection }
    const rows = await readBack(needed(pymilvus), at, request)
    return Array.isArray(rows) ? rows : []
  }

  beforeAll(async () => {
    if (!server.missing) milvus = await startMilvusBehindProxy(server)
  })
  afterEach(() => milvus.reset())
  afterAll(() => milvus?.close())

  it('writes 1,000 documents under random faults with none missing, none twice and none of another company', async () => {
    const seed = explorationSeed(20_261)
    const random = seededRandom(seed)
    const kinds: readonly Fault[] = [
      { kind: 'drop-before' },
      { kind: 'drop-after' },
      { kind: 'half-request' },
      { kind: 'half-reply' },
      { kind: 'goaway' },
      { kind: 'too-many-pings' },
      { kind: 'no-status' },
      { kind: 'grpc-status', code: 14, message: 'unavailable' },
      { kind: 'grpc-status', code: 13, message: 'stream closed' },
      { kind: 'server-status', code: 8, reason: 'rate limit exceeded[rate=0.1]' },
      { kind: 'server-status', code: 103, reason: 'collection not fully loaded' },
      { kind: 'server-status', code: 101, reason: 'collection not loaded' },
    ]
    const broken = new Map<string, number>()
    milvus.proxy.plan((call: ProxiedCall) => {
      if (random() > 0.12) return null
      const fault = kinds[Math.floor(random() * kinds.length)] ?? null
      broken.set(`${call.method} ${fault?.kind}`, (broken.get(`${call.method} ${fault?.kind}`) ?? 0) + 1)
      return fault
    })
    const writer = milvus.open(milvus.proxy.address, { random })
    const companies = [newScope().companyId, newScope().companyId, newScope().companyId]
    const documents = Array.from({ length: 1_000 }, (_, index) => ({
      scope: { companyId: companies[index % 3] ?? newScope().companyId, documentId: newScope().documentId },
      rows: 1 + Math.floor(random() * 4),
    }))
    const queue = documents.values()
    const lane = async () => {
      for (const { scope, rows } of queue) {
        // Like ingest does: a document is tried again when it failed retryably.
        for (let attempt = 1; ; attempt++) {
          try {
            await writer.replace(scope, testChunks(scope, rows), never)
            break
          } catch (error) {
            if (attempt === 20) throw new Error(`seed ${seed}: a document failed twenty times`, { cause: error })
          }
        }
      }
    }
    await Promise.all([lane(), lane(), lane(), lane()])
    milvus.proxy.plan(() => null)
    expect(
      [...broken.values()].reduce((sum, count) => sum + count, 0),
      `seed ${seed}`,
    ).toBeGreaterThan(100)

    for (const company of companies) {
      const wanted = documents
        .filter(({ scope }) => scope.companyId === company)
        .flatMap(({ scope, rows }) => testChunks(scope, rows).map(({ id }) => ({ pk_id: id, company_id: company })))
      expect(await milvus.direct.count(company, null, never), `seed ${seed}`).toBe(wanted.length)
      // As others read it: every key once, none missing, none too many, none of another company.
      const read = await readBackRows(`company_id == "${company}"`)
      expect(read.toSorted(byKey), `seed ${seed}`).toEqual(wanted.toSorted(byKey))
    }
    for (const { scope, rows } of documents.filter((_, index) => index % 25 === 0)) {
      const found: string[] = []
      for await (const page of milvus.direct.scan(scope, never)) found.push(...page.map(({ id }) => id))
      expect(found.toSorted(), `seed ${seed}`).toEqual(
        testChunks(scope, rows)
          .map(({ id }) => id)
          .toSorted(),
      )
    }
  })
})
