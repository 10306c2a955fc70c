import { charBox, printedSize } from './char-access.ts'
import type { ViewedChars } from './char-access.ts'
import { readParts } from './hyphened-rows.ts'
import type { PdfLine } from './pdf-line.ts'
import type { ReadLine } from './read-line.ts'

/** So many lines of a page run over several columns where a program drew them all at once. */
const fewestAcross = 15
const acrossShare = 0.3
const mostColumns = 4
/** Of those lines, so many have a cell that begins at the edge of a column. */
const edgeLines = 0.25
/** Edges of one column are not further apart, and those of two no nearer, in sizes of the type. */
const [sameEdge, nearestEdge] = [0.8, 8]
/** Columns of text are equally wide, nearly. */
const sameWidth = 0.15
/** Nothing stands left of the edge of a column, so far, in sizes of the type. */
const gutter = { from: 0.6, to: 0.15 } as const
/** Each column has so many lines of so many words, and most of them begin in the middle of a sentence. */
const fewestLines = 8
const fewestWords = 3.5
const smallStarts = 0.35
/** No page of print has more. */
const mostLines = 2_000

/**
 * The lines of a page whose columns of running text were drawn all at once, from top to bottom: one column after the other, as far as
 * nothing stands over all of them. PDFium joins what stands side by side, also where it is not level.
 */
export function withColumnsApart(access: ViewedChars, lines: readonly ReadLine[], page: number): readonly ReadLine[] {
  const edges = edgesOf(lines.map(({ line }) => line))
  if (edges === null) return lines
  const out: ReadLine[] = []
  let run: { readonly whole: ReadLine; readonly parts: readonly Part[] }[] = []
  const close = (): void => {
    const columns = edges.map((_, column) =>
      run.flatMap(({ parts }) => parts.filter((part) => part.column === column).map(({ line }) => line)),
    )
    out.push(...(columns.every(isRunning) ? columns.flat() : run.map(({ whole }) => whole)))
    run = []
  }
  for (const whole of lines) {
    const parts = partsOf(access, whole, edges, page)
    if (parts === null) {
      close()
      out.push(whole)
    } else run.push({ whole, parts })
  }
  close()
  return out
}

/** Where the columns begin, from the left; null on a page without them. */
function edgesOf(lines: readonly PdfLine[]): number[] | null {
  if (lines.length > mostLines) return null
  const across = lines.filter(({ upright, cells }) => upright && cells.length > 1 && cells.length <= mostColumns)
  if (across.length < fewestAcross || across.length < lines.length * acrossShare) return null
  const size = across.map((line) => line.size).toSorted((a, b) => a - b)[across.length >> 1] ?? 0
  const lefts = across.flatMap(({ cells }) => cells.map(({ left }) => left)).toSorted((a, b) => a - b)
  const groups: number[][] = []
  for (const left of lefts) {
    const group = groups.at(-1)
    if (group?.[0] !== undefined && left - group[0] <= size * sameEdge) group.push(left)
    else groups.push([left])
  }
  const edges: number[] = []
  for (const [left, ...more] of groups) {
    const before = edges.at(-1) ?? -Infinity
    if (left !== undefined && more.length + 1 >= across.length * edgeLines && left - before > size * nearestEdge)
      edges.push(left)
  }
  return edges.length >= 2 && edges.length <= mostColumns && areEqual(edges, across, size) ? edges : null
}

/** Whether the columns are equally wide, by where most of their lines end. */
function areEqual(edges: readonly number[], across: readonly PdfLine[], size: number): boolean {
  const widths = edges.map((edge, column) => {
    const next = edges[column + 1] ?? Infinity
    const rights = across
      .flatMap(({ cells }) => cells)
      .filter(({ left, right }) => left >= edge - size && right <= next)
      .map(({ right }) => right - edge)
      .toSorted((a, b) => a - b)
    return rights[Math.floor(rights.length * 0.9)] ?? 0
  })
  return Math.max(...widths) - Math.min(...widths) <= Math.max(...widths) * sameWidth
}

interface Part {
  readonly column: number
  readonly line: ReadLine
}

/** A line cut at the edges of the columns; null where one of its words stands before one of them. */
function partsOf(access: ViewedChars, whole: ReadLine, edges: readonly number[], page: number): Part[] | null {
  const { raw, at } = whole.source
  const { size } = whole.line
  if (!whole.line.upright) return null
  const pieces: { readonly column: number; readonly from: number; to: number }[] = []
  for (const { index, 0: word } of raw.matchAll(/\S+/gu)) {
    const [first, last] = [charBox(access, at + index), charBox(access, at + index + word.length - 1)]
    const isBefore = edges
      .slice(1)
      .some((edge) => first.left < edge - size * gutter.to && last.right > edge - size * gutter.from)
    // A word that a hyphen cuts goes on below.
    if (isBefore && last.right > first.left) return null
    const column = Math.max(
      0,
      edges.findLastIndex((edge) => first.left >= edge - size * gutter.to),
    )
    const piece = pieces.at(-1)
    if (piece?.column === column) piece.to = index + word.length
    else pieces.push({ column, from: index, to: index + word.length })
  }
  const [only] = pieces
  if (only !== undefined && pieces.length === 1) return [{ column: only.column, line: whole }]
  return pieces.flatMap(({ column, from, to }) => {
    const part = { raw: raw.slice(from, to), at: at + from }
    return readParts(access, part, { size: printedSize(access, part.at).size, page }).map((line) => ({ column, line }))
  })
}

function isRunning(column: readonly ReadLine[]): boolean {
  if (column.length < fewestLines) return false
  const texts = column.map(({ line }) => line.text)
  const small = texts.filter((text) => /^\p{Ll}/u.test(text)).length
  const words = texts.reduce((sum, text) => sum + text.split(' ').length, 0)
  return small >= texts.length * smallStarts && words >= texts.length * fewestWords
}
