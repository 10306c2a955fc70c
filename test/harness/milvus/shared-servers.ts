import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import type { ServerName } from './real-servers.ts'
import { findServer } from './real-servers.ts'
import type { ServerAddress } from './server-call.ts'
import type { RealMilvus } from './server-process.ts'
import { removeFolder } from '../remove-folder.ts'
import { folderPrefix } from './server-process.ts'
import { removePidFile } from './standalone.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where test files ask for the servers that all of them share. */
    milvusServers: string
  }
}

/** One that nobody has used for so long is stopped: even without work it takes a tenth of a processor. */
const idleMs = 20_000

interface Shared {
  readonly running: Promise<RealMilvus>
  users: number
  idle: NodeJS.Timeout | null
}

/**
 * One server of each kind for the whole run, started when the first test file asks for it. They belong to the process that
 * runs the tests, whose end is theirs. Whoever asks keeps the connection open for as long as it uses the server.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await removeLeftOvers()
  const started = new Map<string, Shared>()
  const server = createServer((request, response) => {
    const name = decodeURIComponent((request.url ?? '').slice(1)) as ServerName
    const one = use(started, name)
    response.once('close', () => leave(started, name, one))
    one.running.then(
      ({ address, credential, ca }) => {
        response.write(`${JSON.stringify({ address, credential, ca } satisfies ServerAddress)}\n`)
      },
      (error: unknown) => response.writeHead(500).end(String(error)),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  if (typeof bound !== 'object' || bound === null) throw new Error('the list of servers has no port')
  project.provide('milvusServers', `http://127.0.0.1:${bound.port}`)
  return async () => {
    server.close()
    server.closeAllConnections()
    await Promise.all([...started].map(([name, one]) => stop(started, name, one)))
  }
}

function use(started: Map<string, Shared>, name: ServerName): Shared {
  const one = started.get(name) ?? { running: findServer(name).then((found) => found.start()), users: 0, idle: null }
  started.set(name, one)
  one.users += 1
  if (one.idle !== null) clearTimeout(one.idle)
  return one
}

function leave(started: Map<string, Shared>, name: ServerName, one: Shared): void {
  one.users -= 1
  // A run that ends does not wait for the timer, and stops the server itself.
  if (one.users === 0) one.idle = setTimeout(() => void stop(started, name, one), idleMs).unref()
}

/** One that could not be started has nothing to stop, and was told to whoever asked for it. */
async function stop(started: Map<string, Shared>, name: string, one: Shared): Promise<void> {
  started.delete(name)
  const server = await one.running.catch(() => null)
  await server?.stop()
}

/** What a run that was killed left on disk; its servers died with it. */
async function removeLeftOvers(): Promise<void> {
  if (!existsSync('/proc')) return
  for (const name of await readdir(tmpdir())) {
    const owner = name.startsWith(folderPrefix) ? Number(name.slice(folderPrefix.length).split('-')[0]) : Number.NaN
    if (!Number.isInteger(owner) || existsSync(`/proc/${owner}`)) continue
    await removeFolder(join(tmpdir(), name))
    await removePidFile(name)
  }
}
