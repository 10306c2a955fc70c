import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { waitFor } from '../wait.ts'
import type { ServerAddress } from './server-call.ts'
import { askForCollections } from './server-call.ts'
import { removeFolder } from '../remove-folder.ts'

/** A real server of the Milvus protocol on this machine, with a data folder of its own. */
export interface RealMilvus extends ServerAddress {
  readonly port: number
  readonly dataDir: string
  /** Kills without warning, as a crash would. */
  readonly kill: () => Promise<void>
  /** Starts again on the same port and data; resolves when it serves. */
  readonly restart: () => Promise<void>
  /** Stops and removes the data. */
  readonly stop: () => Promise<void>
}

export interface Launch extends ServerAddress {
  readonly name: string
  readonly python: string
  readonly command: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly dataDir: string
  readonly port: number
  /** Succeeds once it serves; asks for its collections when left out. */
  readonly ask?: (server: ServerAddress) => Promise<void>
  /** Removes what the server leaves outside its folder. */
  readonly tidy?: () => Promise<void>
}

/** After kill -9 Milvus Standalone waits until its own session in etcd is over: 8 to 80 s. */
const serveLimitMs = 150_000
const keptOutput = 20_000

export const folderPrefix = 'atenex-milvus-'

/** The name holds our process id: the next run removes folders whose process is gone. */
export function newServerFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), `${folderPrefix}${process.pid}-`))
}

/** Starts until it serves. The port is reserved, so whoever answers there is ours. */
async function start(launch: Launch): Promise<ChildProcess> {
  const { name, python, command, env = {}, dataDir, ask = askForCollections } = launch
  const wrapper = ['-I', '-S', join(import.meta.dirname, 'die-with-parent.py'), String(process.pid)]
  // Given by `env`: the libraries of a server are not for Python.
  const settings = ['/usr/bin/env', ...Object.entries(env).map(([key, value]) => `${key}=${value}`)]
  const child = spawn(python, [...wrapper, ...settings, ...command], {
    cwd: dataDir,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const keep = (piece: Buffer) => (output = (output + piece.toString()).slice(-keptOutput))
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  const ended = () => child.exitCode !== null || child.signalCode !== null
  try {
    await waitFor(
      async () => {
        if (!ended()) await ask(launch)
        return true
      },
      { what: () => `${name} to serve; it said: ${output}`, timeoutMs: serveLimitMs, everyMs: 50 },
    )
    if (ended()) throw new Error(`${name} ended at once: ${output}`)
    return child
  } catch (error) {
    await end(child)
    throw error
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
}

export async function startServer(launch: Launch): Promise<RealMilvus> {
  const { address, credential, ca, port, dataDir, tidy } = launch
  const remove = async () => {
    await removeFolder(dataDir)
    await tidy?.()
  }
  let child = await start(launch).catch(async (error: unknown) => {
    await remove()
    throw error
  })
  return {
    address,
    credential,
    ca,
    port,
    dataDir,
    kill: () => end(child),
    restart: async () => {
      await end(child)
      child = await start(launch)
    },
    stop: async () => {
      await end(child)
      await remove()
    },
  }
}
