import { inject } from 'vitest'
import type { ServerName } from './real-servers.ts'
import type { ServerAddress } from './server-call.ts'

/**
 * The server of this kind that all test files of the run use. It is never killed and holds what others wrote: use
 * collections or databases of your own.
 */
export async function sharedServer(name: ServerName): Promise<ServerAddress> {
  const reply = await fetch(`${inject('milvusServers')}/${encodeURIComponent(name)}`)
  if (!reply.ok) throw new Error(`${name} could not be started: ${await reply.text()}`)
  return (await reply.json()) as ServerAddress
}
