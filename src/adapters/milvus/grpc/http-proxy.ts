import { request } from 'node:http'
import type { Socket } from 'node:net'
import type { Endpoint } from './endpoint.ts'
import { hostAndPort } from './endpoint.ts'

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

/**
 * Asks the proxy for a connection to the server.
 * @throws Error when it refuses, or the signal's reason when that fires first.
 */
export function openTunnel(proxy: URL, endpoint: Endpoint, signal: AbortSignal): Promise<Socket> {
  signal.throwIfAborted()
  return new Promise((resolve, reject) => {
    const where = hostAndPort(endpoint)
    const asking = request({
      method: 'CONNECT',
      host: proxy.hostname,
      port: proxy.port || 80,
      path: where,
      headers: { host: where, ...authorization(proxy) },
    })
    const giveUp = () => asking.destroy(signal.reason)
    signal.addEventListener('abort', giveUp, { once: true })
    asking.once('close', () => signal.removeEventListener('abort', giveUp))
    asking.once('connect', (reply, socket, early) => {
      if (reply.statusCode !== 200) {
        socket.destroy()
        return reject(new Error(`the proxy ${proxy.host} answered ${reply.statusCode}`))
      }
      if (early.length > 0) socket.unshift(early)
      resolve(socket)
    })
    asking.once('error', reject)
    asking.end()
  })
}

function authorization({ username, password }: URL): Readonly<Record<string, string>> {
  if (username === '') return {}
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return { 'proxy-authorization': `Basic ${Buffer.from(credentials).toString('base64')}` }
}
