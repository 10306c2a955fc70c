import { spawn, type ChildProcess } from 'node:child_process'
import { chmod, mkdtemp, readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { fillFromTemplate } from './data-template.ts'
import { reservePort } from './ports.ts'
import { waitFor } from './wait.ts'
import { signalProcess } from './signal-process.ts'
import { removeFolder } from './remove-folder.ts'

const stopLimitMs = 60_000

/** For tests with a handful of texts: a worker's second process would load the model and get none of them. */
export const oneEmbedder = { ATENEX_EMBEDDER_PROCESSES: '1' } as const
/** For tests where it is not the matter what finds a document: its model loads and embeds in a third of the default's time. */
export const fastEmbedder = { ...oneEmbedder, ATENEX_EMBEDDER: 'use-multilingual-v3' } as const

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

type Pids = Readonly<Record<'supervisor' | 'api' | 'worker' | 'postgres', number>>

export interface Product {
  readonly url: string
  readonly dataDir: string
  /** Of the supervisor. */
  readonly pid: number
  /** From the start of the process until `GET /ready` answered 200. */
  readonly readyMs: number
  /** Everything the processes wrote so far. */
  output(): string
  /** Process ids of its parts, the embedded PostgreSQL's first process among them. */
  pids(): Promise<Pids>
  /** SIGKILL to one process, or to everything of this product at once, the embedded PostgreSQL included. Rejects when there is none to kill. */
  kill(what: 'api' | 'worker' | 'postgres' | 'all'): Promise<void>
  /** A clean stop; resolves with the exit code. Rejects, after killing it, when it takes too long. */
  stop(): Promise<number | null>
}

export interface ProductOptions {
  /** Of an earlier product that was killed or stopped, or `emptyFolder()`; otherwise one that has been started before. */
  readonly dataDir?: string
  readonly port?: number
  readonly env?: Readonly<Record<string, string>>
}

/** Starts the whole product as a user does, with real processes, and waits until it is ready. */
export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  const dataDir = options.dataDir ?? (await freshFolder(bringsDatabase(options.env) ? 'models' : 'all'))
  const port = options.port ?? (await reservePort())
  const url = `http://127.0.0.1:${port}`
  const began = performance.now()
  const own = { ATENEX_DATA_DIR: dataDir, ATENEX_HOST: '127.0.0.1', ATENEX_PORT: String(port), NO_COLOR: '1' }
  const child = spawn(process.execPath, [main, 'start'], {
    env: { ...withoutSettings(), ...own, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (piece: Buffer) => (output += piece.toString()))
  child.stderr.on('data', (piece: Buffer) => (output += piece.toString()))
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))

  await waitFor(
    async () => {
      if (child.exitCode !== null) throw new Error(`the product ended with ${child.exitCode}:\n${output}`)
      return (await fetch(`${url}/ready`)).ok
    },
    { what: () => `the product to be ready:\n${output}`, timeoutMs: 180_000 },
  )
  return {
    url,
    dataDir,
    pid: child.pid ?? 0,
    readyMs: performance.now() - began,
    output: () => output,
    pids: () => findPids(child, dataDir),
    kill: async (what) => {
      if (what === 'all') {
        await killTree(child)
        await exited
        return
      }
      const pid = (await findPids(child, dataDir))[what]
      if (pid === 0) throw new Error(`the product has no ${what} right now`)
      signalProcess(pid, 'SIGKILL')
    },
    stop: async () => {
      child.kill('SIGTERM')
      let late = false
      const timer = setTimeout(() => {
        late = true
        child.kill('SIGKILL')
      }, stopLimitMs)
      const code = await exited
      clearTimeout(timer)
      if (late) throw new Error(`the product did not stop within ${stopLimitMs / 1000} s:\n${output}`)
      return code
    },
  }
}

/** Settings of the shell that runs the tests must not change what is tested. */
function withoutSettings(): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env).filter(([name]) => !/^(ATENEX|INGEST|QUERY|DATABASE|OTEL)_/.test(name))
  return Object.fromEntries(entries)
}

const bringsDatabase = (env: ProductOptions['env'] = {}) => 'DATABASE_URL' in env || 'DATABASE_URL_FILE' in env

/** Without a document. What a first start does there has been done already, once for the run. */
export async function freshFolder(what: 'all' | 'models' = 'all'): Promise<string> {
  const folder = await emptyFolder()
  await fillFromTemplate(folder, what === 'all')
  return folder
}

/** For a first start. As root the embedded PostgreSQL runs as another user, who has to be able to come in. */
export async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'atenex-e2e-'))
  await chmod(folder, 0o755)
  return folder
}

/** Stops the product and removes its data. */
export async function discardProduct(product: Product): Promise<void> {
  await product.stop()
  await removeFolder(product.dataDir)
}

async function findPids(child: ChildProcess, dataDir: string): Promise<Pids> {
  const supervisor = child.pid ?? 0
  const found: { api?: number; worker?: number } = {}
  for (const pid of await childrenOf(supervisor)) {
    const command = await commandOf(pid)
    if (command.includes('ingest-worker')) found.worker = pid
    else if (command.includes('query-api')) found.api = pid
  }
  const { api, worker } = found
  if (api === undefined || worker === undefined)
    throw new Error('the product has no HTTP process or no worker right now')
  return { supervisor, api, worker, postgres: await postmasterOf(dataDir) }
}

/** One that was taken over, because it was left running, is no child of the supervisor. An outside one is not in the folder: 0. */
async function postmasterOf(dataDir: string): Promise<number> {
  const text = await readFile(path.join(dataDir, 'postgres/cluster/postmaster.pid'), 'utf8').catch(() => '')
  const pid = Number(text.split('\n')[0])
  return pid > 0 && /\/postgres\0/.test(await commandOf(pid)) ? pid : 0
}

const commandOf = (pid: number) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')

/** Whole tree, leaves included, so that nobody can react to another one's death. */
async function killTree(child: ChildProcess): Promise<void> {
  const pids = [child.pid ?? 0]
  for (const pid of pids) pids.push(...(await childrenOf(pid)))
  for (const pid of pids) {
    try {
      signalProcess(pid, 'SIGKILL')
    } catch {
      // it was gone already
    }
  }
}

export async function childrenOf(pid: number): Promise<number[]> {
  const children: number[] = []
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry)) continue
    const stat = await readFile(`/proc/${entry}/stat`, 'utf8').catch(() => '')
    // pid (name) state ppid …; the name may hold spaces and parentheses
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
    if (parent === pid) children.push(Number(entry))
  }
  return children
}
