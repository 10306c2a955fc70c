import type { Draft } from '../layout/draft.ts'
import { commentDrafts } from '../sheets/cell-comments.ts'
import type { CellComment } from '../sheets/cell-comments.ts'
import type { SheetLink } from '../sheets/cell-links.ts'
import { columnName } from '../sheets/grid.ts'
import { marginDrafts } from '../sheets/margin-text.ts'
import { decodePage } from '../text/code-pages.ts'
import { chartRecord } from './biff-records.ts'
import type { BiffRecord } from './biff-records.ts'
import { createPieceReader } from './biff-text.ts'
import { linkObjectTarget } from './link-target.ts'
import type { Book } from './read-book.ts'

/** [MS-XLS] 2.3. */
const recordType = { header: 0x0014, footer: 0x0015, note: 0x001c, object: 0x005d, link: 0x01b8, text: 0x01b6 } as const
const noteObject = 0x19
/** The chart and its axes. */
const titleOf = new Set([1, 2, 3, 7])
/** Rectangle, oval, arc, text box, polygon and what Office draws; the words of buttons and lists are no text of the sheet. */
const boxObjects = new Set([0x02, 0x03, 0x04, 0x06, 0x09, 0x1e])
const linkHeadBytes = 24
const noRow = 0xffff
/** More than anybody sets or draws by hand. */
const most = 20_000

/** What a sheet holds beside its cells. */
export interface Beside {
  readonly links: readonly SheetLink[]
  /** Remarks with their cells, then what stands in boxes. */
  drafts(spend: (chars: number) => void): Draft[]
  /** What is printed above and below. */
  margins(spend: (chars: number) => void): readonly Draft[]
}

interface Note {
  readonly cell: string
  /** The object whose text it is, since Excel 97. */
  readonly object: number | null
  text: string
}

interface Found {
  readonly book: Book
  readonly links: SheetLink[]
  readonly notes: Note[]
  /** Texts of remarks by the numbers of their objects. */
  readonly noteTexts: Map<number, string>
  readonly boxes: string[]
  readonly margins: string[]
  /** The object that a text belongs to. */
  object: { readonly kind: number; readonly id: number }
  /** The last words of a chart, until it is said what they are. */
  chartText: string
}

/** Looks at the records of a sheet while somebody else reads them. */
export function createBesideReader(book: Book) {
  const found: Found = {
    book,
    links: [],
    notes: [],
    noteTexts: new Map(),
    boxes: [],
    margins: [],
    object: { kind: 0, id: 0 },
    chartText: '',
  }
  return {
    *watch(records: Iterable<BiffRecord>): Generator<BiffRecord> {
      for (const record of records) {
        take(found, record)
        yield record
      }
    },
    beside: (): Beside => ({
      links: found.links,
      drafts: (spend) => [...commentDrafts(comments(found), spend), ...boxDrafts(found.boxes, spend)],
      margins: (spend) => marginDrafts(found.margins, spend),
    }),
  }
}

function take(found: Found, { type, pieces }: BiffRecord): void {
  const [bytes = Buffer.alloc(0)] = pieces
  if (type === recordType.note) takeNote(found, bytes)
  else if (type === recordType.object && bytes.length >= 8) {
    found.object = { kind: bytes.readUInt16LE(4), id: bytes.readUInt16LE(6) }
  } else if (type === recordType.text) takeText(found, pieces)
  else if (type === recordType.link) takeLink(found, Buffer.concat(pieces))
  else if (type === chartRecord.text) found.chartText = chartText(found.book, bytes)
  else if (type === chartRecord.link) takeTitle(found, bytes)
  else if (type === recordType.header || type === recordType.footer) takeMargin(found, pieces)
}

/** Until Excel 95 a remark holds its own text, a long one in several records. */
function takeNote({ book, notes }: Found, bytes: Buffer): void {
  if (bytes.length < 8 || notes.length >= most) return
  const [row, column] = [bytes.readUInt16LE(0), bytes.readUInt16LE(2)]
  const cell = `${columnName(column)}${row + 1}`
  if (book.isUnicode) {
    notes.push({ cell, object: bytes.readUInt16LE(6), text: '' })
    return
  }
  const text = decodePage(bytes.subarray(6), book.page)
  const last = notes.at(-1)
  if (row === noRow && last !== undefined) last.text += text
  else notes.push({ cell, object: null, text })
}

/** The text of an object stands behind it, in pieces of their own. */
function takeText(found: Found, [head = Buffer.alloc(0), ...pieces]: readonly Buffer[]): void {
  const { object, noteTexts, boxes } = found
  found.object = { kind: 0, id: 0 }
  if (head.length < 14 || pieces.length === 0 || noteTexts.size + boxes.length >= most) return
  const text = createPieceReader(pieces).text(head.readUInt16LE(10)).replaceAll('\r', '\n')
  if (object.kind === noteObject) noteTexts.set(object.id, text)
  else if (boxObjects.has(object.kind)) boxes.push(text)
}

function takeLink({ links }: Found, bytes: Buffer): void {
  if (bytes.length < linkHeadBytes || links.length >= most) return
  const target = linkObjectTarget(bytes.subarray(linkHeadBytes))
  if (target === '') return
  const range = {
    firstRow: bytes.readUInt16LE(0) + 1,
    lastRow: bytes.readUInt16LE(2) + 1,
    firstColumn: bytes.readUInt16LE(4),
    lastColumn: bytes.readUInt16LE(6),
  }
  links.push({ range, target })
}

function chartText({ isUnicode, page }: Book, bytes: Buffer): string {
  if (bytes.length < 4) return ''
  if (!isUnicode) return decodePage(bytes.subarray(3, 3 + (bytes[2] ?? 0)), page)
  const reader = createPieceReader([bytes.subarray(2)])
  return reader.text(reader.uint8())
}

/** Words of a chart are titles of it or of its axes, or labels of its points, which are copies of cells. */
function takeTitle(found: Found, bytes: Buffer): void {
  const of = bytes.length < 2 ? 0 : bytes.readUInt16LE(0)
  if (titleOf.has(of) && found.chartText !== '' && found.boxes.length < most) found.boxes.push(found.chartText)
  found.chartText = ''
}

function takeMargin({ book, margins }: Found, pieces: readonly Buffer[]): void {
  const [bytes = Buffer.alloc(0)] = pieces
  if (bytes.length < 2) return
  const reader = createPieceReader(pieces)
  margins.push(
    book.isUnicode ? reader.text(reader.uint16()) : decodePage(bytes.subarray(1, 1 + (bytes[0] ?? 0)), book.page),
  )
}

function comments({ notes, noteTexts }: Found): CellComment[] {
  return notes.map(({ cell, object, text }) => ({
    cell,
    text: object === null ? text : (noteTexts.get(object) ?? ''),
  }))
}

/** Numbers that stand alone are copies of cells. */
function boxDrafts(boxes: readonly string[], spend: (chars: number) => void): Draft[] {
  return boxes
    .flatMap((text) => text.split('\n'))
    .filter((text) => /\p{L}/u.test(text))
    .map((text) => {
      spend(text.length)
      return { kind: 'paragraph', text }
    })
}
