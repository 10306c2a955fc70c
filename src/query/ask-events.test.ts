import { describe, expect, test } from 'vitest'
import { setUpAsk } from '../../test/harness/ask.ts'
import { countingEmbedder } from '../../test/harness/query.ts'
import type { AnswerModel, EmbedRequest } from '../ports/models.ts'
import type { AskEvent } from './ask-events.ts'

/** What a listener makes of the events. */
function listen() {
  const events: AskEvent[] = []
  const of = <K extends AskEvent['kind']>(kind: K) =>
    events.filter((event): event is Extract<AskEvent, { kind: K }> => event.kind === kind)
  return {
    tell: (event: AskEvent) => void events.push(event),
    kinds: () => [...new Set(events.map(({ kind }) => kind))],
    pieces: () => of('text').map(({ text }) => text),
    sources: () => of('sources'),
    citations: () => of('citations').flatMap(({ citations }) => citations),
  }
}

/** A language model that writes in pieces, as far as anybody listens. */
const modelThatWrites = (...pieces: readonly string[]): AnswerModel => ({
  name: 'fake:model',
  answer: async ({ onText }) => {
    for (const piece of pieces) onText?.(piece)
    return { text: pieces.join('').trim() }
  },
})

describe('an answer that is listened to', () => {
  test.each([
    ['from documents', '¿Cuál es el plazo de entrega?', null],
    ['about which there is nothing', '¿Quién pintó la Gioconda en Florencia?', null],
    ['to a greeting', 'hola', null],
    [
      'of a language model',
      '¿Cuál es el plazo de entrega?',
      modelThatWrites('Son diez ', 'días [Do', 'c 1].\n\nNada', ' más.'),
    ],
  ])('%s comes as sources, text and citations, which together are the answer', async (_what, question, answerModel) => {
    const { corpus, ask, request } = setUpAsk({ answerModel })
    corpus.add('contrato.pdf', 'El plazo de entrega es de diez días. El pago es por adelantado.')
    const heard = listen()
    const result = await ask({ ...request(question), tell: heard.tell })
    expect(heard.kinds()).toEqual(['sources', 'text', 'citations'])
    expect(heard.pieces().join('')).toBe(result.answer)
    expect(heard.citations()).toEqual(result.citations)
    const [sources] = heard.sources()
    expect(sources?.passages).toEqual(expect.arrayContaining([...result.passages]))
  })

  test('of a language model is told sentence by sentence, while it is written', async () => {
    const model = modelThatWrites('Son diez días ', '[Doc 1]. ', 'El pago ', 'es por ', 'adelantado [Doc 1]. ', 'Fin.')
    const { corpus, ask, request } = setUpAsk({ answerModel: model })
    corpus.add('contrato.pdf', 'El plazo de entrega es de diez días. El pago es por adelantado.')
    const heard = listen()
    await ask({ ...request('¿Cuál es el plazo de entrega?'), tell: heard.tell })
    expect(heard.pieces()).toEqual(['Son diez días [Doc 1].', ' El pago es por adelantado [Doc 1].', ' Fin.'])
  })

  test('tells its sources before the model is asked about any of their units', async () => {
    const heard = listen()
    const before: number[] = []
    const embedder = {
      ...countingEmbedder,
      embed: async (texts: readonly string[], options: EmbedRequest) => {
        if (options.role === 'passage') before.push(heard.sources().length)
        return await countingEmbedder.embed(texts, options)
      },
    }
    const { corpus, ask, request } = setUpAsk({ embedder })
    corpus.add('contrato.pdf', 'El plazo de entrega es de diez días.')
    await ask({ ...request('¿Cuál es el plazo de entrega?'), tell: heard.tell })
    expect(before).toEqual([1])
  })

  test('is the same as one that nobody listens to', async () => {
    const { corpus, ask, request } = setUpAsk()
    corpus.add('contrato.pdf', 'El plazo de entrega es de diez días.')
    const quiet = await ask(request('¿Cuál es el plazo de entrega?'))
    const told = await ask({ ...request('¿Cuál es el plazo de entrega?'), tell: listen().tell })
    expect({ ...told, chatId: quiet.chatId, queryLogId: quiet.queryLogId }).toEqual(quiet)
  })
})
