// After `npm install`: adds to package-lock.json what the lock lacks for other platforms. npm leaves out the optional
// package of a platform when the registry it talked to does not have it, and `npm ci` then refuses the whole file.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { root } from './set-up.mjs'

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32']
const processors = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64']

/**
 * The packages of other platforms that are named in the lock file and have no entry of their own.
 * @param {{ packages: Record<string, { optionalDependencies?: Record<string, string>, dev?: boolean }> }} lock
 * @returns {Record<string, object>} entries to add, without integrity: npm fills it in where the package can be had
 */
export function missingPlatforms(lock) {
  const missing = {}
  for (const [path, owner] of Object.entries(lock.packages)) {
    if (path === '') continue
    for (const [name, version] of Object.entries(owner.optionalDependencies ?? {})) {
      const own = `node_modules/${name}`
      if (lock.packages[own] !== undefined || lock.packages[`${path}/${own}`] !== undefined) continue
      missing[own] = { version, ...platformOf(name), ...(owner.dev ? { dev: true } : {}), optional: true }
    }
  }
  return missing
}

/** Read from the name, by which all of these packages follow the names of Node. */
function platformOf(name) {
  const words = name.split(/[/-]/)
  const os = systems.filter((system) => words.includes(system))
  const cpu = processors.filter((processor) => words.includes(processor))
  if (os.length + cpu.length === 0) throw new Error(`${name} is missing from package-lock.json and names no platform`)
  const libc = words.includes('musl') ? ['musl'] : words.includes('gnu') ? ['glibc'] : []
  return Object.fromEntries(Object.entries({ cpu, libc, os }).filter(([, values]) => values.length > 0))
}

if (process.argv[1] === import.meta.filename) {
  const path = join(root, 'package-lock.json')
  const lock = JSON.parse(readFileSync(path, 'utf8'))
  const missing = missingPlatforms(lock)
  const packages = Object.entries({ ...lock.packages, ...missing })
  lock.packages = Object.fromEntries(packages.toSorted(([a], [b]) => a.localeCompare(b, 'en')))
  if (Object.keys(missing).length > 0) writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`)
  console.log(`added ${Object.keys(missing).length} packages of other platforms`)
}
