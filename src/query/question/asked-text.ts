import { limitMarks } from '../../domain/text/combining-marks.ts'
import { visibleText } from '../../domain/text/visible-text.ts'

/** A message as it is read: without what nobody sees, a letter and its accent one character, however they were typed. */
export function askedText(message: string): string {
  return limitMarks(visibleText(message)).normalize('NFC')
}
