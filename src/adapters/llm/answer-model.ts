import { createGoogleGenerativeAI } from '@ai-sdk/google'
import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { generateText, streamText, type FinishReason, type LanguageModel } from 'ai'
import { AppError } from '../../domain/errors.ts'
import { createLimiter, leavingRoom } from '../../flow/limiter.ts'
import { withTimeout } from '../../flow/timeout.ts'
import type { Clock } from '../../ports/clock.ts'
import type { AnswerModel, AnswerRequest } from '../../ports/models.ts'
import { toAnswerText } from './answer-text.ts'
import { guardedFetch } from './guarded-fetch.ts'
import { modelLate, toModelError } from './model-error.ts'

export interface AnswerModelOptions {
  readonly provider: 'gemini' | 'openai-compatible'
  /** The provider's name of the model. */
  readonly model: string
  /** Asked for each request, so that a rotated key is taken; null for servers that ask for none. */
  readonly apiKey: () => string | null
  /** Up to and including `/v1`; required for `openai-compatible`, null for the provider's own address. */
  readonly baseUrl: string | null
  /** For one answer, waiting for a free place and one repeated call included. */
  readonly timeoutMs: number
  readonly maxOutputTokens: number
  /** Calls at the same time; more wait. */
  readonly concurrency?: number
  readonly clock?: Clock
}

const defaultConcurrency = 8
/** One more try after a refused connection, 429 or 5xx, within the time limit. */
const retries = 1
/** Quoting documents wants little imagination; zero makes some models repeat themselves. */
const temperature = 0.2

/**
 * Answers through Gemini or a server that speaks OpenAI's chat API. Companies take turns, and none may take every place.
 * @throws AppError from `answer`: `model_unavailable` (retryable: time-out, network, 429, 5xx), `model_rejected` (key, model
 *   name, size, redirect, safety filter, empty answer) or `cancelled`.
 */
export function createAnswerModel(options: AnswerModelOptions): AnswerModel {
  // The SDK prints remarks on settings a model ignores to the console, past our log.
  globalThis.AI_SDK_LOG_WARNINGS = false
  const model = openModel(options)
  const size = options.concurrency ?? defaultConcurrency
  const limiter = createLimiter({ size, perKey: leavingRoom(size) })
  return {
    name: `${options.provider}:${options.model}`,
    async answer(request) {
      const { signal, companyId } = request
      const limit = { ms: options.timeoutMs, signal, late: () => modelLate(options.timeoutMs), clock: options.clock }
      try {
        return await withTimeout(limit, (inner) =>
          limiter.run(inner, () => generate(model, options, request, inner), companyId),
        )
      } catch (error) {
        throw toModelError(error, signal)
      }
    },
  }
}

function openModel({ provider, model, apiKey, baseUrl }: AnswerModelOptions): LanguageModel {
  if (provider === 'gemini') {
    const baseURL = baseUrl === null ? {} : { baseURL: baseUrl }
    // An empty key would make the library look for one in the environment, past our checked settings.
    return createGoogleGenerativeAI({ apiKey: () => apiKey() ?? 'missing', fetch: guardedFetch, ...baseURL })(model)
  }
  if (baseUrl === null) throw new AppError('configuration', 'An OpenAI-compatible language model needs its address.')
  return createOpenAICompatible({
    name: 'openai-compatible',
    baseURL: baseUrl,
    // an empty one is not sent
    apiKey: () => apiKey() ?? '',
    fetch: guardedFetch,
  }).chatModel(model)
}

async function generate(
  model: LanguageModel,
  options: AnswerModelOptions,
  request: AnswerRequest,
  abortSignal: AbortSignal,
): Promise<{ text: string }> {
  const call = {
    model,
    instructions: request.system,
    messages: request.messages.map(({ role, content }) => ({ role, content })),
    maxOutputTokens: options.maxOutputTokens,
    temperature,
    maxRetries: retries,
    abortSignal,
  }
  const { onText } = request
  const { text, finishReason } = onText === undefined ? await generateText(call) : await streamInto(onText, call)
  const answer = toAnswerText(text, { maxTokens: options.maxOutputTokens, wasCut: finishReason === 'length' })
  if (answer === '' || finishReason === 'content-filter') {
    throw new AppError('model_rejected', `The language model returned no answer (${finishReason}).`, {
      details: { finish_reason: finishReason },
    })
  }
  return { text: answer }
}

/** @throws what the SDK reports in the middle of a stream instead of throwing it. */
async function streamInto(onText: (piece: string) => void, call: Parameters<typeof streamText>[0]) {
  const pieces: string[] = []
  let finishReason: FinishReason | null = null
  // without it the SDK prints failures to the console, past our log
  for await (const part of streamText({ ...call, onError: () => undefined }).fullStream) {
    if (part.type === 'error') throw part.error
    if (part.type === 'abort') call.abortSignal?.throwIfAborted()
    if (part.type === 'finish') finishReason = part.finishReason
    if (part.type !== 'text-delta') continue
    pieces.push(part.text)
    onText(part.text)
  }
  if (finishReason === null) throw new Error('the stream of the language model ended before its answer')
  return { text: pieces.join(''), finishReason }
}
