import { mkdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { hasCode } from '../domain/has-code.ts'

/** A part of the path that was to be a folder, and is something else. */
export class NoFolder extends Error {
  override readonly name = 'NoFolder'
  readonly place: string

  constructor(place: string) {
    super(`${place} is not a folder`)
    this.place = place
  }
}

/**
 * Makes a folder that somebody has named, with its parents; one that is there is left as it is. One step at a time: Node's recursive
 * `mkdir` never comes back where the system answers ENOENT below a folder, as /proc does.
 * @throws NoFolder, or what the system says.
 */
export function makeFolder(folder: string, mode: number): void {
  if (isFolder(folder)) return
  const parent = path.dirname(folder)
  if (parent !== folder) makeFolder(parent, mode)
  try {
    mkdirSync(folder, { mode })
  } catch (error) {
    // two that start at once
    if (!isFolder(folder)) throw error
  }
}

function isFolder(place: string): boolean {
  try {
    if (statSync(place).isDirectory()) return true
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false
    if (!hasCode(error, 'ENOTDIR')) throw error
  }
  throw new NoFolder(place)
}
