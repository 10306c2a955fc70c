// `upload/` reads multipart forms as they arrive, without ever holding a file in memory.
import { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { AppError } from '../../domain/errors.ts'
import { tooLarge } from '../../ingest/spool.ts'
import { utf8Of } from '../utf8.ts'
import { formParts, maxFieldBytes, type FormPart } from './form-parts.ts'

type Metadata = Readonly<Record<string, unknown>>
type FilePart = Extract<FormPart, { kind: 'file' }>

export interface ReceivedUpload {
  readonly fileName: string
  readonly body: AsyncIterable<Buffer>
  /** To be asked when the body was read to its end: the field may come before or after the file. */
  readonly metadata: () => Promise<Metadata | null>
}

/** Text fields, heads and boundaries around the file of an upload. */
export const multipartOverheadBytes = 200_000

const metadataField = 'metadata_json'
const metadataSchema = z.record(z.string(), z.unknown())

/** The body of an upload, to be read once. @throws AppError `payload_too_large` when the client announces too much. */
export function uploadBody(request: FastifyRequest, maxBytes: number): Readable {
  const announced = Number(request.headers['content-length'] ?? 0)
  if (announced > maxBytes + multipartOverheadBytes) throw tooLarge(maxBytes)
  // only forms come as a stream, see `server.ts`
  if (request.body instanceof Readable) return request.body
  throw new AppError('invalid_request', 'Send the file as part "file" of a multipart/form-data request.', {
    spanish: 'Envía el archivo como parte «file» de una petición multipart/form-data.',
  })
}

/** Fires with the reason when the body breaks off: too long, too slow, the client gone, the server stopping. */
export function bodyBroken(body: Readable): AbortSignal {
  const broken = new AbortController()
  if (body.errored !== null) broken.abort(body.errored)
  body.once('error', (error) => broken.abort(error))
  return broken.signal
}

/**
 * The file part of a form as a stream, and its text fields in whatever order they come.
 * @throws AppError `invalid_request`, `payload_too_large`.
 */
export async function receiveUpload(body: AsyncIterable<Buffer>, contentType: string): Promise<ReceivedUpload> {
  const fields = new Map<string, Buffer>()
  const parts = formParts(body, contentType)
  const file = await nextFile(parts, fields)
  if (file === null) {
    throw fields.has('file')
      ? new AppError(
          'invalid_request',
          'The part "file" has no file name: send it as a file, with filename in its Content-Disposition.',
          { spanish: 'La parte «file» no tiene nombre: envíala como archivo, con filename en su Content-Disposition.' },
        )
      : new AppError('invalid_request', 'The form has no part "file".', {
          spanish: 'El formulario no tiene ninguna parte «file».',
        })
  }
  return {
    fileName: file.fileName,
    body: file.body,
    metadata: async () => {
      if ((await nextFile(parts, fields)) === null) return parseMetadata(fields.get(metadataField))
      throw new AppError('invalid_request', 'Send one file per request: this one has more than one part "file".', {
        spanish: 'Envía un archivo por petición: esta tiene más de una parte «file».',
      })
    },
  }
}

/** Reads on to the next part `file`, which it leaves unread, keeping the fields on the way, also those sent as a file (a `Blob`). */
async function nextFile(parts: AsyncIterator<FormPart>, fields: Map<string, Buffer>): Promise<FilePart | null> {
  for (;;) {
    const { value: part, done } = await parts.next()
    if (done === true) return null
    if (part.kind === 'field') fields.set(part.name, part.value)
    else if (part.name === 'file') return part
    else if (part.name === metadataField) fields.set(part.name, await wholeOf(part))
  }
}

/** @throws AppError `payload_too_large` beyond what a text field may be. */
async function wholeOf({ name, body }: FilePart): Promise<Buffer> {
  const pieces: Buffer[] = []
  let bytes = 0
  for await (const piece of body) {
    bytes += piece.byteLength
    if (bytes > maxFieldBytes) {
      throw new AppError('payload_too_large', `The field ${name} of the form is larger than ${maxFieldBytes} bytes.`, {
        spanish: `El campo ${name} del formulario ocupa más de ${maxFieldBytes} bytes.`,
      })
    }
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

/** The original keeps an object and answers 400 to anything else. */
function parseMetadata(bytes: Buffer | undefined): Metadata | null {
  if (bytes === undefined) return null
  const text = utf8Of(bytes)
  if (text?.trim() === '') return null
  try {
    if (text === null) throw new Error('not UTF-8')
    return metadataSchema.parse(JSON.parse(text, storable))
  } catch (error) {
    throw new AppError('invalid_request', notMetadata, {
      spanish: noSonMetadatos,
      cause: error,
      details: { status: 400 },
    })
  }
}

const noSonMetadatos =
  'metadata_json tiene que ser un objeto JSON con texto bien formado y números que se puedan guardar exactos (enteros hasta 9007199254740991 y otros de hasta 17 cifras; envía los más largos como texto).'
const notMetadata =
  'metadata_json must be a JSON object of well-formed text and of numbers that can be kept exactly (whole ones up to 9007199254740991, others of up to 17 digits; send longer ones as text).'

/**
 * PostgreSQL keeps neither NUL nor half a surrogate pair in JSON, in names or in values. A whole number that is read as another one, or
 * one that is read as infinite, would be kept as something that nobody has sent.
 */
function storable(key: string, value: unknown, { source = '' }: { readonly source?: string } = {}): unknown {
  if (typeof value === 'number') {
    const changed = /^-?\d+$/.test(source) && !Number.isSafeInteger(value)
    if (changed || losesDigits(source, value) || !Number.isFinite(value)) throw new Error('not storable number')
  }
  for (const one of [key, value]) {
    if (typeof one === 'string' && (one.includes('\0') || !one.isWellFormed())) throw new Error('not storable text')
  }
  return value
}

/** A fraction or power of ten with more digits than a number can hold, or so small that it is read as 0. */
function losesDigits(source: string, value: number): boolean {
  const digits = source
    .replace(/e.*/iu, '')
    .replaceAll(/[-.]/gu, '')
    .replace(/^0+/u, '')
    .replace(/(?<!0)0+$/u, '')
  // 17 tell any two numbers apart, and programs write them out
  return digits.length > 17 || (value === 0 && digits !== '')
}
