// Copying between real servers: from Milvus Standalone 2.3.5 into nothing, into Milvus Lite 3.2, and the same with pymilvus.
import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { openMilvus } from '../src/adapters/milvus/open-milvus.ts'
import { chunkId, parseDocumentId } from '../src/domain/ids.ts'
import type { VectorStore } from '../src/ports/vector-store.ts'
import { silentLog } from '../test/harness/log.ts'
import { testSpec } from '../test/harness/milvus/chunks.ts'
import { needed, pythonEnvironment } from '../test/harness/milvus/python-environments.ts'
import { findServer } from '../test/harness/milvus/real-servers.ts'
import { benchRows, dimension } from './milvus-noop-server.ts'
import { chunksADocument, copyAll, fillDatabase, takesEverything, type FilledDatabase } from './moving.ts'
import { rounded, type PartResult } from './report.ts'

const never = new AbortController().signal
const source = 'chunks'
const documentsAtOnce = 500 / chunksADocument
const fields = ['pk_id', 'company_id', 'document_id', 'file_name', 'page', 'title', 'tokens', 'content_hash', 'content']

interface Figure {
  readonly rows: number
  readonly seconds: number
  readonly cpuSeconds: number
}

/** 60,000 rows, or 4,000 with `--quick`, which are in Standalone before anything is measured. */
export async function benchMoveServers(quick: boolean): Promise<PartResult> {
  const filled = await fillDatabase((quick ? 4_000 : 60_000) / chunksADocument)
  const [standalone, lite] = await Promise.all([
    startServer('Milvus Standalone 2.3.5'),
    startServer('Milvus Lite 3.2.0'),
  ])
  const open = (address: string, collection: string) =>
    openMilvus({ kind: 'milvus', address, collection, log: silentLog })
  const stores: VectorStore[] = []
  const made = async (address: string, collection: string) => {
    const store = open(address, collection)
    stores.push(store)
    await store.ensure(testSpec(collection, dimension), never)
    return store
  }
  try {
    const from = await made(standalone.address, source)
    await fill(from, filled)
    const intoNothing = await copyAll(filled.db, { sides: { from, to: takesEverything() }, to: 'nothing' })
    const to = await made(lite.address, 'ours')
    const intoLite = await copyAll(filled.db, { sides: { from, to }, to: 'ours' })
    const bare = await fill(await made(lite.address, 'bare'), filled)
    await made(lite.address, 'theirs')
    const theirs = await withPymilvus(standalone.address, lite.address)
    return result({ intoNothing, intoLite, bare, theirs })
  } finally {
    await Promise.all(stores.map((store) => store.close()))
    await Promise.all([standalone.stop(), lite.stop(), filled.close()])
  }
}

async function startServer(name: Parameters<typeof findServer>[0]) {
  const server = await findServer(name)
  return server.start()
}

/** Rows from memory in requests as large as a store likes them: 500 rows of one company, three at a time. */
async function fill(store: VectorStore, filled: FilledDatabase): Promise<Figure> {
  const made = benchRows(chunksADocument)
  const left = [...Map.groupBy(await filled.documents(), ({ companyId }) => companyId)].flatMap(([companyId, all]) =>
    inParts(all, documentsAtOnce).map((documents) => ({ companyId, documents })),
  )
  const cpu = process.cpuUsage()
  const began = performance.now()
  let rows = 0
  const write = async (): Promise<void> => {
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      const { companyId } = next
      const documents = next.documents.map(({ id }) => {
        const scope = { companyId, documentId: parseDocumentId(id) }
        const chunks = made.map((row, at) => ({ ...row, ...scope, id: chunkId(scope.documentId, at) }))
        return { documentId: scope.documentId, chunks }
      })
      await store.replaceDocuments(companyId, documents, never)
      rows += documents.length * chunksADocument
    }
  }
  await Promise.all(Array.from({ length: 3 }, write))
  const { user, system } = process.cpuUsage(cpu)
  return { rows, seconds: (performance.now() - began) / 1_000, cpuSeconds: (user + system) / 1_000_000 }
}

function inParts<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size))
}

async function withPymilvus(from: string, to: string): Promise<Figure> {
  const { python } = needed(await pythonEnvironment('milvus-lite-3.2.0'))
  const script = path.join(import.meta.dirname, 'copy-with-pymilvus.py')
  const request = {
    from,
    to,
    collection: source,
    into: 'theirs',
    fields: [...fields, 'embedding'],
    more: { terms: '' },
  }
  const { stdout } = await promisify(execFile)(python, [script, JSON.stringify(request)])
  return JSON.parse(stdout) as Figure
}

interface Measured {
  readonly intoNothing: Figure
  readonly intoLite: Figure
  /** The same rows written into the same server from memory. */
  readonly bare: Figure
  readonly theirs: Figure
}

function result({ intoNothing, intoLite, bare, theirs }: Measured): PartResult {
  const speed = ({ rows, seconds }: Figure) => rows / seconds
  const perCpu = ({ rows, cpuSeconds }: Figure) => rows / cpuSeconds
  const line = (what: string, figure: Figure) => [
    what,
    ...[figure.rows, speed(figure), perCpu(figure)].map((value) => rounded(value)),
  ]
  const shareOfBare = speed(intoLite) / speed(bare)
  const [times, timesPerCpu] = [speed(intoLite) / speed(theirs), perCpu(intoLite) / perCpu(theirs)]
  return {
    title: 'Copying from Milvus Standalone 2.3.5',
    head: ['', 'rows', 'rows/s', 'rows per CPU second'],
    rows: [
      line('into a target that takes everything', intoNothing),
      line('into Milvus Lite 3.2', intoLite),
      line('into Milvus Lite 3.2, rows from memory', bare),
      line('into Milvus Lite 3.2, with pymilvus', theirs),
    ],
    figures: {
      intoNothing: speed(intoNothing),
      intoLite: speed(intoLite),
      bare: speed(bare),
      pymilvus: speed(theirs),
      shareOfBare,
      times,
      timesPerCpu,
    },
    limits: [
      { what: 'rows a second into nothing', value: speed(intoNothing), bound: 8_000, kind: 'at least' },
      { what: 'into Milvus Lite, share of its bare speed', value: shareOfBare, bound: 0.9, kind: 'at least' },
      { what: 'rows a second, times those of pymilvus', value: times, bound: 2, kind: 'at least' },
      { what: 'rows per CPU second, times those of pymilvus', value: timesPerCpu, bound: 5, kind: 'at least' },
    ],
  }
}
