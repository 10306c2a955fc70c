import { randomUUID } from 'node:crypto'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { encodeRows } from '../src/adapters/milvus/wire/write-messages.ts'
import { openMilvus } from '../src/adapters/milvus/open-milvus.ts'
import { chunkId, parseDocumentId } from '../src/domain/ids.ts'
import { silentLog } from '../test/harness/log.ts'
import { findServer } from '../test/harness/milvus/real-servers.ts'
import { testSpec } from '../test/harness/milvus/chunks.ts'
import { bareCall, bareChannel, type Figure } from './milvus-calls.ts'
import { benchRows, dimension, scope } from './milvus-noop-server.ts'
import { measureSearch } from './milvus-search.ts'
import { measureTransport } from './milvus-transport.ts'
import type { PartResult } from './report.ts'
import { percentile, renderResult, rounded } from './report.ts'

const never = new AbortController().signal

async function startNoopServer(): Promise<{ readonly address: string; readonly stop: () => Promise<void> }> {
  const file = fileURLToPath(new URL('milvus-noop-server.ts', import.meta.url))
  const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
  if (child.stdout === null) throw new Error('the server has no output')
  const [port]: string[] = await once(createInterface({ input: child.stdout }), 'line')
  return {
    address: `http://127.0.0.1:${port}`,
    stop: async () => {
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      await gone
    },
  }
}

/** Documents of 50 to 350 chunks, as from ten to a hundred pages. */
function documentsOf(count: number) {
  return Array.from({ length: count }, (_, index) => {
    const documentId = parseDocumentId(randomUUID())
    const rows = benchRows(50 + ((index * 137) % 301), index * 400)
    return { documentId, rows: rows.map((row, at) => ({ ...row, documentId, id: chunkId(documentId, at) })) }
  })
}

/** Documents through the adapter against requests encoded beforehand in a bare loop, into the same server, in turns. */
async function measureIndexing(documents: number): Promise<Figure | null> {
  const server = await findServer('Milvus Lite 3.2.0')
  if (server.missing) return null
  const lite = await server.start()
  const names = { ours: 'ours', bare: 'bare' }
  const open = (name: string) => openMilvus({ kind: 'milvus', address: lite.address, collection: name, log: silentLog })
  const [store, bareStore] = [open(names.ours), open(names.bare)]
  const client = bareChannel(lite.address)
  try {
    for (const [one, name] of [
      [store, names.ours],
      [bareStore, names.bare],
    ] as const) {
      await one.ensure(testSpec(name, dimension), never)
    }
    const times = { ours: [] as number[], bare: [] as number[] }
    const target = { database: 'default', collection: names.bare, dimension, terms: true }
    const timed = async (into: 'ours' | 'bare', rows: number, work: () => Promise<unknown>) => {
      const began = performance.now()
      await work()
      times[into].push((performance.now() - began) / rows)
    }
    for (const [index, { documentId, rows }] of documentsOf(documents).entries()) {
      const body = encodeRows('upsert', target, rows)
      const write = () => store.replace({ companyId: scope.companyId, documentId }, rows, never)
      if (index % 2 === 0) await timed('ours', rows.length, write)
      await timed('bare', rows.length, () => bareCall(client, 'Upsert', body))
      if (index % 2 === 1) await timed('ours', rows.length, write)
    }
    // Medians: the server now and then stops for its own house-keeping, whoever is writing.
    const [ours, other] = [times.ours, times.bare].map((of) => 1_000 / percentile(of, 0.5))
    if (ours === undefined || other === undefined) throw new Error('nothing was measured')
    const what = 'indexing into Milvus Lite, share of the bare loop'
    // Of the same document in both: the server gets slower as its collections fill.
    const shares = times.bare.map((bare, index) => bare / (times.ours[index] ?? Number.NaN))
    const value = percentile(shares, 0.5)
    return { what, ours, other, unit: 'rows/s', value, limit: { what, value, bound: 0.9, kind: 'at least' } }
  } finally {
    client.close()
    await Promise.all([store.close(), bareStore.close()])
    await lite.stop()
  }
}

/** The Milvus adapter against the official SDK, the bare gRPC call and a bare loop. */
export async function benchMilvus(quick: boolean): Promise<PartResult> {
  const server = await startNoopServer()
  const figures: Figure[] = []
  try {
    figures.push(...(await measureTransport(server.address, quick ? 2 : 8)))
    figures.push(await measureSearch(server.address, quick ? 500 : 3_000))
  } finally {
    await server.stop()
  }
  const indexing = await measureIndexing(quick ? 15 : 120)
  if (indexing !== null) figures.push(indexing)
  return {
    title: 'Milvus adapter, 384 floats and about 900 bytes of text a row',
    head: ['What', 'ours', 'other', 'unit', 'ratio or difference'],
    rows: figures.map(({ what, ours, other, unit, value }) => [
      what,
      rounded(ours),
      rounded(other),
      unit,
      rounded(value),
    ]),
    figures: Object.fromEntries(figures.map(({ what, value }) => [what, value])),
    limits: figures.flatMap(({ limit }) => (limit === null ? [] : [limit])),
  }
}

if (import.meta.main) process.stdout.write(`${renderResult(await benchMilvus(process.argv.includes('--quick')))}\n`)
