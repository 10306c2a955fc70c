import { attachmentName } from './attachments.ts'
import { cleanPdfText } from './clean-pdf-text.ts'
import type { Point } from './lines/page-view.ts'
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

export interface PageAnnotations {
  readonly notes: readonly PageNote[]
  readonly fields: readonly PageField[]
  /** Names of files that are pinned to the page. */
  readonly files: readonly string[]
  /** Some of them have an appearance to be drawn into the page. */
  readonly hasDrawn: boolean
}

/**
 * What annotations of a page say. The text of those with an appearance is read where it is drawn, see `withAnnotations`; a
 * value counts for the rare program that leaves the drawing to the reader.
 */
export function readAnnotations(pdfium: Pdfium, page: number, scratch: number): PageAnnotations {
  const count = Math.min(pdfium.api.FPDFPage_GetAnnotCount(page), maxAnnotations)
  const notes: PageNote[] = []
  const fields: PageField[] = []
  const files: string[] = []
  const unseen: number[] = []
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
    if (!isSeen) unseen.push(index)
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
  // PDFium would draw those that are only meant for paper.
  if (hasDrawn) for (const index of unseen.toReversed()) pdfium.api.FPDFPage_RemoveAnnot(page, index)
  return { notes, fields, files, hasDrawn }
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
