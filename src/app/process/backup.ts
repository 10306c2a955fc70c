import { cp, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { backUpCluster, restoreCluster } from '../../adapters/embedded-postgres/back-up-cluster.ts'
import type { Config } from '../../config/schema.ts'
import { readVersion } from '../../config/version.ts'
import { openOwnFolder } from '../../disk/own-folder.ts'
import { AppError } from '../../domain/errors.ts'
import { hasCode } from '../../domain/has-code.ts'
import type { Log } from '../../ports/log.ts'
import { prepareDataFolder } from './data-folder.ts'

/** What is not copied: the cluster, which is copied apart; vectors, which are made anew; and what a start makes by itself. */
const leftOut = /^(postgres|postgres-folder|postgresql-.*|vectors|tmp|models)$/
const manifestName = 'backup.json'

const manifestShape = z.object({ version: z.string(), madeAt: z.string(), files: z.number() })
export type BackupManifest = z.infer<typeof manifestShape>

/**
 * Copies a single-machine installation into a folder while it runs: database, originals, keys. Its vectors are not in it:
 * PostgreSQL has the text they are made from. An original is in it before the row that names it can be, so that each row
 * of the copy has its file; files without a row do no harm.
 * @throws AppError `configuration` for an outside database or a folder that is not empty, `database_unavailable`.
 */
export async function backUp(config: Config, folder: string, log: Log): Promise<BackupManifest> {
  requireEmbedded(config)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if ((await readdir(folder)).length > 0)
    throw new AppError('configuration', `${folder} is not empty: name another folder.`)
  await openOwnFolder(folder)
  const files = path.join(folder, 'files')
  await copyFiles(config.dataDir, files)
  await backUpCluster(config.dataDir, path.join(folder, 'cluster'), log)
  // what came while the cluster was copied, and may be named by a row in it
  await copyFiles(config.dataDir, files)
  const manifest = { version: await readVersion(), madeAt: new Date().toISOString(), files: await countFiles(files) }
  // last, so that a copy that was interrupted has none
  await writeFile(path.join(folder, manifestName), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 })
  return manifest
}

/**
 * Puts a backup into the data folder of the settings, which must not have a database yet.
 * @throws AppError `configuration`, saying what is in the way.
 */
export async function restore(config: Config, folder: string, log: Log): Promise<BackupManifest> {
  requireEmbedded(config)
  const manifest = await readManifest(folder)
  prepareDataFolder(config.dataDir)
  restoreCluster(path.join(folder, 'cluster'), config.dataDir, log)
  await cp(path.join(folder, 'files'), config.dataDir, { recursive: true })
  return manifest
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

async function countFiles(folder: string): Promise<number> {
  return (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).length
}
