import { accessSync, constants, existsSync } from 'node:fs'
import path from 'node:path'
import { makeFolder, NoFolder } from '../../disk/make-folder.ts'
import { AppError } from '../../domain/errors.ts'

/** Root's embedded PostgreSQL runs as another account, which has to be able to pass through. */
const folderMode = process.getuid?.() === 0 ? 0o711 : 0o700

/**
 * Makes the data folder, with its parents, and sees that it can be used before anything is started on it. Whoever
 * keeps a folder in it closes that to other accounts (`disk/own-folder.ts`).
 * @throws AppError `configuration` that names the setting and what is in the way.
 */
export function prepareDataFolder(dataDir: string): void {
  try {
    makeFolder(dataDir, folderMode)
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    if (error instanceof NoFolder) {
      const sentence = `ATENEX_DATA_DIR cannot be made, because ${error.place} is not a folder: name another folder.`
      throw new AppError('configuration', sentence, { cause: error })
    }
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    const reason = reasons[code] ?? `cannot be used (${code})`
    throw new AppError('configuration', `ATENEX_DATA_DIR (${dataDir}) ${reason}.`, { cause: error })
  }
}

/** Whether embedded PostgreSQL was ever started for this folder. */
export function holdsInstallation(dataDir: string): boolean {
  return ['postgres', 'postgres-folder'].some((name) => existsSync(path.join(dataDir, name)))
}

/**
 * For commands that look at an installation with embedded PostgreSQL: a mistyped name, or another folder than that of the start, must
 * not become an empty installation.
 * @throws AppError `configuration`.
 */
export function requireInstallation(dataDir: string): void {
  if (holdsInstallation(dataDir)) return
  throw new AppError(
    'configuration',
    `ATENEX_DATA_DIR (${dataDir}) holds no installation: name the folder that Atenex was started with.`,
  )
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'cannot be read and written by this account: change its owner or name another folder',
  EPERM: 'cannot be read and written by this account: change its owner or name another folder',
  EROFS: 'is on a file system that can only be read: name another folder',
  ENOSPC: 'cannot be made because the disk is full',
  ENOENT: 'cannot be made there: name another folder',
}
