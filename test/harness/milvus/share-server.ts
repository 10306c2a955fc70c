import { once } from 'node:events'
import { get } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { inject } from 'vitest'
import type { ServerName } from './real-servers.ts'
import { dropCollection, type ServerAddress } from './server-call.ts'

/** Answers that do not end. */
const using: IncomingMessage[] = []
const leftOver: (() => Promise<void>)[] = []

/**
 * The server of this kind that all test files of the run use. It is never killed and holds what others wrote: use
 * collections or databases of your own. It is known to be in use until this test file has ended.
 */
export async function sharedServer(name: ServerName): Promise<ServerAddress> {
  const request = get(`${inject('milvusServers')}/${encodeURIComponent(name)}`, { agent: false })
  const [reply] = (await once(request, 'response')) as [IncomingMessage]
  const [line] = (await once(reply.setEncoding('utf8'), 'data')) as [string]
  if (reply.statusCode !== 200) throw new Error(`${name} could not be started: ${line}`)
  using.push(reply)
  return JSON.parse(line) as ServerAddress
}

/**
 * Has a collection dropped when this test file has ended, if it is there then. One that stays costs Milvus Standalone 3 % of a core for
 * as long as other files use the server.
 */
export function dropAfterFile(server: ServerAddress, collection: string): void {
  leftOver.push(() => dropCollection(server, collection).catch(() => undefined))
}

export async function letGoOfServers(): Promise<void> {
  for (const drop of leftOver.splice(0)) await drop()
  for (const reply of using.splice(0)) reply.destroy()
}
