import type { AskDeps, AskOptions, AskRequest } from '../../src/query/ask-options.ts'
import { createAsk } from '../../src/query/ask.ts'
import { parseCompanyId, parseUserId } from '../../src/domain/ids.ts'
import type { AnswerModel, AnswerRequest, Embedder } from '../../src/ports/models.ts'
import type { VectorStore } from '../../src/ports/vector-store.ts'
import { oneCollection } from './collections.ts'
import { silentLog } from './log.ts'
import { countingEmbedder, memoryChats, memoryCorpus, plainAnalyser, unaskedTextIndex } from './query.ts'
import { createTestClock } from './test-clock.ts'

const companyId = parseCompanyId('00000000-0000-4000-8000-0000000000c1')
const userId = parseUserId('00000000-0000-4000-8000-0000000000a1')

type Changes = Partial<
  AskDeps & {
    embedder: Pick<Embedder, 'embed' | 'fingerprint' | 'traits' | 'reader'>
    vectorStore: Pick<VectorStore, 'searchDense' | 'searchSparse'>
  }
>

/** `ask` on a company's documents and chats in memory; without a language model unless one is given. */
export function setUpAsk(changes: Changes = {}, options: Partial<AskOptions> = {}) {
  const corpus = memoryCorpus(companyId)
  const { embedder = countingEmbedder, vectorStore = corpus.vectorStore, ...others } = changes
  const chats = memoryChats()
  const ask = createAsk(
    {
      analyser: plainAnalyser,
      collections: oneCollection({ vectors: vectorStore, embedder }),
      passages: corpus.passageStore,
      words: corpus.words,
      textIndex: unaskedTextIndex,
      chats: chats.store,
      documents: { select: async () => [] },
      detectLanguage: (text) => (/\bthe\b/i.test(text) ? 'en' : 'es'),
      languageOf: () => null,
      answerModel: null,
      clock: createTestClock(),
      log: silentLog,
      ...others,
    },
    options,
  )
  const request = (question: string, more: Partial<AskRequest> = {}): AskRequest => ({
    companyId,
    userId,
    question,
    chatId: null,
    topK: null,
    signal: new AbortController().signal,
    ...more,
  })
  return { corpus, chats, ask, request }
}

/** A language model that says the same to everything; `seen` gets what it was asked. */
export function modelThatSays(text: string, seen: AnswerRequest[] = []): AnswerModel {
  return {
    name: 'fake:model',
    answer: async (request) => {
      seen.push(request)
      return { text }
    },
  }
}
