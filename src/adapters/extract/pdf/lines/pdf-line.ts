/** One printed line (or a part of one) with the facts that tell paragraphs, headings, tables and running heads apart. */
export interface PdfLine {
  readonly text: string
  /** 0-based. */
  readonly page: number
  /** Points from the page's left edge. */
  readonly left: number
  readonly right: number
  /** Points from the page's bottom edge; the end's differs when PDFium joined two lines at a hyphen. */
  readonly baseline: number
  readonly endBaseline: number
  /** Printed size in points. */
  readonly size: number
  /** Bold from its first to its last character. */
  readonly bold: boolean
  /** Written along the horizontal. */
  readonly upright: boolean
  /** The text cut at wide gaps; one element when there is none. */
  readonly cells: readonly string[]
}

export interface PdfPage {
  readonly height: number
  readonly lines: readonly PdfLine[]
  /** Whether the page shows an image; only looked up when it has no text. */
  readonly hasImage: boolean
}
