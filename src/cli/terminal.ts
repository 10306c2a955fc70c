import Table from 'cli-table3'

/**
 * What a command writes to. Data goes to `out`, which may be piped; everything said about the work goes to `note`.
 */
export interface Terminal {
  /** One piece of data, with a line break added. */
  out(text: string): void
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
  return {
    out: (text) => void stdout.write(`${text}\n`),
    note: (text) => void stderr.write(`${text}\n`),
    outIsTty: stdout.isTTY,
    bars: stderr.isTTY ? stderr : null,
    columns: stdout.columns ?? DEFAULT_COLUMNS,
  }
}

/**
 * Text as it may be shown: file names and quotes come from strangers, so control characters (which could move the cursor or
 * recolour the screen) become spaces and runs of white space shrink to one.
 */
export function printable(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (character) => (character === '\u200d' ? character : ' '))
    .replace(/\s+/g, ' ')
    .trim()
}

/** The same for text of several lines, such as an answer: line breaks stay. */
export function printableLines(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => line.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ').trimEnd())
    .join('\n')
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
  for (const row of rows) table.push(row.map(printable))
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
}

function widest(title: string, rows: readonly (readonly string[])[], column: number): number {
  return Math.max(title.length, ...rows.map((row) => [...printable(row[column] ?? '')].length))
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
