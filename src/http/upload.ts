import { Readable } from 'node:stream'
import type { MultipartFile, Multipart } from '@fastify/multipart'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { AppError } from '../domain/errors.ts'
import { multipartOverheadBytes } from './server.ts'

type Metadata = Readonly<Record<string, unknown>>

export interface ReceivedUpload {
  readonly fileName: string
  readonly body: Readable
  /** To be asked when the body was read to its end: the field may come before or after the file. */
  readonly metadata: () => Promise<Metadata | null>
  /** Aborted when the client goes away. */
  readonly signal: AbortSignal
}

const metadataSchema = z.record(z.string(), z.unknown())
const oneFile = 'Send one file per request: this one has more than one part "file".'
/** Time a client in the middle of sending gets to see that it was refused; what it sends meanwhile is thrown away. */
const refusalMs = 10_000

/**
 * The file part of a multipart upload as a stream, and its text fields in whatever order they come.
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

  const fields = new Map<string, unknown>()
  const parts = request.parts()
  const file = await nextFile(parts, fields)
  if (file === null) throw new AppError('invalid_request', 'The request has no part "file".')
  file.file.once('error', () => {
    // whoever reads the body sees it too; without a listener it would end the process when nobody reads any more
  })
  return {
    fileName: file.filename,
    body: Readable.from(readable(file.file), { objectMode: false }),
    metadata: async () => {
      const second = await nextFile(parts, fields)
      second?.file.resume()
      if (second !== null) throw new AppError('invalid_request', oneFile)
      return parseMetadata(fields.get('metadata_json'))
    },
    signal: gone.signal,
  }
}

/** Reads on to the next part `file`, which it leaves unread, keeping the fields on the way. */
async function nextFile(parts: AsyncIterator<Multipart>, fields: Map<string, unknown>): Promise<MultipartFile | null> {
  for (;;) {
    const { value: part, done } = await parts.next().catch((error: unknown) => {
      throw brokenForm(error)
    })
    if (done === true) return null
    if (part.type === 'field') fields.set(part.fieldname, part.value)
    else if (part.fieldname === 'file') return part
    else part.file.resume()
  }
}

/** The bytes of a part; a form that breaks off inside of it is a fault of the request. */
async function* readable(part: Readable): AsyncGenerator<Buffer> {
  try {
    yield* part
  } catch (error) {
    throw brokenForm(error)
  }
}

/** The parser throws plain errors; those with a status (a limit was passed) already say what to do. */
function brokenForm(error: unknown): unknown {
  if (error instanceof AppError || (error instanceof Error && 'statusCode' in error)) return error
  const reason = error instanceof Error ? error.message : String(error)
  return new AppError('invalid_request', `The multipart form cannot be read: ${reason}.`, { cause: error })
}

/** The original keeps an object and answers 400 to anything else. */
function parseMetadata(text: unknown): Readonly<Record<string, unknown>> | null {
  if (typeof text !== 'string' || text.trim() === '') return null
  try {
    return metadataSchema.parse(JSON.parse(text, storable))
  } catch (error) {
    throw new AppError('invalid_request', 'metadata_json must be a JSON object of well-formed text.', {
      cause: error,
      details: { status: 400 },
    })
  }
}

/** PostgreSQL keeps neither NUL nor half a surrogate pair in JSON, in names or in values. */
function storable(key: string, value: unknown): unknown {
  for (const one of [key, value]) {
    if (typeof one === 'string' && (one.includes('\0') || !one.isWellFormed())) throw new Error('not storable text')
  }
  return value
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
