import type { GridRow } from '../../layout/table-grid.ts'

/** A part of a printed line between wide gaps. */
export interface PdfCell {
  readonly text: string
  /** Points from the left edge. */
  readonly left: number
  readonly right: number
}

/** One printed line (or a part of one) with the facts that tell paragraphs, headings, tables and running heads apart. */
export interface PdfLine {
  readonly text: string
  /** 0-based. */
  readonly page: number
  /** Points from the left edge of the page as it is read. */
  readonly left: number
  readonly right: number
  /** Points from the bottom edge; the end's differs when PDFium joined two lines at a hyphen. */
  readonly baseline: number
  readonly endBaseline: number
  /** Printed size in points, of its first letter. */
  readonly size: number
  /** That of its last one where it is larger: a small number may stand before the line. */
  readonly endSize?: number
  /** Bold from its first to its last character. */
  readonly bold: boolean
  /** Italic in the same way; its number may stand upright. */
  readonly italic?: true
  /** Written along the horizontal of the page as it is read. Lines of a sideways table stand where they would if the page were turned. */
  readonly upright: boolean
  /** The text cut at wide gaps and leaders; one element when there is none. */
  readonly cells: readonly PdfCell[]
  /** What its cells are if its equal gaps are not those of stretched text, or if its single gap is not that behind a label. */
  readonly tight?: readonly PdfCell[]
  /** Its cells as they were drawn, where more pieces were drawn than its gaps tell: in narrow columns words stand as near as cells. */
  readonly drawn?: readonly PdfCell[]
  /** It is a statement of its own, as the label of a form with what was written beside it. */
  readonly alone?: boolean
  /** It was written into a form, in type of any size. */
  readonly written?: true
  /** Its end is cut off by the edge of its cell: what stands right of it is another one. */
  readonly endsCell?: boolean
  /** A whole table that stands in the place of its lines. */
  readonly table?: readonly GridRow[]
}

export interface PdfPage {
  /** Points, as it is read; so is the height. */
  readonly width: number
  readonly height: number
  readonly lines: readonly PdfLine[]
  /** Whether the page shows an image; only looked up when it has no text. */
  readonly hasImage: boolean
  /** It is a picture with next to no text. */
  readonly isScan: boolean
  /** Letters of it whose fonts do not say what they are. */
  readonly unknownLetters: number
  readonly letters: number
  /** Letters that are among its text and are not shown. */
  readonly hiddenLetters: number
  /** Names of files that are pinned to it. */
  readonly files: readonly string[]
}
