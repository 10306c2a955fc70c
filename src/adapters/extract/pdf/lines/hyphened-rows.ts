import { baselineOf, charBox } from './char-access.ts'
import type { ViewedChars } from './char-access.ts'
import { cutBackwards } from './cut-backwards.ts'
import { cutCells } from './cut-cells.ts'
import { joinLines } from './join-lines.ts'
import type { PdfCell, PdfLine } from './pdf-line.ts'
import { cutAtHyphen } from './raw-lines.ts'
import type { RawLine } from './raw-lines.ts'
import { readLine } from './read-line.ts'
import type { ReadLine } from './read-line.ts'
import { standBelow } from './stand-below.ts'

const hyphenMark = /[\uFFFE\u0002]/u
/** The second line of a label stands no further below the first one, and begins no further beside it; in sizes of the type. */
const [farthestBelow, farthestBeside] = [2, 3]
/** What stands higher by less is no other line. */
const nearestBelow = 0.6
/** Two lines of so many cells are rows. */
const fewestCells = 3
const amount = /^[^\p{L}]*\d[^\p{L}]*$|^[-–—*]$/u

/** The lines in what PDFium gives as one: it joins words that a hyphen cuts, in tables and beside notes too. */
export function readParts(
  access: ViewedChars,
  line: RawLine,
  at: { readonly size: number; readonly page: number },
): ReadLine[] {
  const wholes = cutAtHyphen(access, line, at.size).flatMap((whole) => cutBackwards(access, whole))
  return wholes.flatMap((source) => {
    const row = readRow(access, source, at)
    if (row !== null) return row
    const whole = readLine(access, source, at.page)
    return whole === null ? [] : [{ line: whole, source }]
  })
}

/**
 * A row of amounts whose label is two lines that a hyphen joins is one line with the cells of the second; two rows of cells stay two
 * lines. Null where a hyphen joins anything else.
 */
function readRow(
  access: ViewedChars,
  { raw, at }: RawLine,
  { size, page }: { readonly size: number; readonly page: number },
): ReadLine[] | null {
  const mark = raw.search(hyphenMark)
  const next = mark + 1 + raw.slice(mark + 1).search(/\S/)
  if (mark <= 0 || next <= mark || hyphenMark.test(raw.slice(next))) return null
  const drop = baselineOf(access, at + mark - 1) - baselineOf(access, at + next)
  if (drop < size * nearestBelow || drop > size * farthestBelow) return null
  const upper: RawLine = { raw: raw.slice(0, mark), at, cutInWord: true }
  const lower: RawLine = { raw: raw.slice(next), at: at + next }
  const cells = cellsOf(access, lower, size)
  if (cells.length < 2) return null
  const areAmounts = cells.slice(1).every(({ text }) => amount.test(text))
  const areRows = cells.length >= fewestCells && standBelow(cellsOf(access, upper, size), cells)
  if (!areAmounts && !areRows) return null
  const [first, second] = [readLine(access, upper, page), readLine(access, lower, page)]
  if (first === null || second === null) return null
  if (areRows) {
    return [
      { line: first, source: upper },
      { line: second, source: lower },
    ]
  }
  const above = first.cells.at(-1) ?? first
  const isLabel = Math.abs(above.left - second.left) <= size * farthestBeside && first.right < (cells[1]?.left ?? 0)
  return isLabel ? [{ line: withLabel(first, second), source: { raw, at } }] : null
}

function cellsOf(access: ViewedChars, { raw, at }: RawLine, size: number): readonly PdfCell[] {
  const [first, last] = [at + raw.search(/\S/), at + raw.trimEnd().length - 1]
  const width = charBox(access, last).right - charBox(access, first).left
  return cutCells(access, { raw, at, size, width })?.cells ?? []
}

/** @param label the first line of what the first cells of a row say */
function withLabel(label: PdfLine, row: PdfLine): PdfLine {
  const left = Math.min(label.left, row.left)
  const [own, ...others] = row.cells
  const last = label.cells.at(-1)
  const text = joinLines([last?.text ?? '', own?.text ?? ''])
  const cell = { text, left: Math.min(last?.left ?? left, row.left), right: own?.right ?? row.right }
  return {
    ...row,
    text: joinLines([label.text, row.text]),
    left,
    bold: label.bold && row.bold,
    cells: [...label.cells.slice(0, -1), cell, ...others],
  }
}
