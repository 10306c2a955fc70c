import { baselineOf, probe, printedSize } from './char-access.ts'
import type { ViewedChars } from './char-access.ts'
import type { RawLine } from './raw-lines.ts'

/** Letters that stand level are of one line, in whatever order they were drawn; in sizes of the type. */
const level = 0.3
/** The pen goes back so far to another column; accents and overprinted words stand nearer. */
const farthest = 5
/** Marks of notes and indices are no lines. The first line of a cell is short, and stands above the row that was drawn before it. */
const fewestLetters = { down: 12, up: 4 } as const
const longestLook = 100

/**
 * PDFium takes a line of the right column and the next lower one of the left column for a single line, where their heights overlap
 * and a program drew both columns by turns from top to bottom; so it does with a row and the first line of a cell of two that was drawn
 * behind it. They are cut where the pen goes back, and down or up.
 */
export function cutBackwards(access: ViewedChars, line: RawLine): readonly RawLine[] {
  const { raw, at } = line
  const first = raw.search(/\S/)
  if (first === -1 || raw.length < fewestLetters.up * 2) return [line]
  const { size, turn } = printedSize(access, at + first)
  const [start, end] = [baselineOf(access, at + first), baselineOf(access, at + raw.trimEnd().length - 1)]
  // Nearly all lines end here.
  if (turn !== access.view.turn || Math.abs(start - end) <= size * level) return [line]
  const pieces: RawLine[] = []
  let from = 0
  for (const { index } of raw.matchAll(/\S(?<=\s\S)/gu)) {
    const one = raw.slice(from, index)
    const letters = Math.min(lettersOf(one), lettersOf(raw.slice(index, index + longestLook)))
    if (letters < fewestLetters.up) continue
    const places = { before: at + from + one.trimEnd().length - 1, next: at + index }
    if (!goesBack(access, places, { size, letters })) continue
    pieces.push({ raw: one, at: at + from })
    from = index
  }
  return pieces.length === 0 ? [line] : [...pieces, { ...line, raw: raw.slice(from), at: at + from }]
}

/** The places of the letters before and behind a blank. */
interface Places {
  readonly before: number
  readonly next: number
}

function goesBack(
  access: ViewedChars,
  places: Places,
  { size, letters }: { readonly size: number; readonly letters: number },
): boolean {
  const [before, next] = [probe(access, places.before), probe(access, places.next)]
  const down = before.baseline - next.baseline
  if (Math.abs(down) <= size * level || next.left >= before.left - size * farthest) return false
  return letters >= (down > 0 ? fewestLetters.down : fewestLetters.up)
}

function lettersOf(text: string): number {
  return text.slice(0, longestLook).match(/[\p{L}\p{N}]/gu)?.length ?? 0
}
