import { connect } from 'node:net'
import { waitFor } from './wait.ts'

/** A client that speaks to a port byte by byte and can stop in the middle of anything. */
export interface RawClient {
  send(text: string | Buffer): void
  /** Sends the same again and again, as fast as it is taken, until `stop` or the end of the connection. */
  flood(piece: Buffer): { stop(): void }
  /** Everything that came back so far. */
  readonly received: string
  /** True when the server ended or reset the connection. */
  readonly closed: boolean
  /** Waits for the head of the next reply and resolves with its status. */
  status(): Promise<number>
  /** Waits for the end of the connection. */
  ended(): Promise<void>
  destroy(): void
}

const timeoutMs = 20_000

export async function rawClient(port: number): Promise<RawClient> {
  const socket = connect(port, '127.0.0.1')
  let received = ''
  let closed = false
  socket.on('data', (piece) => (received += piece.toString('latin1')))
  socket.on('error', () => undefined) // a reset is one way to be cut off
  socket.on('close', () => (closed = true))
  await new Promise<void>((resolve) => socket.once('connect', resolve))
  return {
    send: (text) => void socket.write(text),
    flood: (piece) => {
      let going = true
      const next = () => {
        if (going && !closed) socket.write(piece, () => setImmediate(next))
      }
      next()
      return { stop: () => (going = false) }
    },
    get received() {
      return received
    },
    get closed() {
      return closed
    },
    status: async () => {
      await waitFor(async () => /HTTP\/1.1 \d{3} [^]*\r\n\r\n/.test(received), {
        what: () => `a reply, so far: ${JSON.stringify(received)}`,
        timeoutMs,
        everyMs: 5,
      })
      return Number(/HTTP\/1.1 (\d{3})/.exec(received)?.[1])
    },
    ended: () => waitFor(async () => closed, { what: 'the end of the connection', timeoutMs, everyMs: 5 }),
    destroy: () => socket.destroy(),
  }
}

/** One chunk of a body with `Transfer-Encoding: chunked`. */
export function chunk(content: string | Buffer): Buffer {
  const bytes = Buffer.from(content)
  return Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')])
}
