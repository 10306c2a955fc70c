import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { anyCompany } from '../../../test/harness/documents.ts'
import {
  closeModelServers,
  completion,
  holdingModelServer,
  modelServer,
  openModel,
  question,
  send,
} from '../../../test/harness/model-server.ts'
import { createTestClock } from '../../../test/harness/test-clock.ts'
import { waitFor } from '../../../test/harness/wait.ts'
import { Secret } from '../../config/secret.ts'

afterEach(closeModelServers)

const until = (condition: () => boolean) => waitFor(async () => condition(), { what: 'the model server', everyMs: 1 })

describe('an OpenAI-compatible server', () => {
  test('gets rules, earlier turns and the question, and its answer comes back', async () => {
    const { url, calls } = await modelServer((_, response) => send(response, 200, completion(' Diez días [Doc 1]. ')))
    expect(await openModel(url).answer(question())).toEqual({ text: 'Diez días [Doc 1].' })
    expect(calls[0]).toMatchObject({
      path: '/v1/chat/completions',
      authorization: 'Bearer test-key',
      body: {
        model: 'test-model',
        max_tokens: 256,
        messages: [
          { role: 'system', content: 'Reglas.' },
          { role: 'user', content: 'Antes' },
          { role: 'assistant', content: 'Respuesta' },
          { role: 'user', content: 'SECRET-QUESTION' },
        ],
      },
    })
  })

  test('needs no key when it asks for none', async () => {
    const { url, calls } = await modelServer((_, response) => send(response, 200, completion('Sí.')))
    await openModel(url, { apiKey: () => null }).answer(question())
    expect(calls[0]?.authorization).toBeUndefined()
  })

  test('is asked once more after a failure that passes', async () => {
    const { url, calls } = await modelServer((_, response, number) =>
      number === 1
        ? send(response.setHeader('retry-after-ms', '1'), 503, { error: { message: 'busy' } })
        : send(response, 200, completion('Sí.')),
    )
    expect(await openModel(url).answer(question())).toEqual({ text: 'Sí.' })
    expect(calls).toHaveLength(2)
  })

  test.each([
    [429, 'model_unavailable', true],
    [500, 'model_unavailable', true],
    [401, 'model_rejected', false],
    [404, 'model_rejected', false],
    [400, 'model_rejected', false],
  ])('status %i is %s', async (status, code, retryable) => {
    const { url } = await modelServer((_, response) =>
      send(response.setHeader('retry-after-ms', '1'), status, {
        error: { message: 'provider says no to SECRET-QUESTION' },
      }),
    )
    await expect(openModel(url).answer(question())).rejects.toMatchObject({ code, retryable })
  })

  test('an error says nothing of the question, whatever the provider repeats', async () => {
    const { url } = await modelServer((_, response) =>
      send(response, 400, { error: { message: 'bad: SECRET-QUESTION' } }),
    )
    const error: unknown = await openModel(url)
      .answer(question())
      .catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(Error)
    const { message, cause } = error as Error // checked above
    expect(`${message} ${JSON.stringify(cause)} ${String(cause)}`).not.toContain('SECRET')
  })

  test('that does not answer in time is unavailable', async () => {
    const clock = createTestClock()
    const { url, calls } = await modelServer(() => undefined)
    const outcome = openModel(url, { timeoutMs: 5_000, clock })
      .answer(question())
      .catch((error: unknown) => error)
    await until(() => calls.length === 1)
    await clock.tick(5_000)
    expect(await outcome).toMatchObject({ code: 'model_unavailable', retryable: true })
  })

  test('that fails again tells how each attempt failed', async () => {
    const { url } = await modelServer((_, response, number) =>
      send(response.setHeader('retry-after-ms', '1'), number === 1 ? 503 : 429, { error: { message: 'no' } }),
    )
    const failure: unknown = await openModel(url)
      .answer(question())
      .catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: 'model_unavailable' })
    expect(String((failure as Error).cause)).toMatch(/HTTP 503.*HTTP 429/u) // an AppError, as seen above
  })

  test('is asked with the key that its file holds now', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'atenex-model-key-'))
    const file = path.join(folder, 'key')
    await writeFile(file, 'first-key')
    const secret = Secret.fromFile(file)
    const { url, calls } = await modelServer((_, response) => send(response, 200, completion('Sí.')))
    const model = openModel(url, { apiKey: () => secret.reveal() })
    await model.answer(question())
    await writeFile(file, 'the second key'.replaceAll(' ', '-'))
    await model.answer(question())
    await rm(folder, { recursive: true })
    expect(calls.map(({ authorization }) => authorization)).toEqual(['Bearer first-key', 'Bearer the-second-key'])
  })

  test('that cannot be reached is unavailable', async () => {
    const { url } = await modelServer(() => undefined)
    await closeModelServers()
    await expect(openModel(url, { timeoutMs: 8_000 }).answer(question())).rejects.toMatchObject({
      code: 'model_unavailable',
    })
  })

  test('is not waited for when the question was given up', async () => {
    const client = new AbortController()
    const { url } = await modelServer(() => client.abort())
    await expect(openModel(url).answer(question(client.signal))).rejects.toMatchObject({ code: 'cancelled' })
  })

  test('an empty, filtered or broken answer is a rejection, never an answer', async () => {
    for (const body of [completion('  '), completion('Algo', 'content_filter'), { nonsense: true }]) {
      const { url } = await modelServer((_, response) => send(response, 200, body))
      await expect(openModel(url).answer(question())).rejects.toMatchObject({ code: 'model_rejected' })
    }
  })

  test('shows where an answer was cut off', async () => {
    const { url } = await modelServer((_, response) => send(response, 200, completion('Diez días y', 'length')))
    expect(await openModel(url).answer(question())).toEqual({ text: 'Diez días y […]' })
  })

  test('gets no more calls at a time than allowed', async () => {
    const { url, held, answerOne } = await holdingModelServer()
    const model = openModel(url, { concurrency: 4 })
    const answers = Promise.all(Array.from({ length: 10 }, () => model.answer(question())))
    let most = 0
    for (let answered = 0; answered < 10; answered += 1) {
      await until(() => held.length >= Math.min(4, 10 - answered))
      // whatever else was sent by now has had a round trip to arrive
      await fetch(`${url}/ping`, { method: 'POST', body: '{}' })
      most = Math.max(most, held.length)
      answerOne()
    }
    await answers
    expect(most).toBe(4)
  })

  test('has a place for a company while another one asks for very much and gets no answer', async () => {
    const { url, held, answerOne } = await holdingModelServer()
    const model = openModel(url)
    const [busy, other] = [anyCompany(), anyCompany()]
    const leaving = new AbortController()
    const many = Promise.allSettled(Array.from({ length: 40 }, () => model.answer(question(leaving.signal, busy))))
    await until(() => held.length >= 6)
    const answer = model.answer(question(undefined, other))
    await until(() => held.length >= 7)
    answerOne('last')
    expect(await answer).toEqual({ text: 'Sí.' })
    leaving.abort()
    expect((await many).every(({ status }) => status === 'rejected')).toBe(true)
  })
})

describe('Gemini', () => {
  test('is asked in its own way', async () => {
    const { url, calls } = await modelServer((_, response) =>
      send(response, 200, {
        candidates: [{ content: { role: 'model', parts: [{ text: 'Diez días [Doc 1].' }] }, finishReason: 'STOP' }],
      }),
    )
    const model = openModel(url, { provider: 'gemini', model: 'gemini-test', baseUrl: `${url}/v1beta` })
    expect(model.name).toBe('gemini:gemini-test')
    expect(await model.answer(question())).toEqual({ text: 'Diez días [Doc 1].' })
    expect(calls[0]?.path).toBe('/v1beta/models/gemini-test:generateContent')
    expect(calls[0]?.body).toMatchObject({
      systemInstruction: { parts: [{ text: 'Reglas.' }] },
      generationConfig: { maxOutputTokens: 256 },
    })
  })

  test('an answer stopped by its safety filter is a rejection', async () => {
    const { url } = await modelServer((_, response) =>
      send(response, 200, { candidates: [{ finishReason: 'SAFETY' }] }),
    )
    const model = openModel(url, { provider: 'gemini', baseUrl: `${url}/v1beta` })
    await expect(model.answer(question())).rejects.toMatchObject({ code: 'model_rejected' })
  })
})

test('an OpenAI-compatible model without an address is a configuration error', () => {
  expect(() => openModel('', { baseUrl: null })).toThrow(expect.objectContaining({ code: 'configuration' }))
})
