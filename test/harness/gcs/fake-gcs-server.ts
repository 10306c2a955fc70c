import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { reservePort } from '../ports.ts'
import { waitFor } from '../wait.ts'
import { removeFolder } from '../remove-folder.ts'

// A real server of Google Cloud Storage's protocol: built once a machine through the Go module proxy, into `.tools`.

const run = promisify(execFile)
const program = 'github.com/fsouza/fake-gcs-server'
const version = '1.52.2'
const folder = path.join(import.meta.dirname, '../../../.tools', `fake-gcs-server-${version}`)
const binary = path.join(folder, 'fake-gcs-server')
/** Two minutes of one core; the limit is for a bad network and a busy machine. */
const buildLimitMs = 900_000

/** Null, with the reason printed, where it cannot be built; under `CI=true` it throws instead. */
export async function findFakeGcsServer(): Promise<string | null> {
  try {
    if (!existsSync(binary)) await build()
    return binary
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim().split('\n').at(-1) : ''
    const reason = `fake-gcs-server ${version} could not be built with Go: ${said || String(error)}`
    // On the build machine nothing is left out quietly.
    if (process.env['CI'] === 'true') throw new Error(reason, { cause: error })
    console.warn(`skipped: ${reason}`)
    return null
  }
}

/** Beside its place, so that whoever builds at the same time finds a whole program or none. */
async function build(): Promise<void> {
  await mkdir(path.dirname(folder), { recursive: true })
  const temporary = await mkdtemp(`${folder}-`)
  try {
    const env = { ...process.env, GOBIN: temporary, GOFLAGS: '-mod=mod', GOTOOLCHAIN: 'local' }
    await run('go', ['install', `${program}@v${version}`], { env, timeout: buildLimitMs })
    await mkdir(folder, { recursive: true })
    await rename(path.join(temporary, 'fake-gcs-server'), binary)
  } finally {
    await removeFolder(temporary)
  }
}

export interface FakeGcsServer {
  readonly endpoint: string
  /** Kills without warning, as a crash would. */
  kill(): Promise<void>
  /** Starts again on the same port and data. */
  start(): Promise<void>
  /** Kills it and removes the data. */
  stop(): Promise<void>
}

/**
 * With its objects in memory, where every name fits, or on disk, where they survive a restart but names are those of a file system.
 */
export async function startFakeGcsServer(
  program: string,
  bucket: string,
  keptIn: 'memory' | 'files',
): Promise<FakeGcsServer> {
  const data = await mkdtemp(path.join(tmpdir(), 'atenex-gcs-'))
  const port = await reservePort()
  const endpoint = `http://127.0.0.1:${port}`
  const backend = keptIn === 'memory' ? ['-backend', 'memory'] : ['-filesystem-root', data]
  const args = ['-scheme', 'http', '-host', '127.0.0.1', '-port', String(port), ...backend]
  let child: ChildProcess | null = null
  const makeBucket = async () => {
    const body = JSON.stringify({ name: bucket })
    const headers = { 'content-type': 'application/json' }
    return (await fetch(`${endpoint}/storage/v1/b?project=none`, { method: 'POST', headers, body })).ok
  }
  const server: FakeGcsServer = {
    endpoint,
    start: async () => {
      child = spawn(program, [...args, '-public-host', `127.0.0.1:${port}`, '-log-level', 'error'], { stdio: 'ignore' })
      if (keptIn === 'files') await mkdir(path.join(data, bucket), { recursive: true })
      await waitFor(async () => (await fetch(`${endpoint}/storage/v1/b/${bucket}`)).ok || (await makeBucket()), {
        what: 'fake-gcs-server to serve',
        everyMs: 50,
      })
    },
    kill: async () => {
      if (child === null || child.exitCode !== null || child.signalCode !== null) return
      const gone = new Promise((resolve) => child?.once('exit', resolve))
      child.kill('SIGKILL')
      await gone
    },
    stop: async () => {
      await server.kill()
      await removeFolder(data)
    },
  }
  await server.start()
  return server
}
