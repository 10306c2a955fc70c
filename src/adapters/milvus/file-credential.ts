import { readFileSync, statSync } from 'node:fs'
import { AppError } from '../../domain/errors.ts'

/** A key file is looked at no more often than this, so that a hot path does not touch the disk with each call. */
const lookEveryMs = 1_000

/**
 * A secret kept in a file, such as a mounted Kubernetes Secret. Reads it again when the file changes, so that a rotated
 * key is taken without a restart. Keeps the last good value while the file is away for a moment (it is swapped, not edited).
 * @throws AppError `configuration` when it never could be read or is empty; the message names the file, never its content.
 */
export function fileCredential(path: string, now: () => number = Date.now): () => string {
  let value: string | null = null
  let stamp = ''
  let lookedAt = -Infinity
  return () => {
    if (value !== null && now() - lookedAt < lookEveryMs) return value
    lookedAt = now()
    try {
      const { mtimeMs, size, ino } = statSync(path)
      const found = `${mtimeMs} ${size} ${ino}`
      if (found === stamp && value !== null) return value
      const text = readFileSync(path, 'utf8').trim()
      if (text === '') throw new Error('the file is empty')
      value = text
      stamp = found
    } catch (cause) {
      if (value === null) {
        throw new AppError('configuration', `The vector store key could not be read from the file ${path}.`, { cause })
      }
    }
    return value
  }
}
