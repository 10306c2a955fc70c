import type { Pdfium } from '../pdfium/pdfium.ts'
import type { Box } from './box.ts'

/** A rectangle, closed or not. */
const mostSegments = 6
/** Points by which the corners of a rectangle may stand apart. */
const sameEdge = 0.5

/** The segments of a path. */
interface Segments {
  readonly count: number
  readonly at: (index: number) => number
}

export function segmentsOf({ direct }: Pdfium, object: number): Segments {
  return { count: direct.FPDFPath_CountSegments(object), at: (index) => direct.FPDFPath_GetPathSegment(object, index) }
}

/** The rectangle that a path draws; null for every other figure. */
export function rectangleOf(pdfium: Pdfium, scratch: number, { count, at }: Segments): Box | null {
  if (count > mostSegments) return null
  const points = Array.from({ length: count }, (_, index) => {
    pdfium.direct.FPDFPathSegment_GetPoint(at(index), scratch, scratch + 4)
    return { x: pdfium.float32(scratch), y: pdfium.float32(scratch + 4) }
  })
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)]
  const [left, right, bottom, top] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  const corners = points.map(({ x, y }) => cornerOf(x - left, right - x) + 2 * cornerOf(y - bottom, top - y))
  return new Set(corners).size === 4 && !corners.some(Number.isNaN) ? { left, bottom, right, top } : null
}

/** 0 at the first of two edges, 1 at the second, by how far a point is from both. */
function cornerOf(fromFirst: number, fromSecond: number): number {
  return fromFirst <= sameEdge ? 0 : fromSecond <= sameEdge ? 1 : Number.NaN
}

/** The part of the page in which an object is drawn; null for one that nobody measures. */
export function clipOf(pdfium: Pdfium, object: number, scratch: number): Box | null {
  const { direct } = pdfium
  const clip = direct.FPDFPageObj_GetClipPath(object)
  let shown: Box | null = { left: -Infinity, bottom: -Infinity, right: Infinity, top: Infinity }
  for (let path = 0; path < (clip === 0 ? 0 : direct.FPDFClipPath_CountPaths(clip)); path++) {
    const count = direct.FPDFClipPath_CountPathSegments(clip, path)
    const at = (index: number) => direct.FPDFClipPath_GetPathSegment(clip, path, index)
    const own = rectangleOf(pdfium, scratch, { count, at })
    if (own === null) return null
    shown = intersection(shown, own)
  }
  return shown
}

export function intersection(one: Box | null, other: Box | null): Box | null {
  if (one === null || other === null) return null
  const [left, right] = [Math.max(one.left, other.left), Math.min(one.right, other.right)]
  const [bottom, top] = [Math.max(one.bottom, other.bottom), Math.min(one.top, other.top)]
  return right > left && top > bottom ? { left, right, bottom, top } : null
}
