import { objectKinds } from '../pdfium/object-kinds.ts'
import { boundsOf, type Box } from './box.ts'
import { charBoxOnPage, charIndex } from './char-access.ts'
import type { CharAccess } from './char-access.ts'
import type { Surface } from './page-surface.ts'
import type { RawLine } from './raw-lines.ts'
import { whiteFrom } from './white-level.ts'

/** A page with more objects is a drawing, and what lies under its text is not looked for. */
const maxObjects = 5_000
/** An underline or a neighbour reaches into the place of a letter, and covers less of it. */
const shownShare = 0.25
/** Text that is left out, or left, has more letters. */
const fewestLetters = 3
/** PDFium joined a word that goes on elsewhere with what it gives next. */
const hyphenAtEnd = /[\uFFFE\u0002]\s*$/u

/** Whether a letter is white, or has no colour at all. */
function isWhite({ pdfium, textPage, scratch }: CharAccess, charIndex: number): boolean {
  const known = pdfium.direct.FPDFText_GetFillColor(
    textPage,
    charIndex,
    scratch,
    scratch + 4,
    scratch + 8,
    scratch + 12,
  )
  if (known === 0) return false
  return leavesPaperWhite(pdfium.bytes(scratch, 16))
}

/** A part of a line, and whether it is white on white. */
interface ColouredPart extends RawLine {
  readonly isBlank: boolean
}

/**
 * Parts lines that begin or end with text nobody sees: some programs indent a line with what stands above it in white, and printers
 * leave their marks behind one.
 */
export function createBlanks(
  access: CharAccess,
  page: number,
  shownAt: Surface,
): (line: RawLine) => readonly ColouredPart[] {
  const standsOnColour = createBackground(access, page)
  return (line) => {
    const { raw, at } = line
    const isBlankAt = (index: number): boolean =>
      isWhite(access, charIndex(access, at + index)) && !standsOnColour(at + index) && shownAt(at + index) <= shownShare
    const [first, last] = [isBlankAt(raw.search(/\S/)), isBlankAt(raw.trimEnd().length - 1)]
    if (!first && !last) return [{ ...line, isBlank: false }]
    const parts: { raw: string; at: number; isBlank: boolean }[] = []
    for (let index = 0; index < raw.length; index++) {
      const part = parts.at(-1)
      const isBlank = raw[index]?.trim() === '' ? (part?.isBlank ?? first) : isBlankAt(index)
      if (part === undefined || isBlank !== part.isBlank) {
        parts.push({ raw: raw[index] ?? '', at: at + index, isBlank })
      } else part.raw += raw[index] ?? ''
    }
    // A letter that is painted over is no reason to tear a word.
    if (parts.some((part) => part.raw.trim().length < fewestLetters)) return [{ ...line, isBlank: first }]
    return parts.map((part) => (hyphenAtEnd.test(part.raw) ? { ...part, cutInWord: true as const } : part))
  }
}

/** Tells of a white letter whether it stands on something that is not: a filled box, a picture. */
function createBackground(access: CharAccess, page: number): (textIndex: number) => boolean {
  let boxes: readonly Box[] | null = null
  return (textIndex) => {
    boxes ??= filledBoxes(access, page)
    const { x, y } = charBoxOnPage(access, textIndex)
    return boxes.some(({ left, bottom, right, top }) => x >= left && x <= right && y >= bottom && y <= top)
  }
}

function filledBoxes({ pdfium, scratch }: CharAccess, page: number): Box[] {
  const { direct } = pdfium
  const count = pdfium.api.FPDFPage_CountObjects(page)
  // Rather a text too many than one that somebody sees too few.
  if (count > maxObjects) return [{ left: -Infinity, bottom: -Infinity, right: Infinity, top: Infinity }]
  const boxes: Box[] = []
  for (let index = 0; index < count; index++) {
    const object = direct.FPDFPage_GetObject(page, index)
    const kind = direct.FPDFPageObj_GetType(object)
    const fills = kind === objectKinds.image || kind === objectKinds.shading || kind === objectKinds.form
    if (!fills && (kind !== objectKinds.path || isWhiteBox({ pdfium, scratch }, object))) continue
    const bounds = boundsOf({ pdfium, scratch }, object)
    if (bounds !== null) boxes.push(bounds)
  }
  return boxes
}

/** Whether the filling of a box shows on white paper. */
export function isWhiteBox({ pdfium, scratch }: Pick<CharAccess, 'pdfium' | 'scratch'>, object: number): boolean {
  if (pdfium.direct.FPDFPageObj_GetFillColor(object, scratch, scratch + 4, scratch + 8, scratch + 12) === 0) return true
  return leavesPaperWhite(pdfium.bytes(scratch, 16))
}

/** @param colour red, green, blue and opacity below 256, each in four bytes */
function leavesPaperWhite(colour: Uint8Array): boolean {
  const [red = 0, green = 0, blue = 0, opacity = 0] = [colour[0], colour[4], colour[8], colour[12]]
  return opacity === 0 || (red >= whiteFrom && green >= whiteFrom && blue >= whiteFrom)
}
