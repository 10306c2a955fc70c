import { randomUUID } from 'node:crypto'
import type { Chat, Message } from '../../src/domain/chat.ts'
import { unmeasuredTraits } from '../../src/domain/embedder-traits.ts'
import { chunkId, parseChatId, parseDocumentId, type CompanyId, type DocumentId } from '../../src/domain/ids.ts'
import type { Hit, Passage } from '../../src/domain/passage.ts'
import type { Analyser } from '../../src/ports/analyser.ts'
import type { ChatStore, Turn } from '../../src/ports/chat-store.ts'
import type { Embedder } from '../../src/ports/models.ts'
import type { PassageStore } from '../../src/ports/passage-store.ts'
import type { TextIndex } from '../../src/ports/text-index.ts'
import type { VectorStore } from '../../src/ports/vector-store.ts'
import type { WordStatistics } from '../../src/ports/word-statistics.ts'
import { systemClock } from '../../src/flow/system-clock.ts'
import type { FindDeps } from '../../src/query/find/find-passages.ts'

export const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

/** Words as they are: what is under test does not depend on stems. */
export const plainAnalyser: Analyser = {
  analyseText: wordsOf,
  analyseQuestion: (text) => [...new Set(wordsOf(text))],
  sameMeaning: () => [],
}

/** A vector of word counts in 64 cells, unit length: similar texts are near, the same on every machine. */
export function countingEmbedding(text: string): Float32Array {
  const cells = new Float32Array(64)
  for (const word of wordsOf(text)) {
    let hash = 7
    for (const character of word) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003
    cells[hash % 64] = (cells[hash % 64] ?? 0) + 1
  }
  const length = Math.hypot(...cells) || 1
  return cells.map((cell) => cell / length)
}

/** Where the vector store finds by words itself. */
export const unaskedTextIndex: TextIndex = { search: () => Promise.reject(new Error('must not be asked')) }

/** Of a company whose words nobody has counted. */
export const uncountedWords: WordStatistics = {
  of: async () => ({
    words: { chunks: 0, meanLength: 0, frequency: () => 0, near: () => [] },
    complete: false,
    indexed: true,
  }),
}

type QueryEmbedder = Pick<Embedder, 'embed' | 'fingerprint' | 'traits' | 'reader'>
export const countingEmbedder: QueryEmbedder = {
  reader: null,
  fingerprint: {
    model: 'counting',
    revision: '1',
    dimension: 64,
    prefixRule: 'none',
    normalised: true,
    chunking: 'test',
  },
  traits: unmeasuredTraits,
  embed: async (texts) => texts.map(countingEmbedding),
}

/** A company's documents in memory, found by the same two legs as in a real store. */
export function memoryCorpus(companyId: CompanyId) {
  const passages = new Map<string, Passage>()
  /** What the vector store holds; the truth is `passages`. */
  const indexed: Passage[] = []
  const hit = (passage: Passage, score: number): Hit => ({
    id: passage.id,
    documentId: passage.documentId,
    score,
  })
  const best = (hits: readonly Hit[], limit: number): Hit[] =>
    hits.toSorted((a, b) => b.score - a.score).slice(0, limit)

  const vectorStore: Pick<VectorStore, 'searchDense' | 'searchSparse'> = {
    searchDense: async ({ companyId: asked, embedding, limit }) =>
      asked !== companyId
        ? []
        : best(
            indexed.map((one) => hit(one, dot(embedding, countingEmbedding(one.text)))),
            limit,
          ),
    searchSparse: async ({ companyId: asked, terms, limit }) =>
      asked !== companyId
        ? []
        : best(
            indexed
              .map((one) => hit(one, wordsOf(one.text).filter((word) => terms.includes(word)).length))
              .filter((one) => one.score > 0),
            limit,
          ),
  }
  const passageStore: PassageStore = {
    load: async (asked, ids) => (asked === companyId ? ids.flatMap((id) => passages.get(id) ?? []) : []),
    look: async (asked, { whole, beginning, length }) => ({
      passages: await passageStore.load(asked, whole),
      beginnings: new Map(
        (await passageStore.load(asked, beginning)).map(({ id, text }) => [id, text.slice(0, length)]),
      ),
    }),
    pieceVectors: async () => new Map(),
    placesAt: async (_asked, positions) => positions.map(() => null),
  }
  // as of a company without a processed document
  const words: WordStatistics = {
    of: async (asked) => (asked === companyId && passages.size > 0 ? uncountedWords.of(asked) : null),
  }
  return {
    vectorStore,
    passageStore,
    words,
    /** Each text is a chunk of one document. */
    add(fileName: string, ...texts: readonly string[]): DocumentId {
      const documentId = parseDocumentId(randomUUID())
      let start = 0
      for (const [index, text] of texts.entries()) {
        const id = chunkId(documentId, index)
        const passage: Passage = {
          id,
          documentId,
          text,
          start,
          end: start + text.length,
          place: { kind: 'page', number: 1 },
          headingPath: [],
          outline: null,
          pieceVectors: null,
          documentTitle: null,
          tables: [],
          fileName,
          title: null,
        }
        start += text.length + 1
        passages.set(id, passage)
        indexed.push(passage)
      }
      return documentId
    },
    /** As after a delete: hidden at once, vectors still there. */
    hide(documentId: DocumentId): void {
      for (const passage of indexed) if (passage.documentId === documentId) passages.delete(passage.id)
    },
  }
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)
}

/** Chats in memory with all that was stored. */
export function memoryChats() {
  const chats = new Map<string, Chat>()
  const messages: Message[] = []
  const turns: Turn[] = []
  const owned = (companyId: CompanyId, userId: string, chatId: string): Chat | null => {
    const chat = chats.get(chatId)
    return chat?.companyId === companyId && chat.userId === userId ? chat : null
  }
  const store: ChatStore = {
    find: async (companyId, userId, chatId) => owned(companyId, userId, chatId),
    recent: async (_companyId, chatId, limit) => messages.filter((one) => one.chatId === chatId).slice(-limit),
    saveTurn: async (turn) => {
      const chatId = turn.chatId ?? parseChatId(randomUUID())
      const createdAt = new Date(0)
      chats.set(chatId, {
        id: chatId,
        companyId: turn.companyId,
        userId: turn.userId,
        title: null,
        createdAt,
        updatedAt: createdAt,
        messageCount: 2,
      })
      messages.push({ id: randomUUID(), chatId, role: 'user', content: turn.question, sources: null, createdAt })
      messages.push({
        id: randomUUID(),
        chatId,
        role: 'assistant',
        content: turn.answer,
        sources: turn.sources,
        createdAt,
      })
      turns.push(turn)
      return { chatId, queryLogId: randomUUID() }
    },
    list: async (companyId, userId) => [...chats.values()].filter((chat) => owned(companyId, userId, chat.id) !== null),
    messages: async (companyId, userId, chatId) =>
      owned(companyId, userId, chatId) === null ? null : messages.filter((one) => one.chatId === chatId),
    remove: async (companyId, userId, chatId) => owned(companyId, userId, chatId) !== null && chats.delete(chatId),
  }
  return { store, turns }
}

/** What finding passages needs, over documents in memory whose language does not tell. */
export function findDeps(corpus: ReturnType<typeof memoryCorpus>, changes: Partial<FindDeps> = {}): FindDeps {
  return {
    analyser: plainAnalyser,
    embedder: countingEmbedder,
    vectorStore: corpus.vectorStore,
    passages: corpus.passageStore,
    words: uncountedWords,
    textIndex: unaskedTextIndex,
    languageOf: () => null,
    clock: systemClock,
    ...changes,
  }
}
