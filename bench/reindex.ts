// All vectors of a running product made anew by the command, against the bare embedder; the same questions are asked during both.
import { execFile } from 'node:child_process'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createOnnxEmbedder, type OnnxEmbedder } from '../src/adapters/models/onnx-embedder.ts'
import { migration } from '../src/contract/migrations.ts'
import type { FileClient } from '../src/client/node/file-client.ts'
import { startProduct } from '../test/harness/product.ts'
import { chunkTexts } from './chunk-texts.ts'
import { writeCorpus } from './corpus.ts'
import { modelsFolder, timed } from './embed.ts'
import { temporaryFolder } from './processes.ts'
import { percentile, rounded, type PartResult } from './report.ts'
import { asking } from './steady-questions.ts'
import { localClient, uploadAll } from './upload-all.ts'

/** What a new installation uses. */
const model = 'multilingual-e5-small'
const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))
const signal = new AbortController().signal

/**
 * 60 documents of 8 pages, or 10 of 4 with `--quick`. Halves of the bare run, which has all cores as a worker has, around ours; users' questions
 * cost both the same.
 */
export async function benchReindex(quick: boolean): Promise<PartResult> {
  const folder = await temporaryFolder('reindex')
  const files = await writeCorpus(folder.path, { count: quick ? 10 : 60, pages: quick ? 4 : 8, seed: 700 })
  const embedder = await createOnnxEmbedder({
    modelDir: path.join(modelsFolder, model),
    cacheDir: path.join(folder.path, 'models'),
    processes: availableParallelism(),
  })
  const product = await startProduct({ dataDir: path.join(folder.path, 'data') })
  try {
    const texts = await chunkTexts(files, embedder)
    const client = localClient(product.url)
    await uploadAll(client, files)
    const half = texts.length >> 1
    const question = { everyMs: 1_000, ask: () => instead(client, texts[half]?.slice(0, 80) ?? '') }
    const besideQuestions = async (work: () => Promise<unknown>) => {
      let seconds = Number.NaN
      const asked = await asking(
        question,
        timed(work).then((took) => (seconds = took)),
      )
      return { seconds, asked }
    }
    const before = await besideQuestions(() => embedAlone(embedder, texts.slice(0, half)))
    const { seconds, asked } = await besideQuestions(() => reindex(product.url, texts.length))
    const after = await besideQuestions(() => embedAlone(embedder, texts.slice(half)))
    const [ours, alone] = [texts.length / seconds, texts.length / (before.seconds + after.seconds)]
    const askedBeside = [...before.asked.times, ...after.asked.times]
    return {
      title: `atenex reindex: ${texts.length} chunks of ${files.length} documents with ${model}, a question a second meanwhile`,
      head: [
        'rows/s',
        'texts/s of the bare embedder',
        'share',
        'questions, p50 ms',
        'beside the bare one',
        'without an answer of both legs',
      ],
      rows: [
        [
          rounded(ours),
          rounded(alone),
          rounded(ours / alone),
          `${asked.times.length}, ${rounded(percentile(asked.times, 0.5))}`,
          `${askedBeside.length}, ${rounded(percentile(askedBeside, 0.5))}`,
          String(asked.failures.length),
        ],
      ],
      figures: {
        rowsPerSecond: ours,
        bareTextsPerSecond: alone,
        shareOfBare: ours / alone,
        failed: asked.failures.length,
      },
      limits: [
        { what: 'share of the bare embedder', value: ours / alone, bound: 0.9, kind: 'at least' },
        { what: 'questions without an answer of both legs', value: asked.failures.length, bound: 0, kind: 'at most' },
      ],
    }
  } finally {
    await product.stop()
    await embedder.close()
    await folder.remove()
  }
}

const embedAlone = (embedder: OnnxEmbedder, texts: readonly string[]) =>
  embedder.embed(texts, { role: 'passage', companyId: null, signal })

/** What came instead of an answer of both legs; null for one. */
async function instead(client: FileClient, query: string): Promise<string | null> {
  const { retrieval, retrieved_documents: found } = await client.ask({ query })
  const right = retrieval.mode === 'hybrid' && !retrieval.degraded && found.length > 0
  return right ? null : JSON.stringify({ retrieval, found: found.length })
}

/** @throws when the move did not end well, or carried another number of rows. */
async function reindex(url: string, rows: number): Promise<void> {
  const { stdout } = await promisify(execFile)(process.execPath, [main, '--url', url, '--json', 'reindex'])
  const done = migration.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''))
  if (done.state !== 'finished' || done.verification?.different !== 0)
    throw new Error(`The move ended otherwise, of ${rows} rows: ${JSON.stringify(done)}`)
}
