import Papa from 'papaparse'
import { warning, type DocumentWarning } from '../../../domain/warnings/warning.ts'
import { AppError } from '../../../domain/errors.ts'
import type { GridCell, GridRow } from '../sheets/grid.ts'
import { dialectsOf, quotedCell } from './quote-dialects.ts'

/** As many as a sheet of Excel has; a spreadsheet could not open more either. */
const maxRows = 1_048_576
const delimiters = [';', ',', '\t', '|', '^', '~']
const sampleLines = 20
/** Excel's own mark, in a first line that is no row. */
const declared = /^sep=([^\r\n])\r?\n/i

export interface CsvRows {
  readonly rows: readonly GridRow[]
  readonly warnings: readonly DocumentWarning[]
}

/**
 * The rows that hold something, with the numbers a spreadsheet gives them.
 * @throws AppError `too_complex` past 1,048,576 rows
 */
export function readCsv(text: string): CsvRows {
  const mark = declared.exec(text)
  const skipped = mark === null ? 0 : 1
  const body = withOneLineEnd(mark === null ? text : text.slice(mark[0].length))
  const delimiter = mark?.[1] ?? guessDelimiter(body)
  for (const dialect of dialectsOf(body)) {
    const quoted = parse(dialect.text, { ...dialect, delimiter, skipped })
    if (!quoted.isOpen) return { rows: quoted.rows, warnings: [] }
  }
  const cut = cutRows(body, { delimiter, skipped })
  if (cut !== null) return { rows: cut, warnings: [warning('quotation_cut', {})] }
  // A quotation mark that is never closed would make one cell of the rest of the file.
  const { rows } = parse(body, { delimiter, quoteChar: '\0', skipped })
  return { rows, warnings: [warning('quotation_open', {})] }
}

/** The parser knows one line end for a whole file, but its head may be written by another program than its rows. */
function withOneLineEnd(body: string): string {
  return /(?:^|[^\r])\n/.test(body) ? body.replaceAll('\r\n', '\n') : body
}

interface ParseOptions {
  readonly delimiter: string
  readonly quoteChar: string
  /** What makes a quotation mark inside of quotation marks a letter. */
  readonly escapeChar?: string
  /** Rows before the first one. */
  readonly skipped: number
}

function parse(text: string, { delimiter, quoteChar, escapeChar = quoteChar, skipped }: ParseOptions) {
  const rows: GridRow[] = []
  let number = skipped
  let isOpen = false
  Papa.parse<string[]>(text, {
    delimiter,
    quoteChar,
    escapeChar,
    step({ data, errors }) {
      number++
      if (number > maxRows) {
        throw new AppError('too_complex', `The file has more than ${maxRows} rows. Split it.`, { details: { maxRows } })
      }
      isOpen ||= errors.some(({ code }) => code === 'MissingQuotes')
      const cells = cellsOf(data)
      if (cells.length > 0) rows.push({ number, cells })
    },
  })
  return { rows, isOpen }
}

/**
 * The rows of a file that breaks off inside of its last value: the line that is not ended opens a quotation mark that nothing
 * closes, and the rows above it have theirs. Null for every other file.
 */
function cutRows(body: string, { delimiter, skipped }: Pick<ParseOptions, 'delimiter' | 'skipped'>) {
  const whole = withoutLastLine(body)
  if (body.slice(whole.length).trim() === '' || !whole.includes('"')) return null
  for (const dialect of dialectsOf(body)) {
    const options = { ...dialect, delimiter, skipped }
    if (parse(withoutLastLine(dialect.text), options).isOpen) continue
    const closed = parse(dialect.text + dialect.quoteChar, options)
    if (!closed.isOpen) return closed.rows
  }
  return null
}

const withoutLastLine = (text: string): string => text.replace(/(?:\r\n?|\n)[^\r\n]*$/u, '')

function cellsOf(values: readonly string[]): GridCell[] {
  const cells: GridCell[] = []
  for (const [column, value] of values.entries()) {
    const text = asShown(value.trim())
    if (text !== '') cells.push({ column, text })
  }
  return cells
}

/** `="0012"` keeps a spreadsheet from making a number of a code. */
function asShown(value: string): string {
  if (value === '""') return ''
  return value.startsWith('="') && value.endsWith('"') ? value.slice(2, -1) : value
}

/**
 * The separator that most of the first lines have equally often, outside quotation marks. A comma may also be the decimal
 * mark: a semicolon or a tab in every line, of which the names of the columns have more than commas, comes before it. Rows may
 * end without their last empty values, and so have fewer of them.
 */
function guessDelimiter(text: string): string {
  const lines = firstLines(text).map((line) => line.replace(quotedCell, ''))
  const counts = delimiters.map((delimiter) => ({ delimiter, share: shareOfLines(lines, delimiter) }))
  const best = counts.reduce((a, b) => (b.share > a.share ? b : a))
  if (best.share === 0) return ','
  return (best.delimiter === ',' ? overDecimals(lines) : undefined) ?? best.delimiter
}

function overDecimals([head = '', ...rows]: readonly string[]): string | undefined {
  const commas = marksIn(head, ',')
  return [';', '\t'].find((mark) => marksIn(head, mark) > commas && rows.every((row) => row.includes(mark)))
}

const marksIn = (line: string, mark: string): number => line.split(mark).length - 1

function shareOfLines(lines: readonly string[], delimiter: string): number {
  const times = new Map<number, number>()
  for (const line of lines) {
    const count = marksIn(line, delimiter)
    if (count > 0) times.set(count, (times.get(count) ?? 0) + 1)
  }
  return Math.max(0, ...times.values()) / Math.max(1, lines.length)
}

function firstLines(text: string): string[] {
  const sample = text.slice(0, 64 * 1024).split(/\r\n?|\n/, sampleLines + 1)
  // The last one may be cut off.
  const whole = sample.length > sampleLines ? sample.slice(0, sampleLines) : sample
  return whole.filter((line) => line.trim() !== '')
}
