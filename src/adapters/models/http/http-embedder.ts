import { chunkingVersion } from '../../../domain/chunking-version.ts'
import { AppError } from '../../../domain/errors.ts'
import type { EmbedderFingerprint } from '../../../domain/fingerprint.ts'
import type { Embedder, EmbedRole } from '../../../ports/models.ts'
import { estimateTokens } from '../tokenizer/estimate-tokens.ts'
import { embedAddress, embedBody, readReply, type EmbeddingReply, type HttpEmbedderApi } from './http-embedder-api.ts'
import { postJson } from './http-retry.ts'

export interface HttpEmbedderOptions {
  /** Base address of the service, or the full one. */
  readonly url: string
  /** `atenex`: the original's embedding service; `openai`: any server with `/v1/embeddings`. */
  readonly api: HttpEmbedderApi
  readonly model: string | null
  readonly key: string | null
  /** Null: whatever the service gives, found out by one request at the start. */
  readonly dimension: number | null
  /** `e5`: `query: ` and `passage: ` are put before the texts here. A service that reads `text_type` does it itself. */
  readonly prefixRule?: 'none' | 'e5'
  readonly timeoutMs?: number
  /** Requests at a time. */
  readonly concurrency?: number
  /** Texts in one request. */
  readonly batch?: number
  readonly attempts?: number
  readonly retryDelayMs?: number
  readonly limits?: Embedder['limits']
}

/** Characters in one request: about 40,000 tokens, far below what services take (OpenAI: 300,000 tokens). */
const charactersPerRequest = 120_000
/** Estimated tokens, which run above real ones; 512 is the window of the e5 models. */
const defaultLimits = { targetTokens: 260, maxTokens: 480 }
const defaults = { timeoutMs: 30_000, concurrency: 4, batch: 64, attempts: 4, retryDelayMs: 250 }

/**
 * An embedder behind HTTP. Makes no request at the start when model and dimension are given, so that the product starts while
 * the service is down. Vectors are brought to unit length here; count, dimension and the model's name are checked in every reply.
 * @throws AppError `embedder_unavailable` or `embedder_mismatch` from the request at the start.
 */
export async function createHttpEmbedder(options: HttpEmbedderOptions): Promise<Embedder> {
  const settings = { ...defaults, ...options, address: embedAddress(options.api, options.url) }
  const closing = new AbortController()
  const check = createReplyCheck(options.dimension)
  const request = async (texts: readonly string[], role: EmbedRole, signal: AbortSignal): Promise<Float32Array[]> => {
    const headers: Record<string, string> = options.key === null ? {} : { authorization: `Bearer ${options.key}` }
    const { timeoutMs, attempts, retryDelayMs: delayMs } = settings
    const body = embedBody(options, texts, role)
    const text = await postJson(settings.address, headers, body, { timeoutMs, attempts, delayMs, signal })
    return check.vectors(text, options.api, texts.length)
  }
  if (options.model === null || options.dimension === null) await request(['.'], 'passage', closing.signal)
  const model = options.model ?? check.model ?? options.api
  const fingerprint: EmbedderFingerprint = {
    model,
    // A remote service tells no version but its model's name.
    revision: model,
    dimension: check.dimension ?? 0,
    prefixRule: options.prefixRule === 'e5' ? 'query:/passage:' : 'none',
    normalised: true,
    chunking: chunkingVersion,
  }
  const gate = createGate(settings.concurrency)
  return {
    fingerprint,
    limits: options.limits ?? defaultLimits,
    countTokens: estimateTokens,
    async embed(texts, { role, signal }) {
      const failure = new AbortController()
      const either = AbortSignal.any([signal, closing.signal, failure.signal])
      const prefixed = options.prefixRule === 'e5' ? texts.map((text) => `${role}: ${text}`) : texts
      try {
        const parts = batchesOf(prefixed, settings.batch).map((batch) =>
          gate(() => request(batch, role, either), either),
        )
        return (await Promise.all(parts)).flat()
      } finally {
        failure.abort()
      }
    },
    async close() {
      closing.abort()
    },
  }
}

/** Remembers dimension and model of the first reply when they were not given; later replies must agree. */
function createReplyCheck(configured: number | null) {
  let dimension = configured
  let model: string | null = null
  return {
    get dimension() {
      return dimension
    },
    get model() {
      return model
    },
    vectors(text: string, api: HttpEmbedderApi, count: number): Float32Array[] {
      const reply = parseReply(text, api)
      if (reply.embeddings.length !== count) {
        throw mismatch(`gave ${reply.embeddings.length} vectors for ${count} texts`)
      }
      model ??= reply.model
      if (reply.model !== null && reply.model !== model)
        throw mismatch(`changed its model from ${model} to ${reply.model}`)
      return reply.embeddings.map((values) => {
        dimension ??= values.length
        if (values.length !== dimension) throw mismatch(`gave ${values.length} dimensions instead of ${dimension}`)
        return toUnitLength(values)
      })
    },
  }
}

function parseReply(text: string, api: HttpEmbedderApi): EmbeddingReply {
  try {
    return readReply(api, text)
  } catch (cause) {
    const message = `The embedding service's reply has not the form of the ${api} interface. Check ATENEX_EMBEDDER_API.`
    throw new AppError('embedder_unavailable', message, { cause })
  }
}

function toUnitLength(values: readonly number[]): Float32Array {
  const length = Math.hypot(...values)
  if (!Number.isFinite(length) || length === 0) throw mismatch('gave a vector without length')
  return Float32Array.from(values, (value) => value / length)
}

function mismatch(what: string): AppError {
  return new AppError('embedder_mismatch', `The embedding service ${what}.`)
}

function batchesOf(texts: readonly string[], batch: number): string[][] {
  const batches: string[][] = []
  let current: string[] = []
  let characters = 0
  for (const text of texts) {
    const full = current.length >= batch || characters + text.length > charactersPerRequest
    if (full && current.length > 0) {
      batches.push(current)
      current = []
      characters = 0
    }
    current.push(text)
    characters += text.length
  }
  if (current.length > 0) batches.push(current)
  return batches
}

/** At most `width` calls run; the others wait in line. */
function createGate(width: number) {
  let running = 0
  const line: (() => void)[] = []
  return async <Result>(call: () => Promise<Result>, signal: AbortSignal): Promise<Result> => {
    // Whoever leaves hands the place to the first in line, so `running` counts places and not calls.
    if (running >= width) await new Promise<void>((resolve) => line.push(resolve))
    else running += 1
    try {
      if (signal.aborted) throw new AppError('cancelled', 'Embedding was cancelled.', { retryable: true })
      return await call()
    } finally {
      const next = line.shift()
      if (next) next()
      else running -= 1
    }
  }
}
