import { AppError } from '../../../domain/errors.ts'
import { readOleStreams } from '../containers/ole-streams.ts'
import type { TextBudget } from '../engine/text-budget.ts'
import type { ListLabels } from '../layout/list-counter.ts'
import { symbolLetter } from '../layout/symbol-letters.ts'
import { anchoredBoxes } from './anchored-boxes.ts'
import { anchoredNotes, remarkMarks } from './anchored-notes.ts'
import { createFormMarks } from './form-marks.ts'
import type { FormMarks } from './form-marks.ts'
import {
  deletedRanges,
  formRanges,
  hiddenRanges,
  paragraphRuns,
  raisedRanges,
  struckRanges,
  symbolRanges,
} from './formatted-runs.ts'
import type { ByteRange, FormRange, ParagraphRun, SymbolRange } from './formatted-runs.ts'
import { createLateProperties } from './late-properties.ts'
import { plainParagraph } from './paragraph-properties.ts'
import type { ParagraphProperties } from './paragraph-properties.ts'
import { headersAndFooters } from './page-margins.ts'
import { withInserts } from './placed-parts.ts'
import { readPieces } from './text-pieces.ts'
import type { TextPiece } from './text-pieces.ts'
import { keptRanges, plainLetters, raisedLetters } from './word-characters.ts'
import { readWordFonts } from './word-fonts.ts'
import { readWordHeader } from './word-header.ts'
import { readWordLists } from './word-lists.ts'
import { readWordStyles } from './word-styles.ts'
import type { WordStyle } from './word-styles.ts'

/** A paragraph, or what a cell of a table ends. */
export interface WordParagraph {
  readonly text: string
  /** How it ends: as a paragraph, as a cell or a row of a table, or at the end of a page, where it may go on. */
  readonly end: 'paragraph' | 'cell' | 'page'
  readonly properties: ParagraphProperties
  /** It is the rest of one that a page break divides, whose number was said before. */
  readonly isRest?: boolean
}

/** With where it begins and ends in its part, in characters. */
export interface PlacedParagraph extends WordParagraph {
  readonly from: number
  readonly to: number
}

export interface WordText {
  /** The body, and then what stands beside it and belongs to no place in it: notes, text boxes, remarks. */
  readonly parts: readonly (readonly WordParagraph[])[]
  readonly headers: readonly WordParagraph[]
  readonly footers: readonly WordParagraph[]
  readonly styles: (style: number) => WordStyle
  readonly labels: ListLabels
  /** Letters that are there and are not shown. */
  readonly hiddenLetters: number
}

/**
 * The text of a Word 97–2003 file. Null when the file is damaged or older.
 * @throws AppError `password_protected`, `archive_bomb`, `too_much_text`, `too_complex`
 */
export function readWordText(path: string, budget: TextBudget): WordText | null {
  const streams = readOleStreams(path, ['WordDocument', '0Table', '1Table'])
  const stream = streams?.get('WordDocument')
  const header = stream === undefined ? null : readWordHeader(stream)
  if (stream === undefined || header === null) return null
  if (header.encrypted) {
    throw new AppError('password_protected', 'The document is protected by a password. Upload a copy without it.')
  }
  const table = streams?.get(header.tableStream)
  if (table === undefined) return null
  const pieces = readPieces(stream, table, header.pieces.at, budget)
  if (pieces === null) return null
  const styles = readWordStyles(table, header.styles)
  const letters = { stream, table, place: header.characterRuns, styles: (style: number) => styles(style).letters }
  const deleted = deletedRanges(letters)
  const readData = (): Buffer | null => readOleStreams(path, ['Data'])?.get('Data') ?? null
  const late = createLateProperties(readData)
  const runs = paragraphRuns({ stream, table, place: header.paragraphRuns, late })
  const hidden = hiddenRanges(letters, runs)
  const struck = struckRanges(letters, runs)
  const raised = raisedRanges(letters)
  const symbols = symbolRanges(letters)
  const fonts = readWordFonts(table, header.fonts)
  const symbol = (text: string, { font, letter }: SymbolRange): string => inserted(text, fonts(font), letter)
  const forms = createFormMarks(readData, budget.spend)
  const fields = formRanges(letters)
  const field = (text: string, { data }: FormRange): string =>
    text.includes(formSign) ? text.replace(formSign, forms.markOf(data) ?? formSign) : text
  const printed = (piece: TextPiece): TextPiece => {
    const signed = overwrite(overwrite(piece, symbols, symbol), fields, field)
    const lettered = overwrite(signed, raised, raisedLetters)
    const shown = overwrite(overwrite(lettered, hidden, veiled), struck, crossedOut)
    return overwrite(shown, deleted, erased)
  }
  const text = pieces.map((piece) => printed(piece).text).join('')
  const positionOf = positions(pieces)
  const propertiesAt = (at: number): ParagraphProperties => propertiesOf(runs, positionOf(at))
  const { body, footnotes, headers, comments, endnotes, textboxes, headerBoxes } = header.parts
  const lengths = [body, footnotes, headers, comments, endnotes, textboxes, headerBoxes]
  let from = 0
  const [main, notes, margins, remarks, endings, boxes, marginBoxes] = lengths.map((length) => {
    const start = from
    from += length
    return paragraphsOf(text.slice(start, from), (at) => propertiesAt(start + at), forms.written)
  })
  const beside = [
    anchoredNotes(notes ?? [], table, header.footnotes),
    anchoredNotes(endings ?? [], table, header.endnotes),
    anchoredBoxes(boxes ?? [], table, header),
    anchoredNotes(remarks ?? [], table, header.remarks, remarkMarks(table, header.remarkAuthors)),
  ]
  const inserts = beside.flatMap((part) => part.inserts)
  const { headers: above, footers } = headersAndFooters(margins ?? [], table, header.margins)
  return {
    parts: [withInserts(main ?? [], inserts), ...beside.map(({ rest }) => rest)],
    headers: [...above, ...(marginBoxes ?? [])],
    footers,
    styles,
    hiddenLetters: hiddenIn(text),
    labels: readWordLists(table, {
      definitions: header.lists,
      overrides: header.listOverrides,
      language: header.language,
    }),
  }
}

/** What stands for a field of a form, a picture or an object. */
const formSign = '\u0001'
const paragraphEnd = /[\r\u0007\u000c]/g

function paragraphsOf(
  text: string,
  propertiesAt: (at: number) => ParagraphProperties,
  written: FormMarks['written'],
): PlacedParagraph[] {
  const found: PlacedParagraph[] = []
  const isRest = (properties: ParagraphProperties): boolean => {
    const before = found.at(-1)
    // Each paragraph has properties of its own; the end of a section is the end of a paragraph, too.
    if (before?.end !== 'page' || before.properties !== properties || properties === plainParagraph) return false
    return before.isRest === true || before.text.trim() !== ''
  }
  let open = ''
  let from = 0
  for (const { start, end, after = '' } of keptRanges(text)) {
    let done = start
    for (const { 0: mark, index } of text.slice(start, end).matchAll(paragraphEnd)) {
      const at = start + index
      open += text.slice(done, at)
      const properties = propertiesAt(at)
      found.push({
        text: written(plainLetters(open)),
        end: mark === '\u0007' ? 'cell' : mark === '\r' ? 'paragraph' : 'page',
        properties,
        ...(isRest(properties) ? { isRest: true } : {}),
        from,
        to: at + 1,
      })
      from = at + 1
      open = ''
      done = at + 1
    }
    open += text.slice(done, end) + after
  }
  if (open.trim() !== '')
    found.push({
      text: written(plainLetters(open)),
      end: 'paragraph',
      properties: plainParagraph,
      from,
      to: text.length,
    })
  return found
}

/** Tells the byte of the stream at which a character of the text stands. */
function positions(pieces: readonly TextPiece[]): (at: number) => number {
  const ends: ByteRange[] = []
  let end = 0
  for (const { text } of pieces) ends.push({ start: end, end: (end += text.length) })
  return (at) => {
    const index = firstEndingAfter(ends, at)
    const piece = pieces[index]
    return piece === undefined ? -1 : piece.start + (at - (ends[index]?.start ?? 0)) * piece.bytesPerChar
  }
}

function propertiesOf(runs: readonly ParagraphRun[], position: number): ParagraphProperties {
  const run = runs[firstEndingAfter(runs, position)]
  return run !== undefined && run.start <= position ? run.properties : plainParagraph
}

/** What stands in the text for a letter that is hidden. Fields stay fields, whose code nobody sees anyway, and cells cells. */
const veil = '\u0006'
const veiled = (text: string): string =>
  text.replace(/[^\u0007\u0013-\u0015]/g, (sign) => (/[\p{L}\p{N}]/u.test(sign) ? veil : '\0'))

function hiddenIn(text: string): number {
  if (!text.includes(veil)) return 0
  return keptRanges(text).reduce((sum, { start, end }) => sum + text.slice(start, end).split(veil).length - 1, 0)
}

/** Nothing stands for a letter that is struck through, but where cells, paragraphs, pages and fields end, they do. */
const crossedOut = (text: string): string => text.replace(/[^\r\u0007\u000c\u0013-\u0015]/g, '\0')

const erased = (text: string): string => '\0'.repeat(text.length)

/** The letter of a symbol instead of each bracket that stands for it; one that is not known stays in the private area. */
function inserted(text: string, font: string, code: number): string {
  const known = symbolLetter(font, code)
  return text.replaceAll('(', known !== null && known.length === 1 ? known : String.fromCharCode(code))
}

/** Changes what of a piece lies in one of the ranges, which are sorted and apart, to something of the same length. */
function overwrite<R extends ByteRange>(
  piece: TextPiece,
  ranges: readonly R[],
  change: (text: string, range: R) => string,
): TextPiece {
  const { start, bytesPerChar, text } = piece
  const end = start + text.length * bytesPerChar
  const parts: string[] = []
  let done = 0
  for (let index = firstEndingAfter(ranges, start); index < ranges.length; index++) {
    const range = ranges[index]
    if (range === undefined || range.start >= end) break
    const from = Math.max(Math.ceil((range.start - start) / bytesPerChar), done)
    const to = Math.min(Math.ceil((range.end - start) / bytesPerChar), text.length)
    parts.push(text.slice(done, from), change(text.slice(from, Math.max(from, to)), range))
    done = Math.max(done, to)
  }
  return parts.length === 0 ? piece : { ...piece, text: parts.join('') + text.slice(done) }
}

function firstEndingAfter(ranges: readonly ByteRange[], position: number): number {
  let low = 0
  let high = ranges.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((ranges[middle]?.end ?? 0) > position) high = middle
    else low = middle + 1
  }
  return low
}
