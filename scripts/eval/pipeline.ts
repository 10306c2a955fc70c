import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createAnalyser } from '../../src/adapters/analyse/analyser.ts'
import { detectLanguage, sureLanguage } from '../../src/adapters/analyse/language.ts'
import { detectFileType } from '../../src/adapters/extract/detect/detect-file-type.ts'
import { createExtractor } from '../../src/adapters/extract/process/extractor.ts'
import { openLanceDb } from '../../src/adapters/lancedb/open-lance-db.ts'
import { countWords } from '../../src/adapters/postgres/words/count-words.ts'
import { Lexicon } from '../../src/adapters/postgres/words/lexicon.ts'
import { createOnnxEmbedder } from '../../src/adapters/models/onnx-embedder.ts'
import type { RelevanceScale } from '../../src/domain/embedder-traits.ts'
import type { ExtractedText } from '../../src/domain/extracted.ts'
import { chunkId, parseDocumentId, parseUserId, type CompanyId } from '../../src/domain/ids.ts'
import type { Passage } from '../../src/domain/passage.ts'
import type { LookedAt } from '../../src/ports/passage-store.ts'
import { vectorsBy } from '../../src/domain/units/labelled-vectors.ts'
import { systemClock } from '../../src/flow/system-clock.ts'
import { saidTitle } from '../../src/domain/chunk.ts'
import { chunkDocument } from '../../src/ingest/chunk/chunk-document.ts'
import { embedChunks } from '../../src/ingest/embed-chunks.ts'
import { chunkTitle, toIndexedChunks } from '../../src/ingest/index-chunks.ts'
import type { Log } from '../../src/ports/log.ts'
import { searchAndAnswer, type Answered } from '../../src/query/answer-question.ts'
import { tagPassages, type TaggedPassage } from '../../src/query/answer/cite.ts'
import { nearnessWithout } from '../../src/query/answer/evidence/nearness-without.ts'
import { lookAtBest } from '../../src/query/answer/quotes/near/look-at-best.ts'
import { lookAtUnits } from '../../src/query/answer/quotes/near/look-at-units.ts'
import { rankUnits, type RankedUnit } from '../../src/query/answer/quotes/rank-units.ts'
import { defaultAskOptions, type AnswerDeps } from '../../src/query/ask-options.ts'
import { findForMessage, type FoundForMessage } from '../../src/query/find-for-message.ts'
import { randomUUID } from 'node:crypto'
import { rememberEmbeddings } from './remember-embeddings.ts'

export interface PipelineOptions {
  readonly modelsFolder: string
  readonly embedder: string
  /** Null: the model's own. */
  readonly denseWeight: number | null
  readonly log: Log
}

/** The product's own parts in this process, from a file to the answer; PostgreSQL is a map. */
export interface Pipeline {
  /** Reads, cuts, embeds and indexes a file. */
  addFile(companyId: CompanyId, file: string): Promise<void>
  addText(companyId: CompanyId, fileName: string, extracted: ExtractedText): Promise<void>
  ask(companyId: CompanyId, question: string): Promise<Answered>
  /** What `ask` chooses from: the passages found and what can be quoted of them, best first. */
  rank(companyId: CompanyId, question: string): Promise<Ranking>
  embed(texts: readonly string[]): Promise<Float32Array[]>
  /** Of the model. */
  readonly relevance: RelevanceScale | null
  close(): Promise<void>
}

export interface Ranking {
  readonly found: FoundForMessage
  readonly ranked: readonly RankedUnit<TaggedPassage>[]
  readonly nearWithout: number | null
}

const userId = parseUserId('00000000-0000-4000-8000-0000000000e1')
const signal = new AbortController().signal
/** A busy machine must not change what is measured: nothing is given up for being late. */
const patience = 600_000
const keptNowhere = {
  loadEmbeddings: async () => new Map<string, Float32Array>(),
  saveEmbeddings: async () => undefined,
}
const countedWords = (words: Lexicon | undefined) =>
  words === undefined ? null : { words, complete: true, indexed: true, revision: `${words.chunks}` }
const neverCalled = (): never => {
  throw new Error('Answers are not stored here.')
}

export async function openPipeline(options: PipelineOptions): Promise<Pipeline> {
  const folder = await mkdtemp(path.join(tmpdir(), 'atenex-eval-'))
  const embedder = rememberEmbeddings(
    await createOnnxEmbedder({
      modelDir: path.resolve(options.modelsFolder, options.embedder),
      cacheDir: path.join(folder, 'models'),
      processes: 1,
      reads: true,
      log: options.log,
    }),
  )
  const collection = 'eval'
  const vectorStore = await openLanceDb({ directory: path.join(folder, 'vectors'), collection, log: options.log })
  const { dimension } = embedder.fingerprint
  await vectorStore.ensure({ name: collection, dimension, fingerprint: embedder.fingerprint }, signal)
  const analyser = createAnalyser()
  const extractor = createExtractor({ log: options.log })
  const passages = new Map<string, Passage & { readonly companyId: CompanyId }>()

  const lexicons = new Map<CompanyId, Lexicon>()

  const addText: Pipeline['addText'] = async (companyId, fileName, read) => {
    const documentId = parseDocumentId(randomUUID())
    const cutting = { ...embedder.limits, countTokens: (text: string) => embedder.countTokens(text) }
    const extracted = { ...read, title: saidTitle(read.title, cutting) }
    const chunks = await chunkDocument(extracted, cutting)
    const { embeddings, pieceVectors } = await embedChunks(
      { documents: keptNowhere, embedder },
      { companyId, documentId, runId: documentId },
      { chunks, title: extracted.title },
      async () => undefined,
      signal,
    )
    const document = { id: documentId, companyId, fileName, title: extracted.title }
    const rows = await toIndexedChunks(analyser, document, chunks, embeddings)
    const lexicon = lexicons.get(companyId) ?? new Lexicon()
    lexicons.set(companyId, lexicon)
    const counts = countWords(rows.map(({ terms }) => terms))
    lexicon.addDocument(counts.chunks, counts.terms)
    for (const [term, count] of counts.frequencies) lexicon.addTerm(term, count)
    await vectorStore.replace({ companyId, documentId }, rows, signal)
    for (const { index, text, start, end, place, headingPath, outline, tables } of chunks) {
      const id = chunkId(documentId, index)
      const title = chunkTitle(fileName, { index, place })
      const stored = {
        text,
        start,
        end,
        place,
        headingPath,
        outline,
        tables,
        pieceVectors: vectorsBy(pieceVectors[index] ?? null, embedder.fingerprint),
      }
      passages.set(id, { id, documentId, fileName, title, documentTitle: extracted.title, companyId, ...stored })
    }
  }
  const store = {
    load: async (asked: CompanyId, ids: readonly string[]) =>
      ids.flatMap((id) => passages.get(id) ?? []).filter((passage) => passage.companyId === asked),
    look: async (asked: CompanyId, { whole, beginning }: LookedAt) => ({
      passages: await store.load(asked, whole),
      beginnings: new Map((await store.load(asked, beginning)).map(({ id, text }) => [id, text])),
    }),
    pieceVectors: async (asked: CompanyId, ids: readonly string[]) =>
      new Map(
        (await store.load(asked, ids)).flatMap((one) =>
          one.pieceVectors ? [[one.id, one.pieceVectors] as const] : [],
        ),
      ),
    placesAt: async (_asked: CompanyId, positions: readonly unknown[]) => positions.map(() => null),
  }
  const chats = {
    find: neverCalled,
    recent: neverCalled,
    saveTurn: neverCalled,
    list: neverCalled,
    messages: neverCalled,
    remove: neverCalled,
  }
  const deps: AnswerDeps = {
    analyser,
    embedder,
    vectorStore,
    passages: store,
    clock: systemClock,
    chats,
    detectLanguage,
    languageOf: sureLanguage,
    words: { of: async (asked) => countedWords(lexicons.get(asked)) },
    textIndex: { search: neverCalled },
    answerModel: null,
    log: options.log,
  }
  const denseWeight = options.denseWeight ?? embedder.traits.fusionWeight
  const settings = { ...defaultAskOptions, timeoutMs: patience, denseWeight }
  return {
    addText,
    addFile: async (companyId, file) => {
      const fileType = await detectFileType(file, path.basename(file))
      await addText(
        companyId,
        path.basename(file),
        await extractor.extract({ companyId, path: file, fileType, signal }),
      )
    },
    ask: async (companyId, question) => {
      const request = { companyId, userId, question, chatId: null, topK: null, signal }
      const step = await searchAndAnswer(deps, settings, request, { history: [], rewritten: null })
      return step.kind === 'answered' ? step.answered : step.word()
    },
    rank: async (companyId, question) => {
      const { passages: wanted, timeoutMs: legTimeoutMs } = settings
      const found = await findForMessage(deps, { ...settings, companyId, question, wanted, legTimeoutMs, signal })
      const { asked, terms, meant, embedding } = found
      const { meanQuestion } = embedder.traits
      const sought = { text: asked, terms, meant, embedding, meanQuestion }
      const embed = (texts: readonly string[]) =>
        embedder.embed(texts, { role: 'passage', urgent: true, companyId, signal })
      const embedQuestion = (texts: readonly string[]) =>
        embedder.embed(texts, { role: 'query', urgent: true, companyId, signal })
      const known = rankUnits(deps, sought, tagPassages(found.passages))
      const ranked = await lookAtBest(await lookAtUnits(known, sought, embed), sought.embedding, embed)
      return { found, ranked, nearWithout: await nearnessWithout(asked, ranked, embedQuestion) }
    },
    embed: (texts: readonly string[]) =>
      embedder.embed(texts, { role: 'passage', urgent: true, companyId: null, signal }),
    relevance: embedder.traits.relevance,
    close: async () => {
      await extractor.close()
      await vectorStore.close()
      await embedder.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
