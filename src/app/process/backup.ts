import { cp, mkdir, readdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import {
  openClusterBackup,
  requireNoCluster,
  restoreCluster,
} from '../../adapters/embedded-postgres/back-up-cluster.ts'
import type { Config } from '../../config/schema.ts'
import { readVersion } from '../../config/version.ts'
import { makeFolder, NoFolder } from '../../disk/make-folder.ts'
import { openOwnFolder, ownFolderMode } from '../../disk/own-folder.ts'
import { AppError } from '../../domain/errors.ts'
import { hasCode } from '../../domain/has-code.ts'
import type { Log } from '../../ports/log.ts'
import { firstChanged, sumsName, writeSums } from './backup-sums.ts'
import { prepareDataFolder, requireInstallation } from './data-folder.ts'
import { markedAsUnfinished } from './unfinished-restore.ts'

/** What is not copied: the cluster, which is copied apart; vectors, which are made anew; and what a start or a restore makes by itself. */
const leftOut = /^(postgres|postgres-folder|postgresql-.*|vectors|tmp|models|unfinished-restore)$/
const manifestName = 'backup.json'
const parts = ['files', 'cluster'] as const

/** Files of a folder and those below it, and their bytes together. */
const contentsShape = z.object({ files: z.number(), bytes: z.number() })
type Contents = z.infer<typeof contentsShape>

const manifestShape = z.object({
  version: z.string(),
  madeAt: z.string(),
  /** Files beside the cluster. */
  files: z.number(),
  /** What a restore must find. Backups of earlier versions do not say it. */
  contents: z.object({ files: contentsShape, cluster: contentsShape }).optional(),
  /** SHA-256 of the list of what each file holds. Not in backups of earlier versions. */
  sums: z.string().optional(),
})
export type BackupManifest = z.infer<typeof manifestShape>

/**
 * Copies a single-machine installation into a folder while it runs: database, originals, keys. Its vectors are not in it:
 * PostgreSQL has the text they are made from. An original is in it before the row that names it can be, so that each row
 * of the copy has its file; files without a row do no harm. One that fails leaves the folder as empty as it was.
 * @throws AppError `configuration` for an outside database, a data folder that is none, or a folder that is not empty or cannot be
 *   used; `database_unavailable` when Atenex does not run.
 */
export async function backUp(config: Config, folder: string, log: Log): Promise<BackupManifest> {
  requireEmbedded(config)
  const { dataDir } = config
  requireInstallation(dataDir)
  await requireOutside(folder, dataDir)
  await using cluster = await openClusterBackup(dataDir, log)
  await openEmpty(folder)
  const to = { files: path.join(folder, 'files'), cluster: path.join(folder, 'cluster') }
  try {
    await copyFiles(dataDir, to.files)
    await cluster.copyTo(to.cluster)
    // what came while the cluster was copied, and may be named by a row in it
    await copyFiles(dataDir, to.files)
    const contents = { files: await contentsOf(to.files), cluster: await contentsOf(to.cluster) }
    const { files } = contents.files
    const sums = await writeSums(folder, parts)
    const manifest = { version: await readVersion(), madeAt: new Date().toISOString(), files, contents, sums }
    // last, so that a copy that was interrupted has none
    await writeFile(path.join(folder, manifestName), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 })
    return manifest
  } catch (error) {
    for (const part of [...parts, sumsName, manifestName]) {
      await rm(path.join(folder, part), { recursive: true, force: true })
    }
    throw asDiskFailure(error, folder)
  }
}

/**
 * Puts a backup into the data folder of the settings, which must not have a database yet. The cluster comes last and at once, so that
 * one that is interrupted is simply run again; until then nothing starts on the folder.
 * @throws AppError `configuration`, saying what is in the way or what the backup lacks.
 */
export async function restore(config: Config, folder: string, log: Log): Promise<BackupManifest> {
  requireEmbedded(config)
  const { dataDir } = config
  const manifest = await readManifest(folder)
  await requireWhole(folder, manifest)
  prepareDataFolder(dataDir)
  requireNoCluster(dataDir, log)
  try {
    await markedAsUnfinished(dataDir, async () => {
      await cp(path.join(folder, 'files'), dataDir, { recursive: true })
      restoreCluster(path.join(folder, 'cluster'), dataDir, log)
    })
  } catch (error) {
    throw asDiskFailure(error, dataDir)
  }
  return manifest
}

/** A copy inside of what is copied would be copied again and again. */
async function requireOutside(folder: string, dataDir: string): Promise<void> {
  const below = path.relative(await realpath(dataDir), await realPlace(folder))
  if (below === '..' || below.startsWith(`..${path.sep}`) || path.isAbsolute(below)) return
  throw new AppError('configuration', `${folder} is inside of the data folder ${dataDir}: name a folder elsewhere.`)
}

/** Where a path leads, also when its last parts are not there yet. */
async function realPlace(place: string): Promise<string> {
  const absolute = path.resolve(place)
  const real = await realpath(absolute).catch(() => null)
  if (real !== null) return real
  const parent = path.dirname(absolute)
  return parent === absolute ? absolute : path.join(await realPlace(parent), path.basename(absolute))
}

async function openEmpty(folder: string): Promise<void> {
  try {
    makeFolder(path.resolve(folder), ownFolderMode)
    if ((await readdir(folder)).length > 0)
      throw new AppError('configuration', `${folder} is not empty: name another folder.`)
    await openOwnFolder(folder)
  } catch (error) {
    throw asDiskFailure(error, folder)
  }
}

const diskReasons: Readonly<Record<string, string>> = {
  EACCES: 'This account may not read or write there',
  EPERM: 'This account may not read or write there',
  EROFS: 'The file system can only be read',
  ENOSPC: 'The disk is full',
  EDQUOT: 'The disk is full',
  ENOENT: 'No folder can be made there',
}

/** What the disk says in a word, as a sentence. */
function asDiskFailure(error: unknown, place: string): unknown {
  if (error instanceof NoFolder) {
    const sentence = `${place} cannot be made, because ${error.place} is not a folder: name another folder.`
    return new AppError('configuration', sentence, { cause: error })
  }
  if (!(error instanceof Error) || !('code' in error)) return error
  const reason = diskReasons[String(error.code)]
  if (error instanceof AppError || reason === undefined) return error
  return new AppError('configuration', `${reason}: ${place}.`, { cause: error })
}

function requireEmbedded({ database }: Config): void {
  if (database.kind === 'embedded') return
  throw new AppError(
    'configuration',
    'The database is an outside PostgreSQL: back it up with its own tools (docs/runbooks/restore.md).',
  )
}

async function readManifest(folder: string): Promise<BackupManifest> {
  try {
    return manifestShape.parse(JSON.parse(await readFile(path.join(folder, manifestName), 'utf8')))
  } catch (error) {
    const text = `${folder} holds no complete backup: ${manifestName}, which is written last, is missing or damaged.`
    throw new AppError('configuration', text, { cause: error })
  }
}

/** Damage that can be seen without a database: what is missing, cut off, or was written into, by whomever. */
async function requireWhole(folder: string, { contents, sums }: BackupManifest): Promise<void> {
  for (const part of parts) {
    const found = await contentsOf(path.join(folder, part)).catch(() => null)
    const wanted = contents?.[part]
    if (found !== null && (wanted === undefined || isSame(found, wanted))) continue
    const said = (of: Contents | null | undefined) => (of ? `${of.files} files of ${of.bytes} bytes` : 'nothing')
    const should = wanted === undefined ? '' : `, where ${said(wanted)} were written`
    throw new AppError(
      'configuration',
      `The backup in ${folder} is damaged: its part ${part} holds ${said(found)}${should}. Take another backup, or copy this one again.`,
    )
  }
  const changed = sums === undefined ? null : await firstChanged(folder, sums)
  if (changed === null) return
  throw new AppError(
    'configuration',
    `The backup in ${folder} is damaged: ${changed} is not what was written. Take another backup, or copy this one again.`,
  )
}

const isSame = (one: Contents, other: Contents) => one.files === other.files && one.bytes === other.bytes

/** What is in both already is left: an original never changes. */
async function copyFiles(dataDir: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o700 })
  for (const name of await readdir(dataDir)) {
    if (leftOut.test(name)) continue
    await copyWhatIsThere(path.join(dataDir, name), path.join(to, name))
  }
}

/** Files come and go while this copies: one that is gone has no row any more. */
async function copyWhatIsThere(from: string, to: string): Promise<void> {
  const found = await stat(from).catch(() => null)
  if (found === null) return
  if (!found.isDirectory()) {
    await cp(from, to, { force: false }).catch((error: unknown) => {
      if (!hasCode(error, 'ENOENT')) throw error
    })
    return
  }
  await mkdir(to, { recursive: true, mode: 0o700 })
  for (const name of await readdir(from)) await copyWhatIsThere(path.join(from, name), path.join(to, name))
}

async function contentsOf(folder: string): Promise<Contents> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  let bytes = 0
  for (const file of files) bytes += (await stat(path.join(file.parentPath, file.name))).size
  return { files: files.length, bytes }
}
