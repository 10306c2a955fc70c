import { createServer, connect, type AddressInfo, type Socket } from 'node:net'

/** What a Service of Kubernetes is to its clients: one address; each new connection goes to one of the processes behind it. */
export interface TcpService {
  readonly url: string
  /** Ports of the processes that get new connections; those that are there stay where they are. */
  readonly ports: Set<number>
  close(): Promise<void>
}

export async function startTcpService(): Promise<TcpService> {
  const ports = new Set<number>()
  const open = new Set<Socket>()
  let turn = 0
  const server = createServer({ allowHalfOpen: true }, (client) => {
    turn += 1
    const behind = connect({ port: [...ports][turn % ports.size] ?? 0, host: '127.0.0.1', allowHalfOpen: true })
    for (const [from, to] of [
      [client, behind],
      [behind, client],
    ] as const) {
      open.add(from)
      from.on('error', () => to.destroy())
      from.once('close', () => open.delete(from))
      from.pipe(to)
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ports,
    close: async () => {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
