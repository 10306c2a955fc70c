import { AppError } from '../../../domain/errors.ts'
import { readReply, type EmbeddingReply, type HttpEmbedderApi } from './http-embedder-api.ts'

/** A number of a vector in JSON, with comma and room for indentation. */
const bytesPerNumber = 48
/** More dimensions than any known model has; only until the first reply tells. */
const mostDimensions = 16_384
/** Everything around the vectors. */
const otherBytes = 1024 * 1024

export interface ReplyCheck {
  /** Null until known. */
  readonly dimension: number | null
  readonly model: string | null
  /** What a reply with so many vectors can be at most. */
  mostBytes(count: number): number
  /**
   * The vectors of a reply, brought to unit length.
   * @throws AppError `embedder_mismatch` when count, dimension or model are not as they must be.
   */
  vectors(text: string, count: number): Float32Array[]
}

/** Remembers dimension and model of the first reply when they were not given; later replies must agree. */
export function createReplyCheck(api: HttpEmbedderApi, configured: number | null): ReplyCheck {
  let dimension = configured
  let model: string | null = null
  return {
    get dimension() {
      return dimension
    },
    get model() {
      return model
    },
    mostBytes: (count) => otherBytes + count * (dimension ?? mostDimensions) * bytesPerNumber,
    vectors(text, count) {
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
