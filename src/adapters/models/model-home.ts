import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { openOwnFolder } from '../../disk/own-folder.ts'
import type { ModelFolder } from './model-folder.ts'

/** Where everything is kept that is made of one model once. */
export interface ModelHome {
  readonly path: string
  /** Its pieces, laid out. */
  readonly vocabularyPath: string
}

/** @param cacheDir may be shared by processes and models. */
export async function openModelHome(folder: ModelFolder, cacheDir: string): Promise<ModelHome> {
  const home = path.join(cacheDir, `${folder.name.replaceAll(/[^\w.-]/gu, '_')}-${await cacheKey(folder)}`)
  await openOwnFolder(cacheDir)
  await openOwnFolder(home)
  return { path: home, vocabularyPath: path.join(home, 'vocabulary.bin') }
}

/** The content decides where it is known; otherwise the packed file's path, size and time. */
async function cacheKey(folder: ModelFolder): Promise<string> {
  if (folder.sha256 !== null) return folder.sha256.slice(0, 16)
  const { size, mtimeMs } = await stat(folder.modelPath)
  const source = `${path.resolve(folder.modelPath)}:${size}:${mtimeMs}`
  return createHash('sha256').update(source).digest('hex').slice(0, 16)
}
