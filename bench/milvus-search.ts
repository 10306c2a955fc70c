import { openMilvus } from '../src/adapters/milvus/open-milvus.ts'
import { encodeSearch } from '../src/adapters/milvus/wire/search-messages.ts'
import { silentLog } from '../test/harness/log.ts'
import { bareCall, bareChannel, type Figure } from './milvus-calls.ts'
import { benchRows, dimension, scope } from './milvus-noop-server.ts'
import { percentile } from './report.ts'

const never = new AbortController().signal
const collection = 'chunks'

/** What a search costs on top of the bare call that carries the same bytes, milliseconds. */
export async function measureSearch(address: string, searches: number): Promise<Figure> {
  const store = openMilvus({ kind: 'milvus', address, collection, log: silentLog })
  const client = bareChannel(address)
  const embedding = benchRows(1)[0]?.embedding ?? new Float32Array(dimension)
  const body = encodeSearch({
    database: 'default',
    collection,
    filter: { expression: `company_id == "${scope.companyId}"`, values: {} },
    outputFields: ['company_id', 'document_id'],
    freshness: { level: 2, timestamp: 0n },
    query: embedding,
    field: 'embedding',
    metric: 'IP',
    limit: 100,
    params: { ef: 150 },
  })
  const times = { ours: [] as number[], bare: [] as number[] }
  const timed = async (into: number[], work: () => Promise<unknown>) => {
    const began = performance.now()
    await work()
    into.push(performance.now() - began)
  }
  const search = () => store.searchDense({ companyId: scope.companyId, embedding, limit: 100, signal: never })
  try {
    for (let warm = 0; warm < 200; warm++) await Promise.all([search(), bareCall(client, 'Search', body)])
    for (let round = 0; round < searches; round++) {
      // Each goes first as often as the other: the second finds the server's process awake.
      if (round % 2 === 0) await timed(times.ours, search)
      await timed(times.bare, () => bareCall(client, 'Search', body))
      if (round % 2 === 1) await timed(times.ours, search)
    }
  } finally {
    await store.close()
    client.close()
  }
  const [ours, other] = [percentile(times.ours, 0.99), percentile(times.bare, 0.99)]
  const what = 'adapter cost of a search over the bare call, p99'
  const value = ours - other
  return { what, ours, other, unit: 'ms p99', value, limit: { what, value, bound: 2, kind: 'at most' } }
}
