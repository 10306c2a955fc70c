// After `npm install`: adds to package-lock.json what the lock lacks for other platforms. npm leaves out the optional
// package of a platform when the registry it talked to does not have it, and `npm ci` then refuses the whole file; and it
// writes no hash for a package it did not fetch, which leaves other platforms without one.
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export interface LockEntry {
  readonly version?: string
  readonly integrity?: string
  readonly resolved?: string
  readonly link?: boolean
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly cpu?: readonly string[]
  readonly libc?: readonly string[]
  readonly os?: readonly string[]
  readonly dev?: boolean
  readonly optional?: boolean
}

type Packages = Readonly<Record<string, LockEntry>>

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32']
const processors = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64']

/** Entries to add; `withoutIntegrity` then names them. */
export function missingPlatforms(packages: Packages): Packages {
  const missing: Record<string, LockEntry> = {}
  for (const [path, owner] of Object.entries(packages)) {
    if (path === '') continue
    for (const [name, version] of Object.entries(owner.optionalDependencies ?? {})) {
      const own = `node_modules/${name}`
      if (packages[own] !== undefined || packages[`${path}/${own}`] !== undefined) continue
      missing[own] = { version, ...platformOf(name), ...(owner.dev === true ? { dev: true } : {}), optional: true }
    }
  }
  return missing
}

/** Read from the name, in which all of these packages use Node's names of systems and processors. */
function platformOf(name: string): Pick<LockEntry, 'cpu' | 'libc' | 'os'> {
  const words = name.split(/[/-]/)
  const os = systems.filter((system) => words.includes(system))
  const cpu = processors.filter((processor) => words.includes(processor))
  if (os.length + cpu.length === 0) throw new Error(`${name} is missing from package-lock.json and names no platform`)
  const libc = words.includes('musl') ? ['musl'] : words.includes('gnu') ? ['glibc'] : []
  return Object.fromEntries(Object.entries({ cpu, libc, os }).filter(([, values]) => values.length > 0))
}

/** Paths of entries whose bytes npm would take as they come. */
export function withoutIntegrity(packages: Packages): readonly string[] {
  return Object.entries(packages)
    .filter(([path, entry]) => path !== '' && entry.link !== true && entry.integrity === undefined)
    .map(([path]) => path)
}

/** What the registry says the bytes of a package hash to; null when it has no such package. */
function askIntegrity(path: string, version: string): string | null {
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
  const { stdout } = spawnSync('npm', ['view', `${name}@${version}`, 'dist.integrity'], { encoding: 'utf8' })
  return stdout.trim() === '' ? null : stdout.trim()
}

if (import.meta.main) {
  const path = fileURLToPath(new URL('../package-lock.json', import.meta.url))
  // npm's own file, in the form npm writes.
  const lock = JSON.parse(readFileSync(path, 'utf8')) as { packages: Packages }
  const missing = missingPlatforms(lock.packages)
  const all: Record<string, LockEntry> = { ...lock.packages, ...missing }
  const unknown: string[] = []
  for (const place of withoutIntegrity(all)) {
    const { version = '', ...rest } = all[place] ?? {}
    const integrity = askIntegrity(place, version)
    if (integrity === null) unknown.push(place)
    else all[place] = { version, integrity, ...rest }
  }
  const packages = Object.entries(all).toSorted(([a], [b]) => a.localeCompare(b, 'en'))
  writeFileSync(path, `${JSON.stringify({ ...lock, packages: Object.fromEntries(packages) }, null, 2)}\n`)
  process.stdout.write(`added ${Object.keys(missing).length} packages of other platforms\n`)
  for (const place of unknown) process.stdout.write(`no integrity to be had for ${place}\n`)
}
