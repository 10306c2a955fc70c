// Copying between real servers: from Milvus Standalone 2.3.5 into nothing, into Milvus Lite 3.2 and into another Standalone, and the same with other clients.
import { randomUUID } from 'node:crypto'
import { openMilvus } from '../src/adapters/milvus/open-milvus.ts'
import type { VectorStore } from '../src/ports/vector-store.ts'
import { silentLog } from '../test/harness/log.ts'
import { testSpec } from '../test/harness/milvus/chunks.ts'
import { findServer, type ServerName } from '../test/harness/milvus/real-servers.ts'
import { copyByLedger } from './copy-by-ledger.ts'
import { copyBy, others } from './copy-by-others.ts'
import { rowsPerCpuSecond, rowsPerSecond, sumOfFigures, type CopyFigure } from './copy-figure.ts'
import { fillStore } from './fill-store.ts'
import { dimension } from './milvus-noop-server.ts'
import { chunksADocument, copyAll, fillDatabase, takesEverything } from './moving.ts'
import { rounded, type Limit, type PartResult } from './report.ts'
import { untilAtRest } from './until-at-rest.ts'

const never = new AbortController().signal
const collection = 'chunks'
const rounds = 2

const lite = { server: 'Milvus Lite 3.2.0', name: 'Milvus Lite 3.2', terms: true } as const
const standalone = { server: 'Milvus Standalone 2.3.5', name: 'another Standalone', terms: false } as const
type Target = typeof lite | typeof standalone

/** Into one target: a copy with each client, and the same rows written from memory, which is what the target takes at most. */
interface Into {
  readonly target: Target
  readonly ours: CopyFigure
  readonly others: readonly (readonly [(typeof others)[number], CopyFigure])[]
  readonly bare: CopyFigure
}

/**
 * 60,000 rows, or 4,000 with `--quick`, which are in Standalone before anything is measured. Each copy goes into a server of its own: one
 * that holds more is slower. Clients take turns, so that a machine that slows down meanwhile does not favour one of them.
 */
export async function benchMoveServers(quick: boolean): Promise<PartResult> {
  await using opened = new AsyncDisposableStack()
  const filled = opened.adopt(await fillDatabase((quick ? 4_000 : 60_000) / chunksADocument), (one) => one.close())
  const source = opened.adopt(await startServer('Milvus Standalone 2.3.5'), (one) => one.stop())
  const from = opened.adopt(await made(source.address, collection), (one) => one.close())
  await fillStore(from, filled)
  const copy = (to: VectorStore, name: string) => copyAll(filled.db, { sides: { from, to }, to: name })
  const into = async (target: Target): Promise<Into> => {
    const ours: CopyFigure[] = []
    const theirs = others.map((other) => [other, [] as CopyFigure[]] as const)
    for (let round = 1; round <= rounds; round += 1) {
      ours.push(await intoEmpty(target, ({ store }) => copy(store, randomUUID())))
      for (const [other, figures] of theirs)
        figures.push(
          await intoEmpty(target, ({ address, name }) =>
            copyBy(other, { from: source.address, to: address, collection, into: name, terms: target.terms }),
          ),
        )
    }
    const bare = await intoEmpty(target, ({ store }) => fillStore(store, filled))
    const summed = theirs.map(([other, figures]) => [other, sumOfFigures(figures)] as const)
    return { target, ours: sumOfFigures(ours), others: summed, bare }
  }
  await untilAtRest()
  const intoNothing = await copy(takesEverything(), 'nothing')
  const ledger = await intoEmpty(lite, ({ address }) => copyByLedger({ from: source.address, to: address, collection }))
  return result({ intoNothing, ledger, into: [await into(lite), await into(standalone)] })
}

async function startServer(name: ServerName) {
  const server = await findServer(name)
  return server.start()
}

async function made(address: string, name: string): Promise<VectorStore> {
  const store = openMilvus({ kind: 'milvus', address, collection: name, log: silentLog })
  await store.ensure(testSpec(name, dimension), never)
  return store
}

/** A collection without rows. */
interface Empty {
  readonly address: string
  readonly name: string
  readonly store: VectorStore
}

async function intoEmpty(target: Target, work: (empty: Empty) => Promise<CopyFigure>): Promise<CopyFigure> {
  await using opened = new AsyncDisposableStack()
  const { address } = opened.adopt(await startServer(target.server), (one) => one.stop())
  const name = 'into'
  await untilAtRest()
  const store = opened.adopt(await made(address, name), (one) => one.close())
  return await work({ address, name, store })
}

interface Measured {
  readonly intoNothing: CopyFigure
  readonly ledger: CopyFigure
  readonly into: readonly Into[]
}

function result({ intoNothing, ledger, into }: Measured): PartResult {
  const lines = [
    ['into a target that takes everything', intoNothing] as const,
    [`by ledger into ${lite.name}`, ledger] as const,
    ...into.flatMap(linesOf),
  ]
  const speed = rowsPerSecond(intoNothing)
  return {
    title: 'Copying from Milvus Standalone 2.3.5',
    head: ['', 'rows', 'rows/s', 'rows per CPU second'],
    rows: lines.map(([what, figure]) => [
      what,
      ...[figure.rows, rowsPerSecond(figure), rowsPerCpuSecond(figure)].map((value) => rounded(value)),
    ]),
    figures: Object.fromEntries(
      lines.flatMap(([what, figure]) => [
        [what, rowsPerSecond(figure)],
        [`${what}, per CPU second`, rowsPerCpuSecond(figure)],
      ]),
    ),
    limits: [
      { what: 'rows a second into nothing', value: speed, bound: 8_000, kind: 'at least' },
      ...into.flatMap(limitsOf),
    ],
  }
}

const linesOf = ({ target, ours, others: theirs, bare }: Into) => [
  [`into ${target.name}`, ours] as const,
  ...theirs.map(([other, figure]) => [`into ${target.name}, with ${other}`, figure] as const),
  [`into ${target.name}, rows from memory`, bare] as const,
]

function limitsOf({ target, ours, others: theirs, bare }: Into): readonly Limit[] {
  const share = rowsPerSecond(ours) / rowsPerSecond(bare)
  const against = theirs.flatMap(([other, figure]): Limit[] => {
    const [times, timesPerCpu] = [rowsPerSecond, rowsPerCpuSecond].map((of) => of(ours) / of(figure))
    const of = `times those of ${other}, into ${target.name}`
    return [
      { what: `rows a second, ${of}`, value: times ?? 0, bound: 2, kind: 'at least' },
      { what: `rows per CPU second, ${of}`, value: timesPerCpu ?? 0, bound: 5, kind: 'at least' },
    ]
  })
  if (target === standalone) return against
  return [
    { what: `share of its bare speed, into ${target.name}`, value: share, bound: 0.9, kind: 'at least' },
    ...against,
  ]
}
