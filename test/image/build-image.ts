import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { copyFile, cp, mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { removeFolder } from '../harness/remove-folder.ts'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../../', import.meta.url))
const cache = path.join(homedir(), '.cache', 'atenex-image')
/** Without a daemon, without mounts, without a registry. */
const storage = ['--storage-driver', 'vfs', '--root', path.join(cache, 'root'), '--runroot', path.join(cache, 'run')]
const certificates = '/etc/ssl/certs/ca-certificates.crt'
const debianImage = 'localhost/atenex-test/debian:bookworm'
const nodeImage = 'localhost/atenex-test/node:24-bookworm'

export const buildah = async (...args: readonly string[]): Promise<string> => {
  const { stdout } = await run('buildah', [...storage, ...args], { cwd: root, maxBuffer: 64e6, env: environment() })
  return stdout.trim()
}

const environment = (): NodeJS.ProcessEnv => ({ ...process.env, BUILDAH_ISOLATION: 'chroot' })

/** What the registry's slim image is without. */
const leftOut = ['doc', 'groff', 'info', 'linda', 'lintian', 'locale', 'man'].map((name) => `/usr/share/${name}`)

/** What is missing on this machine; null when the image can be built. */
export function whyNoImage(): string | null {
  const programs = ['buildah', 'mmdebstrap'].filter((name) => !existsSync(`/usr/bin/${name}`))
  if (process.platform !== 'linux') return 'images are built on Linux'
  if (process.getuid?.() !== 0) return 'root is needed, for mounts'
  if (programs.length > 0) return `apt-get install ${programs.join(' ')}`
  return npmFolder() === null ? 'npm itself was not found: run this by `npm run test:image`' : null
}

/** Builds the Dockerfile's default target on base images made of Debian's packages; the name of the image. */
export async function buildImage(): Promise<string> {
  await mkdir(cache, { recursive: true })
  await makeDebian()
  await makeNode()
  const names = ['--build-arg', `NODE_IMAGE=${nodeImage}`, '--build-arg', `DEBIAN_IMAGE=${debianImage}`]
  const image = 'localhost/atenex-test/atenex:test'
  await buildah('bud', '--layers=false', '--pull-never', ...names, '--target', 'production', '-t', image, '.')
  return image
}

/** Debian without anything that is not essential, as the registry's `bookworm-slim` is. */
async function makeDebian(): Promise<void> {
  const archive = path.join(cache, 'debian.tar')
  if (!existsSync(archive)) {
    const made = `${archive}.new`
    const left = leftOut.map((path) => `--dpkgopt=path-exclude=${path}/*`)
    // without the two about /usr, apt chooses a package that merges it afterwards, and brings all of Perl for that
    const merged = ['--hook-dir=/usr/share/mmdebstrap/hooks/merged-usr', '--include=usr-is-merged']
    const how = ['--variant=minbase', '--format=tar', ...merged, ...left]
    // with mounts of its own: none of /proc, /sys and /dev is left in a temporary folder when the run is ended early
    await run('unshare', ['--mount', 'mmdebstrap', ...how, 'bookworm', made], { maxBuffer: 64e6 })
    await run('mv', [made, archive])
  }
  await makeImage(debianImage, (container) => buildah('add', container, archive, '/'))
}

/** With the Node.js of our own dependency and the npm that runs this; and this machine's authorities, for a registry it trusts. */
async function makeNode(): Promise<void> {
  const folder = await mkdtemp(path.join(cache, 'node-'))
  try {
    await mkdir(path.join(folder, 'usr/local/bin'), { recursive: true })
    await mkdir(path.join(folder, 'usr/local/lib/node_modules'), { recursive: true })
    await copyFile(process.execPath, path.join(folder, 'usr/local/bin/node'))
    await cp(npmFolder() ?? '', path.join(folder, 'usr/local/lib/node_modules/npm'), { recursive: true })
    const npm = '#!/bin/sh\nexec node /usr/local/lib/node_modules/npm/bin/npm-cli.js "$@"\n'
    await writeFile(path.join(folder, 'usr/local/bin/npm'), npm, { mode: 0o755 })
    if (existsSync(certificates)) {
      await mkdir(path.join(folder, 'etc/ssl/certs'), { recursive: true })
      await copyFile(certificates, path.join(folder, certificates))
    }
    await makeImage(
      nodeImage,
      (container) => buildah('add', container, folder, '/'),
      ['--env', `NODE_EXTRA_CA_CERTS=${certificates}`],
      debianImage,
    )
  } finally {
    await removeFolder(folder)
  }
}

async function makeImage(
  name: string,
  fill: (container: string) => Promise<unknown>,
  settings: readonly string[] = [],
  from = 'scratch',
): Promise<void> {
  const container = await buildah('from', '--pull-never', from)
  try {
    await fill(container)
    if (settings.length > 0) await buildah('config', ...settings, container)
    await buildah('commit', container, name)
  } finally {
    await buildah('rm', container)
  }
}

function npmFolder(): string | null {
  const cli = process.env['npm_execpath']
  return cli === undefined || !existsSync(cli) ? null : path.dirname(path.dirname(cli))
}
