import type { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { AppError } from '../domain/errors.ts'
import { multipartOverheadBytes } from './server.ts'

export interface ReceivedUpload extends AsyncDisposable {
  readonly fileName: string
  readonly body: Readable
  readonly metadata: Readonly<Record<string, unknown>> | null
  /** Aborted when the client goes away. */
  readonly signal: AbortSignal
}

const metadataSchema = z.record(z.string(), z.unknown())
/** Read and thrown away after a refusal, so that a client in the middle of sending gets to see the reply. */
const drainBytes = 20_000_000

/**
 * The file part of a multipart upload as a stream, with the text fields that came before it.
 * @throws AppError `payload_too_large` before a byte is read when the client announces too much, `invalid_request`.
 */
export async function receiveUpload(
  request: FastifyRequest,
  reply: FastifyReply,
  maxBytes: number,
): Promise<ReceivedUpload> {
  const announced = Number(request.headers['content-length'] ?? 0)
  if (announced > maxBytes + multipartOverheadBytes) {
    reply.header('connection', 'close')
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
      [Symbol.asyncDispose]: async () => drain(part.file),
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

function drain(file: Readable): void {
  if (file.readableEnded || file.destroyed) return
  let left = drainBytes
  file.on('data', (piece: Buffer) => {
    left -= piece.byteLength
    if (left < 0) file.destroy()
  })
  file.resume()
}
