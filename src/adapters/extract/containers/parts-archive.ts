import { AppError } from '../../../domain/errors.ts'
import { createTextBudget } from '../engine/text-budget.ts'
import type { ZipArchive } from './zip-archive.ts'

/** A part may be referred to any number of times: all that is read of the file is no more than so many times its size. */
const timesRead = 50
const pieceBytes = 64 * 1024

interface Unpacked {
  readonly format: string
  /** Of the whole file. */
  readonly fileBytes: number
  readonly maxTextChars: number
  /** By their names without the bar before them, in small letters. */
  readonly parts: ReadonlyMap<string, Uint8Array>
}

/** Parts that lie in one piece of XML, as a package that was packed. */
export function createPartsArchive({ format, fileBytes, maxTextChars, parts }: Unpacked): ZipArchive {
  const budget = createTextBudget({ fileBytes, maxTextChars })
  // Nothing of it is packed.
  budget.allow(fileBytes, fileBytes)
  let left = [...parts.values()].reduce((sum, { length }) => sum + length, fileBytes) * timesRead
  const find = (name: string): Uint8Array | undefined => parts.get(plainPartName(name))
  return {
    format,
    budget,
    has: (name) => find(name) !== undefined,
    stream(name, take) {
      const part = find(name)
      if (part === undefined) return false
      left -= part.length
      if (left < 0)
        throw new AppError('archive_bomb', `The ${format} file was refused: it refers to its parts too often.`)
      for (let at = 0; at < part.length; at += pieceBytes) take(part.subarray(at, at + pieceBytes))
      return true
    },
    beginning: (name) => find(name)?.subarray(0, pieceBytes) ?? new Uint8Array(),
    close: () => undefined,
  }
}

export const plainPartName = (name: string): string => name.replace(/^\/+/, '').toLowerCase()
