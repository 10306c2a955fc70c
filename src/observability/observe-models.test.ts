import { expect, test } from 'vitest'
import { AppError } from '../domain/errors.ts'
import { createFakeEmbedder } from '../../test/harness/fake-embedder.ts'
import { anyCompany } from '../../test/harness/documents.ts'
import type { AnswerModel } from '../ports/models.ts'
import type { ModelCall } from '../ports/work-observers.ts'
import { observeAnswerModel, observeEmbedder } from './observe-models.ts'

const request = {
  companyId: 'c',
  system: '',
  messages: [],
  signal: AbortSignal.timeout(60_000),
} as unknown as Parameters<AnswerModel['answer']>[0]

test('a call of a model is counted once, with the code of what failed, and fails as before', async () => {
  const calls: ModelCall[] = []
  let answer: () => Promise<{ text: string }> = async () => ({ text: 'yes' })
  const model = observeAnswerModel({ name: 'm', answer: () => answer() }, { call: (call) => calls.push(call) })
  expect(await model?.answer(request)).toEqual({ text: 'yes' })
  const away = new AppError('model_unavailable', 'away', { retryable: true })
  answer = () => Promise.reject(away)
  await expect(model?.answer(request)).rejects.toBe(away)
  expect(calls.map(({ model, outcome }) => `${model}: ${outcome}`)).toEqual([
    'answer model: ok',
    'answer model: model_unavailable',
  ])
})

test('a reader is counted beside its embedder, and an embedder without one stays without', async () => {
  const calls: ModelCall[] = []
  const observer = { call: (call: ModelCall) => calls.push(call) }
  const embedder = createFakeEmbedder()
  expect(observeEmbedder(embedder, observer).reader).toBeNull()
  const { reader } = observeEmbedder(
    { ...embedder, reader: { read: async (_, units) => units.map(() => 1) } },
    observer,
  )
  const unit = { above: '', lead: '', text: 'x' }
  const asked = { companyId: anyCompany(), signal: AbortSignal.timeout(60_000) }
  expect(await reader?.read('¿?', [unit, unit], asked)).toEqual([1, 1])
  expect(calls).toMatchObject([{ model: 'reader', purpose: 'query', outcome: 'ok', texts: 2 }])
})

test('no language model stays none', () => {
  expect(observeAnswerModel(null, { call: () => undefined })).toBeNull()
})
