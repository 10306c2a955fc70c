import path from 'node:path'
import { fileURLToPath } from 'node:url'
import * as ort from 'onnxruntime-node'
import { loadTokenizer } from '../src/adapters/models/tokenizer/load-tokenizer.ts'
import { readModelFolder } from '../src/adapters/models/model-folder.ts'
import { openModelHome } from '../src/adapters/models/model-home.ts'
import { createOnnxEmbedder } from '../src/adapters/models/onnx-embedder.ts'
import { unpackModel } from '../src/adapters/models/unpack-model.ts'
import { textSource } from './corpus-text.ts'
import { temporaryFolder } from './processes.ts'
import { rounded, type PartResult } from './report.ts'

export const modelsFolder = fileURLToPath(new URL('../models/', import.meta.url))
const models = ['multilingual-e5-small', 'use-multilingual-v3', 'all-MiniLM-L6-v2'] as const

/** Spanish words that make about 200 tokens, by model. */
const WORDS_PER_TEXT = { 'multilingual-e5-small': 145, 'use-multilingual-v3': 145, 'all-MiniLM-L6-v2': 90 } as const

interface EmbedFigures {
  readonly tokens: number
  readonly words: number
  readonly tokeniseMs: number
  readonly barePerSecond: number
  readonly ourPerSecond: number
}

/** Each embedder against the runtime alone, on the same texts: one thread, one text at a time, tokenising apart. */
export async function benchEmbed(quick: boolean): Promise<PartResult> {
  const rows: string[][] = []
  const figures: Record<string, number> = {}
  for (const model of models) {
    const count = Math.round((quick ? 60 : 400) * (model === 'use-multilingual-v3' ? 1 : 0.3))
    const found = await measure(model, count)
    const share = found.ourPerSecond / found.barePerSecond
    rows.push([
      model,
      rounded(found.tokens),
      rounded(found.words),
      rounded(found.tokeniseMs),
      rounded(found.barePerSecond),
      rounded(found.ourPerSecond),
      rounded(found.ourPerSecond * found.words, 4),
      rounded(share),
    ])
    Object.assign(figures, {
      [`${model}.tokenise_ms_per_text`]: found.tokeniseMs,
      [`${model}.bare_texts_per_second`]: found.barePerSecond,
      [`${model}.texts_per_second`]: found.ourPerSecond,
      [`${model}.words_per_second`]: found.ourPerSecond * found.words,
      [`${model}.share_of_bare`]: share,
    })
  }
  const head = [
    'Model',
    'tokens/text',
    'words/text',
    'tokenise ms',
    'runtime texts/s',
    'ours texts/s',
    'ours words/s',
    'ours/runtime',
  ]
  return { title: 'Embedding: our embedder (tokenising included) against the bare runtime', head, rows, figures }
}

async function measure(model: (typeof models)[number], count: number): Promise<EmbedFigures> {
  const folder = await readModelFolder(path.join(modelsFolder, model))
  const cache = await temporaryFolder('models')
  const source = textSource(11)
  const texts = Array.from({ length: count }, () => source.paragraph(WORDS_PER_TEXT[model]))
  const tokenizer = await loadTokenizer(folder.tokenizerPath)
  const began = performance.now()
  const limit = folder.maxTokens ?? folder.longestInput
  const ids = texts.map((text) => tokenizer.encode(folder.prefixes.passage + text).slice(0, limit))
  const tokeniseMs = (performance.now() - began) / count

  const unpacked = await unpackModel(folder, (await openModelHome(folder, cache.path)).path)
  const embedder = await createOnnxEmbedder({
    modelDir: path.join(modelsFolder, model),
    cacheDir: cache.path,
    processes: 1,
  })
  const bare = await openBareModel(unpacked.path)
  try {
    const signal = new AbortController().signal
    await embedder.embed(texts.slice(0, 4), { role: 'passage', companyId: null, signal })
    await bare.run(ids.slice(0, 4))
    // Halves of the bare run around ours, so that a machine that slows down meanwhile does not favour one of them.
    const half = Math.floor(count / 2)
    const before = await timed(() => bare.run(ids.slice(0, half)))
    const ours = await timed(() => embedder.embed(texts, { role: 'passage', companyId: null, signal }))
    const after = await timed(() => bare.run(ids.slice(half)))
    return {
      tokens: sum(ids.map((list) => list.length)) / count,
      words: sum(texts.map((text) => text.split(' ').length)) / count,
      tokeniseMs,
      barePerSecond: count / (before + after),
      ourPerSecond: count / ours,
    }
  } finally {
    await embedder.close()
    await bare.close()
    await cache.remove()
  }
}

/** The runtime with nothing of ours around it. */
export async function openBareModel(
  file: string,
): Promise<{ run(ids: readonly (readonly number[])[]): Promise<void>; close(): Promise<void> }> {
  const session = await ort.InferenceSession.create(file, { intraOpNumThreads: 1, interOpNumThreads: 1 })
  return {
    run: async (lists) => {
      for (const list of lists) {
        const feeds: Record<string, ort.Tensor> = {}
        for (const name of session.inputNames) {
          const values =
            name === 'input_ids'
              ? BigInt64Array.from(list, BigInt)
              : new BigInt64Array(list.length).fill(name === 'attention_mask' ? 1n : 0n)
          feeds[name] = new ort.Tensor('int64', values, [1, list.length])
        }
        await session.run(feeds)
      }
    },
    close: () => session.release(),
  }
}

/** Seconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
