import type { ChildProcess } from 'node:child_process'
import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { waitFor } from '../wait.ts'

const run = promisify(execFile)

/** The version the behaviour in `src/adapters/milvus` was measured with. */
const packages = ['milvus-lite==3.2.0', 'pymilvus==3.0.2']
const cache = join(import.meta.dirname, '../../../.venv/milvus-lite-3.2.0')
const readyMark = join(cache, 'ready')
/** Installing takes half a minute; a lock older than this was left behind by a process that died. */
const staleLockMs = 300_000

/** Paths into a virtual environment with Milvus Lite and pymilvus. */
export interface MilvusPython {
  readonly python: string
  readonly server: string
}

/** Null when there is no usable Python; then `reason` says why. */
export type MilvusPythonOrReason = { readonly found: MilvusPython } | { readonly found: null; readonly reason: string }

async function install(): Promise<void> {
  await rm(cache, { recursive: true, force: true })
  await run('python3', ['-m', 'venv', cache], { timeout: 120_000 })
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages]
  await run(join(cache, 'bin/python'), pip, { timeout: 600_000 })
  await writeFile(readyMark, `${packages.join('\n')}\n`)
}

/** One process installs, others wait for it. `mkdir` is the lock because it is atomic everywhere. */
async function installOnce(): Promise<void> {
  const lock = `${cache}.lock`
  await mkdir(join(cache, '..'), { recursive: true })
  await waitFor(
    async () => {
      if (existsSync(readyMark)) return true
      const locked = await mkdir(lock).then(
        () => true,
        () => false,
      )
      if (!locked) {
        const { mtimeMs } = await stat(lock)
        if (Date.now() - mtimeMs > staleLockMs) await rm(lock, { recursive: true, force: true })
        return false
      }
      try {
        await install()
      } finally {
        await rm(lock, { recursive: true, force: true })
      }
      return true
    },
    { what: 'the virtual environment with Milvus Lite', timeoutMs: 600_000, everyMs: 500 },
  )
}

async function findMilvusPython(): Promise<MilvusPythonOrReason> {
  try {
    if (!existsSync(readyMark)) {
      await run('python3', ['-c', 'import sys, venv; assert sys.version_info >= (3, 10)'], { timeout: 20_000 })
      await installOnce()
    }
    return { found: { python: join(cache, 'bin/python'), server: join(cache, 'bin/milvus-lite') } }
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error)
    if (process.env['CI'] === 'true') throw new Error(`Milvus Lite must run under CI=true: ${reason}`, { cause: error })
    return { found: null, reason: `Milvus Lite could not be installed: ${reason}` }
  }
}

let python: Promise<MilvusPythonOrReason> | null = null

/** Installs once a machine. Without Python the caller skips with a printed reason; under `CI=true` it throws instead. */
export function milvusPython(): Promise<MilvusPythonOrReason> {
  python ??= findMilvusPython().then((result) => {
    if (result.found === null) console.warn(`skipped: ${result.reason}`)
    return result
  })
  return python
}

/** A port nobody listens on. Milvus Lite binds with SO_REUSEPORT and would silently share one that is taken. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (typeof address !== 'object' || address === null) throw new Error('no port')
  return address.port
}

export interface MilvusLite {
  readonly port: number
  readonly address: string
  readonly dataDir: string
  /** Kills without warning, as a crash would. */
  kill(): Promise<void>
  /** Starts again on the same port and data. */
  restart(): Promise<void>
  /** Stops and removes the data. */
  stop(): Promise<void>
}

/** Starts until the line that says it listens, with our data folder in it: proof that it is ours on that port. */
async function start(server: string, dataDir: string, port: number): Promise<ChildProcess> {
  const args = ['server', '--data-dir', dataDir, '--host', '127.0.0.1', '--port', String(port)]
  const child = spawn(server, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PYTHONUNBUFFERED: '1' },
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-20_000)))
  await waitFor(
    async () => {
      if (child.exitCode !== null) return true
      return output.includes('listening on') && output.includes(dataDir)
    },
    { what: () => `Milvus Lite to listen; it said: ${output}`, timeoutMs: 60_000, everyMs: 20 },
  )
  if (child.exitCode !== null) throw new Error(`Milvus Lite ended at once: ${output}`)
  return child
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
}

/** A real server of the Milvus protocol on a free loopback port with an empty data folder. */
export async function startMilvusLite(from: MilvusPython): Promise<MilvusLite> {
  const dataDir = await mkdtemp(join(tmpdir(), 'atenex-milvus-'))
  const port = await freePort()
  let child = await start(from.server, dataDir, port)
  return {
    port,
    address: `http://127.0.0.1:${port}`,
    dataDir,
    kill: () => end(child),
    restart: async () => {
      await end(child)
      child = await start(from.server, dataDir, port)
    },
    stop: async () => {
      await end(child)
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
