import { noteEntryBytes, remarkEntryBytes } from './anchored-notes.ts'
import type { NotePlaces } from './anchored-notes.ts'
import type { NumberLanguage } from '../layout/number-words.ts'
import type { TablePlace } from './table-place.ts'

const magic = 0xa5ec
/** By the language of a Windows identifier (MS-LCID 2.1, its ten lower bits). */
const languages: Readonly<Partial<Record<number, NumberLanguage>>> = { 0x09: 'en', 0x0a: 'es' }
const encryptedFlag = 0x0100
const secondTableFlag = 0x0200

/** What the header of the stream `WordDocument` says (MS-DOC, 2.5: the file information block of Word 97 and later). */
export interface WordHeader {
  readonly encrypted: boolean
  /** Of the program that wrote it. */
  readonly language: NumberLanguage | null
  /** Name of the stream with the tables. */
  readonly tableStream: string
  /** Characters of each part; the parts follow each other in the text in this order. */
  readonly parts: {
    readonly body: number
    readonly footnotes: number
    readonly headers: number
    readonly comments: number
    readonly endnotes: number
    readonly textboxes: number
    /** Text boxes that stand in a header or footer. */
    readonly headerBoxes: number
  }
  readonly pieces: TablePlace
  readonly characterRuns: TablePlace
  readonly paragraphRuns: TablePlace
  readonly styles: TablePlace
  readonly fonts: TablePlace
  readonly lists: TablePlace
  readonly listOverrides: TablePlace
  /** Where shapes are anchored in the body, and the texts of boxes. */
  readonly anchors: TablePlace
  readonly boxes: TablePlace
  /** Where the body refers to notes and remarks, and their texts. */
  readonly footnotes: NotePlaces
  readonly endnotes: NotePlaces
  readonly remarks: NotePlaces
  readonly remarkAuthors: TablePlace
  /** The texts of headers and footers. */
  readonly margins: TablePlace
}

/** Null for what is no Word document or older than Word 97. */
export function readWordHeader(stream: Buffer): WordHeader | null {
  if (stream.length < 0x1aa || stream.readUInt16LE(0) !== magic) return null
  const flags = stream.readUInt16LE(0x0a)
  const place = (at: number): TablePlace => ({ at: stream.readUInt32LE(at), bytes: stream.readUInt32LE(at + 4) })
  const late = (at: number): TablePlace => (stream.length < at + 8 ? { at: 0, bytes: 0 } : place(at))
  return {
    language: languages[stream.readUInt16LE(0x06) & 0x3ff] ?? null,
    encrypted: (flags & encryptedFlag) !== 0,
    tableStream: (flags & secondTableFlag) === 0 ? '0Table' : '1Table',
    parts: {
      body: stream.readUInt32LE(0x4c),
      footnotes: stream.readUInt32LE(0x50),
      headers: stream.readUInt32LE(0x54),
      comments: stream.readUInt32LE(0x5c),
      endnotes: stream.readUInt32LE(0x60),
      textboxes: stream.readUInt32LE(0x64),
      headerBoxes: stream.readUInt32LE(0x68),
    },
    pieces: place(0x1a2),
    characterRuns: place(0xfa),
    paragraphRuns: place(0x102),
    styles: place(0xa2),
    fonts: place(0x112),
    lists: late(0x2e2),
    listOverrides: late(0x2ea),
    anchors: late(0x1da),
    boxes: late(0x25a),
    footnotes: { references: place(0xaa), texts: place(0xb2), entryBytes: noteEntryBytes },
    endnotes: { references: late(0x20a), texts: late(0x212), entryBytes: noteEntryBytes },
    remarks: { references: place(0xba), texts: place(0xc2), entryBytes: remarkEntryBytes },
    remarkAuthors: late(0x1ba),
    margins: place(0xf2),
  }
}
