import { readFileSync, statSync } from 'node:fs'
import { AppError } from '../../../domain/errors.ts'
import type { EngineJob } from '../engine/engine.ts'

/** The most bytes a character takes in the encodings read here. */
const maxBytesPerChar = 4

/** The bytes of a text file; refused before reading when they cannot fit the limit in any encoding. */
export function readTextFile({ path, limits }: Pick<EngineJob, 'path' | 'limits'>): Buffer {
  if (statSync(path).size > limits.maxTextChars * maxBytesPerChar) {
    throw new AppError(
      'too_much_text',
      `The document holds more than ${limits.maxTextChars} characters of text. Split it.`,
      {
        details: { maxTextChars: limits.maxTextChars },
      },
    )
  }
  return readFileSync(path)
}
