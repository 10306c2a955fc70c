import { boundsOf, type Box } from '../lines/box.ts'
import { identity, matrixOf, type Matrix } from '../lines/matrix.ts'
import { isWhiteBox } from '../lines/white-text.ts'
import type { PageView } from '../lines/page-view.ts'
import { objectKinds } from '../pdfium/object-kinds.ts'
import type { Pdfium } from '../pdfium/pdfium.ts'
import { seenGrounds, thickest } from './grounds.ts'
import type { Ground } from './grounds.ts'

/** A line drawn along one axis: where it stands on the other one, and from where to where it goes. Points of the view. */
export interface Rule {
  readonly at: number
  readonly from: number
  readonly to: number
  /** It stands under words, and parts nothing. */
  readonly isUnderline?: boolean
}

export interface Rules {
  readonly horizontal: readonly Rule[]
  readonly vertical: readonly Rule[]
  /** Level lines of any length that were drawn as such, and are no edge of a box: the bar of a fraction is one. */
  readonly bars: readonly Rule[]
}

const lineSegment = 0
const moveSegment = 2
/** Drawings have thousands of lines; tables hundreds. */
const maxObjects = 6_000
const maxSegments = 400
/** Lines of a table are longer than the strokes of a letter; the bar of a fraction may be as short as a digit is wide. */
const [shortest, shortestBar] = [6, 2.5]

/** It is outlined; filled without an outline; filled white; another figure. */
type BoxKind = 'lines' | 'ground' | 'white' | 'none'

interface Drawing {
  readonly pdfium: Pdfium
  readonly scratch: number
  readonly view: PageView
  readonly horizontal: Rule[]
  readonly vertical: Rule[]
  readonly bars: Rule[]
  /** Filled without an outline. */
  readonly grounds: Ground[]
  left: number
}

/** The straight lines and the edges of boxes of a page, also of what is drawn by reference. */
export function readRules(
  pdfium: Pdfium,
  page: number,
  { scratch, view }: { readonly scratch: number; readonly view: PageView },
): Rules {
  const drawing: Drawing = {
    pdfium,
    scratch,
    view,
    horizontal: [],
    vertical: [],
    bars: [],
    grounds: [],
    left: maxObjects,
  }
  const count = pdfium.api.FPDFPage_CountObjects(page)
  for (let index = 0; index < count && drawing.left > 0; index++) {
    visit(drawing, pdfium.direct.FPDFPage_GetObject(page, index), identity, true)
  }
  for (const box of seenGrounds(drawing.grounds, drawing.vertical)) addEdges(drawing, box)
  return drawing
}

function visit(drawing: Drawing, object: number, matrix: Matrix, entersForms: boolean): void {
  drawing.left--
  const { pdfium, scratch } = drawing
  const type = pdfium.direct.FPDFPageObj_GetType(object)
  if (type === objectKinds.form && entersForms) {
    const own = matrixOf(pdfium, object, scratch)
    const count = pdfium.direct.FPDFFormObj_CountObjects(object)
    for (let index = 0; index < count && drawing.left > 0; index++) {
      visit(drawing, pdfium.direct.FPDFFormObj_GetObject(object, index), own, false)
    }
  }
  if (type !== objectKinds.path) return
  const segments = pdfium.direct.FPDFPath_CountSegments(object)
  if (segments > 6 && segments <= maxSegments && addSegments(drawing, object, segments, matrix)) return
  const bounds = boundsOf({ pdfium, scratch }, object)
  if (bounds === null) return
  const { left, bottom, right, top } = bounds
  const corners = [placed(drawing, matrix, left, bottom), placed(drawing, matrix, right, top)] as const
  addBox(drawing, ...corners, segments > 6 ? 'none' : kindOfBox(drawing, object))
}

function kindOfBox({ pdfium, scratch }: Drawing, object: number): BoxKind {
  if (pdfium.direct.FPDFPath_GetDrawMode(object, scratch, scratch + 4) === 0) return 'lines'
  const [isFilled = 0, , , , isOutlined = 0] = pdfium.bytes(scratch, 5)
  if (isOutlined !== 0) return 'lines'
  if (isFilled === 0) return 'none'
  return isWhiteBox({ pdfium, scratch }, object) ? 'white' : 'ground'
}

function placed({ view }: Drawing, [a, b, c, d, e, f]: Matrix, x: number, y: number): { x: number; y: number } {
  return view.place(a * x + c * y + e, b * x + d * y + f)
}

interface Point {
  readonly x: number
  readonly y: number
}

/** A thin box is a line; a larger one has four around it, or is the ground of something, or another figure. */
function addBox(drawing: Drawing, one: Point, other: Point, kind: BoxKind): void {
  const [left, right] = [Math.min(one.x, other.x), Math.max(one.x, other.x)]
  const [bottom, top] = [Math.min(one.y, other.y), Math.max(one.y, other.y)]
  const [width, height] = [right - left, top - bottom]
  if (height <= thickest) {
    if (width >= shortestBar && width > height) drawing.bars.push({ at: (top + bottom) / 2, from: left, to: right })
    addHorizontal(drawing, (top + bottom) / 2, left, right)
  } else if (width <= thickest) addVertical(drawing, (left + right) / 2, bottom, top)
  else if (kind === 'lines') addEdges(drawing, { left, right, bottom, top })
  else if (kind !== 'none') drawing.grounds.push({ left, right, bottom, top, isWhite: kind === 'white' })
}

function addEdges(drawing: Drawing, { left, right, bottom, top }: Box): void {
  for (const at of [bottom, top]) addHorizontal(drawing, at, left, right)
  for (const at of [left, right]) addVertical(drawing, at, bottom, top)
}

function addHorizontal({ horizontal }: Drawing, at: number, from: number, to: number): void {
  if (to - from >= shortest) horizontal.push({ at, from, to })
}

function addVertical({ vertical }: Drawing, at: number, from: number, to: number): void {
  if (to - from >= shortest) vertical.push({ at, from, to })
}

/** A whole grid may be one path. False when it is curved. */
function addSegments(drawing: Drawing, object: number, count: number, matrix: Matrix): boolean {
  const { pdfium, scratch } = drawing
  const own = matrixOf(pdfium, object, scratch)
  const lines: (readonly [Point, Point])[] = []
  let last: Point | null = null
  for (let index = 0; index < count; index++) {
    const segment = pdfium.direct.FPDFPath_GetPathSegment(object, index)
    const type = pdfium.direct.FPDFPathSegment_GetType(segment)
    if (type !== lineSegment && type !== moveSegment) return false
    pdfium.direct.FPDFPathSegment_GetPoint(segment, scratch, scratch + 4)
    const [x, y] = [pdfium.float32(scratch), pdfium.float32(scratch + 4)]
    const inForm = { x: own[0] * x + own[2] * y + own[4], y: own[1] * x + own[3] * y + own[5] }
    const point = placed(drawing, matrix, inForm.x, inForm.y)
    if (type === lineSegment && last !== null) lines.push([last, point])
    last = point
  }
  for (const [from, to] of lines) addBox(drawing, from, to, 'none')
  return true
}
