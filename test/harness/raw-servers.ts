import { afterEach } from 'vitest'
import type { Server } from '../../src/http/server.ts'
import { portOf } from './http-server.ts'
import { rawClient, type RawClient } from './raw-client.ts'

/** Servers of a test and clients that speak to them byte by byte; all are closed after each test. Call it once a file. */
export function rawServers() {
  const servers: Server[] = []
  const clients: RawClient[] = []
  afterEach(async () => {
    for (const client of clients.splice(0)) client.destroy()
    for (const server of servers.splice(0)) await server.close()
  })
  return {
    listen: async (server: Server): Promise<void> => {
      servers.push(server)
      await server.listen({ host: '127.0.0.1', port: 0 })
    },
    connect: async (server: Server): Promise<RawClient> => {
      const client = await rawClient(portOf(server))
      clients.push(client)
      return client
    },
  }
}
