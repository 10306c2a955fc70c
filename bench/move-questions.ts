// How long a user's question takes while everything is moved to another store, against before, in turns of one run.
import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { apiOf } from '../test/harness/api.ts'
import { findServer } from '../test/harness/milvus/real-servers.ts'
import { childrenOf, discardProduct, fastEmbedder, startProduct, type Product } from '../test/harness/product.ts'
import { secretWord, spanishText } from '../test/harness/texts.ts'
import { moveSteps } from './move-steps.ts'
import { multiplyDocuments } from './multiply-documents.ts'
import { othersShare, processorUse, useBetween, type ProcessorUse } from './processor-use.ts'
import { percentile, rounded, type Limit, type PartResult } from './report.ts'
import { asking, type Phase } from './steady-questions.ts'

const companies = 4
/** Of a document: some ten chunks. */
const paragraphs = 12
const phases = ['before', 'copy', 'comparison', 'cut over', 'rolled back'] as const
/** Of a phase that nothing else ends. */
const phaseMs = 20_000
/** Between two questions. */
const everyMs = 200
/** Milvus Lite needs more than a second of its processor for one question; asked more often it still works at them after the roll-back. */
const everyMsOfLite = 3_000

const lite = 'Milvus Lite 3.2.0'
const standalone = 'Milvus Standalone 2.3.5'
type Server = typeof lite | typeof standalone

/** From a server, or the embedded store, to a server. */
interface Ends {
  readonly from: typeof standalone | 'embedded'
  readonly to: Server
}

interface Watched extends Phase {
  readonly use: ProcessorUse
}

type Watches = Record<(typeof phases)[number], Watched[]>

interface Way extends Ends {
  readonly rows: number
  readonly watches: Watches
}

/**
 * Some thousand rows go from the embedded store, and from Milvus Standalone, to Milvus Lite, and to another Standalone that can answer as
 * fast as the first one: three times each, or twice with `--quick`.
 */
export async function benchMoveQuestions(quick: boolean): Promise<PartResult> {
  const ways = [
    await measureWay({ from: 'embedded', to: lite }, quick),
    await measureWay({ from: standalone, to: lite }, quick),
    await measureWay({ from: standalone, to: standalone }, quick),
  ]
  return {
    title: 'Questions while everything is moved',
    head: [
      '',
      'questions',
      'p50 ms',
      'p95 ms',
      'most ms',
      'p95, times before',
      'by round',
      'API ms each',
      'machine taken by others',
    ],
    rows: ways.flatMap((way) => phases.map((phase) => line(way, phase))),
    figures: Object.fromEntries(
      ways.flatMap((way) => phases.map((phase) => [`${nameOf(way)}: ${phase}`, timesBefore(way, phase)])),
    ),
    limits: ways.flatMap(limitsOf),
  }
}

const nameOf = ({ from, to }: Ends) => `${from} to ${to === from ? 'another' : to}`

async function measureWay({ from, to }: Ends, quick: boolean): Promise<Way> {
  await using opened = new AsyncDisposableStack()
  const start = async (server: Server) => {
    const before = new Set(await childrenOf(process.pid))
    const started = opened.adopt(await (await findServer(server)).start(), (one) => one.stop())
    const pid = (await childrenOf(process.pid)).find((one) => !before.has(one)) ?? 0
    return { address: started.address, pid }
  }
  const target = await start(to)
  const source = from === 'embedded' ? null : await start(from)
  const env = {
    ...fastEmbedder,
    ATENEX_TARGET_MILVUS_URI: target.address,
    ...(source === null ? {} : { INGEST_MILVUS_URI: source.address, QUERY_MILVUS_URI: source.address }),
  }
  const ids = Array.from({ length: companies }, () => randomUUID())
  const filled = await fill(env, ids, { copies: quick ? 40 : 120, address: source?.address ?? null })
  const product = opened.adopt(await startProduct({ dataDir: filled, env }), discardProduct)
  const roots = { ...(await product.pids()), target: target.pid, source: source?.pid ?? 0 }
  const watch = watching(product, ids, { api: roots.api, worker: roots.worker, ...storesOf(roots) })
  await watch(delay(5_000))
  return { from, to, ...(await rounds(product, watch, { quick, after: to === lite ? 'slowly' : undefined })) }
}

const storesOf = ({ postgres, target, source }: Readonly<Record<'postgres' | 'target' | 'source', number>>) =>
  source === 0 ? { postgres, target } : { postgres, target, source }

interface Fill {
  readonly copies: number
  /** Of Milvus; null: the embedded store. */
  readonly address: string | null
}

/** @returns the data folder of a product that has stopped. */
async function fill(env: Readonly<Record<string, string>>, ids: readonly string[], { copies, address }: Fill) {
  const product = await startProduct({ env })
  try {
    for (const [number, id] of ids.entries()) {
      const api = apiOf(product.url, id)
      await api.finished(await api.uploaded(`${number}.txt`, spanishText(number, paragraphs)))
    }
  } finally {
    await product.stop()
  }
  await multiplyDocuments(product.dataDir, address, copies)
  return product.dataDir
}

type Watch = (ended: Promise<unknown>, slowly?: 'slowly') => Promise<Watched>

/** Asks each company in turn for what only its document says. */
function watching({ url }: Product, ids: readonly string[], roots: Readonly<Record<string, number>>): Watch {
  const users = ids.map((id) => apiOf(url, id))
  let asked = 0
  const ask = async () => {
    const number = (asked += 1) % users.length
    const reply = await users[number]?.ask(`¿Cuándo vence ${secretWord(number)}?`)
    const right = reply?.answer.includes(secretWord(number)) === true
    return right ? null : JSON.stringify({ answer: reply?.answer, retrieval: reply?.retrieval })
  }
  return async (ended, slowly) => {
    const before = await processorUse(roots)
    const phase = await asking({ ask, everyMs: slowly ? everyMsOfLite : everyMs }, ended)
    for (const failure of phase.failures) console.error(`no right answer, ${failure}`)
    return { ...phase, use: useBetween(before, await processorUse(roots)) }
  }
}

interface Rounds {
  readonly quick: boolean
  /** How the new store is asked. */
  readonly after: 'slowly' | undefined
}

async function rounds(
  { url }: Product,
  watch: Watch,
  { quick, after }: Rounds,
): Promise<Pick<Way, 'rows' | 'watches'>> {
  const move = moveSteps(url)
  const watches: Watches = { before: [], copy: [], comparison: [], 'cut over': [], 'rolled back': [] }
  let rows = 0
  for (let round = 0; round < (quick ? 2 : 3); round += 1) {
    watches.before.push(await watch(delay(phaseMs)))
    await move.start()
    watches.copy.push(await watch(move.until('copied').then((copied) => (rows = copied.rows))))
    await move.step('verify')
    watches.comparison.push(await watch(move.until('verified')))
    const switched = async (step: 'cutover' | 'rollback') => {
      const { to } = await move.step(step)
      await delay(phaseMs)
      return to
    }
    watches['cut over'].push(await watch(switched('cutover'), after))
    const back = switched('rollback')
    // at the rate of before, or the two could not be compared
    watches['rolled back'].push(await watch(back))
    await move.step('abandon', { drop: (await back).name })
  }
  return { rows, watches }
}

const timesOf = (phase: readonly Watched[]) => phase.flatMap(({ times }) => times)

const p95 = (watched: readonly Watched[]) => percentile(timesOf(watched), 0.95)

const timesBefore = ({ watches }: Way, phase: (typeof phases)[number]) => p95(watches[phase]) / p95(watches.before)

/** Each round against what came before it: a machine that others use is another one minutes later. */
const byRound = ({ watches }: Way, phase: (typeof phases)[number]) =>
  watches[phase]
    .map((watched, round) => rounded(p95([watched]) / p95(watches.before.slice(round, round + 1))))
    .join(' ')

function line(way: Way, phase: (typeof phases)[number]): readonly string[] {
  const watched = way.watches[phase]
  const times = timesOf(watched)
  const sum = (of: (one: Watched) => number) => watched.reduce((total, one) => total + of(one), 0)
  const others = sum(({ use, seconds }) => othersShare(use, seconds) * seconds) / sum(({ seconds }) => seconds)
  const apiMs = (sum(({ use }) => use.of['api'] ?? 0) * 1_000) / times.length
  return [
    `${nameOf(way)}, ${way.rows} rows: ${phase}`,
    ...[times.length, ...[0.5, 0.95, 1].map((share) => percentile(times, share)), timesBefore(way, phase)].map(
      (figure) => rounded(figure),
    ),
    byRound(way, phase),
    ...[apiMs, others].map((figure) => rounded(figure)),
  ]
}

function limitsOf(way: Way): readonly Limit[] {
  const failed = phases.flatMap((phase) => way.watches[phase]).reduce((sum, one) => sum + one.failures.length, 0)
  return [
    { what: `${nameOf(way)}: questions without the right answer`, value: failed, bound: 0, kind: 'at most' },
    // once it is cut over, how long a question takes is the new store's affair
    ...phases
      .filter((phase) => phase !== 'before' && (phase !== 'cut over' || way.to === way.from))
      .map((phase): Limit => {
        const what = `${nameOf(way)}: p95 during ${phase}, times that of before`
        return { what, value: timesBefore(way, phase), bound: 1.5, kind: 'at most' }
      }),
  ]
}
