import type { Http2SecureServer, Http2Server, ServerHttp2Session, ServerHttp2Stream } from 'node:http2'
import { createSecureServer, createServer } from 'node:http2'
import { buffer } from 'node:stream/consumers'
import { answerBytes, answerStatus, frame, methodOf, unframe } from './frames.ts'

export interface StubCall {
  readonly method: string
  readonly body: Buffer
  /** Decoded from the base64 of the `authorization` header; empty without one. */
  readonly credential: string
  readonly database: string
}

export type StubAnswer = Buffer | { readonly grpcCode: number; readonly message: string } | 'hang'

export interface MilvusStub {
  readonly port: number
  readonly calls: readonly StubCall[]
  close(): Promise<void>
}

export interface StubTls {
  readonly key: string
  readonly cert: string
}

function respond(stream: ServerHttp2Stream, answer: StubAnswer): void {
  if (answer === 'hang') return
  if (Buffer.isBuffer(answer)) answerBytes(stream, frame(answer))
  else answerStatus(stream, answer.grpcCode, answer.message)
}

/**
 * A server that answers each call as told; with `tls` over HTTPS. For what Milvus Lite cannot do: keys, rights, states.
 * Without `record` it forgets the calls, so that a benchmark can send any number of them.
 */
export async function startMilvusStub(
  answer: (call: StubCall) => StubAnswer | Promise<StubAnswer>,
  tls: StubTls | null = null,
  record = true,
): Promise<MilvusStub> {
  const calls: StubCall[] = []
  const sessions = new Set<ServerHttp2Session>()
  const server: Http2Server | Http2SecureServer = tls === null ? createServer() : createSecureServer({ ...tls })
  server.on('session', (session: ServerHttp2Session) => {
    sessions.add(session)
    session.on('close', () => sessions.delete(session))
    session.on('error', () => session.destroy())
  })
  server.on('stream', async (stream: ServerHttp2Stream, headers: Record<string, string | undefined>) => {
    stream.on('error', () => stream.destroy())
    const credential = Buffer.from(headers['authorization'] ?? '', 'base64').toString()
    const body = unframe(await buffer(stream))
    const call = { method: methodOf(String(headers[':path'])), body, credential, database: String(headers['dbname']) }
    if (record) calls.push(call)
    respond(stream, await answer(call))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  if (typeof bound !== 'object' || bound === null) throw new Error('the stub has no port')
  return {
    port: bound.port,
    calls,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      for (const session of sessions) session.destroy()
      await closed
    },
  }
}
