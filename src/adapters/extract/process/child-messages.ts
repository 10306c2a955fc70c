import type { ErrorCode } from '../../../domain/errors.ts'
import type {
  AttachedFile,
  BlockKind,
  ExtractedText,
  FileType,
  Page,
  RecognisedPage,
  Table,
} from '../../../domain/extracted.ts'
import type { DocumentWarning } from '../../../domain/warnings/warning.ts'
import type { ExtractLimits } from '../engine/engine.ts'

/** What the parent asks of an extraction child. One job at a time. */
export interface ExtractOrder {
  readonly job: number
  readonly path: string
  readonly fileType: FileType
  readonly limits: ExtractLimits
  /** Only this page, by OCR or as an image; null: the text of all. */
  readonly page: number | null
  /** The page as an image of this width; null: its text. */
  readonly imageWidth: number | null
  /** One of the files that came with a mail, and nothing else; null: text, or an image. */
  readonly part: string | null
  /** Processor time after which the child ends itself. */
  readonly cpuMs: number
}

/** Everything of `ExtractedText` but the text; blocks and pages packed, because a book has 100,000 of them. */
export interface PackedResult {
  /** Kind, level (0 without), start, end of every block. */
  readonly blocks: Int32Array
  /** Number, start, end of every page. */
  readonly pages: Int32Array
  readonly pagesApproximate: boolean
  readonly pageKind: 'slide' | null
  readonly sheetNames: readonly string[]
  /** Index of its sheet, number, start, end of every row. */
  readonly sheetRows: Int32Array
  readonly tables: readonly Table[]
  readonly scanned: readonly number[]
  readonly ocr: readonly RecognisedPage[]
  readonly attachments: readonly AttachedFile[]
  readonly title: string | null
  readonly warnings: readonly DocumentWarning[]
}

/** What a child answers. Text comes in pieces before `done`, a file before `detached`, so that no message is large. */
export type ExtractReply =
  | { readonly type: 'ready' }
  | { readonly type: 'progress'; readonly job: number; readonly done: number; readonly total: number }
  | { readonly type: 'text'; readonly job: number; readonly piece: string }
  | { readonly type: 'bytes'; readonly job: number; readonly piece: Uint8Array }
  | {
      readonly type: 'done'
      readonly job: number
      readonly result: PackedResult
      readonly peakRss: number
      readonly rss: number
    }
  | { readonly type: 'detached'; readonly job: number; readonly peakRss: number; readonly rss: number }
  | {
      readonly type: 'drawn'
      readonly job: number
      readonly image: Uint8Array
      readonly peakRss: number
      readonly rss: number
    }
  | {
      readonly type: 'failed'
      readonly job: number
      readonly code: ErrorCode
      readonly message: string
      readonly details: Readonly<Record<string, string | number | boolean | null>>
      readonly spanish: string | null
      /** The child's state is not to be trusted any more. */
      readonly spent: boolean
      /** What failed it was the machine's refusal, and nothing about the file. */
      readonly refused: boolean
    }

/** Told on stderr by a child that ends itself, before it dies. */
export const deathNotices = { memory: 'ATENEX-EXTRACT-MEMORY', time: 'ATENEX-EXTRACT-TIME' } as const

/** Large enough to be quick, small enough for the pipe not to hold a book: characters of text, bytes of a file. */
export const pieceLength = 256 * 1024

const kinds: readonly BlockKind[] = ['heading', 'paragraph', 'list-item', 'table-row', 'contents', 'code']

export function packResult(extracted: ExtractedText): PackedResult {
  const blocks = new Int32Array(extracted.blocks.length * 4)
  for (const [index, block] of extracted.blocks.entries()) {
    blocks.set([kinds.indexOf(block.kind), block.level ?? 0, block.start, block.end], index * 4)
  }
  const pages = new Int32Array(extracted.pages.length * 3)
  for (const [index, page] of extracted.pages.entries()) pages.set([page.number, page.start, page.end], index * 3)
  const {
    pagesApproximate,
    pageKind = null,
    tables,
    scanned = [],
    ocr = [],
    attachments = [],
    title,
    warnings,
  } = extracted
  const ofSheets = packSheets(extracted)
  return { blocks, pages, pagesApproximate, pageKind, ...ofSheets, tables, scanned, ocr, attachments, title, warnings }
}

function packSheets({ sheets = [] }: ExtractedText): Pick<PackedResult, 'sheetNames' | 'sheetRows'> {
  const sheetRows = new Int32Array(sheets.reduce((sum, { rows }) => sum + rows.length, 0) * 4)
  let at = 0
  for (const [sheet, { rows }] of sheets.entries()) {
    for (const { number, start, end } of rows) {
      sheetRows.set([sheet, number, start, end], at)
      at += 4
    }
  }
  return { sheetNames: sheets.map(({ name }) => name), sheetRows }
}

export function unpackResult(text: string, packed: PackedResult): ExtractedText {
  const at = (values: Int32Array, index: number): number => values[index] ?? 0
  const blocks = Array.from({ length: packed.blocks.length / 4 }, (_, index) => {
    const kind = kinds[at(packed.blocks, index * 4)] ?? 'paragraph'
    const level = at(packed.blocks, index * 4 + 1)
    const range = { start: at(packed.blocks, index * 4 + 2), end: at(packed.blocks, index * 4 + 3) }
    return level === 0 ? { kind, ...range } : { kind, level, ...range }
  })
  const pages = Array.from({ length: packed.pages.length / 3 }, (_, index) => ({
    number: at(packed.pages, index * 3),
    start: at(packed.pages, index * 3 + 1),
    end: at(packed.pages, index * 3 + 2),
  }))
  const { pagesApproximate, pageKind, tables, scanned, ocr, attachments, title, warnings } = packed
  const ofSheets = packed.sheetNames.length === 0 ? {} : { sheets: unpackSheets(packed) }
  const kind = pageKind === null ? {} : { pageKind }
  const scans = { ...(scanned.length === 0 ? {} : { scanned }), ...(ocr.length === 0 ? {} : { ocr }) }
  const files = attachments.length === 0 ? {} : { attachments }
  return { text, blocks, pages, pagesApproximate, ...kind, ...ofSheets, ...scans, ...files, tables, title, warnings }
}

function unpackSheets({ sheetNames, sheetRows }: PackedResult): { name: string; rows: Page[] }[] {
  const sheets = sheetNames.map((name) => ({ name, rows: new Array<Page>() }))
  for (let at = 0; at < sheetRows.length; at += 4) {
    const [sheet = 0, number = 0, start = 0, end = 0] = sheetRows.subarray(at, at + 4)
    sheets[sheet]?.rows.push({ number, start, end })
  }
  return sheets
}
