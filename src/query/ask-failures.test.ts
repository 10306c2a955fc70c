import { describe, expect, test } from 'vitest'
import { setUpAsk } from '../../test/harness/ask.ts'
import { createTestClock } from '../../test/harness/test-clock.ts'
import { AppError } from '../domain/errors.ts'
import type { AnswerModel } from '../ports/models.ts'

describe('ask that fails', () => {
  test('throws the retryable error when both legs are down, and stores nothing', async () => {
    const down = () => Promise.reject(new AppError('vector_store_unavailable', 'down', { retryable: true }))
    const { corpus, chats, ask, request } = setUpAsk({ vectorStore: { searchDense: down, searchSparse: down } })
    corpus.add('a.txt', 'El plazo de entrega es de diez días.')
    await expect(ask(request('plazo'))).rejects.toMatchObject({ code: 'vector_store_unavailable', retryable: true })
    expect(chats.turns).toEqual([])
  })

  test('ends within its time and stores nothing, even when a part ignores its signal', async () => {
    const forever = () => new Promise<never>(() => undefined)
    const clock = createTestClock()
    const answerModel: AnswerModel = { name: 'fake:model', answer: ({ signal }) => untilAborted(signal) }
    const { corpus, chats, ask, request } = setUpAsk({ answerModel, clock }, { timeoutMs: 60 })
    corpus.add('a.txt', 'El plazo de entrega es de diez días.')
    const late = rejection(ask(request('plazo de entrega')))
    await clock.tick(60)
    expect(await late).toMatchObject({ code: 'cancelled', retryable: true })
    expect(chats.turns).toEqual([])

    const vectorStore = { searchDense: forever, searchSparse: forever }
    const hanging = setUpAsk({ vectorStore, clock }, { timeoutMs: 60 })
    hanging.corpus.add('a.txt', 'El plazo de entrega es de diez días.')
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
    const { corpus, chats, ask, request } = setUpAsk({ answerModel })
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
