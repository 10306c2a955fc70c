import { AppError } from '../../../domain/errors.ts'
import { isSignFont } from '../layout/symbol-letters.ts'
import { decodePage, pageOfNumber } from '../text/code-pages.ts'
import type { BiffRecord } from './biff-records.ts'
import { createPieceReader } from './biff-text.ts'
import type { FontLook, RunText } from './font-runs.ts'

export interface BookSheet {
  readonly name: string
  /** Where its records begin. */
  readonly at: number
  readonly isHidden: boolean
}

/** What the sheets of a workbook refer to. */
export interface Book {
  /** Excel 97 and later; texts of older ones are bytes in the code page. */
  readonly isUnicode: boolean
  readonly page: string
  readonly from1904: boolean
  readonly sheets: readonly BookSheet[]
  /** Without what of them is struck through. */
  readonly strings: readonly RunText[]
  /** Formats with a pattern of their own, by number. */
  readonly formats: ReadonlyMap<number, string>
  /** The number of its format for each cell style. */
  readonly styles: readonly number[]
  /** The cell styles whose font is struck through. */
  readonly struck: ReadonlySet<number>
  /** Cell styles in a font of signs, and its name. */
  readonly signFonts: ReadonlyMap<number, string>
}

/** [MS-XLS] 2.3. */
const recordType = {
  begin: 0x0809,
  date1904: 0x0022,
  font: 0x0031,
  filePass: 0x002f,
  codePage: 0x0042,
  sheet: 0x0085,
  style: 0x00e0,
  strings: 0x00fc,
  format: 0x041e,
} as const
const unicodeVersion = 0x0600
const firstReadVersion = 0x0500
const worksheet = 0
const superscript = 1
const struckFlag = 0x08

/** Reads the part of a workbook before its sheets; null when it is none that is read. @throws AppError `password_protected` */
export function readBook(records: Iterable<BiffRecord>): Book | null {
  const sheets: BookSheet[] = []
  const formats = new Map<number, string>()
  const fonts = createFonts()
  const styles = createStyles(fonts.look)
  let strings: readonly RunText[] = []
  let version = 0
  let page = 'windows-1252'
  let from1904 = false
  for (const { type, pieces } of records) {
    const [first = Buffer.alloc(0)] = pieces
    if (type === recordType.begin && first.length >= 2) version = first.readUInt16LE(0)
    else if (type === recordType.filePass) throw protectedBook()
    else if (type === recordType.codePage && first.length >= 2) page = codePage(first.readUInt16LE(0))
    else if (type === recordType.date1904 && first.length >= 2) from1904 = first.readUInt16LE(0) === 1
    else if (type === recordType.style && first.length >= 4) styles.add(first)
    else if (type === recordType.font) fonts.add(first, () => shortText(first, 14, { version, page, wide: 1 }))
    else if (type === recordType.strings) strings = readStrings(pieces, fonts.look)
    else if (type === recordType.format && first.length > 2) {
      formats.set(first.readUInt16LE(0), shortText(first, 2, { version, page, wide: 2 }))
    } else if (type === recordType.sheet && first.length > 7 && first[5] === worksheet) {
      sheets.push(sheetOf(first, shortText(first, 6, { version, page, wide: 1 })))
    }
  }
  if (version < firstReadVersion) return null
  return { isUnicode: version >= unicodeVersion, page, from1904, sheets, strings, formats, ...styles.result }
}

function sheetOf(record: Buffer, name: string): BookSheet {
  return { name, at: record.readUInt32LE(0), isHidden: ((record[4] ?? 0) & 3) !== 0 }
}

/** Which fonts are raised or struck through, by their numbers: none has the number 4. */
function createFonts() {
  const looks = new Map<number, FontLook & { readonly name: string }>()
  let number = 0
  return {
    add(record: Buffer, nameOf: () => string): void {
      if (record.length >= 10) {
        const isStruck = (record.readUInt16LE(2) & struckFlag) !== 0
        const name = record.length > 15 ? nameOf() : ''
        looks.set(number, { isRaised: record.readUInt16LE(8) === superscript, isStruck, name })
      }
      number += number === 3 ? 2 : 1
    },
    look: (font: number) => looks.get(font) ?? { isRaised: false, isStruck: false, name: '' },
  }
}

/** The formats of cell styles, and which of them are struck through or in a font of signs. */
function createStyles(fontOf: (font: number) => FontLook & { readonly name: string }) {
  const styles: number[] = []
  const signFonts = new Map<number, string>()
  const struck = new Set<number>()
  return {
    add(record: Buffer): void {
      const font = fontOf(record.readUInt16LE(0))
      if (font.isStruck) struck.add(styles.length)
      if (isSignFont(font.name)) signFonts.set(styles.length, font.name)
      styles.push(record.readUInt16LE(2))
    },
    result: { styles, struck, signFonts },
  }
}

function protectedBook(): AppError {
  return new AppError('password_protected', 'The document is protected by a password. Upload a copy without it.')
}

/** 1200 says that texts are Unicode; the two Mac and DOS numbers are Excel's own. */
function codePage(number: number): string {
  if (number === 0x8000) return 'macroman'
  return number === 1_200 || number === 0x8001 ? 'windows-1252' : pageOfNumber(number)
}

/** A text with its length in front: two bytes for formats of Excel 97 and later, else one. */
function shortText(
  bytes: Buffer,
  at: number,
  { version, page, wide }: { readonly version: number; readonly page: string; readonly wide: 1 | 2 },
): string {
  if (version < unicodeVersion) {
    const length = bytes[at] ?? 0
    return decodePage(bytes.subarray(at + 1, at + 1 + length), page)
  }
  const reader = createPieceReader([bytes.subarray(at)])
  return reader.text(wide === 2 ? reader.uint16() : reader.uint8())
}

function readStrings(pieces: readonly Buffer[], fontOf: (font: number) => FontLook): RunText[] {
  const reader = createPieceReader(pieces)
  reader.skip(4)
  const count = reader.uint32()
  const strings: RunText[] = []
  while (strings.length < count && reader.hasMore()) strings.push(reader.runs(reader.uint16(), fontOf))
  return strings
}
