import { randomUUID } from 'node:crypto'
import { rename, rm, writeFile } from 'node:fs/promises'
import { ownFileMode } from './own-folder.ts'

/**
 * Writes a file of this account as a whole: who reads it meanwhile gets the old one or the new one. Several processes may do it at the
 * same time. Not flushed: a torn file must be known as such.
 */
export async function replaceFile(file: string, content: string | Uint8Array): Promise<void> {
  const part = `${file}.${process.pid}.${randomUUID()}.part`
  try {
    await writeFile(part, content, { mode: ownFileMode })
    await rename(part, file)
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined)
    throw error
  }
}
