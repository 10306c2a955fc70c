import type { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { AppError } from '../domain/errors.ts'
import { multipartOverheadBytes } from './server.ts'

export interface ReceivedUpload {
  readonly fileName: string
  readonly body: Readable
  readonly metadata: Readonly<Record<string, unknown>> | null
  /** Aborted when the client goes away. */
  readonly signal: AbortSignal
}

const metadataSchema = z.record(z.string(), z.unknown())
/** Time a client in the middle of sending gets to see that it was refused; what it sends meanwhile is thrown away. */
const refusalMs = 10_000

/**
 * The file part of a multipart upload as a stream, with the text fields that came before it.
 * @throws AppError `payload_too_large` before a byte is read when the client announces too much, `invalid_request`.
 */
export async function receiveUpload(
  request: FastifyRequest,
  reply: FastifyReply,
  maxBytes: number,
): Promise<ReceivedUpload> {
  endAfterRefusal(request, reply)
  const announced = Number(request.headers['content-length'] ?? 0)
  if (announced > maxBytes + multipartOverheadBytes) {
    const limit = Math.floor(maxBytes / 1_048_576)
    throw new AppError('payload_too_large', `The file is larger than ${limit} MB. Split it and upload the parts.`)
  }
  if (!request.isMultipart()) {
    throw new AppError('invalid_request', 'Send the file as part "file" of a multipart/form-data request.')
  }
  const gone = new AbortController()
  request.raw.once('close', () => {
    if (!request.raw.complete) gone.abort(new AppError('cancelled', 'The client went away during the upload.'))
  })

  let metadata: Readonly<Record<string, unknown>> | null = null
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      if (part.fieldname === 'metadata_json') metadata = parseMetadata(part.value)
      continue
    }
    if (part.fieldname !== 'file') {
      part.file.resume()
      continue
    }
    return {
      fileName: part.filename,
      body: part.file,
      metadata,
      signal: gone.signal,
    }
  }
  throw new AppError('invalid_request', 'The request has no part "file".')
}

/** The original keeps an object and answers 400 to anything else. */
function parseMetadata(text: unknown): Readonly<Record<string, unknown>> | null {
  if (typeof text !== 'string' || text.trim() === '') return null
  try {
    return metadataSchema.parse(JSON.parse(text))
  } catch (error) {
    throw new AppError('invalid_request', 'metadata_json must be a JSON object.', {
      cause: error,
      details: { status: 400 },
    })
  }
}

/**
 * The rest of a refused upload is read and thrown away: a client that has sent it all uses the connection again, and its next
 * request waits behind what nobody reads. Enough for a polite client, too much for an endless one.
 */
function endAfterRefusal(request: FastifyRequest, reply: FastifyReply): void {
  reply.raw.once('finish', () => {
    if (request.raw.complete) return
    request.raw.unpipe()
    request.raw.resume()
    setTimeout(() => {
      if (!request.raw.complete) request.raw.destroy()
    }, refusalMs).unref()
  })
}
