import { existsSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import type { ServerName } from './real-servers.ts'
import { findServer } from './real-servers.ts'
import type { ServerAddress } from './server-call.ts'
import type { RealMilvus } from './server-process.ts'
import { folderPrefix } from './server-process.ts'
import { removePidFile } from './standalone.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where test files ask for the servers that all of them share. */
    milvusServers: string
  }
}

/**
 * One server of each kind for the whole run, started when the first test file asks for it. They belong to the process that
 * runs the tests, whose end is theirs.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await removeLeftOvers()
  const started = new Map<string, Promise<RealMilvus>>()
  const server = createServer((request, response) => {
    const name = decodeURIComponent((request.url ?? '').slice(1)) as ServerName
    const one = started.get(name) ?? findServer(name).then((found) => found.start())
    started.set(name, one)
    one.then(
      ({ address, credential, ca }) =>
        response.end(JSON.stringify({ address, credential, ca } satisfies ServerAddress)),
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
    for (const one of await Promise.allSettled(started.values())) if (one.status === 'fulfilled') await one.value.stop()
  }
}

/** What a run that was killed left on disk; its servers died with it. */
async function removeLeftOvers(): Promise<void> {
  if (!existsSync('/proc')) return
  for (const name of await readdir(tmpdir())) {
    const owner = name.startsWith(folderPrefix) ? Number(name.slice(folderPrefix.length).split('-')[0]) : Number.NaN
    if (!Number.isInteger(owner) || existsSync(`/proc/${owner}`)) continue
    await rm(join(tmpdir(), name), { recursive: true, force: true })
    await removePidFile(name)
  }
}
