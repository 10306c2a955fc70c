import { chunkingVersion } from '../../../domain/chunking-version.ts'
import { unmeasuredTraits } from '../../../domain/embedder-traits.ts'
import { AppError } from '../../../domain/errors.ts'
import type { EmbedderFingerprint } from '../../../domain/fingerprint.ts'
import { createLimiter, leavingRoom } from '../../../flow/limiter.ts'
import { stoppedError } from '../../../flow/stopped.ts'
import { systemClock } from '../../../flow/system-clock.ts'
import type { Clock } from '../../../ports/clock.ts'
import type { Embedder, EmbedRole } from '../../../ports/models.ts'
import { estimateTokens } from '../tokenizer/estimate-tokens.ts'
import { embedAddress, embedBody, type HttpEmbedderApi } from './http-embedder-api.ts'
import { postJson } from './post-json.ts'
import { createReplyCheck } from './reply-check.ts'
import { textBatches } from './text-batches.ts'

export interface HttpEmbedderOptions {
  /** Base address of the service, or the full one. */
  readonly url: string
  /** `atenex`: the original's embedding service; `openai`: any server with `/v1/embeddings`. */
  readonly api: HttpEmbedderApi
  readonly model: string | null
  /** Asked for each request, so that a rotated key is taken. */
  readonly key: () => string | null
  /** Null: whatever the service gives, found out by one request at the start. */
  readonly dimension: number | null
  /** `e5`: `query: ` and `passage: ` are put before the texts here. A service that reads `text_type` does it itself. */
  readonly prefixRule?: 'none' | 'e5'
  readonly timeoutMs?: number
  /** Requests at a time, of urgent ones and of others each. */
  readonly concurrency?: number
  /** Texts in one request. */
  readonly batch?: number
  readonly attempts?: number
  readonly retryDelayMs?: number
  readonly limits?: Embedder['limits']
  readonly clock?: Clock
}

/** Estimated tokens, which run above real ones; 512 is the window of the e5 models. */
const defaultLimits = { targetTokens: 260, maxTokens: 480 }
const defaults = { timeoutMs: 30_000, concurrency: 4, batch: 64, attempts: 4, retryDelayMs: 250, clock: systemClock }
const callee = { name: 'embedding service', lateCode: 'embedder_unavailable' } as const

/**
 * An embedder behind HTTP. Makes no request at the start when model and dimension are given, so that the product starts while
 * the service is down. Vectors are brought to unit length here; count, dimension and the model's name are checked in every
 * reply. Companies take turns, and questions do not wait behind passages.
 * @throws AppError `embedder_unavailable` or `embedder_mismatch` from the request at the start.
 */
export async function createHttpEmbedder(options: HttpEmbedderOptions): Promise<Embedder> {
  const settings = { ...defaults, ...options, address: embedAddress(options.api, options.url) }
  const closing = new AbortController()
  const check = createReplyCheck(options.api, options.dimension)
  const request = async (texts: readonly string[], role: EmbedRole, signal: AbortSignal): Promise<Float32Array[]> => {
    const { timeoutMs, attempts, retryDelayMs: delayMs, clock } = settings
    const text = await postJson(settings.address, {
      headers: () => {
        const key = options.key()
        return key === null ? {} : { authorization: `Bearer ${key}` }
      },
      body: embedBody(options, texts, role),
      mostReplyBytes: check.mostBytes(texts.length),
      timeoutMs,
      attempts,
      delayMs,
      clock,
      signal,
    })
    return check.vectors(text, texts.length)
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
  const places = { size: settings.concurrency, perKey: leavingRoom(settings.concurrency) }
  const limiters = { urgent: createLimiter(places), other: createLimiter(places) }
  const embedder: Embedder = {
    reader: null,
    fingerprint,
    limits: options.limits ?? defaultLimits,
    traits: unmeasuredTraits,
    countTokens: estimateTokens,
    // a service gives no vectors of tokens, which those of the parts would be pooled from
    embedWithParts: (texts, asked) =>
      embedder.embed(
        texts.map(({ text }) => text),
        asked,
      ),
    async embed(texts, { role, urgent = role === 'query', companyId, signal }) {
      const limiter = urgent ? limiters.urgent : limiters.other
      const failure = new AbortController()
      const any = AbortSignal.any([signal, closing.signal, failure.signal])
      const prefixed = options.prefixRule === 'e5' ? texts.map((text) => `${role}: ${text}`) : texts
      try {
        const parts = textBatches(prefixed, settings.batch).map((batch) =>
          limiter.run(any, () => request(batch, role, any), companyId ?? undefined),
        )
        return (await Promise.all(parts)).flat()
      } catch (error) {
        throw any.aborted ? stoppedError(any, callee) : error
      } finally {
        failure.abort()
      }
    },
    async close() {
      closing.abort(new AppError('cancelled', 'The embedder was closed.', { retryable: true }))
    },
  }
  return embedder
}
