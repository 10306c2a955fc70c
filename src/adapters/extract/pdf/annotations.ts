import { boxSign, type BoxSign } from '../layout/box-sign.ts'
import { hasContentTarget } from '../layout/link-target.ts'
import { attachmentName } from './attachments.ts'
import type { FormValues } from './form-values.ts'
import { givenText } from './given-text.ts'
import type { Point } from './lines/page-view.ts'
import type { Pdfium } from './pdfium/pdfium.ts'

/*
 * What stands on a page beside its own text: values of forms, text written onto it, comments. Subtypes as in fpdf_annot.h.
 */
const subtype = {
  text: 1,
  link: 2,
  freeText: 3,
  line: 4,
  square: 5,
  circle: 6,
  polygon: 7,
  polyline: 8,
  highlight: 9,
  underline: 10,
  squiggly: 11,
  strikeOut: 12,
  stamp: 13,
  caret: 14,
  ink: 15,
  fileAttachment: 17,
  widget: 20,
}
const drawn: ReadonlySet<number> = new Set([subtype.freeText, subtype.stamp, subtype.widget])
const commented: ReadonlySet<number> = new Set([
  subtype.text,
  subtype.line,
  subtype.square,
  subtype.circle,
  subtype.polygon,
  subtype.polyline,
  subtype.highlight,
  subtype.underline,
  subtype.squiggly,
  subtype.strikeOut,
  subtype.caret,
  subtype.ink,
])
/** Invisible, hidden, not shown on screens (PDF 32000-1, table 165). */
const unseenFlags = 1 | 2 | 32
/** Of a comment only what its writer hid is not seen, as its sign is the reader's own, on the page and in a list beside it. */
const hiddenFlag = 2
/** As `FPDF_OBJECT_STRING` and `FPDF_OBJECT_NAME` of fpdfview.h. */
const stringValue = 3
const nameValue = 4
/** Forms have some hundred fields a page; nobody reads thousands. */
const maxAnnotations = 2_000
const longestTarget = 500
const origin: Point = { x: 0, y: 0 }

/** Lower left and upper right corner of a field, in points of the page. */
export type PageField = readonly [Point, Point]

export interface PageNote {
  /**
   * `chosen`: in a list that shows what else could have been; `tick`: of a box whose sign may be drawn as lines; `link`: where words
   * lead that are content, as an address of mail.
   */
  readonly kind: 'value' | 'chosen' | 'comment' | 'tick' | 'link'
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

export interface AnnotatedDocument {
  readonly pdfium: Pdfium
  /** PDFium's handle. */
  readonly document: number
  readonly forms: FormValues
}

/**
 * What annotations of a page say. The text of those with an appearance is read where it is drawn, see `withAnnotations`; a
 * value counts for the rare program that leaves the drawing to the reader.
 */
export function readAnnotations(
  { pdfium, document, forms }: AnnotatedDocument,
  page: number,
  scratch: number,
): PageAnnotations {
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
    const type = pdfium.api.FPDFAnnot_GetSubtype(annotation)
    const flags = pdfium.api.FPDFAnnot_GetFlags(annotation)
    const isSeen = (flags & unseenFlags) === 0
    // An answer has no sign of its own, so programs hide it.
    const isHidden = (flags & hiddenFlag) !== 0 && !pdfium.api.FPDFAnnot_HasKey(annotation, 'IRT')
    hasDrawn ||= isSeen && drawn.has(type)
    if (!isSeen) unseen.push(index)
    if (isSeen && type === subtype.widget) fields.push(corners)
    if (type === subtype.fileAttachment)
      files.push(attachmentName(pdfium, pdfium.api.FPDFAnnot_GetFileAttachment(annotation)))
    for (const [kind, text] of saidBy({ pdfium, document, forms, annotation, type, isSeen, isHidden })) {
      if (kind === 'tick' || /[\p{L}\p{N}]/u.test(text)) notes.push({ kind, text, corners })
    }
    pdfium.api.FPDFPage_CloseAnnot(annotation)
  }
  // PDFium would draw those that are only meant for paper.
  if (hasDrawn) for (const index of unseen.toReversed()) pdfium.api.FPDFPage_RemoveAnnot(page, index)
  return { notes, fields, files, hasDrawn }
}

interface Annotation extends AnnotatedDocument {
  readonly annotation: number
  readonly type: number
  readonly isSeen: boolean
  readonly isHidden: boolean
}

/** What an annotation says, with what kind of saying it is. */
function saidBy({
  pdfium,
  document,
  forms,
  annotation,
  type,
  isSeen,
  isHidden,
}: Annotation): (readonly [PageNote['kind'], string])[] {
  const string = (key: string): string => stringOf(pdfium, annotation, key)
  if (type === subtype.link) return [['link', targetOf(pdfium, document, annotation)]]
  if (commented.has(type)) {
    if (isHidden) return []
    const [text, author] = [string('Contents'), string('T')]
    return [['comment', text === '' ? '' : `[💬${author === '' ? '' : ` ${author}`}] ${text}`]]
  }
  if (!isSeen) return []
  if (type === subtype.freeText) return [['value', onOneLine(string('Contents'))]]
  if (type !== subtype.widget) return []
  const state = stateOf(pdfium, annotation)
  // The value of a box is a name for its state, which only its drawing shows.
  const isText = pdfium.api.FPDFAnnot_GetValueType(annotation, 'V') === stringValue
  const own = isText ? string('V') : ''
  // A field of text that says its kind and its value itself needs no look at the whole form.
  const given = isText && string('FT') === 'Tx' ? null : forms.valueOf(annotation)
  const kind = given?.isOfList === true ? 'chosen' : 'value'
  return [...(state === null ? [] : [['tick', state] as const]), [kind, onOneLine(given?.text ?? own)]]
}

/** A field of several lines says one thing. */
const onOneLine = (text: string): string => text.replaceAll('\n', ' ')

function cornersOf(pdfium: Pdfium, annotation: number, scratch: number): readonly [Point, Point] {
  if (!pdfium.api.FPDFAnnot_GetRect(annotation, scratch)) return [origin, origin]
  const [left = 0, top = 0, right = 0, bottom = 0] = [0, 4, 8, 12].map((at) => pdfium.float32(scratch + at))
  return [
    { x: left, y: bottom },
    { x: right, y: top },
  ]
}

/** The state of a box is a name; null for a field that is none. */
function stateOf(pdfium: Pdfium, annotation: number): BoxSign | null {
  if (pdfium.api.FPDFAnnot_GetValueType(annotation, 'AS') !== nameValue) return null
  return boxSign(!/^(?:Off)?$/i.test(stringOf(pdfium, annotation, 'AS')))
}

/** The address of a link, when it says something its words may not. */
function targetOf(pdfium: Pdfium, document: number, annotation: number): string {
  const link = pdfium.api.FPDFAnnot_GetLink(annotation)
  const action = link === 0 ? 0 : pdfium.api.FPDFLink_GetAction(link)
  const bytes = action === 0 ? 0 : pdfium.api.FPDFAction_GetURIPath(document, action, 0, 0)
  if (bytes <= 1 || bytes > longestTarget) return ''
  const buffer = pdfium.allocate(bytes)
  try {
    pdfium.api.FPDFAction_GetURIPath(document, action, buffer, bytes)
    const target = Buffer.from(pdfium.bytes(buffer, bytes - 1)).toString('latin1')
    return hasContentTarget(target) ? target : ''
  } finally {
    pdfium.free(buffer)
  }
}

function stringOf(pdfium: Pdfium, annotation: number, key: string): string {
  return givenText(pdfium, (buffer, bytes) => pdfium.api.FPDFAnnot_GetStringValue(annotation, key, buffer, bytes))
}
