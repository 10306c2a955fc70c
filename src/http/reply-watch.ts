import type { IncomingMessage, Server as HttpServer, ServerResponse } from 'node:http'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'

/** Replies that their clients take too slowly, or not at all. */
export interface ReplyWatch {
  /** The server stops: whoever takes nothing has some seconds left. */
  hurry(): void
}

const everyMs = 1_000
/** Node warns of a leak above ten; six places of ours and what pipes a stream wait for the end of one reply. */
const mostListeners = 20
/** Nothing of a reply was taken for so long. */
const idleMs = 60_000
const hurriedIdleMs = 5_000
/** What is handed to the system at once may be large, and nothing shows how much of it is through: as slow as an upload may be. */
const minBytesPerSecond = 1_000

interface Watched {
  readonly reply: ServerResponse
  taken: number
  silentMs: number
}

/**
 * Ends the connection of a client that has asked and does not read what it gets. Node waits for it for ever, with the file, the
 * place and the memory behind the reply. What is not there to be taken yet does not count.
 */
export function watchReplies(server: HttpServer, clock: Clock, log: Log): ReplyWatch {
  const replies = new Set<Watched>()
  let isHurried = false
  let running = false

  const look = (one: Watched): void => {
    const { socket } = one.reply
    if (socket === null) return
    const taken = socket.bytesWritten - socket.writableLength
    one.silentMs = socket.writableLength > 0 && taken === one.taken ? one.silentMs + everyMs : 0
    one.taken = taken
    const slowestMs = isHurried ? hurriedIdleMs : Math.max(idleMs, (socket.writableLength / minBytesPerSecond) * 1_000)
    if (one.silentMs < slowestMs) return
    log.info({ bytes: socket.writableLength }, 'ended a connection whose client did not take its reply')
    socket.destroy()
  }
  const watch = async (): Promise<void> => {
    running = true
    while (replies.size > 0) {
      await clock.sleep(everyMs)
      for (const one of replies) look(one)
    }
    running = false
  }

  server.on('request', (_request: IncomingMessage, reply: ServerResponse) => {
    const one = { reply, taken: 0, silentMs: 0 }
    replies.add(one)
    reply.setMaxListeners(mostListeners)
    reply.once('close', () => replies.delete(one))
    if (!running) void watch() // nothing in it fails
  })
  return { hurry: () => void (isHurried = true) }
}
