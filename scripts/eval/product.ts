import { spawn } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

export interface RunningProduct {
  readonly url: string
  stop(): Promise<void>
}

const startLimitMs = 180_000
const stopLimitMs = 30_000

/** Starts the product from this checkout with default settings, in a fresh data folder, without a language model. */
export async function startProduct(checkout: string, embedder: string | null): Promise<RunningProduct> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'atenex-eval-'))
  // Started by root, PostgreSQL runs under another account, and keeps its data elsewhere when it cannot get in here.
  await chmod(dataDir, 0o755)
  const port = await freePort()
  const inherited = Object.entries(process.env).filter(([name]) => !/^(ATENEX|INGEST|QUERY|DATABASE)_/u.test(name))
  const child = spawn(process.execPath, [path.join(checkout, 'src', 'main.ts'), 'start'], {
    env: {
      ...Object.fromEntries(inherited),
      ATENEX_DATA_DIR: dataDir,
      ATENEX_HOST: '127.0.0.1',
      ATENEX_PORT: String(port),
      ...(embedder === null ? {} : { ATENEX_EMBEDDER: embedder }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const keep = (part: Buffer): void => {
    output = (output + part.toString()).slice(-4_000)
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  const { promise: ended, resolve } = Promise.withResolvers<void>()
  child.once('exit', () => resolve())
  child.once('error', () => resolve())
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM')
    const clean = await Promise.race([ended.then(() => true), wait(stopLimitMs, false, { ref: false })])
    if (!clean) {
      child.kill('SIGKILL')
      throw new Error(`The product did not stop within ${stopLimitMs / 1_000} s; its data is left in ${dataDir}.`)
    }
    await rm(dataDir, { recursive: true, force: true })
  }
  const url = `http://127.0.0.1:${port}`
  if (await becomesReady(url, ended)) return { url, stop }
  await stop()
  throw new Error(`The product did not become ready. Its last words:\n${output}`)
}

async function becomesReady(url: string, ended: Promise<void>): Promise<boolean> {
  let over = false
  void ended.then(() => {
    over = true
  })
  const deadline = Date.now() + startLimitMs
  while (!over && Date.now() < deadline) {
    try {
      const reply = await fetch(`${url}/ready`, { signal: AbortSignal.timeout(2_000) })
      if (reply.ok) return true
    } catch {
      // nobody listens yet
    }
    await wait(250)
  }
  return false
}

async function freePort(): Promise<number> {
  const server = createServer()
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  server.once('error', reject)
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    server.close(() =>
      typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port')),
    )
  })
  return promise
}
