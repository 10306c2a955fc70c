import type { CharAccess } from './char-access.ts'
import { missingBlanks } from './missing-blanks.ts'
import { charsOf, placedLines } from './placed-lines.ts'
import type { PlacedLines } from './placed-lines.ts'
import type { SizedLine } from './raw-lines.ts'
import { shadowLetters } from './shadow-letters.ts'
import { strayBlanks } from './stray-blanks.ts'

/**
 * Lines with the blanks between words that PDFium does not write, without those inside of words that it does, and without the letters of
 * shadows. An added blank is found where the letter before it stands.
 */
export function withMendedLines<A extends CharAccess>(access: A, lines: readonly SizedLine[]): PlacedLines<A> {
  const mends = new Map<SizedLine, { readonly added: ReadonlySet<number>; readonly dropped: ReadonlySet<number> }>()
  for (const line of lines) {
    if (line.turn !== 0) continue
    const added = missingBlanks(access, line)
    const dropped = [...strayBlanks(access, line), ...shadowLetters(access, line)]
    if (added.length + dropped.length > 0) mends.set(line, { added: new Set(added), dropped: new Set(dropped) })
  }
  if (mends.size === 0) return { lines, access }
  const mended = lines.map((line) => {
    const mend = mends.get(line)
    const chars = charsOf(line)
    if (mend === undefined) return { line, chars }
    return {
      line,
      chars: chars.flatMap((one, index) => {
        if (mend.dropped.has(index)) return []
        return mend.added.has(index) ? [{ char: ' ', at: one.at - 1 }, one] : [one]
      }),
    }
  })
  return placedLines(access, mended)
}
