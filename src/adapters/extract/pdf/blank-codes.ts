import { letterBox, printedSize } from './lines/char-access.ts'
import type { CharAccess } from './lines/char-access.ts'

// oxlint-disable-next-line no-control-regex -- codes that fonts give for letters, but for the ends of lines and the mark of a hyphen
const codes = /[\u0001\u0003-\u0008\u000b\u000c\u000e-\u001f]/g
/** Nothing is drawn of a letter whose box has less than this in one direction, in points. */
const flat = 0.02
/** A blank is so wide, in sizes of the type; ligatures are wider. */
const blank = { from: 0.15, to: 0.42 } as const

/** The text of a page, in which a code that draws nothing and is as wide as a blank is one. It keeps its length. */
export function withBlankCodes(access: CharAccess, text: string): string {
  return text.replace(codes, (code, index: number) => {
    if (!isBlank(access, index)) return code
    // Of some fonts PDFium knows no box at all, whatever they draw.
    const hasBoxes = [index - 1, index + 1].some((at) => /\S/.test(text.charAt(at)) && thickness(access, at) > flat)
    return hasBoxes ? ' ' : code
  })
}

function isBlank(access: CharAccess, index: number): boolean {
  const { left, right, bottom, top } = letterBox(access, index)
  const share = Math.max(right - left, top - bottom) / printedSize(access, index).size
  return thickness(access, index) <= flat && share >= blank.from && share <= blank.to
}

function thickness(access: CharAccess, index: number): number {
  const { left, right, bottom, top } = letterBox(access, index)
  return Math.min(right - left, top - bottom)
}
