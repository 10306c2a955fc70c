import type { CharAccess } from './char-access.ts'
import { missingBlanks } from './missing-blanks.ts'
import { charsOf, placedLines } from './placed-lines.ts'
import type { PlacedLines } from './placed-lines.ts'
import type { SizedLine } from './raw-lines.ts'
import { strayBlanks } from './stray-blanks.ts'

/**
 * Lines with the blanks between words that PDFium does not write, and without those inside of words that it does. An added blank is
 * found where the letter before it stands.
 */
export function withMendedBlanks<A extends CharAccess>(access: A, lines: readonly SizedLine[]): PlacedLines<A> {
  const mends = new Map<SizedLine, { readonly missing: ReadonlySet<number>; readonly stray: ReadonlySet<number> }>()
  for (const line of lines) {
    if (line.turn !== 0) continue
    const [missing, stray] = [missingBlanks(access, line), strayBlanks(access, line)]
    if (missing.length + stray.length > 0) mends.set(line, { missing: new Set(missing), stray: new Set(stray) })
  }
  if (mends.size === 0) return { lines, access }
  const mended = lines.map((line) => {
    const mend = mends.get(line)
    const chars = charsOf(line)
    if (mend === undefined) return { line, chars }
    return {
      line,
      chars: chars.flatMap((one, index) => {
        if (mend.stray.has(index)) return []
        return mend.missing.has(index) ? [{ char: ' ', at: one.at - 1 }, one] : [one]
      }),
    }
  })
  return placedLines(access, mended)
}
