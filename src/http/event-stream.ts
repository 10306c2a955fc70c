import { once } from 'node:events'
import { PassThrough, type Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { Clock } from '../ports/clock.ts'

/** Below the 30 s after which gateways consider a silent connection dead. */
export const heartbeatMs = 10_000

export interface ServerEvent {
  readonly name: string
  readonly data: unknown
  /** What the client sends as `Last-Event-ID` when it comes back. */
  readonly id?: string
}

export interface EventStream {
  readonly body: Readable
  send(event: ServerEvent): void
  /** Resolves when the client has taken what was sent before; rejects when it is over. */
  room(): Promise<void>
  end(): void
}

/** Server-Sent Events, with a comment whenever nothing was sent for a while, until it is ended or the client is gone. */
export function openEventStream(clock: Clock, gone: AbortSignal, onBeat: () => void = () => undefined): EventStream {
  const body = new PassThrough()
  const ended = new AbortController()
  const over = AbortSignal.any([gone, ended.signal])
  let lastMs = clock.monotonicMs()
  const beat = async () => {
    for (;;) {
      // an event in between puts the comment off until it is as old
      await clock.sleep(lastMs + heartbeatMs - clock.monotonicMs(), over)
      if (clock.monotonicMs() < lastMs + heartbeatMs) continue
      body.write(': still here\n\n')
      lastMs = clock.monotonicMs()
      onBeat()
    }
  }
  beat().catch(() => body.end()) // it was ended or the client is gone
  return {
    body,
    send: ({ name, data, id }) => {
      if (over.aborted) return
      lastMs = clock.monotonicMs()
      // JSON has no line breaks of its own
      const lines = [...(id === undefined ? [] : [`id: ${id}`]), `event: ${name}`, `data: ${JSON.stringify(data)}`]
      body.write(`${lines.join('\n')}\n\n`)
    },
    room: async () => {
      if (body.writableNeedDrain) await once(body, 'drain', { signal: over })
      over.throwIfAborted()
    },
    end: () => ended.abort(),
  }
}

/** Proxies are asked to pass on every event as it comes. */
export function sendEventStream(reply: FastifyReply, { body }: EventStream): FastifyReply {
  return reply
    .header('content-type', 'text/event-stream; charset=utf-8')
    .header('cache-control', 'no-cache, no-transform')
    .header('x-accel-buffering', 'no')
    .send(body)
}
