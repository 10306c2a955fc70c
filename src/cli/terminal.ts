import Table from 'cli-table3'
import { visibleJson, visibleLine, visibleLines } from '../domain/text/visible-text.ts'

/**
 * What a command writes to. Data goes to `out`, which may be piped; everything said about the work goes to `note`. What
 * documents, file names and servers say passes here, so nothing that a terminal would obey instead of showing it gets through.
 */
export interface Terminal {
  /** One piece of data, with a line break added. */
  out(text: string): void
  /** The same as JSON: on several lines, or on one for a stream of them. */
  json(value: unknown, form?: 'lines' | 'line'): void
  /** One remark for the person at the keyboard, with a line break added. */
  note(text: string): void
  readonly outIsTty: boolean
  /** Where progress bars are drawn; null when nobody would see them. */
  readonly bars: NodeJS.WriteStream | null
  /** Width of the window in characters. */
  readonly columns: number
}

/** Where there is no window: wide enough that names are not cut. */
const DEFAULT_COLUMNS = 180

/** Terminal over the two output streams of the process. A reader that went away (`| head`) ends the process quietly. */
export function createTerminal(stdout: NodeJS.WriteStream, stderr: NodeJS.WriteStream): Terminal {
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0)
    throw error
  })
  return terminalOver({
    out: (text) => void stdout.write(text),
    note: (text) => void stderr.write(text),
    outIsTty: stdout.isTTY,
    bars: stderr.isTTY ? stderr : null,
    columns: stdout.columns ?? DEFAULT_COLUMNS,
  })
}

/** The same over whatever takes the text as it is, line breaks included. */
export function terminalOver(raw: Omit<Terminal, 'json'>): Terminal {
  return {
    ...raw,
    out: (text) => raw.out(`${visibleLines(text)}\n`),
    json: (value, form = 'lines') => raw.out(`${visibleJson(value, form === 'lines' ? 2 : 0)}\n`),
    note: (text) => raw.note(`${visibleLines(text)}\n`),
  }
}

/** Shortens to `length` characters, the last one `…`. Counts code points, so no emoji is cut in half. */
export function shorten(text: string, length: number): string {
  const characters = [...text]
  if (characters.length <= length) return text
  return `${characters.slice(0, length - 1).join('')}…`
}

/** Table without vertical lines; the last column is wrapped to the width of the window. */
export function renderTable(head: readonly string[], rows: readonly (readonly string[])[], columns: number): string {
  const fixed = head.slice(0, -1).map((title, column) => widest(title, rows, column) + 2)
  const left = columns - fixed.reduce((sum, width) => sum + width, 0)
  const table = new Table({
    head: [...head],
    colWidths: [...fixed, Math.max(20, Math.min(left, widest(head.at(-1) ?? '', rows, head.length - 1) + 2))],
    wordWrap: true,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2 },
    chars: borders,
  })
  for (const row of rows) table.push(row.map(visibleLine))
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
}

function widest(title: string, rows: readonly (readonly string[])[], column: number): number {
  return Math.max(title.length, ...rows.map((row) => [...visibleLine(row[column] ?? '')].length))
}

const borders = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '',
}
