import { baselineOf, probe, printedSize } from './char-access.ts'
import type { ViewedChars } from './char-access.ts'
import type { RawLine } from './raw-lines.ts'

/** Letters that stand level are of one line, in whatever order they were drawn; in sizes of the type. */
const level = 0.3
/** The pen goes back so far to another column; accents and overprinted words stand nearer. */
const farthest = 5
/** Marks of notes and indices are no lines. */
const fewestLetters = 12
const longestLook = 100

/**
 * PDFium takes a line of the right column and the next lower one of the left column for a single line, where their heights overlap
 * and a program drew both columns by turns from top to bottom. They are cut where the pen goes back, and down.
 */
export function cutBackwards(access: ViewedChars, line: RawLine): readonly RawLine[] {
  const { raw, at } = line
  const first = raw.search(/\S/)
  if (first === -1 || raw.length < fewestLetters * 2) return [line]
  const { size, turn } = printedSize(access, at + first)
  const [start, end] = [baselineOf(access, at + first), baselineOf(access, at + raw.trimEnd().length - 1)]
  // Nearly all lines end here.
  if (turn !== access.view.turn || start - end <= size * level) return [line]
  const pieces: RawLine[] = []
  let from = 0
  for (const { index } of raw.matchAll(/\S(?<=\s\S)/gu)) {
    const one = raw.slice(from, index)
    if (!isLine(one) || !isLine(raw.slice(index, index + longestLook))) continue
    const before = probe(access, at + from + one.trimEnd().length - 1)
    const next = probe(access, at + index)
    if (before.baseline - next.baseline <= size * level || next.left >= before.left - size * farthest) continue
    pieces.push({ raw: one, at: at + from })
    from = index
  }
  return pieces.length === 0 ? [line] : [...pieces, { ...line, raw: raw.slice(from), at: at + from }]
}

function isLine(text: string): boolean {
  return (text.slice(0, longestLook).match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= fewestLetters
}
