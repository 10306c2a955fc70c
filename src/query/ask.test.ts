import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { setUpAsk } from '../../test/harness/ask.ts'
import { countingEmbedder } from '../../test/harness/query.ts'
import { AppError } from '../domain/errors.ts'
import { parseCompanyId, parseUserId } from '../domain/ids.ts'

describe('ask without a language model', () => {
  test('quotes the best sentences verbatim, names their source and stores the turn', async () => {
    const { corpus, chats, ask, request } = setUpAsk()
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
    const { corpus, ask, request } = setUpAsk()
    corpus.add('contract.pdf', 'The delivery period is ten days.')
    const { answer, language } = await ask(request('What is the delivery period?'))
    expect(language).toBe('en')
    expect(answer).toContain('extractive answer, no language model')
    expect(answer).toContain('contract.pdf, page 1')
  })

  test('returns the passage first whose one sentence answers, not the one that has the words here and there', async () => {
    const { corpus, ask, request } = setUpAsk()
    corpus.add(
      'a.txt',
      'Plazo de pago: corto. La caldera se vende. La entrega de llaves, mañana. Otra caldera, otro plazo.',
    )
    corpus.add(
      'b.txt',
      'Se vende en tiendas y por la red, en toda España. El plazo de entrega de la caldera es de diez días. No hay portes.',
    )
    corpus.add('c.txt', 'El horario de verano empieza en junio.')
    const { passages, citations } = await ask(request('¿Qué plazo de entrega tiene la caldera?'))
    expect(passages.map(({ fileName }) => fileName)[0]).toBe('b.txt')
    expect(citations[0]).toMatchObject({ fileName: 'b.txt', tag: '[Doc 1]' })
  })

  test('says that nothing was found when nothing has to do with the question', async () => {
    const { corpus, chats, ask, request } = setUpAsk()
    corpus.add('recetas.txt', 'Se baten los huevos con la sal y se fríen las patatas a fuego lento.')
    const result = await ask(request('¿Quién dirige nuestro departamento jurídico?'))
    expect(result).toMatchObject({ answerKind: 'nothing_found', supported: null, citations: [] })
    expect(result.passages).toHaveLength(1)
    expect(result.answer).toMatch(/No he encontrado nada/)
    expect(result.answer).toContain(
      '«Se baten los huevos con la sal y se fríen las patatas a fuego lento.» — recetas.txt',
    )
    expect(chats.turns[0]).toMatchObject({ sources: null, log: { result_type: 'no_docs_for_rag' } })
  })

  test('says that nothing was found in an empty company', async () => {
    const { ask, request } = setUpAsk()
    expect(await ask(request('What is the period?'))).toMatchObject({ answerKind: 'nothing_found', language: 'en' })
  })

  test('greets back without searching', async () => {
    const { ask, request, chats } = setUpAsk({
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
    const { corpus, ask, request } = setUpAsk()
    corpus.add('a.txt', ...Array.from({ length: 12 }, (_, i) => `El plazo ${i} es de ${i} meses.`))
    expect((await ask(request('plazo meses', { topK: 2 }))).passages).toHaveLength(2)
    expect((await ask(request('plazo meses'))).passages).toHaveLength(7)
  })

  test('is honest about a failed embedder and still answers from the words', async () => {
    const embed = () => Promise.reject(new AppError('embedder_unavailable', 'down', { retryable: true }))
    const { corpus, ask, request } = setUpAsk({ embedder: { ...countingEmbedder, embed } })
    corpus.add('a.txt', 'El plazo de entrega es de diez días.')
    const result = await ask(request('plazo de entrega'))
    expect(result.citations[0]?.quote).toBe('El plazo de entrega es de diez días.')
    expect(result.retrieval).toEqual({ mode: 'sparse', degraded: true, reasons: ['dense: embedder_unavailable'] })
  })

  test('is honest when only the quotes could not be embedded', async () => {
    const embed: typeof countingEmbedder.embed = (texts, request) =>
      request.role === 'query'
        ? countingEmbedder.embed(texts, request)
        : Promise.reject(new AppError('embedder_unavailable', 'down', { retryable: true }))
    const { corpus, ask, request } = setUpAsk({ embedder: { ...countingEmbedder, embed } })
    corpus.add('a.txt', 'El plazo de entrega es de diez días. La sede está en Lima.')
    const { retrieval, citations } = await ask(request('entrega urgente'))
    expect(citations[0]?.quote).toContain('El plazo de entrega es de diez días.')
    expect(retrieval).toEqual({ mode: 'hybrid', degraded: true, reasons: ['quotes: embedder_unavailable'] })
  })
})

describe('ask in a chat', () => {
  test('goes on in the chat that the user owns', async () => {
    const { corpus, chats, ask, request } = setUpAsk()
    corpus.add('a.txt', 'El plazo de entrega es de diez días.')
    const first = await ask(request('plazo de entrega'))
    const second = await ask(request('plazo', { chatId: first.chatId }))
    expect(second.chatId).toBe(first.chatId)
    expect(chats.turns[1]?.chatId).toBe(first.chatId)
  })

  test('refuses the chat of another user or company, and stores nothing', async () => {
    const { chats, ask, request } = setUpAsk()
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
