import { createGoogleGenerativeAI } from '@ai-sdk/google'
import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { generateText, type LanguageModel } from 'ai'
import { AppError } from '../../domain/errors.ts'
import type { AnswerModel, AnswerRequest } from '../../ports/models.ts'
import { concurrencyLimit } from './concurrency-limit.ts'
import { toModelError } from './model-error.ts'

export interface AnswerModelOptions {
  readonly provider: 'gemini' | 'openai-compatible'
  /** The provider's name of the model. */
  readonly model: string
  /** Null for servers that ask for none. */
  readonly apiKey: string | null
  /** Up to and including `/v1`; required for `openai-compatible`, null for the provider's own address. */
  readonly baseUrl: string | null
  /** For one answer, waiting for a free place and one repeated call included. */
  readonly timeoutMs: number
  readonly maxOutputTokens: number
  /** Calls at the same time; more wait. */
  readonly concurrency?: number
}

const defaultConcurrency = 8
/** One more try after a refused connection, 429 or 5xx, within the time limit. */
const retries = 1
/** Quoting documents wants little imagination; zero makes some models repeat themselves. */
const temperature = 0.2

/**
 * Answers through Gemini or a server that speaks OpenAI's chat API.
 * @throws AppError from `answer`: `model_unavailable` (retryable: time-out, network, 429, 5xx), `model_rejected` (key, model
 *   name, size, safety filter, empty answer) or `cancelled`.
 */
export function createAnswerModel(options: AnswerModelOptions): AnswerModel {
  // The SDK prints remarks on settings a model ignores to the console, past our log.
  globalThis.AI_SDK_LOG_WARNINGS = false
  const model = openModel(options)
  const limited = concurrencyLimit(options.concurrency ?? defaultConcurrency)
  return {
    name: `${options.provider}:${options.model}`,
    async answer(request) {
      const limit = AbortSignal.timeout(options.timeoutMs)
      const signal = AbortSignal.any([request.signal, limit])
      try {
        return await limited(signal, () => generate(model, options, request, signal))
      } catch (error) {
        throw toModelError(error, {
          cancelled: request.signal.aborted,
          late: limit.aborted,
          timeoutMs: options.timeoutMs,
        })
      }
    },
  }
}

function openModel({ provider, model, apiKey, baseUrl }: AnswerModelOptions): LanguageModel {
  if (provider === 'gemini') {
    // An empty key would make the library look for one in the environment, past our checked settings.
    return createGoogleGenerativeAI({ apiKey: apiKey ?? 'missing', ...(baseUrl === null ? {} : { baseURL: baseUrl }) })(
      model,
    )
  }
  if (baseUrl === null) throw new AppError('configuration', 'An OpenAI-compatible language model needs its address.')
  return createOpenAICompatible({
    name: 'openai-compatible',
    baseURL: baseUrl,
    ...(apiKey === null ? {} : { apiKey }),
  }).chatModel(model)
}

async function generate(
  model: LanguageModel,
  options: AnswerModelOptions,
  { system, messages }: AnswerRequest,
  abortSignal: AbortSignal,
): Promise<{ text: string }> {
  const { text, finishReason } = await generateText({
    model,
    instructions: system,
    messages: messages.map(({ role, content }) => ({ role, content })),
    maxOutputTokens: options.maxOutputTokens,
    temperature,
    maxRetries: retries,
    abortSignal,
  })
  const answer = text.trim()
  if (answer === '' || finishReason === 'content-filter') {
    throw new AppError('model_rejected', `The language model returned no answer (${finishReason}).`, {
      details: { finish_reason: finishReason },
    })
  }
  return { text: finishReason === 'length' ? `${answer} […]` : answer }
}
