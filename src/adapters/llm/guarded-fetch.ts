import { AppError } from '../../domain/errors.ts'
import { readLimited } from '../../flow/read-limited.ts'

/** Of a streamed answer, which is not kept: every word has some hundred bytes of JSON around it. */
const mostStreamedBytes = 32 * 1024 * 1024
/** Many times the longest answer that can be asked for, with everything a provider puts around it. */
const mostReplyBytes = 4 * 1024 * 1024

/**
 * `fetch` for the AI SDK that never takes in more than a few megabytes and follows no redirect: the request holds the question
 * and passages of a company's documents, which belong to the configured address and to nobody else.
 * @throws AppError `model_rejected`; otherwise what `fetch` throws.
 */
export const guardedFetch: typeof globalThis.fetch = async (input, init) => {
  const response = await fetch(input, { ...init, redirect: 'manual' })
  const { status, statusText } = response
  if (response.type === 'opaqueredirect' || (status >= 300 && status < 400)) {
    await response.body?.cancel()
    const message =
      'The language model answered with a redirect, which is not followed because the question and passages of documents ' +
      'would go elsewhere: check ATENEX_LLM_URL.'
    throw new AppError('model_rejected', message, { details: { status } })
  }
  if (response.ok && response.body !== null && isEventStream(response)) {
    return new Response(bounded(response.body), { status, statusText, headers: response.headers })
  }
  const body = await readLimited(response.body, mostReplyBytes)
  if (body === null) throw tooLong(mostReplyBytes, status)
  // a Response with one of these statuses must have no body at all
  const empty = status === 204 || status === 205
  return new Response(empty ? null : new Uint8Array(body), { status, statusText, headers: response.headers })
}

function isEventStream({ headers }: Response): boolean {
  return headers.get('content-type')?.startsWith('text/event-stream') === true
}

/** The same stream, which fails as soon as more has come than any answer needs. */
function bounded(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  let length = 0
  const counting = new TransformStream<Uint8Array, Uint8Array>({
    transform: (piece, controller) => {
      length += piece.length
      if (length > mostStreamedBytes) controller.error(tooLong(mostStreamedBytes, 200))
      else controller.enqueue(piece)
    },
  })
  return body.pipeThrough(counting)
}

function tooLong(mostBytes: number, status: number): AppError {
  const message = `The language model's reply is longer than ${mostBytes / 1024 / 1024} MB and was given up.`
  return new AppError('model_rejected', message, { details: { status } })
}
