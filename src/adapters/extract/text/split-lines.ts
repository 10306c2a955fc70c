import { AppError } from '../../../domain/errors.ts'

/** A text at the size limit with ten characters a line has as many. */
const maxLines = 2_000_000

/** Lines of a text, form feeds counted as line ends. Throws AppError `too_complex` past two million. */
export function splitLines(text: string): string[] {
  let count = 1
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++
  if (count > maxLines) {
    throw new AppError('too_complex', `The text has more than ${maxLines} lines. Split it.`, {
      details: { lines: count },
    })
  }
  return text.replace(/\r\n?|\f/g, '\n').split('\n')
}
