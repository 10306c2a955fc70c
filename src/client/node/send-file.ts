import { randomUUID } from 'node:crypto'
import { open, type FileHandle } from 'node:fs/promises'
import { request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { pipeline } from 'node:stream/promises'
import type { UploadTarget } from '../client.ts'
import { RequestFailed } from '../failure.ts'
import { transportTexts, type TransportTexts } from '../transport-texts.ts'

export interface FileToSend {
  /** As bytes when the name is not UTF-8. */
  readonly path: string | Buffer
  /** Name the server keeps. */
  readonly name: string
  /** Called with the bytes sent so far and the size of the file. */
  readonly onSent?: ((sent: number, size: number) => void) | undefined
}

/**
 * Streams one file as `multipart/form-data` and resolves with the reply, whatever its status. Built on `node:http` and not
 * on `fetch` because a server that refuses early (too large, wrong type) answers while the body is still being sent, and
 * because progress needs the count of bytes that were really taken.
 * @throws RequestFailed `unreadable_file`, or the bare network error for the caller to translate.
 */
export async function sendFile(target: UploadTarget, file: FileToSend): Promise<{ status: number; body: string }> {
  const say = transportTexts(target.language)
  const handle = await openFile(file.path, say)
  try {
    const { size } = await handle.stat()
    const boundary = `atenex-${randomUUID()}`
    const head = Buffer.from(partHeader(boundary, file.name))
    const tail = Buffer.from(`\r\n--${boundary}--\r\n`)
    const request = startRequest(target, boundary, head.length + size + tail.length)
    const reply = replyOf(request, target)
    const body = bodyParts(handle, size, { head, tail, onSent: file.onSent, say })
    const sent = pipeline(body, request, { signal: target.signal })
    try {
      return await firstOutcome(reply, sent)
    } finally {
      request.destroy()
    }
  } finally {
    await handle.close()
  }
}

/**
 * The reply ends the upload even while the body is still being sent. When sending breaks, the server may have answered
 * and closed: its reply counts then, not the broken pipe.
 */
function firstOutcome<T>(reply: Promise<T>, sent: Promise<void>): Promise<T> {
  const afterSending = sent.then(
    () => reply,
    (error: unknown) => {
      if (error instanceof RequestFailed) throw error
      return reply
    },
  )
  return Promise.race([reply, afterSending])
}

async function openFile(path: string | Buffer, say: TransportTexts): Promise<FileHandle> {
  try {
    return await open(path, 'r')
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new RequestFailed(0, 'unreadable_file', say.unreadable(reason), { cause: error })
  }
}

function startRequest(target: UploadTarget, boundary: string, length: number): ClientRequest {
  const send = target.url.protocol === 'https:' ? httpsRequest : httpRequest
  return send(target.url, {
    method: 'POST',
    headers: {
      ...target.headers,
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'content-length': length,
    },
    signal: target.signal,
  })
}

function replyOf(request: ClientRequest, target: UploadTarget): Promise<{ status: number; body: string }> {
  const { timeoutMs, language } = target
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; body: string }>()
  request.setTimeout(timeoutMs, () => {
    request.destroy(new RequestFailed(0, 'timeout', transportTexts(language).silent(timeoutMs / 1000)))
  })
  request.on('error', reject)
  request.on('response', (response) => void readBody(response).then(resolve, reject))
  // The caller may be told by the other promise first; an unhandled rejection would end the process.
  promise.catch(() => undefined)
  return promise
}

async function readBody(response: IncomingMessage): Promise<{ status: number; body: string }> {
  const parts: Buffer[] = []
  for await (const part of response) parts.push(part as Buffer) // a stream without encoding yields buffers
  return { status: response.statusCode ?? 0, body: Buffer.concat(parts).toString('utf8') }
}

/** Quotes and line breaks as browsers escape them; other characters go as UTF-8. */
function partHeader(boundary: string, name: string): string {
  const escaped = name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
  return (
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${escaped}"\r\n` +
    'Content-Type: application/octet-stream\r\n\r\n'
  )
}

interface BodyFrame {
  readonly head: Buffer
  readonly tail: Buffer
  readonly onSent: FileToSend['onSent']
  readonly say: TransportTexts
}

async function* bodyParts(handle: FileHandle, size: number, frame: BodyFrame): AsyncGenerator<Buffer> {
  yield frame.head
  let sent = 0
  const buffer = Buffer.allocUnsafe(64 * 1024)
  while (sent < size) {
    const { bytesRead } = await handle.read(buffer, 0, Math.min(buffer.length, size - sent), sent)
    if (bytesRead === 0) throw new RequestFailed(0, 'unreadable_file', frame.say.shorter)
    // A copy, because the socket may still hold the last part when the next one is read.
    yield Buffer.from(buffer.subarray(0, bytesRead))
    sent += bytesRead
    frame.onSent?.(sent, size)
  }
  yield frame.tail
}
