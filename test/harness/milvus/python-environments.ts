import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

// Where the real servers and pymilvus come from: virtual environments under `.venv`, each made once a machine.

const run = promisify(execFile)
const root = join(import.meta.dirname, '../../../.venv')
const script = (name: string) => join(import.meta.dirname, name)

/** Seconds with a good network; the limit is for a bad one and for others who install the same right now. */
const installLimitMs = 900_000

interface Recipe {
  readonly packages: readonly string[]
  /** Run with the folder as argument after the packages are in. */
  readonly scripts?: readonly string[]
  /** Holds programs for x86-64 Linux. */
  readonly linuxOnly?: boolean
}

/** Three, because pymilvus 2.4 refuses Milvus Lite 2.5. Another version gets another folder. */
const recipes = {
  'milvus-2.3.5-lite-2.5.1': {
    packages: ['milvus==2.3.5', 'milvus-lite==2.5.1'],
    scripts: ['unpack-standalone.py'],
    linuxOnly: true,
  },
  'milvus-lite-3.2.0': { packages: ['milvus-lite==3.2.0', 'pymilvus==3.0.2'] },
  // PostgreSQL 16, which the original runs on and Debian 12 has no package of
  'pgserver-0.1.4': { packages: ['pgserver==0.1.4'], linuxOnly: true },
  // `npm run fuzz`
  'schemathesis-4.32.5': { packages: ['schemathesis==4.32.5'] },
  // The client of the original; without `setuptools<70` it does not find pkg_resources.
  'pymilvus-2.4.15': { packages: ['pymilvus==2.4.15', 'setuptools<70'] },
} as const satisfies Readonly<Record<string, Recipe>>

export type EnvironmentName = keyof typeof recipes

export interface PythonEnvironment {
  readonly folder: string
  readonly python: string
}

/** Null when it cannot be made on this machine; then `reason` says why. */
export type FoundOrReason = { readonly found: PythonEnvironment } | { readonly found: null; readonly reason: string }

/** For what is not reached where `found` is null. */
export function needed(one: FoundOrReason): PythonEnvironment {
  if (one.found === null) throw new Error(one.reason)
  return one.found
}

async function make(name: EnvironmentName): Promise<PythonEnvironment> {
  const { packages, scripts = [], linuxOnly = false }: Recipe = recipes[name]
  const folder = join(root, name)
  const environment = { folder, python: join(folder, 'bin/python') }
  if (existsSync(join(folder, 'ready'))) return environment
  if (linuxOnly && (process.platform !== 'linux' || process.arch !== 'x64')) {
    throw new Error(`needs Linux on x86-64, this is ${process.platform} on ${process.arch}`)
  }
  const options = { timeout: installLimitMs }
  await run('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 10))'], options).catch((error: unknown) => {
    throw new Error('needs python3 of at least 3.10', { cause: error })
  })
  const args = [script('install-environment.py'), folder, JSON.stringify(packages), ...scripts.map(script)]
  await run('python3', args, options)
  return environment
}

/** Of a program that failed, what it said last; `message` would be the command line. */
function reasonOf(error: unknown): string {
  const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim().split('\n').at(-1) : ''
  return said || (error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error))
}

async function find(name: EnvironmentName): Promise<FoundOrReason> {
  try {
    return { found: await make(name) }
  } catch (error) {
    const reason = `${recipes[name].packages.join(' and ')} could not be installed: ${reasonOf(error)}`
    // On the build machine nothing is left out quietly.
    if (process.env['CI'] === 'true') throw new Error(reason, { cause: error })
    console.warn(`skipped: ${reason}`)
    return { found: null, reason }
  }
}

const asked = new Map<EnvironmentName, Promise<FoundOrReason>>()

/**
 * Makes the environment when it is not there yet. Where that is impossible the caller skips what needs it, with the reason
 * printed; under `CI=true` it throws instead.
 */
export function pythonEnvironment(name: EnvironmentName): Promise<FoundOrReason> {
  const known = asked.get(name) ?? find(name)
  asked.set(name, known)
  return known
}
