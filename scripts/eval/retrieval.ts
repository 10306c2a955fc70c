import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sureLanguage } from '../../src/adapters/analyse/language.ts'
import { createAnalyser } from '../../src/adapters/analyse/analyser.ts'
import { openLanceDb } from '../../src/adapters/lancedb/open-lance-db.ts'
import { openMilvus } from '../../src/adapters/milvus/open-milvus.ts'
import { countWords } from '../../src/adapters/postgres/words/count-words.ts'
import { Lexicon } from '../../src/adapters/postgres/words/lexicon.ts'
import { createOnnxEmbedder } from '../../src/adapters/models/onnx-embedder.ts'
import { indexedText, type Chunk, type IndexedChunk } from '../../src/domain/chunk.ts'
import type { ExtractedText } from '../../src/domain/extracted.ts'
import { chunkId, parseCompanyId, parseDocumentId, type ChunkId } from '../../src/domain/ids.ts'
import type { Hit, Passage } from '../../src/domain/passage.ts'
import { embeddedText, splitEmbedding } from '../../src/domain/units/embedded-text.ts'
import { vectorsBy } from '../../src/domain/units/labelled-vectors.ts'
import { systemClock } from '../../src/flow/system-clock.ts'
import { chunkDocument } from '../../src/ingest/chunk/chunk-document.ts'
import type { Analyser } from '../../src/ports/analyser.ts'
import type { Embedder } from '../../src/ports/models.ts'
import type { Log } from '../../src/ports/log.ts'
import type { VectorStore } from '../../src/ports/vector-store.ts'
import { openMeasuredTextIndex, type MeasuredTextIndex } from '../../test/harness/text-index.ts'
import { orderPassages } from '../../src/query/answer/order-passages.ts'
import { readCloseOnes, type ReadUnits } from '../../src/query/answer/quotes/near/read-units.ts'
import { rankUnits } from '../../src/query/answer/quotes/rank-units.ts'
import { defaultAskOptions } from '../../src/query/ask-options.ts'
import { fuseAcross } from '../../src/query/find/fuse-across.ts'
import { createPassageReader } from '../../src/query/find/live-passages.ts'
import { retrieve } from '../../src/query/find/retrieve.ts'
import type { DataSet, EvalQuestion, SourceDocument } from './data-sets.ts'
import { documentRanking, meanMetrics, rankMetrics, withoutAccents, type RankMetrics } from './metrics.ts'

export interface RetrievalOptions {
  readonly modelsFolder: string
  readonly embedder: string
  /** Address of a Milvus server to index into; null for the embedded store. Its collections are left there. */
  readonly milvus: string | null
  /** Finds by words in PostgreSQL's text index, as for a collection without terms. */
  readonly textIndex: boolean
  /** Null: what the model says. */
  readonly denseWeight: number | null
  readonly depth: number
  readonly log: Log
  readonly onProgress: (what: string, done: number, total: number) => void
}

export interface LegFigures {
  readonly dense: RankMetrics
  readonly sparse: RankMetrics
  readonly fused: RankMetrics
  /** What an answer returns: the first fused ones in the order that their units give them. */
  readonly ordered: RankMetrics
}
export interface RetrievalFigures {
  readonly dataSet: string
  readonly documents: number
  readonly chunks: number
  readonly questions: number
  readonly asWritten: LegFigures
  readonly withoutAccents: LegFigures
}

/** Parts of the product, as they are, in a folder of their own. */
interface Parts {
  readonly analyser: Analyser
  readonly embedder: Embedder
  readonly vectorStore: VectorStore
  /** Of the set's texts, as PostgreSQL would keep them. */
  readonly lexicon: Lexicon
  /** Null: the store finds by words itself. */
  readonly textIndex: MeasuredTextIndex | null
  /** The passages of the set, as PostgreSQL would give them. */
  readonly passages: Map<ChunkId, Passage>
}

const companyId = parseCompanyId('00000000-0000-4000-8000-00000000e7a1')
/** Source documents stored under one document id: five thousand commits of one chunk each would measure commits. */
const shelfSize = 200
const embedBatch = 64
const askedAtOnce = 4

/** Indexes the documents with the product's chunker, embedder, analyser and store, and ranks them for every question. */
export async function evaluateRetrieval(
  sets: readonly DataSet[],
  options: RetrievalOptions,
): Promise<RetrievalFigures[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'atenex-eval-'))
  const embedder = await createOnnxEmbedder({
    modelDir: path.join(options.modelsFolder, options.embedder),
    cacheDir: path.join(folder, 'models'),
    processes: 1,
    reads: true,
    log: options.log,
  })
  try {
    const figures: RetrievalFigures[] = []
    for (const [number, set] of sets.entries()) {
      const directory = path.join(folder, `vectors-${number}`)
      figures.push(await evaluateSet(set, directory, { embedder, analyser: createAnalyser() }, options))
    }
    return figures
  } finally {
    await embedder.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function evaluateSet(
  set: DataSet,
  directory: string,
  models: Omit<Parts, 'vectorStore' | 'lexicon' | 'passages' | 'textIndex'>,
  options: RetrievalOptions,
): Promise<RetrievalFigures> {
  const collection = `eval_${randomUUID().replaceAll('-', '')}`
  const vectorStore =
    options.milvus === null
      ? await openLanceDb({ directory, collection, log: options.log })
      : openMilvus({ kind: 'milvus', address: options.milvus, collection, log: options.log })
  const textIndex = options.textIndex ? await openMeasuredTextIndex(directory) : null
  const parts = { ...models, vectorStore, lexicon: new Lexicon(), passages: new Map(), textIndex }
  try {
    const sourceOf = await indexDocuments(parts, collection, set.documents, options)
    const plain = set.questions.map((question) => ({ ...question, text: withoutAccents(question.text) }))
    return {
      dataSet: set.name,
      documents: set.documents.length,
      chunks: sourceOf.size,
      questions: set.questions.length,
      asWritten: await rankAll(parts, set.questions, sourceOf, options),
      withoutAccents: await rankAll(parts, plain, sourceOf, options),
    }
  } finally {
    await textIndex?.close()
    await vectorStore.close()
  }
}

async function indexDocuments(
  parts: Parts,
  collection: string,
  documents: readonly SourceDocument[],
  options: RetrievalOptions,
): Promise<ReadonlyMap<ChunkId, string>> {
  const signal = new AbortController().signal
  const { embedder, vectorStore } = parts
  const { dimension } = embedder.fingerprint
  await vectorStore.ensure({ name: collection, dimension, fingerprint: embedder.fingerprint }, signal)
  const sourceOf = new Map<ChunkId, string>()
  for (let from = 0; from < documents.length; from += shelfSize) {
    const documentId = parseDocumentId(`00000000-0000-4000-8000-${String(from).padStart(12, '0')}`)
    const shelf = documents.slice(from, from + shelfSize)
    const chunks: { readonly chunk: Chunk; readonly source: string }[] = []
    for (const document of shelf) {
      for (const chunk of await chunksOf(document, embedder)) chunks.push({ chunk, source: document.id })
    }
    chunks.forEach(({ source }, index) => sourceOf.set(chunkId(documentId, index), source))
    const numbered = chunks.map(({ chunk }, index) => ({ ...chunk, index }))
    const { rows, passages } = await toRows(parts, documentId, numbered, signal)
    await vectorStore.replace({ companyId, documentId }, rows, signal)
    await parts.textIndex?.add({ companyId, documentId }, rows)
    const counts = countWords(rows.map((row) => row.terms))
    parts.lexicon.addDocument(counts.chunks, counts.terms)
    for (const [term, count] of counts.frequencies) parts.lexicon.addTerm(term, count)
    for (const passage of passages) parts.passages.set(passage.id, passage)
    options.onProgress('indexed documents', from + shelf.length, documents.length)
  }
  await vectorStore.maintain(signal)
  return sourceOf
}

function chunksOf(document: SourceDocument, embedder: Embedder): Promise<readonly Chunk[]> {
  return chunkDocument(asExtracted(document), {
    ...embedder.limits,
    countTokens: (text: string) => embedder.countTokens(text),
  })
}

/** What an extractor would give for a plain paragraph, or for an abstract under its title. */
function asExtracted({ title, text }: SourceDocument): ExtractedText {
  const body = text.normalize('NFC').trim()
  const heading = title === null ? '' : `${title.normalize('NFC').trim()}\n\n`
  const blocks = [{ kind: 'paragraph' as const, start: heading.length, end: heading.length + body.length }]
  return {
    text: heading + body,
    blocks: title === null ? blocks : [{ kind: 'heading', level: 1, start: 0, end: heading.length - 2 }, ...blocks],
    pages: [],
    pagesApproximate: false,
    tables: [],
    title: null,
    warnings: [],
  }
}

async function toRows(
  { analyser, embedder }: Parts,
  documentId: IndexedChunk['documentId'],
  chunks: readonly Chunk[],
  signal: AbortSignal,
): Promise<{ readonly rows: IndexedChunk[]; readonly passages: Passage[] }> {
  const rows: IndexedChunk[] = []
  const passages: Passage[] = []
  for (let from = 0; from < chunks.length; from += embedBatch) {
    const batch = chunks.slice(from, from + embedBatch)
    const texts = batch.map((chunk) => embeddedText(chunk, null))
    const vectors = await embedder.embedWithParts(texts, { role: 'passage', companyId: null, signal })
    batch.forEach((chunk, i) => {
      const all = vectors[i]
      if (all === undefined) throw new Error(`No embedding for chunk ${chunk.index}.`)
      const { embedding, pieceVectors } = splitEmbedding(all, embedder.fingerprint)
      const id = chunkId(documentId, chunk.index)
      passages.push(passageOf(chunk, { id, documentId }, vectorsBy(pieceVectors, embedder.fingerprint)))
      rows.push({
        id,
        companyId,
        documentId,
        fileName: 'eval.txt',
        page: null,
        title: 'eval',
        tokens: chunk.tokens,
        contentHash: chunk.contentHash,
        content: chunk.text,
        terms: analyser.analyseText(indexedText(chunk)).join(' '),
        embedding: embedding.slice(),
      })
    })
  }
  return { rows, passages }
}

function passageOf(
  { text, start, end, place, headingPath, outline, tables }: Chunk,
  ids: Pick<Passage, 'id' | 'documentId'>,
  pieceVectors: Passage['pieceVectors'],
): Passage {
  const stored = { text, start, end, place, headingPath, outline, tables, pieceVectors }
  return { ...ids, ...stored, fileName: 'eval.txt', title: null, documentTitle: null }
}

const unasked = { search: () => Promise.reject(new Error('The store finds by words itself here.')) }

async function rankAll(
  parts: Parts,
  questions: readonly EvalQuestion[],
  sourceOf: ReadonlyMap<ChunkId, string>,
  options: RetrievalOptions,
): Promise<LegFigures> {
  const results = await inParallel(
    questions,
    askedAtOnce,
    async (question) => {
      const { sparse, dense, fullScore, report, terms, meant, embedding } = await retrieve(
        {
          ...parts,
          ...(parts.textIndex === null
            ? {}
            : { vectorStore: { ...parts.vectorStore, searchSparse: async () => null } }),
          textIndex: parts.textIndex?.textIndex ?? unasked,
          words: { of: async () => ({ words: parts.lexicon, complete: true, indexed: true }) },
          clock: systemClock,
        },
        {
          companyId,
          question: question.text,
          limit: options.depth,
          legTimeoutMs: 60_000,
          signal: new AbortController().signal,
        },
      )
      const reader = createPassageReader(
        {
          load: async (_companyId, ids) => ids.flatMap((id) => parts.passages.get(id) ?? []),
          look: async (_companyId, { whole, beginning }) => ({
            passages: whole.flatMap((id) => parts.passages.get(id) ?? []),
            beginnings: new Map(beginning.map((id) => [id, parts.passages.get(id)?.text ?? ''])),
          }),
        },
        companyId,
      )
      const asked = {
        question: question.text,
        denseWeight: options.denseWeight ?? parts.embedder.traits.fusionWeight,
        depth: options.depth,
      }
      const fused = await fuseAcross(
        { embedder: parts.embedder, languageOf: sureLanguage },
        asked,
        { sparse, dense, fullScore },
        reader,
      )
      const found = await reader.read(fused.slice(0, defaultAskOptions.passages))
      const { meanQuestion } = parts.embedder.traits
      const sought = { text: question.text, terms, meant, embedding, meanQuestion }
      const { reader: model } = parts.embedder
      const read: ReadUnits | null =
        model === null
          ? null
          : (units) => model.read(question.text, units, { companyId, signal: new AbortController().signal })
      const known = rankUnits({ analyser: parts.analyser, languageOf: sureLanguage }, sought, found)
      const ranked = await readCloseOnes(known, read)
      if (report.degraded) throw new Error(`A leg failed: ${report.reasons.join(', ')}`)
      const score = (hits: readonly Hit[]): RankMetrics =>
        rankMetrics(
          documentRanking(
            hits.map((hit) => hit.id),
            (id) => sourceOf.get(id as ChunkId) ?? id, // ids come from the hits just mapped
          ),
          question.relevant,
        )
      return {
        dense: score(dense),
        sparse: score(sparse),
        fused: score(fused),
        ordered: score([...orderPassages(found, ranked).passages, ...fused.slice(found.length)]),
      }
    },
    (done) => options.onProgress('ranked questions', done, questions.length),
  )
  return {
    dense: meanMetrics(results.map((result) => result.dense)),
    sparse: meanMetrics(results.map((result) => result.sparse)),
    fused: meanMetrics(results.map((result) => result.fused)),
    ordered: meanMetrics(results.map((result) => result.ordered)),
  }
}

/** Results in order, at most `width` at a time; the first failure ends it. */
export async function inParallel<T, R>(
  items: readonly T[],
  width: number,
  run: (item: T) => Promise<R>,
  onDone: (done: number) => void,
): Promise<R[]> {
  const results: R[] = []
  let next = 0
  let done = 0
  const worker = async (): Promise<void> => {
    for (let at = next++; at < items.length; at = next++) {
      const item = items[at]
      if (item === undefined) return
      results[at] = await run(item)
      done += 1
      onDone(done)
    }
  }
  await Promise.all(Array.from({ length: width }, worker))
  return results
}
