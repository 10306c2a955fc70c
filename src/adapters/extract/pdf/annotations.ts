import { attachmentName } from './attachments.ts'
import { cleanPdfText } from './clean-pdf-text.ts'
import type { PageView, Point } from './lines/page-view.ts'
import type { PdfLine } from './lines/pdf-line.ts'
import type { Pdfium } from './pdfium/pdfium.ts'

/*
 * What stands on a page beside its own text: values of forms, text written onto it, comments. Subtypes as in fpdf_annot.h.
 */
const subtype = {
  text: 1,
  freeText: 3,
  highlight: 9,
  underline: 10,
  squiggly: 11,
  strikeOut: 12,
  stamp: 13,
  fileAttachment: 17,
  widget: 20,
}
const drawn: ReadonlySet<number> = new Set([subtype.freeText, subtype.stamp, subtype.widget])
const commented: ReadonlySet<number> = new Set([
  subtype.text,
  subtype.highlight,
  subtype.underline,
  subtype.squiggly,
  subtype.strikeOut,
])
/** Invisible, hidden, not shown on screens (PDF 32000-1, table 165). */
const unseenFlags = 1 | 2 | 32
/** As `FPDF_OBJECT_STRING` of fpdfview.h. */
const stringValue = 3
/** Forms have some hundred fields a page; nobody reads thousands. */
const maxAnnotations = 2_000
const longestText = 4_000
const origin: Point = { x: 0, y: 0 }

/** Lower left and upper right corner of a field, in points of the page. */
export type PageField = readonly [Point, Point]

export interface PageNote {
  readonly kind: 'value' | 'comment'
  readonly text: string
  /** Lower left and upper right corner, in points of the page. */
  readonly corners: readonly [Point, Point]
}

/**
 * What annotations of a page say. Those with an appearance of their own are drawn into the page, so that their text is read
 * in its place; a value counts for the rare program that leaves the drawing to the reader.
 */
export function readAnnotations(
  pdfium: Pdfium,
  page: number,
  scratch: number,
): { readonly notes: readonly PageNote[]; readonly fields: readonly PageField[]; readonly files: readonly string[] } {
  const count = Math.min(pdfium.api.FPDFPage_GetAnnotCount(page), maxAnnotations)
  const notes: PageNote[] = []
  const fields: PageField[] = []
  const files: string[] = []
  let hasDrawn = false
  for (let index = 0; index < count; index++) {
    const annotation = pdfium.api.FPDFPage_GetAnnot(page, index)
    if (annotation === 0) continue
    const corners = cornersOf(pdfium, annotation, scratch)
    const push = (kind: PageNote['kind'], text: string): void => {
      if (/[\p{L}\p{N}]/u.test(text)) notes.push({ kind, text, corners })
    }
    const type = pdfium.api.FPDFAnnot_GetSubtype(annotation)
    const isSeen = (pdfium.api.FPDFAnnot_GetFlags(annotation) & unseenFlags) === 0
    hasDrawn ||= isSeen && drawn.has(type)
    if (isSeen && type === subtype.widget) fields.push(corners)
    // The value of a box is a name for its state, which only its drawing shows.
    const isText = pdfium.api.FPDFAnnot_GetValueType(annotation, 'V') === stringValue
    if (isSeen && type === subtype.widget) push('value', isText ? stringOf(pdfium, annotation, 'V') : '')
    else if (isSeen && type === subtype.freeText) push('value', stringOf(pdfium, annotation, 'Contents'))
    else if (type === subtype.fileAttachment)
      files.push(attachmentName(pdfium, pdfium.api.FPDFAnnot_GetFileAttachment(annotation)))
    else if (commented.has(type)) {
      const text = stringOf(pdfium, annotation, 'Contents')
      const author = stringOf(pdfium, annotation, 'T')
      push('comment', text === '' ? '' : `[💬${author === '' ? '' : ` ${author}`}] ${text}`)
    }
    pdfium.api.FPDFPage_CloseAnnot(annotation)
  }
  if (hasDrawn) pdfium.api.FPDFPage_Flatten(page, 0)
  return { notes, fields, files }
}

function cornersOf(pdfium: Pdfium, annotation: number, scratch: number): readonly [Point, Point] {
  if (!pdfium.api.FPDFAnnot_GetRect(annotation, scratch)) return [origin, origin]
  const [left = 0, top = 0, right = 0, bottom = 0] = [0, 4, 8, 12].map((at) => pdfium.float32(scratch + at))
  return [
    { x: left, y: bottom },
    { x: right, y: top },
  ]
}

function stringOf(pdfium: Pdfium, annotation: number, key: string): string {
  const bytes = pdfium.api.FPDFAnnot_GetStringValue(annotation, key, 0, 0)
  if (bytes <= 2 || bytes > longestText * 2) return ''
  const buffer = pdfium.allocate(bytes)
  try {
    pdfium.api.FPDFAnnot_GetStringValue(annotation, key, buffer, bytes)
    return cleanPdfText(pdfium.utf16(buffer, bytes / 2 - 1))
  } finally {
    pdfium.free(buffer)
  }
}

/** Lines for comments and for values that are not drawn on the page: values stand in their place, comments below the page. */
export function noteLines(
  notes: readonly PageNote[],
  lines: readonly PdfLine[],
  page: number,
  view: PageView,
): PdfLine[] {
  if (notes.length === 0) return []
  const plain = (text: string): string => text.replace(/\s+/gu, '').toLowerCase()
  const said = plain(lines.map(({ text }) => text).join(''))
  const size = lines[0]?.size ?? 10
  return notes
    .filter(({ kind, text }) => kind === 'comment' || !said.includes(plain(text)))
    .map(({ kind, text, corners }, index): PdfLine => {
      const [one, other] = corners.map(({ x, y }) => view.place(x, y)) as [Point, Point]
      const isValue = kind === 'value'
      const left = isValue ? Math.min(one.x, other.x) : 0
      const right = isValue ? Math.max(one.x, other.x) : 0
      // Comments far apart, so that they are no part of anything.
      const baseline = isValue ? (one.y + other.y) / 2 - size * 0.35 : -size * 10 * (index + 1)
      const place = { left, right, baseline, endBaseline: baseline }
      return { text, page, ...place, size, bold: false, upright: true, cells: [{ text, left, right }] }
    })
}

/** Whether a line was written into a field: it begins and ends in it. */
export function standsInField(fields: readonly PageField[], view: PageView): (line: PdfLine) => boolean {
  const boxes = fields.map((corners) => {
    const [one, other] = corners.map(({ x, y }) => view.place(x, y)) as [Point, Point]
    const [left, right] = [Math.min(one.x, other.x), Math.max(one.x, other.x)]
    return { left, right, bottom: Math.min(one.y, other.y), top: Math.max(one.y, other.y) }
  })
  return ({ left, right, baseline, size }) => {
    const [tolerance, middle] = [size * 0.5, baseline + size * 0.3]
    return boxes.some(
      (box) =>
        left >= box.left - tolerance && right <= box.right + tolerance && middle > box.bottom && middle < box.top,
    )
  }
}
