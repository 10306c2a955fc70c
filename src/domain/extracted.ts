import type { DocumentWarning } from './warnings/warning.ts'

/**
 * What kind of file a document is, decided by its content: the media type on the wire. Which there are is one table,
 * `adapters/extract/formats/formats.ts`.
 */
export type FileType = string

/** `contents`: a line of a table of contents. */
export type BlockKind = 'heading' | 'paragraph' | 'list-item' | 'table-row' | 'contents' | 'code'

/**
 * A piece of the extracted text that belongs together. `start` and `end` are positions in `ExtractedText.text`
 * (UTF-16 code units, end exclusive). Blocks are in reading order and do not overlap.
 */
export interface Block {
  readonly kind: BlockKind
  /** 1 (highest) to 6, for headings only. */
  readonly level?: number
  readonly start: number
  readonly end: number
}

/** A numbered page and the part of the text that stands on it. Only formats that have pages. Number from 1. */
export interface Page {
  readonly number: number
  readonly start: number
  readonly end: number
}

/**
 * A table with names for its columns. Every row is a `table-row` block on one line, its cells divided by ` | ` and empty
 * ones kept, so that the n-th cell belongs to the n-th name.
 */
export interface Table {
  /** First character of its first row and end of its last one; rows that name the columns are among them. */
  readonly start: number
  readonly end: number
  /** One for each column, empty for a column without a name. */
  readonly heads: readonly string[]
  /** First character below the rows that name the columns. Left out: only its first row does. */
  readonly body?: number
}

/** What divides the cells of a row in the text. */
export const cellDivider = ' | '

/** A table whose rows people know by their numbers: a sheet of a workbook, or all of a CSV file. */
export interface Sheet {
  /** Empty when the file is its only table. */
  readonly name: string
  /** The rows that hold text, in order, by the number that stands beside them in the sheet. */
  readonly rows: readonly Page[]
}

/** A page that was read by OCR, by its number. */
export interface RecognisedPage {
  readonly page: number
  /** How sure the recogniser is of its words on average, 0 to 100. */
  readonly confidence: number
}

/** A file that came with a mail. It is no part of the text: `ingest/attachments` makes it a document of its own. */
export interface AttachedFile {
  /** Its place in the file, the same whenever that is read: the number of its mail and its number there, `1.2`. */
  readonly part: string
  readonly name: string
}

/** The text of one document as every later step sees it; stored, so that all offsets can be checked against it. */
export interface ExtractedText {
  /** Clean text in reading order, NFC, blocks separated by line breaks, `\n` only. */
  readonly text: string
  readonly blocks: readonly Block[]
  /** Empty for formats without pages. For DOCX, Word's last rendered page breaks when present (approximate). */
  readonly pages: readonly Page[]
  readonly pagesApproximate: boolean
  /** What `pages` are, when they are no pages. */
  readonly pageKind?: 'slide'
  /** Only formats that have numbered rows, and then no pages. */
  readonly sheets?: readonly Sheet[]
  /** Tables whose columns have names, in order. Tables without names are rows and nothing more. */
  readonly tables: readonly Table[]
  /** Pages that show pictures of text and hold none, or next to none: OCR may read them. Left out: none. */
  readonly scanned?: readonly number[]
  /** Pages whose text was recognised in a picture. Left out: none. */
  readonly ocr?: readonly RecognisedPage[]
  /** Files that came with it, in order. Left out: none. */
  readonly attachments?: readonly AttachedFile[]
  /** The document's own title (metadata or first heading), never the file name. */
  readonly title: string | null
  /** What a person may want to know of how it was read; at most `mostWarnings`. */
  readonly warnings: readonly DocumentWarning[]
}
