import { randomUUID } from 'node:crypto'
import { STATUS_CODES, type IncomingMessage, type Server as HttpServer, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { ErrorReply } from '../../contract/errors.ts'
import { AppError, type ErrorCode } from '../../domain/errors.ts'
import { guardedHeaders } from '../reply-headers.ts'

// Requests that Node's parser refuses never reach the routes. They are answered here, in the shape of all other errors;
// always in English, because what the client reads is not known, and on a connection that ends with the reply.

/** An `Expect` that nobody can meet and a `CONNECT` are the parser's own answers as well. */
export function refuseUnmetRequests(server: HttpServer): void {
  server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
    const body = bodyOf('invalid_request', 'The header Expect asks for something this server does not do.')
    response.writeHead(417, headersOf(body)).end(body)
  })
  server.on('connect', (_request: IncomingMessage, socket: Socket) => {
    answer(socket, 405, 'invalid_request', 'This server is no proxy.')
  })
}

/** For what is no HTTP, is too long, or does not come to an end. */
export function refuseUnreadable(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  switch (error.code) {
    case 'HPE_HEADER_OVERFLOW':
      return answer(socket, 431, 'payload_too_large', 'The address and the headers of the request are too long.')
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return answer(socket, 413, 'payload_too_large', 'The chunk extensions of the request are too long.')
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return answer(socket, 408, 'request_timeout', 'The headers of the request did not come in time.')
    case undefined:
    default:
      return answer(socket, 400, 'invalid_request', 'This is not a request of HTTP/1.1.')
  }
}

/**
 * What Node's parser lets pass although it can be read in two ways, by a proxy in front of us and by us.
 * @throws AppError `invalid_request`, with the status 400 that HTTP asks for.
 */
export function requireClear({ httpVersion, headers, rawHeaders }: IncomingMessage): void {
  const linesOf = (wanted: string) =>
    rawHeaders.filter((_value, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === wanted)
  const hosts = linesOf('host').length
  if (hosts > 1)
    throw unclear('The request has more than one header Host.', 'La petición tiene más de una cabecera Host.')
  if (httpVersion === '1.1' && hosts === 0)
    throw unclear('The request has no header Host.', 'La petición no tiene cabecera Host.')
  // of these Node takes the first and drops the rest; the gateway may send the same line twice
  for (const name of ['Authorization', 'Content-Type']) {
    if (new Set(linesOf(name.toLowerCase())).size > 1) {
      throw unclear(
        `The request has two different headers ${name}.`,
        `La petición tiene dos cabeceras ${name} distintas.`,
      )
    }
  }
  const coding = headers['transfer-encoding']?.trim().toLowerCase()
  // its bytes would be taken for the body as they are
  if (coding !== undefined && coding !== 'chunked') {
    throw unclear('The only transfer coding taken here is chunked.', 'Aquí solo se admite Transfer-Encoding: chunked.')
  }
}

function unclear(sentence: string, spanish: string): AppError {
  return new AppError('invalid_request', sentence, { spanish, details: { status: 400 } })
}

function answer(socket: Socket, status: number, code: ErrorCode, detail: string): void {
  const body = bodyOf(code, detail)
  const headers = Object.entries(headersOf(body)).map(([name, value]) => `${name}: ${value}\r\n`)
  if (socket.writable) socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${headers.join('')}\r\n${body}`)
  socket.destroySoon()
}

function bodyOf(code: ErrorCode, detail: string): string {
  return JSON.stringify({ detail, code } satisfies ErrorReply)
}

function headersOf(body: string): Readonly<Record<string, string | number>> {
  return {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'content-language': 'en',
    'x-request-id': randomUUID(),
    'x-process-time-ms': '0.00',
    ...guardedHeaders,
    connection: 'close',
  }
}
