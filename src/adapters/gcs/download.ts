import { Transform, type Readable } from 'node:stream'
import { CRC32C, type File } from '@google-cloud/storage'
import { backOffMs } from '../../flow/back-off.ts'
import { systemClock } from '../../flow/system-clock.ts'
import type { ByteRange } from '../../ports/object-store.ts'
import { statusOf, StrangeReply } from './failures.ts'

const attempts = 3
const firstPauseMs = 500
const longestPauseMs = 2_000
const bufferBytes = 256 * 1024

/** What must come. */
export interface Wanted {
  readonly bytes: number
  /** Of all bytes, in base64; null: not checked. */
  readonly crc32c: string | null
}

/**
 * Opens the bytes of an object, or of a part of it; resolves when they begin to come. Repeated here: the client repeats a stream
 * by writing into the one it gave up, which ends the process.
 */
export async function openDownload(file: File, part: ByteRange | undefined, signal: AbortSignal): Promise<Readable> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await openOnce(file, part, signal)
    } catch (error) {
      if (attempt >= attempts || !mayPass(error)) throw error
      await systemClock.sleep(backOffMs(attempt, { firstMs: firstPauseMs, mostMs: longestPauseMs }), signal)
    }
  }
}

function mayPass(error: unknown): boolean {
  const status = statusOf(error)
  return status === null ? !(error instanceof StrangeReply) : status === 408 || status === 429 || status >= 500
}

function openOnce(file: File, part: ByteRange | undefined, signal: AbortSignal): Promise<Readable> {
  const headers = {
    // as it is stored: nothing is packed or unpacked on the way
    'Accept-Encoding': 'gzip',
    'Cache-Control': 'no-store',
    ...(part === undefined ? {} : { Range: `bytes=${part.first}-${part.last}` }),
  }
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const source = file.requestStream({ uri: '', qs: { alt: 'media' }, headers, maxRetries: 0 })
    const give = (error: unknown) => {
      source.destroy()
      reject(error)
    }
    const abort = () => give(signal.reason)
    signal.addEventListener('abort', abort, { once: true })
    // stays: an error that nobody listens to would end the process
    source.on('error', give)
    source.once('response', (response: Readable & { readonly statusCode: number }) => {
      signal.removeEventListener('abort', abort)
      closeWith(source, response)
      const { statusCode } = response
      if (statusCode === (part === undefined ? 200 : 206)) resolve(source)
      else if (statusCode < 300) give(new StrangeReply(`it answered ${statusCode} to a download`))
      else give(Object.assign(new Error('refused'), { code: statusCode }))
    })
  })
}

/**
 * Ends the connection of a reply that is not read to its end. The client keeps it, or ends those of everybody at once; it is known
 * only as what the reply is piped from.
 */
function closeWith(source: Readable, response: Readable): void {
  response.once('unpipe', (connection: Readable) => connection.destroy())
  if (source.destroyed) response.destroy()
  else source.once('close', () => response.destroy())
}

/** Passes on what comes, and fails when it is not all, more, or other bytes than were stored. */
export function checkBytes({ bytes, crc32c }: Wanted, refuse: (error: StrangeReply) => Error): Transform {
  const sum = new CRC32C()
  let received = 0
  return new Transform({
    highWaterMark: bufferBytes,
    transform(piece: Buffer, _encoding, done) {
      received += piece.byteLength
      if (crc32c !== null) sum.update(piece)
      done(received > bytes ? refuse(new StrangeReply('it sent more than the file has')) : null, piece)
    },
    flush(done) {
      if (received < bytes) done(refuse(new StrangeReply('it sent less than the file has')))
      else if (crc32c === null || sum.validate(crc32c)) done()
      else done(refuse(new StrangeReply('what it sent is not what was stored')))
    },
  })
}
