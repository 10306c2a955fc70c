import { availableParallelism } from 'node:os'
import path from 'node:path'
import { loadTokenizer } from '../src/adapters/models/tokenizer/load-tokenizer.ts'
import { readModelFolder } from '../src/adapters/models/model-folder.ts'
import { openModelHome } from '../src/adapters/models/model-home.ts'
import { createOnnxEmbedder, type OnnxEmbedder } from '../src/adapters/models/onnx-embedder.ts'
import { unpackModel } from '../src/adapters/models/unpack-model.ts'
import type { FileClient } from '../src/client/node/file-client.ts'
import { chunkTexts } from './chunk-texts.ts'
import { writeCorpus, writeDocument, type CorpusFile } from './corpus.ts'
import { modelsFolder, openBareModel, timed } from './embed.ts'
import { startProduct } from '../test/harness/product.ts'
import { sumByRole, temporaryFolder, watchProcesses, type RoleUse } from './processes.ts'
import { percentile, rounded, type PartResult } from './report.ts'
import { localClient, uploadAll } from './upload-all.ts'

/** What a new installation uses. */
const DEFAULT_MODEL = 'multilingual-e5-small'
/** As many as a worker has: the bare embedder has all cores, too. */
const PROCESSES = availableParallelism()
/** For the bare runtime, which has one thread, on either side. */
const RUNTIME_TEXTS = 400

/** Ordinary documents, and short ones, of which the uploads and PostgreSQL take a larger share. */
export const benchIngest = (quick: boolean): Promise<PartResult> => ingestOf(quick ? 4 : 16, quick ? 20 : 120, 0.92)
export const benchIngestShort = (quick: boolean): Promise<PartResult> => ingestOf(quick ? 2 : 8, quick ? 20 : 120, 0.88)

/**
 * End to end against the bare embedder on the same chunks, in one run; then deleting what was uploaded.
 * @param bound share of the bare embedder's speed that is wanted.
 */
async function ingestOf(pages: number, count: number, bound: number): Promise<PartResult> {
  const folder = await temporaryFolder('ingest')
  const files = await writeCorpus(folder.path, { count, pages, seed: 100 })
  const modelDir = path.join(modelsFolder, DEFAULT_MODEL)
  const embedder = await createOnnxEmbedder({
    modelDir,
    cacheDir: path.join(folder.path, 'models'),
    processes: PROCESSES,
  })
  const product = await startProduct({ dataDir: path.join(folder.path, 'data') })
  try {
    const texts = await chunkTexts(files, embedder)
    const bare = await bareRuntime(modelDir, folder.path)
    const client = localClient(product.url)
    await uploadAll(client, [await writeDocument(folder.path, { format: 'md', pages: 1, seed: 1 })])

    // Both halves of the bare runs stand around the product's run, so that a machine that slows down favours neither.
    const half = Math.floor(texts.length / 2)
    const before = await timeBare(embedder, bare, texts.slice(0, half))
    // Seldom: reading /proc of a whole machine five times a second takes a tenth of two cores.
    const processes = watchProcesses(product.pid, 5_000)
    const run = await uploadAll(client, files).finally(() => processes.stop())
    const after = await timeBare(embedder, bare, texts.slice(half))
    await bare.close()
    const deletes = await deleteAll(client, run.ids)
    return report(bound, {
      files,
      words: texts.reduce((sum, text) => sum + (text.match(/\S+/gu)?.length ?? 0), 0),
      chunks: run.chunks,
      expected: texts.length,
      seconds: run.seconds,
      embedderSeconds: before.embedder + after.embedder,
      runtimeSeconds: texts.length / ((before.runtimeRate + after.runtimeRate) / 2),
      deletes,
      uses: sumByRole(await processes.stop()),
    })
  } finally {
    await product.stop()
    await embedder.close()
    await folder.remove()
  }
}

interface IngestRun {
  readonly files: readonly CorpusFile[]
  /** Of the chunks. */
  readonly words: number
  readonly chunks: number
  readonly expected: number
  readonly seconds: number
  readonly embedderSeconds: number
  readonly runtimeSeconds: number
  readonly deletes: readonly number[]
  readonly uses: readonly RoleUse[]
}

function report(bound: number, run: IngestRun): PartResult {
  if (run.chunks !== run.expected) {
    throw new Error(`The product made ${run.chunks} chunks and the bench ${run.expected}; they must be the same.`)
  }
  const pages = run.files.reduce((sum, file) => sum + file.pages, 0)
  const share = run.embedderSeconds / run.seconds
  const [p50, p95] = [percentile(run.deletes, 0.5), percentile(run.deletes, 0.95)]
  const line = (what: string, seconds: number, of: string) => [
    what,
    rounded(seconds),
    rounded(run.chunks / seconds, 4),
    rounded(run.words / seconds, 4),
    rounded(run.files.length / seconds),
    rounded(pages / seconds),
    of,
  ]
  return {
    title: `Ingest: ${run.files.length} documents, ${pages} pages, ${run.chunks} chunks (pdf, docx, html, md, txt)`,
    head: ['What', 'seconds', 'chunks/s', 'words/s', 'documents/s', 'pages/s', 'share'],
    rows: [
      line('bare runtime, one thread, tokenised before', run.runtimeSeconds, ''),
      line(`bare embedder, ${PROCESSES} processes, same chunks`, run.embedderSeconds, '1'),
      line('upload to processed', run.seconds, rounded(share)),
      ...run.uses.map(({ role, cpuSeconds }) => [
        `  processor time of ${role}`,
        rounded(cpuSeconds),
        '',
        '',
        '',
        '',
        rounded(cpuSeconds / run.seconds),
      ]),
      ['delete one document (ms)', `p50 ${rounded(p50)}`, `p95 ${rounded(p95)}`, '', '', '', ''],
    ],
    figures: {
      documents_per_second: run.files.length / run.seconds,
      chunks_per_second: run.chunks / run.seconds,
      words_per_second: run.words / run.seconds,
      embedder_chunks_per_second: run.chunks / run.embedderSeconds,
      runtime_chunks_per_second: run.chunks / run.runtimeSeconds,
      share_of_embedder: share,
      delete_ms_p50: p50,
      delete_ms_p95: p95,
    },
    limits: [{ what: 'ingest against the bare embedder', value: share, bound, kind: 'at least' }],
  }
}

/** Peak memory while many documents and one of 1,000 pages are taken in. */
export async function benchMemory(quick: boolean): Promise<PartResult> {
  const folder = await temporaryFolder('memory')
  const book = await writeDocument(folder.path, { format: 'pdf', pages: 1000, seed: 5 })
  const others = await writeCorpus(folder.path, { count: quick ? 5 : 40, pages: 8, seed: 300 })
  const product = await startProduct({ dataDir: path.join(folder.path, 'data') })
  const memory = watchProcesses(product.pid)
  try {
    const { seconds, chunks } = await uploadAll(localClient(product.url), [book, ...others])
    const peaks = sumByRole(await memory.stop())
    const ours = peaks.filter(({ role }) => role !== 'embedder' && role !== 'postgres')
    const embedder = peaks.find(({ role }) => role === 'embedder')?.peakMb ?? Number.NaN
    return {
      title: `Memory: peak of each process while a 1,000-page PDF and ${others.length} documents (${chunks} chunks) are taken in, ${rounded(seconds)} s`,
      head: ['Process', 'processes', 'peak MB'],
      rows: peaks.map(({ role, count, peakMb }) => [role, String(count), rounded(peakMb)]),
      figures: Object.fromEntries(peaks.map(({ role, peakMb }) => [`${role}.peak_mb`, peakMb])),
      limits: [
        ...ours.map(({ role, peakMb }) => ({
          what: `${role}, MB`,
          value: peakMb,
          bound: 400,
          kind: 'at most' as const,
        })),
        { what: 'embedder, MB', value: embedder, bound: 600, kind: 'at most' },
      ],
    }
  } finally {
    await memory.stop()
    await product.stop()
    await folder.remove()
  }
}

/** From the start of the process to the first request that can be served. */
export async function benchStart(quick: boolean): Promise<PartResult> {
  const folder = await temporaryFolder('start')
  try {
    const times: number[] = []
    for (let start = 0; start < (quick ? 2 : 4); start += 1) {
      const product = await startProduct({ dataDir: folder.path })
      times.push(product.readyMs)
      await product.stop()
    }
    const [cold = Number.NaN, ...later] = times
    const warm = percentile(later, 0.5)
    return {
      title: 'Start: from the process to ready',
      head: ['Start', 'ms'],
      rows: [
        ['cold: empty data folder', rounded(Math.round(cold))],
        [`warm: median of ${later.length}`, rounded(Math.round(warm))],
      ],
      figures: { cold_ms: cold, warm_ms: warm },
      limits: [{ what: 'warm start, s', value: warm / 1000, bound: 5, kind: 'at most' }],
    }
  } finally {
    await folder.remove()
  }
}

type Bare = Awaited<ReturnType<typeof bareRuntime>>

async function bareRuntime(modelDir: string, folder: string) {
  const model = await readModelFolder(modelDir)
  const tokenizer = await loadTokenizer(model.tokenizerPath)
  const { path: file } = await unpackModel(model, (await openModelHome(model, path.join(folder, 'models'))).path)
  return { ...(await openBareModel(file)), encode: (text: string) => tokenizer.encode(model.prefixes.passage + text) }
}

async function timeBare(embedder: OnnxEmbedder, bare: Bare, texts: readonly string[]) {
  const signal = new AbortController().signal
  const ids = texts.slice(0, RUNTIME_TEXTS).map((text) => bare.encode(text))
  const seconds = await timed(() => embedder.embed(texts, { role: 'passage', companyId: null, signal }))
  return { embedder: seconds, runtimeRate: ids.length / (await timed(() => bare.run(ids))) }
}

/** Milliseconds of each delete, one after the other. */
async function deleteAll(client: FileClient, ids: readonly string[]): Promise<readonly number[]> {
  const times: number[] = []
  for (const id of ids) times.push((await timed(() => client.remove(id))) * 1000)
  return times
}
