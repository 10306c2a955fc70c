import { baselineOf, charBox } from './char-access.ts'
import type { CharAccess, ViewedChars } from './char-access.ts'
import { pageView } from './page-view.ts'
import type { PageBox, Turn } from './page-view.ts'
import { charsOf, placedLines } from './placed-lines.ts'
import type { PlacedChar, PlacedLines } from './placed-lines.ts'
import type { SizedLine } from './raw-lines.ts'

/** Pieces of one line stand level and near to each other, and further apart where a blank parts them; in sizes of the type. */
const levelShare = 0.15
const [furthestOver, narrowestBlank, furthest] = [0.2, 0.28, 0.6]
const sameSize = 0.05

/**
 * Lines with those whole that run another way than the text of the page, as beside a drawing or an axis: where letters are drawn one by
 * one PDFium begins a new line at most of them.
 * @param turn that of the page's text
 */
export function withWholeSideways<A extends CharAccess>(
  access: A,
  lines: readonly SizedLine[],
  { box, turn }: { readonly box: PageBox; readonly turn: Turn },
): PlacedLines<A> {
  if (lines.every((line) => line.turn === turn)) return { lines, access }
  const joined: { line: SizedLine; last: SizedLine; chars: PlacedChar[] }[] = []
  for (const line of lines) {
    const before = joined.at(-1)
    const gap =
      before === undefined || line.turn === turn
        ? null
        : gapBetween({ ...access, view: pageView(box, line.turn) }, before.last, line)
    if (before === undefined || gap === null) joined.push({ line, last: line, chars: charsOf(line) })
    else {
      const { chars } = before
      while (chars.at(-1)?.char.trim() === '') chars.pop()
      if (gap >= line.size * narrowestBlank) chars.push({ char: ' ', at: chars.at(-1)?.at ?? line.at })
      for (const char of charsOf(line)) chars.push(char)
      before.last = line
    }
  }
  return joined.length === lines.length ? { lines, access } : placedLines(access, joined)
}

/** How far a line stands behind the one before it; null where they are not of one line. */
function gapBetween(access: ViewedChars, before: SizedLine, line: SizedLine): number | null {
  const { size, turn, invisible } = line
  if (before.turn !== turn || before.invisible !== invisible || Math.abs(before.size - size) > size * sameSize)
    return null
  if (before.endsCell === true || before.cutInWord === true) return null
  const [end, start] = [before.at + before.raw.trimEnd().length - 1, line.at + line.raw.search(/\S/)]
  if (Math.abs(baselineOf(access, end) - baselineOf(access, start)) > size * levelShare) return null
  const gap = charBox(access, start).left - charBox(access, end).right
  return gap < -size * furthestOver || gap > size * furthest ? null : gap
}
