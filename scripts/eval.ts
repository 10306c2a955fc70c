import { readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Command, InvalidArgumentError, Option } from 'commander'
import { findServer } from '../test/harness/milvus/real-servers.ts'
import type { RealMilvus } from '../test/harness/milvus/server-process.ts'
import { discardProduct, startProduct } from '../test/harness/product.ts'
import { defaultAskOptions } from '../src/query/ask-options.ts'
import { evaluateAdopted, type AdoptedFigures } from './eval/adopted.ts'
import { evaluateAnswers, type AnswerFigures } from './eval/answers.ts'
import { readBeir, readSquad, type DataSet } from './eval/data-sets.ts'
import { evaluateEveryday } from './eval/everyday.ts'
import { openPipeline, type Pipeline } from './eval/pipeline.ts'
import type { EverydayFigures } from './eval/everyday-judge.ts'
import { isEverydaySet } from './eval/everyday-set.ts'
import { processorKind } from './eval/processor-kind.ts'
import { figuresToStore, lossesOf, storedFigures } from './eval/gate.ts'
import { adoptedTable, answerTable, everydayTable, retrievalTable, sayingNoTable } from './eval/report.ts'
import { evaluateSayingNo } from './eval/saying-no.ts'
import { evaluateRetrieval, type RetrievalFigures } from './eval/retrieval.ts'
import { warningsOnly } from './eval/warnings-only.ts'

const checkout = fileURLToPath(new URL('..', import.meta.url))

interface Options {
  readonly embedder: string
  readonly vectorStore: 'embedded' | 'milvus-lite'
  readonly words: 'store' | 'postgresql'
  readonly adopted: boolean
  readonly sayingNo: boolean
  readonly weight: number | null
  readonly depth: number
  readonly questions?: string
  readonly url?: string
  readonly concurrency: number
  readonly limit: number | null
  readonly json: boolean
  readonly gate?: string
  readonly store?: string
}

const positive = (text: string): number => {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('Give a whole number above 0.')
  return value
}
const fraction = (text: string): number => {
  const value = Number(text)
  if (!(value >= 0 && value <= 1)) throw new InvalidArgumentError('Give a number from 0 to 1.')
  return value
}

async function run(files: readonly string[], options: Options): Promise<void> {
  const asked = files.filter((file) => file.endsWith('.jsonl'))
  const daily: string[] = []
  for (const file of files) if (statSync(file).isDirectory() && (await isEverydaySet(file))) daily.push(file)
  const ranked = files.filter((file) => !asked.includes(file) && !daily.includes(file))
  const everyday = daily.length === 0 ? [] : await withPipeline(daily, options, evaluateEveryday)
  keepOrCompare(everyday, options, await processorKind())
  const answers = asked.length === 0 ? [] : await measureAnswers(asked, options)
  const adopted = options.adopted ? await measureAdopted(ranked, options) : []
  const sayingNo = options.sayingNo ? await withPipeline(ranked, options, evaluateSayingNo) : []
  const retrieval =
    ranked.length === 0 || options.adopted || options.sayingNo ? [] : await measureRetrieval(ranked, options)
  if (options.json) {
    const { embedder, vectorStore, weight, depth } = options
    console.log(
      JSON.stringify(
        { embedder, vectorStore, weight, depth, retrieval, adopted, sayingNo, answers, everyday },
        null,
        2,
      ),
    )
    return
  }
  if (retrieval.length > 0) {
    console.log(
      `embedder ${options.embedder}, vector store ${options.vectorStore}, dense weight ${options.weight ?? 'of the model'}, ${options.depth} candidates a leg`,
    )
    console.log(retrievalTable(retrieval))
  }
  if (adopted.length > 0) console.log(adoptedTable(adopted))
  if (sayingNo.length > 0) console.log(sayingNoTable(sayingNo))
  if (answers.length > 0) console.log(answerTable(answers))
  if (everyday.length > 0) console.log(everydayTable(everyday))
}

/** The figures of everyday sets are written down, or compared with those that were: a loss ends in failure. */
function keepOrCompare(everyday: readonly EverydayFigures[], { gate, store }: Options, processor: string): void {
  if (store !== undefined) writeFileSync(store, `${JSON.stringify(figuresToStore(everyday, processor), null, 2)}\n`)
  if (gate === undefined) return
  const losses = lossesOf(storedFigures.parse(JSON.parse(readFileSync(gate, 'utf8'))), everyday, processor)
  for (const loss of losses) console.error(`worse: ${loss}`)
  if (losses.length > 0) process.exitCode = 1
}

async function readSets(files: readonly string[], options: Options): Promise<DataSet[]> {
  const sets: DataSet[] = []
  for (const file of files) {
    const folder = statSync(file).isDirectory()
    sets.push(folder ? await readBeir(file) : await readSquad(file, options.questions ?? null))
  }
  return sets
}

async function measureAdopted(files: readonly string[], options: Options): Promise<AdoptedFigures[]> {
  const figures: AdoptedFigures[] = []
  for (const set of await readSets(files, options)) figures.push(await evaluateAdopted(set, showProgress))
  return figures
}

async function measureRetrieval(files: readonly string[], options: Options): Promise<RetrievalFigures[]> {
  const sets = await readSets(files, options)
  const server = options.vectorStore === 'milvus-lite' ? await startServer() : null
  try {
    return await evaluateRetrieval(sets, {
      modelsFolder: path.join(checkout, 'models'),
      embedder: options.embedder,
      milvus: server?.address ?? null,
      textIndex: options.words === 'postgresql',
      denseWeight: options.weight,
      depth: options.depth,
      log: warningsOnly,
      onProgress: showProgress,
    })
  } finally {
    await server?.stop()
  }
}

/** A Milvus Lite of its own, in a virtual environment that is made when it is not there yet. */
async function startServer(): Promise<RealMilvus> {
  const server = await findServer('Milvus Lite 3.2.0')
  return server.start()
}

/** Measures each in this process, without a server. */
async function withPipeline<Figures>(
  files: readonly string[],
  options: Options,
  evaluate: (file: string, pipeline: Pipeline, onProgress: typeof showProgress) => Promise<Figures>,
): Promise<Figures[]> {
  const modelsFolder = path.join(checkout, 'models')
  const pipeline = await openPipeline({
    modelsFolder,
    embedder: options.embedder,
    denseWeight: options.weight,
    log: warningsOnly,
  })
  try {
    const figures: Figures[] = []
    for (const file of files) figures.push(await evaluate(file, pipeline, showProgress))
    return figures
  } finally {
    await pipeline.close()
  }
}

async function measureAnswers(files: readonly string[], options: Options): Promise<AnswerFigures[]> {
  const figures: AnswerFigures[] = []
  for (const file of files) {
    const { concurrency, limit } = options
    figures.push(
      await withProduct(options, (url) =>
        evaluateAnswers(path.resolve(file), { url, concurrency, limit, onProgress: showProgress }),
      ),
    )
  }
  return figures
}

/** With the server that was named, or one of its own that is thrown away afterwards. */
async function withProduct<T>(options: Options, work: (url: string) => Promise<T>): Promise<T> {
  if (options.url !== undefined) return work(options.url)
  // the client's company is made up, which only a gateway may do
  const product = await startProduct({ env: { ATENEX_EMBEDDER: options.embedder, ATENEX_AUTH: 'gateway' } })
  try {
    return await work(product.url)
  } finally {
    await discardProduct(product)
  }
}

/** One line on a terminal, nothing where output is kept. */
function showProgress(what: string, done: number, total: number): void {
  if (!process.stderr.isTTY) return
  process.stderr.write(`\r\u001b[K${what} ${done}/${total}${done === total ? '\n' : ''}`)
}

await new Command('eval')
  .description(
    'Measures retrieval (SQuAD-style .json, BEIR folder) or answers over HTTP (.jsonl of questions about files, folder of everyday cases).',
  )
  .argument('<file...>', 'what to measure; several of one kind give one table')
  .option(
    '--embedder <name>',
    'multilingual-e5-small, use-multilingual-v3 or all-MiniLM-L6-v2',
    'multilingual-e5-small',
  )
  .addOption(
    new Option('--vector-store <name>', 'where retrieval is measured; milvus-lite needs Python')
      .choices(['embedded', 'milvus-lite'])
      .default('embedded'),
  )
  .addOption(
    new Option('--words <where>', 'what finds by words: the store, or the text index of a PostgreSQL of its own')
      .choices(['store', 'postgresql'])
      .default('store'),
  )
  .option(
    '--adopted',
    "measure the sets in the original's database and collection (all-MiniLM-L6-v2), over HTTP",
    false,
  )
  .option(
    '--saying-no',
    'of SQuAD-style .json with questions that have no answer: whether evidence tells them from the others',
    false,
  )
  .option('--weight <w>', 'share of the dense score in the fused one instead of what the model says', fraction, null)
  .option('--depth <n>', 'candidates a leg', positive, defaultAskOptions.depth)
  .option('--questions <file>', 'questions from this parallel SQuAD-style file instead')
  .option('--url <url>', 'measure the answers of this running server instead of starting one')
  .option('--concurrency <n>', 'questions asked at the same time over HTTP', positive, 2)
  .option('--limit <n>', 'ask only about so many questions over HTTP', positive, null)
  .option('--gate <file>', 'fail when an everyday set is more than half a point below the figures in this file')
  .option('--store <file>', 'write the figures of everyday sets into this file')
  .option('--json', 'print JSON instead of tables', false)
  .action(run)
  .parseAsync()
