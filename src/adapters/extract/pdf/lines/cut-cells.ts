import { charBox } from './char-access.ts'
import type { CharAccess } from './char-access.ts'
import { cleanPdfText } from '../clean-pdf-text.ts'

interface RawLine {
  readonly raw: string
  readonly at: number
  readonly size: number
  readonly width: number
}

/** PDFium prints every gap as one space; a gap wider than the font is high separates cells. */
export function cutCells(access: CharAccess, { raw, at, size, width }: RawLine): string[] {
  const visible = raw.trimEnd()
  // Running text takes about half its size per character: a long line can hide a gap only when it is wider, and only
  // short lines hide narrow ones.
  const suspicious = size * (visible.length < 60 ? 0.42 : 0.53)
  if (visible.length < 3 || width / visible.length < suspicious) return [cleanPdfText(raw)]
  const gaps = [...visible.matchAll(/(?<=\S) +(?=\S)/g)].map((space) => {
    const before = charBox(access, at + space.index - 1)
    const after = charBox(access, at + space.index + space[0].length)
    return { index: space.index, width: after.left - before.right }
  })
  const wide = gaps.filter((gap) => gap.width >= size * 1.1)
  if (wide.length === 0 || isJustified(gaps, size)) return [cleanPdfText(raw)]
  const cuts = [0, ...wide.map((gap) => gap.index), visible.length]
  return cuts
    .slice(1)
    .map((cut, index) => cleanPdfText(visible.slice(cuts[index], cut)))
    .filter((cell) => cell !== '')
}

/**
 * A stretched line of running text has equal gaps (but for the letters' own side bearings) and no very wide ones; columns
 * have neither.
 */
function isJustified(gaps: readonly { readonly width: number }[], size: number): boolean {
  let widest = -Infinity
  let narrowest = Infinity
  for (const { width } of gaps) {
    widest = Math.max(widest, width)
    narrowest = Math.min(narrowest, width)
  }
  return gaps.length >= 2 && widest < size * 2.5 && widest - narrowest < size * 0.5
}
