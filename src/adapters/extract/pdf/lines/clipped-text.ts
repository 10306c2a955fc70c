import { objectKinds } from '../pdfium/object-kinds.ts'
import type { Box } from './box.ts'
import { boundsOf } from './box.ts'
import { charIndex, letterBox } from './char-access.ts'
import type { CharAccess } from './char-access.ts'
import { clipOf } from './clip-box.ts'
import type { RawLine } from './raw-lines.ts'

/** A page with more objects is a drawing, and what is cut off in it is not looked for. */
const maxObjects = 5_000
/** Of the width and the height of a letter, so much is seen of one that can be read. */
const seenShare = 0.2
/** Points that a text reaches over an edge with what its letters leave blank. */
const overhang = 2

/** A part of a line, and whether it stands outside of the part of the page in which it is drawn. */
interface ClippedPart extends RawLine {
  readonly isCut: boolean
}

/**
 * Parts lines where text is cut off by the rectangle in which it is drawn, as in cells that are too narrow for what they hold.
 * What is drawn by reference is left as it is.
 */
export function createClips(access: CharAccess, page: number): (line: RawLine) => readonly ClippedPart[] {
  let clips: ReadonlyMap<number, Box> | null = null
  return (line) => {
    clips ??= clipsOf(access, page)
    return clips.size === 0 ? [{ ...line, isCut: false }] : partsOf(access, line, clips)
  }
}

/**
 * The text objects of a page that reach over the edge of what is drawn of them, with that. One that is drawn again in its place
 * is drawn in bands: what one copy lacks the other one has, and PDFium gives their letters once.
 */
function clipsOf({ pdfium, scratch }: CharAccess, page: number): Map<number, Box> {
  const clips = new Map<number, Box>()
  const places = new Map<string, number>()
  const count = pdfium.api.FPDFPage_CountObjects(page)
  for (let index = 0; index < count && count <= maxObjects; index++) {
    const object = pdfium.direct.FPDFPage_GetObject(page, index)
    if (pdfium.direct.FPDFPageObj_GetType(object) !== objectKinds.text) continue
    const clip = clipOf(pdfium, object, scratch)
    if (clip === null || clip.left === -Infinity) continue
    const bounds = boundsOf({ pdfium, scratch }, object)
    if (bounds === null) continue
    const place = [bounds.left, bounds.bottom, bounds.right].map(Math.round).join(' ')
    const copy = places.get(place)
    if (copy !== undefined) clips.delete(copy)
    else if (reachesOver(bounds, clip)) clips.set(object, clip)
    places.set(place, object)
  }
  return clips
}

function reachesOver({ left, bottom, right, top }: Box, clip: Box): boolean {
  return (
    left < clip.left - overhang ||
    right > clip.right + overhang ||
    bottom < clip.bottom - overhang ||
    top > clip.top + overhang
  )
}

function partsOf(access: CharAccess, { raw, at }: RawLine, clips: ReadonlyMap<number, Box>): ClippedPart[] {
  const parts: { raw: string; at: number; isCut: boolean }[] = []
  for (let index = 0; index < raw.length; index++) {
    const last = parts.at(-1)
    const isCut = raw[index]?.trim() === '' ? last?.isCut : isCutOff(access, at + index, clips)
    if (last === undefined || (isCut ?? false) !== last.isCut)
      parts.push({ raw: raw[index] ?? '', at: at + index, isCut: isCut ?? false })
    else last.raw += raw[index] ?? ''
  }
  return parts.filter((part) => part.raw.trim() !== '')
}

function isCutOff(access: CharAccess, textIndex: number, clips: ReadonlyMap<number, Box>): boolean {
  const { pdfium, textPage } = access
  const clip = clips.get(pdfium.direct.FPDFText_GetTextObject(textPage, charIndex(access, textIndex)))
  if (clip === undefined) return false
  const { left, bottom, right, top } = letterBox(access, textIndex)
  const seen = (from: number, to: number, first: number, last: number): boolean =>
    Math.min(to, last) - Math.max(from, first) > (to - from) * seenShare
  return !seen(left, right, clip.left, clip.right) || !seen(bottom, top, clip.bottom, clip.top)
}
