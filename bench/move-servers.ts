// Copying between real servers: from Milvus Standalone 2.3.5 into nothing, into Milvus Lite 3.2, and the same with pymilvus.
import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { openFileLedger } from '../src/adapters/ledger/file-ledger.ts'
import { openMilvus } from '../src/adapters/milvus/open-milvus.ts'
import { openRawCollection } from '../src/adapters/milvus/raw/open-raw-collection.ts'
import { chunkId, parseDocumentId } from '../src/domain/ids.ts'
import { systemClock } from '../src/flow/system-clock.ts'
import { createBytePace } from '../src/move/carry/byte-pace.ts'
import { sumOf } from '../src/move/carry/some-at-a-time.ts'
import { copyRows } from '../src/move/ledger/copy-rows.ts'
import type { VectorStore } from '../src/ports/vector-store.ts'
import { silentLog } from '../test/harness/log.ts'
import { testSpec } from '../test/harness/milvus/chunks.ts'
import { needed, pythonEnvironment } from '../test/harness/milvus/python-environments.ts'
import { findServer } from '../test/harness/milvus/real-servers.ts'
import { benchRows, dimension } from './milvus-noop-server.ts'
import { chunksADocument, copyAll, fillDatabase, takesEverything, type FilledDatabase } from './moving.ts'
import { temporaryFolder } from './processes.ts'
import { rounded, type PartResult } from './report.ts'

const never = new AbortController().signal
const source = 'chunks'
const target = 'into'
const documentsAtOnce = 500 / chunksADocument
const fields = ['pk_id', 'company_id', 'document_id', 'file_name', 'page', 'title', 'tokens', 'content_hash', 'content']

interface Figure {
  readonly rows: number
  readonly seconds: number
  readonly cpuSeconds: number
}

const rounds = 2

/**
 * 60,000 rows, or 4,000 with `--quick`, which are in Standalone before anything is measured. Each copy goes into a Milvus Lite of its own: one
 * that holds more is slower. Ours and pymilvus take turns, so that a machine that slows down meanwhile does not favour one of them.
 */
export async function benchMoveServers(quick: boolean): Promise<PartResult> {
  await using opened = new AsyncDisposableStack()
  const filled = opened.adopt(await fillDatabase((quick ? 4_000 : 60_000) / chunksADocument), (one) => one.close())
  const standalone = opened.adopt(await startServer('Milvus Standalone 2.3.5'), (one) => one.stop())
  const from = opened.adopt(await made(standalone.address, source), (one) => one.close())
  await fill(from, filled)
  const copy = (to: VectorStore, name: string) => copyAll(filled.db, { sides: { from, to }, to: name })
  const intoNothing = await copy(takesEverything(), 'nothing')
  const [ours, theirs]: [Figure[], Figure[]] = [[], []]
  for (let round = 1; round <= rounds; round += 1) {
    ours.push(await intoFreshLite(({ store }) => copy(store, `ours ${round}`)))
    theirs.push(await intoFreshLite(({ address }) => withPymilvus(standalone.address, address)))
  }
  const bare = await intoFreshLite(({ store }) => fill(store, filled))
  const ledger = await intoFreshLite(({ address }) => byLedger(standalone.address, address))
  return result({ intoNothing, intoLite: sum(ours), bare, theirs: sum(theirs), ledger })
}

const sum = (figures: readonly Figure[]): Figure => ({
  rows: sumOf(figures, ({ rows }) => rows),
  seconds: sumOf(figures, ({ seconds }) => seconds),
  cpuSeconds: sumOf(figures, ({ cpuSeconds }) => cpuSeconds),
})

async function made(address: string, collection: string): Promise<VectorStore> {
  const store = openMilvus({ kind: 'milvus', address, collection, log: silentLog })
  await store.ensure(testSpec(collection, dimension), never)
  return store
}

interface FreshLite {
  readonly address: string
  /** An empty collection. */
  readonly store: VectorStore
}

async function intoFreshLite(work: (lite: FreshLite) => Promise<Figure>): Promise<Figure> {
  await using opened = new AsyncDisposableStack()
  const { address } = opened.adopt(await startServer('Milvus Lite 3.2.0'), (one) => one.stop())
  const store = opened.adopt(await made(address, target), (one) => one.close())
  return await work({ address, store })
}

/** As `atenex migrate --ledger` copies a collection it knows nothing of; comparing is not measured. */
async function byLedger(fromAddress: string, toAddress: string): Promise<Figure> {
  await using opened = new AsyncDisposableStack()
  const open = (address: string, collection: string) =>
    opened.adopt(openRawCollection({ kind: 'milvus', address, collection, log: silentLog }), (one) => one.close())
  const [from, to] = [open(fromAddress, source), open(toAddress, `${source}_by_ledger`)]
  const folder = opened.adopt(await temporaryFolder('ledger'), (one) => one.remove())
  const ledger = opened.adopt(await openFileLedger(path.join(folder.path, 'ledger')), (one) => one.close())
  const schema = await from.describe(never)
  if (schema === null) throw new Error('the source is not there')
  await to.createLike(schema, never)
  const pace = createBytePace(null, systemClock)
  const cpu = process.cpuUsage()
  const began = performance.now()
  await copyRows({ from, to, ledger, pace, clock: systemClock, onProgress: () => undefined }, never)
  const { user, system } = process.cpuUsage(cpu)
  return {
    rows: ledger.copy.rows,
    seconds: (performance.now() - began) / 1_000,
    cpuSeconds: (user + system) / 1_000_000,
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
    into: target,
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
  readonly ledger: Figure
}

function result({ intoNothing, intoLite, bare, theirs, ledger }: Measured): PartResult {
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
      line('into Milvus Lite 3.2, by ledger', ledger),
    ],
    figures: {
      intoNothing: speed(intoNothing),
      intoLite: speed(intoLite),
      bare: speed(bare),
      pymilvus: speed(theirs),
      ledger: speed(ledger),
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
