import type { ClientHttp2Session } from 'node:http2'

/** More often is answered with GOAWAY "too_many_pings" by Milvus Lite and by load balancers of Google Cloud. */
const everyMs = 55_000
const timeoutMs = 10_000

/** Pings while calls are under way, and ends a connection whose other side went silent. */
export function keepAlive(session: ClientHttp2Session, underWay: () => number): NodeJS.Timeout {
  const ping = () => {
    if (underWay() === 0 || session.closed || session.destroyed) return
    const silent = () => session.destroy(new Error(`no answer to a ping within ${timeoutMs} ms`))
    const timer = setTimeout(silent, timeoutMs).unref()
    session.ping(() => clearTimeout(timer))
  }
  return setInterval(ping, everyMs).unref()
}
