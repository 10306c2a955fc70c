import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:net'

/** Below every system's range for outgoing connections and port 0, so that nobody gets one of these by chance. */
const range = { first: 10_240, last: 32_767 }
const tries = 100

/**
 * A TCP port of 127.0.0.1 that is this process's until it ends: for a server that cannot take port 0 and say which it got,
 * for one that must come back on the same port, and for an address where nobody answers. The claim is a UDP socket on the
 * same number: other test processes see it, and the system gives it back however this one ends.
 */
export async function reservePort({ first, last } = range): Promise<number> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const port = first + Math.floor(Math.random() * (last - first + 1))
    if ((await claim(port)) && (await isFree(port))) return port
  }
  throw new Error(`none of ${tries} ports from ${first} to ${last} was free`)
}

async function claim(port: number): Promise<boolean> {
  const socket = createSocket('udp4')
  try {
    const bound = once(socket, 'listening')
    socket.bind({ address: '127.0.0.1', port, exclusive: true })
    await bound
    socket.unref()
    return true
  } catch {
    socket.close()
    return false
  }
}

/** Of servers that reserve nothing. */
async function isFree(port: number): Promise<boolean> {
  const server = createServer()
  try {
    const bound = once(server, 'listening')
    server.listen(port, '127.0.0.1')
    await bound
    return true
  } catch {
    return false
  } finally {
    server.close()
  }
}
