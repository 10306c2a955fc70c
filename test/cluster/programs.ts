import { execFile, execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** Go modules beside this file, with the programs they make. Their go.sum pins every byte. */
const modules = {
  kubernetes: {
    etcd: './etcd',
    'kube-apiserver': './kube-apiserver',
    'kube-controller-manager': './kube-controller-manager',
  },
  prometheus: { promtool: 'github.com/prometheus/prometheus/cmd/promtool' },
} as const

type Program = { [M in keyof typeof modules]: keyof (typeof modules)[M] }[keyof typeof modules]

const sources = fileURLToPath(new URL('programs/', import.meta.url))
const buildTimeoutMs = 45 * 60_000

/** Set where nothing may be built, since building takes ten minutes of two cores: what no earlier run built is named and left out. */
const onlyBuilt = process.env['TEST_CLUSTER_PROGRAMS'] === 'built'

/**
 * Null where the programs can be run. Otherwise the reason, which is printed: what needs them is skipped then. On a build machine a
 * missing tool throws; programs that were never built do not, where only built ones are wanted.
 */
export function whyImpossible(...programs: readonly Program[]): string | null {
  const unbuilt = onlyBuilt ? programs.filter((program) => !existsSync(builtPath(program))) : []
  if (unbuilt.length > 0) {
    const reason = `${unbuilt.join(', ')} never built on this machine: \`npm run test:cluster\` does it, once`
    console.warn(`skipped: ${reason}`)
    return reason
  }
  const missing = [...(onlyBuilt ? [] : ['go']), 'kubectl'].filter((tool) => !isInstalled(tool))
  if (missing.length === 0) return null
  const reason = `${missing.join(' and ')} missing: the real API server cannot be built or asked`
  if (process.env['CI'] === 'true') throw new Error(reason)
  console.warn(`skipped: ${reason}`)
  return reason
}

/** Path of a program, built when it is not in the cache yet: minutes, once a version. */
export async function programPath(program: Program): Promise<string> {
  const built = builtPath(program)
  if (existsSync(built)) return built
  const [module, target] = sourceOf(program)
  const folder = path.dirname(built)
  mkdirSync(folder, { recursive: true })
  console.warn(`building ${program} into ${folder}: a few minutes, once`)
  const half = `${built}.${process.pid}`
  await promisify(execFile)('go', ['build', '-ldflags=-s -w', '-o', half, target], {
    cwd: path.join(sources, module),
    env: { ...process.env, GOFLAGS: '-mod=readonly -buildvcs=false' },
    timeout: buildTimeoutMs,
    maxBuffer: 1e8,
  })
  renameSync(half, built)
  return built
}

function builtPath(program: Program): string {
  const [module] = sourceOf(program)
  return path.join(cacheFolder(), versionOf(module), program)
}

function sourceOf(program: Program): readonly [string, string] {
  for (const [module, programs] of Object.entries(modules)) {
    const target = new Map<string, string>(Object.entries(programs)).get(program)
    if (target !== undefined) return [module, target]
  }
  throw new Error(`no module makes ${program}`)
}

/** Of the machine and not of the folder: a fresh clone on the same machine finds what an earlier one built. */
function cacheFolder(): string {
  return path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'atenex-cluster')
}

function versionOf(module: string): string {
  const files = ['go.mod', 'go.sum'].map((file) => readFileSync(path.join(sources, module, file)))
  return `${module}-${createHash('sha256').update(Buffer.concat(files)).digest('hex').slice(0, 12)}`
}

function isInstalled(tool: string): boolean {
  try {
    execFileSync('which', [tool], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
