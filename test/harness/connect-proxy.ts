import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'

export interface ConnectProxy {
  readonly port: number
  /** `host:port` of every tunnel that was asked for. */
  readonly asked: readonly string[]
  close(): void
}

/** An HTTP proxy that opens tunnels to `target` on this machine, whatever name is asked for. */
export async function startConnectProxy(target: number, authorization?: string): Promise<ConnectProxy> {
  const asked: string[] = []
  const server = createServer()
  server.on('connect', (request, socket) => {
    asked.push(String(request.url))
    if (request.headers['proxy-authorization'] !== authorization) return void socket.end('HTTP/1.1 407 No\r\n\r\n')
    socket.write('HTTP/1.1 200 Yes\r\n\r\n')
    const onward = connect(target, '127.0.0.1')
    onward.on('error', () => socket.destroy())
    socket.on('error', () => onward.destroy())
    onward.pipe(socket).pipe(onward)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { port: (server.address() as AddressInfo).port, asked, close: () => server.close() }
}
