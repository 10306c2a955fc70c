// After `npm install`: adds to package-lock.json what the lock lacks for other platforms. npm leaves out the optional
// package of a platform when the registry it talked to does not have it, and `npm ci` then refuses the whole file.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export interface LockEntry {
  readonly version?: string
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

/** Entries to add, without integrity: npm fills it in where the package can be had. */
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

if (import.meta.main) {
  const path = fileURLToPath(new URL('../package-lock.json', import.meta.url))
  // npm's own file, in the form npm writes.
  const lock = JSON.parse(readFileSync(path, 'utf8')) as { packages: Packages }
  const missing = missingPlatforms(lock.packages)
  const packages = Object.entries({ ...lock.packages, ...missing }).toSorted(([a], [b]) => a.localeCompare(b, 'en'))
  const completed = { ...lock, packages: Object.fromEntries(packages) }
  if (Object.keys(missing).length > 0) writeFileSync(path, `${JSON.stringify(completed, null, 2)}\n`)
  process.stdout.write(`added ${Object.keys(missing).length} packages of other platforms\n`)
}
