import { once } from 'node:events'
import type { ServerHttp2Session, ServerHttp2Stream } from 'node:http2'
import { constants, createServer as createHttp2Server } from 'node:http2'
import { createServer as createHttpServer } from 'node:http'
import { createServer as createTcpServer } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import type { AddressInfo, Server, Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { afterEach, describe, expect, it } from 'vitest'
import type { GrpcChannel, GrpcRequest } from '../../src/adapters/milvus/grpc/channel.ts'
import { openGrpcChannel } from '../../src/adapters/milvus/grpc/channel.ts'
import { openTunnel } from '../../src/adapters/milvus/grpc/http-proxy.ts'
import { grpcStatus } from '../../src/adapters/milvus/grpc/status.ts'
import { createTestAuthority } from '../harness/milvus/certificates.ts'
import { startConnectProxy } from '../harness/connect-proxy.ts'
import { answerBytes, answerStatus, frame, unframe } from '../harness/milvus/frames.ts'
import { waitFor } from '../harness/wait.ts'

type Answer = (stream: ServerHttp2Stream, session: ServerHttp2Session) => void | Promise<void>

const never = new AbortController().signal

/** Our gRPC calls against a server that ends them in every way there is. */
describe('gRPC calls', () => {
  const closers: (() => unknown)[] = []
  afterEach(async () => {
    for (const close of closers.splice(0).toReversed()) await close()
  })

  const listen = async (server: Server): Promise<number> => {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    closers.push(() => server.close())
    return (server.address() as AddressInfo).port
  }
  const serve = async (answer: Answer) => {
    const sessions = new Set<ServerHttp2Session>()
    const server = createHttp2Server()
    server.on('session', (session) => {
      sessions.add(session)
      session.on('error', () => session.destroy())
    })
    server.on('stream', (stream) => {
      stream.on('error', () => stream.destroy())
      if (stream.session !== undefined) void answer(stream, stream.session as ServerHttp2Session)
    })
    const port = await listen(server)
    closers.push(() => sessions.forEach((session) => session.destroy()))
    return { port, sessions }
  }
  const open = (port: number): GrpcChannel => {
    const channel = openGrpcChannel({ host: '127.0.0.1', port, secure: false })
    closers.push(() => channel.close())
    return channel
  }
  const call = (channel: GrpcChannel, body = Buffer.from('hola'), more: Partial<GrpcRequest> = {}) =>
    channel.unary({ path: '/test.Service/Query', metadata: {}, body, timeoutMs: 60_000, signal: never, ...more })
  const answered = async (answer: Answer) => call(open((await serve(answer)).port))

  it('carry a message of any size there and back', async () => {
    const { port } = await serve(async (stream) => answerBytes(stream, frame(unframe(await buffer(stream)))))
    const channel = open(port)
    for (const size of [0, 1, 16_384, 5_000_000]) {
      const body = Buffer.alloc(size, 'ñandú')
      expect(body.equals(await call(channel, body))).toBe(true)
    }
    const many = Array.from({ length: 200 }, (_, at) => Buffer.from(`mensaje ${at}`))
    expect(await Promise.all(many.map((body) => call(channel, body)))).toEqual(many)
  })

  it('say what the server said, also when it says it before it has read the message', async () => {
    const early: Answer = (stream) => answerStatus(stream, 8, 'message larger than max (año)')
    const channel = open((await serve(early)).port)
    await expect(call(channel, Buffer.alloc(20_000_000))).rejects.toMatchObject({
      code: grpcStatus.resourceExhausted,
      message: expect.stringContaining('larger than max (año)'),
    })
    // The connection is still good for the next call.
    await expect(call(channel)).rejects.toMatchObject({ code: grpcStatus.resourceExhausted })
    const late: Answer = (stream) =>
      answerBytes(stream, Buffer.alloc(0), { 'grpc-status': '16', 'grpc-message': 'a % b' })
    await expect(answered(late)).rejects.toMatchObject({
      code: grpcStatus.unauthenticated,
      message: expect.stringContaining('a % b'),
    })
  })

  it('name a reply that is not of a gRPC server, or not complete', async () => {
    const httpFailure = (code: number, status: number) => ({ code, message: `Received HTTP status code ${status}` })
    const page = (status: number, type: string): Answer => {
      return (stream) => {
        stream.respond({ ':status': status, 'content-type': type })
        stream.end('<html>')
      }
    }
    await expect(answered(page(503, 'text/html'))).rejects.toMatchObject(httpFailure(grpcStatus.unavailable, 503))
    await expect(answered(page(404, 'text/html'))).rejects.toMatchObject(httpFailure(grpcStatus.unimplemented, 404))
    await expect(answered(page(200, 'text/html'))).rejects.toThrow('invalid content-type "text/html"')
    await expect(answered(page(200, 'application/grpc'))).rejects.toMatchObject({ code: grpcStatus.internal })
    await expect(answered((stream) => answerBytes(stream, Buffer.alloc(0)))).rejects.toThrow('No message received')
    const cut: Answer = (stream) => answerBytes(stream, frame(Buffer.from('hola')).subarray(0, 7))
    await expect(answered(cut)).rejects.toThrow('in the middle of a message')
  })

  it('name a stream that was reset and a connection that was lost', async () => {
    const reset = (code: number): Answer => {
      return (stream) => stream.close(code)
    }
    await expect(answered(reset(constants.NGHTTP2_REFUSED_STREAM))).rejects.toMatchObject({
      code: grpcStatus.unavailable,
      sent: false,
    })
    await expect(answered(reset(constants.NGHTTP2_INTERNAL_ERROR))).rejects.toThrow('Received RST_STREAM with code 2')
    await expect(answered((_, session) => session.destroy())).rejects.toMatchObject({ code: grpcStatus.cancelled })
    await expect(answered((_, session) => void session.socket.destroy())).rejects.toMatchObject({
      code: grpcStatus.cancelled,
    })
  })

  it('name an address where nobody, a silent server or another kind of server is', async () => {
    const nobody = await listen(createTcpServer())
    await closers.pop()?.()
    await expect(call(open(nobody))).rejects.toMatchObject({
      code: grpcStatus.unavailable,
      sent: false,
      message: expect.stringContaining('ECONNREFUSED'),
    })
    const silent = await listen(createTcpServer((socket) => void closers.push(() => socket.destroy())))
    await expect(call(open(silent), undefined, { timeoutMs: 200 })).rejects.toMatchObject({
      code: grpcStatus.deadlineExceeded,
      sent: false,
    })
    const web = await listen(createHttpServer((_, response) => response.end('hello')))
    await expect(call(open(web))).rejects.toThrow(/protocol error/i)
  })

  it('end at their time and at their signal, and tell the server so', async () => {
    const resets: number[] = []
    const { port } = await serve((stream) => void stream.on('close', () => resets.push(stream.rstCode)))
    const channel = open(port)
    await expect(call(channel, undefined, { timeoutMs: 100 })).rejects.toMatchObject({
      code: grpcStatus.deadlineExceeded,
      sent: true,
    })
    const stop = new AbortController()
    const stopped = call(channel, undefined, { signal: stop.signal })
    stop.abort(new Error('enough'))
    await expect(stopped).rejects.toThrow('enough')
    await expect(call(channel, undefined, { signal: stop.signal })).rejects.toThrow('enough')
    await waitFor(async () => resets.length === 1 || resets.length === 2, {
      what: 'the server to be told',
    })
    expect(new Set(resets)).toEqual(new Set([constants.NGHTTP2_CANCEL]))
  })

  it('that end by themselves are not cancelled once they are sent, and hear the signal before', async () => {
    const held = Promise.withResolvers<void>()
    const arrived = Promise.withResolvers<void>()
    const { port } = await serve(async (stream) => {
      arrived.resolve()
      await held.promise
      answerBytes(stream, frame(Buffer.from('done')))
    })
    const channel = open(port)
    const stop = new AbortController()
    const running = call(channel, undefined, { signal: stop.signal, endsByItself: true })
    await arrived.promise
    stop.abort(new Error('enough'))
    held.resolve()
    expect((await running).toString()).toBe('done')
    await expect(call(channel, undefined, { signal: stop.signal, endsByItself: true })).rejects.toThrow('enough')
    const silent = await listen(createTcpServer((socket) => void closers.push(() => socket.destroy())))
    const waiting = new AbortController()
    const connecting = call(open(silent), undefined, { signal: waiting.signal, endsByItself: true })
    waiting.abort(new Error('not connected yet'))
    await expect(connecting).rejects.toThrow('not connected yet')
  })

  it('end at once when the channel is closed, also while it connects, and leave no connection open', async () => {
    const closed = Promise.withResolvers<void>()
    const connected = Promise.withResolvers<void>()
    const silent = await listen(
      createTcpServer((socket) => {
        connected.resolve()
        socket.resume()
        socket.on('error', () => undefined)
        socket.on('close', () => closed.resolve())
      }),
    )
    const channel = open(silent)
    const connecting = call(channel, undefined, { timeoutMs: 60_000 })
    await connected.promise
    channel.close()
    await expect(connecting).rejects.toMatchObject({ code: grpcStatus.cancelled, sent: false })
    await closed.promise
    await expect(call(channel)).rejects.toMatchObject({ code: grpcStatus.cancelled, sent: false })
    const held = Promise.withResolvers<void>()
    const hanging = open((await serve(() => held.resolve())).port)
    const running = call(hanging, undefined, { timeoutMs: 60_000, endsByItself: true })
    await held.promise
    hanging.close()
    await expect(running).rejects.toMatchObject({ code: grpcStatus.unavailable, sent: true })
  })

  it('leave no connection open when the server is not trusted', async () => {
    const authority = await createTestAuthority()
    closers.push(() => authority.close())
    const closed = Promise.withResolvers<void>()
    const server = createTlsServer({ ...(await authority.issue('127.0.0.1')), ALPNProtocols: ['h2'] })
    server.on('connection', (socket: Socket) => socket.on('close', () => closed.resolve()))
    server.on('tlsClientError', () => undefined)
    const port = await listen(server)
    const channel = openGrpcChannel({ host: '127.0.0.1', port, secure: true })
    closers.push(() => channel.close())
    await expect(call(channel)).rejects.toMatchObject({ code: grpcStatus.unavailable, sent: false })
    await closed.promise
  })

  it('go on a new connection after a goodbye, while those under way end on the old one', async () => {
    let slow: ServerHttp2Stream | null = null
    const { port, sessions } = await serve((stream, session) => {
      if (slow !== null) return answerBytes(stream, frame(Buffer.from('new')))
      slow = stream
      session.goaway(constants.NGHTTP2_NO_ERROR)
    })
    const channel = open(port)
    const first = call(channel)
    await waitFor(async () => slow !== null && !channel.connected(), { what: 'the goodbye' })
    expect((await call(channel)).toString()).toBe('new')
    expect(sessions.size).toBe(2)
    if (slow !== null) answerBytes(slow, frame(Buffer.from('old')))
    expect((await first).toString()).toBe('old')
  })

  it('say that the server found their pings too many, and go on over a new connection', async () => {
    let calls = 0
    const { port } = await serve((stream, session) => {
      calls += 1
      if (calls > 1) return answerBytes(stream, frame(Buffer.from('new')))
      session.goaway(constants.NGHTTP2_ENHANCE_YOUR_CALM, 0, Buffer.from('too_many_pings'))
    })
    const channel = open(port)
    await expect(call(channel)).rejects.toMatchObject({
      code: grpcStatus.unavailable,
      sent: true,
      message: expect.stringContaining('too_many_pings'),
    })
    expect((await call(channel)).toString()).toBe('new')
  })

  it('go through the tunnel of a proxy, which may want a password and may refuse', async () => {
    const target = await listen(createTcpServer((socket) => socket.end('through')))
    const password = `Basic ${Buffer.from('ana:s p').toString('base64')}`
    const proxy = await startConnectProxy(target, password)
    closers.push(() => proxy.close())
    const endpoint = { host: '127.0.0.1', port: target, secure: false }
    const socket = await openTunnel(new URL(`http://ana:s%20p@127.0.0.1:${proxy.port}`), endpoint, never)
    expect((await buffer(socket)).toString()).toBe('through')
    await expect(openTunnel(new URL(`http://127.0.0.1:${proxy.port}`), endpoint, never)).rejects.toThrow('answered 407')
  })
})
