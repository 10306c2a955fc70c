// Making rows anew with another embedder, against that embedder alone on the same texts.
import path from 'node:path'
import { createAnalyser } from '../src/adapters/analyse/analyser.ts'
import { createOnnxEmbedder } from '../src/adapters/models/onnx-embedder.ts'
import { createStoredChunks } from '../src/adapters/postgres/moves/stored-chunks.ts'
import { embeddedText } from '../src/domain/units/embedded-text.ts'
import { rebuiltRows } from '../src/move/rows/rebuilt-rows.ts'
import type { VectorStore } from '../src/ports/vector-store.ts'
import { textSource } from './corpus-text.ts'
import { modelsFolder, timed } from './embed.ts'
import { chunksADocument, copyAll, fillDatabase, takesEverything } from './moving.ts'
import { temporaryFolder } from './processes.ts'
import { rounded, type PartResult } from './report.ts'

const model = 'multilingual-e5-small'
const wordsPerText = 145
const batchSize = 64
const signal = new AbortController().signal

/** 400 chunks, or 80 with `--quick`; one process embeds. Halves of the bare run around ours. */
export async function benchMoveEmbed(quick: boolean): Promise<PartResult> {
  const filled = await fillDatabase((quick ? 80 : 400) / chunksADocument)
  const cache = await temporaryFolder('models')
  const source = textSource(17)
  const texts = await filled.addTexts(() => source.paragraph(wordsPerText))
  const embedder = await createOnnxEmbedder({
    modelDir: path.join(modelsFolder, model),
    cacheDir: cache.path,
    processes: 1,
  })
  try {
    const asStored = texts.map((text) =>
      embeddedText({ headingPath: [], text, start: 0, tables: [], outline: null }, null),
    )
    const bare = async (some: typeof asStored) => {
      for (let at = 0; at < some.length; at += batchSize)
        await embedder.embedWithParts(some.slice(at, at + batchSize), { role: 'passage', companyId: null, signal })
    }
    await bare(asStored.slice(0, 4))
    const half = asStored.length >> 1
    const before = await timed(() => bare(asStored.slice(0, half)))
    // a rebuild reads nothing of the old store
    const sides = { from: {} as VectorStore, to: takesEverything() }
    const stored = createStoredChunks(filled.db)
    const rows = rebuiltRows({ stored, sides, embedders: { from: embedder, to: embedder }, analyser: createAnalyser() })
    const made = await copyAll(filled.db, { sides, to: 'anew', rows })
    const after = await timed(() => bare(asStored.slice(half)))
    const [ours, alone] = [made.rows / made.seconds, texts.length / (before + after)]
    return {
      title: `Making ${made.rows} rows anew with ${model}`,
      head: ['rows/s', 'texts/s of the embedder alone', 'share'],
      rows: [[ours, alone, ours / alone].map((value) => rounded(value))],
      figures: { rowsPerSecond: ours, bareTextsPerSecond: alone, shareOfBare: ours / alone },
      limits: [{ what: 'share of the embedder alone', value: ours / alone, bound: 0.9, kind: 'at least' }],
    }
  } finally {
    await embedder.close()
    await cache.remove()
    await filled.close()
  }
}
