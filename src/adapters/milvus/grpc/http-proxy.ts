import { request } from 'node:http'
import type { Socket } from 'node:net'
import type { Endpoint } from '../calls/milvus-options.ts'
import { hostAndPort } from '../calls/milvus-options.ts'

const loopback = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/

/**
 * The proxy that the environment asks for (`grpc_proxy`, `https_proxy`, `http_proxy`, `no_proxy`, in small or capital
 * letters), null for none. Loopback addresses never go through one.
 */
export function proxyFor(host: string, env: NodeJS.ProcessEnv): URL | null {
  if (loopback.test(host)) return null
  const value = (name: string) => env[name] || env[name.toUpperCase()] || ''
  const address = value('grpc_proxy') || value('https_proxy') || value('http_proxy')
  if (address === '' || !URL.canParse(address)) return null
  const spared = (value('no_grpc_proxy') || value('no_proxy'))
    .split(',')
    .map((name) => name.trim().replace(/^\*?\./, ''))
  const isSpared = spared.some((name) => name !== '' && (name === '*' || host === name || host.endsWith(`.${name}`)))
  return isSpared ? null : new URL(address)
}

/** Asks the proxy for a connection to the server. @throws Error when it refuses or does not answer in time. */
export function openTunnel(proxy: URL, endpoint: Endpoint, timeoutMs: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const where = hostAndPort(endpoint)
    const credentials = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`
    const asking = request({
      method: 'CONNECT',
      host: proxy.hostname,
      port: proxy.port || 80,
      path: where,
      timeout: timeoutMs,
      headers: {
        host: where,
        ...(proxy.username === ''
          ? {}
          : { 'proxy-authorization': `Basic ${Buffer.from(credentials).toString('base64')}` }),
      },
    })
    asking.once('connect', (reply, socket, early) => {
      if (reply.statusCode !== 200) {
        socket.destroy()
        return reject(new Error(`the proxy ${proxy.host} answered ${reply.statusCode}`))
      }
      // The time limit was for the proxy, and not for an idle connection through it.
      socket.setTimeout(0)
      if (early.length > 0) socket.unshift(early)
      resolve(socket)
    })
    asking.once('timeout', () => asking.destroy(new Error(`the proxy ${proxy.host} did not answer`)))
    asking.once('error', reject)
    asking.end()
  })
}
