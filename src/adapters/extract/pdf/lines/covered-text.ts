import { objectKinds } from '../pdfium/object-kinds.ts'
import type { Pdfium } from '../pdfium/pdfium.ts'
import { boundsOf, type Box } from './box.ts'
import { clipOf, intersection, rectangleOf, segmentsOf } from './clip-box.ts'
import { charIndex, letterBox } from './char-access.ts'
import type { CharAccess } from './char-access.ts'

/** A page with more objects is a drawing, and what covers its text is not looked for. */
const maxObjects = 5_000
/** More covers are a pattern. */
const mostCovers = 500
/** Points that letters may reach over what covers them. */
const tolerance = 1
const opaque = 255

interface Cover extends Box {
  /** Its place in the order of drawing. */
  readonly order: number
}

/** Tells of a line whether an opaque box was drawn over its first and its last letter, as where something was blacked out. */
export function createCovers(access: CharAccess, page: number): (first: number, last: number) => boolean {
  let covers: readonly Cover[] | null = null
  let orders: ReadonlyMap<number, number> | null = null
  return (first, last) => {
    covers ??= coversOf(access, page)
    if (covers.length === 0) return false
    const [one, other] = [letterBox(access, first), letterBox(access, last)]
    const over = covers.filter((cover) => contains(cover, one) && contains(cover, other))
    if (over.length === 0) return false
    orders ??= ordersOf(access.pdfium, page)
    const object = access.pdfium.direct.FPDFText_GetTextObject(access.textPage, charIndex(access, first))
    // What is drawn by reference has no place of its own in that order.
    const order = orders.get(object) ?? Infinity
    return over.some((cover) => cover.order > order)
  }
}

function contains({ left, bottom, right, top }: Box, box: Box): boolean {
  return (
    left <= box.left + tolerance &&
    right >= box.right - tolerance &&
    bottom <= box.bottom + tolerance &&
    top >= box.top - tolerance
  )
}

function ordersOf(pdfium: Pdfium, page: number): ReadonlyMap<number, number> {
  const count = pdfium.api.FPDFPage_CountObjects(page)
  return new Map(Array.from({ length: count }, (_, order) => [pdfium.direct.FPDFPage_GetObject(page, order), order]))
}

/** The opaque rectangles of a page, as far as they are drawn. */
function coversOf({ pdfium, scratch }: CharAccess, page: number): Cover[] {
  const count = pdfium.api.FPDFPage_CountObjects(page)
  if (count > maxObjects) return []
  const covers: Cover[] = []
  for (let order = 0; order < count && covers.length < mostCovers; order++) {
    const object = pdfium.direct.FPDFPage_GetObject(page, order)
    if (pdfium.direct.FPDFPageObj_GetType(object) !== objectKinds.path || !isOpaqueBox(pdfium, object, scratch))
      continue
    const drawn = intersection(boundsOf({ pdfium, scratch }, object), clipOf(pdfium, object, scratch))
    if (drawn !== null) covers.push({ ...drawn, order })
  }
  return covers
}

function isOpaqueBox(pdfium: Pdfium, object: number, scratch: number): boolean {
  const { direct } = pdfium
  if (rectangleOf(pdfium, scratch, segmentsOf(pdfium, object)) === null) return false
  if (direct.FPDFPath_GetDrawMode(object, scratch, scratch + 4) === 0 || pdfium.bytes(scratch, 1)[0] === 0) return false
  if (direct.FPDFPageObj_HasTransparency(object) !== 0) return false
  if (direct.FPDFPageObj_GetFillColor(object, scratch, scratch + 4, scratch + 8, scratch + 12) === 0) return false
  return pdfium.bytes(scratch + 12, 1)[0] === opaque
}
