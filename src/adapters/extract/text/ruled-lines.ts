import { areTabbedRows, hasTabs } from './tabbed-lines.ts'

/** "-----", "=== ===", "+---+---+": drawn, not written. Two looks, as one expression for both takes the cube of a long line. */
const drawn = /^[\s\-=+|_:\u2500-\u257f]*$/u
const stroke = /[-=_\u2500\u2501\u2550]{3}/u
/** "***", "* * *", "####": between parts of a text. */
const ornament = /^\s*([*#~])(?:\s{0,3}\1){2,}\s*$/u
const piped = /^\s*[|│┃║].*[|│┃║]\s*$/u
/** Cells of a table without edges: "San Marcos | 8 raciones: 22 € | 12 raciones: 31 €". */
const innerPipes = /\S\s+[|│]\s+\S/u
const crossing = /[+|\u253c]/u
const crossings = /[+|\u253c]/gu
const inner = (line: string): string => line.trim().slice(1, -1)
const fewestRows = 2
/** A heading is underlined by one sign, about as long as it is. */
const underline = /^\s*([-=_])\1{2,}\s*$/u
const longestTitle = 100
const mostLonger = 1.3
const mostShorter = 0.8

/** Signs of a line from one place up to another; without an end up to that of the line. */
export interface Column {
  readonly from: number
  readonly to: number | undefined
}

export function isRule(line: string): boolean {
  return (drawn.test(line) && stroke.test(line)) || ornament.test(line)
}

export function isPiped(line: string): boolean {
  return piped.test(line)
}

/** The level of a heading by what is drawn below it; null for a line that only stands above a rule. */
export function underlinedLevel(line: string, below: string): number | null {
  const [, sign] = underline.exec(below) ?? []
  const title = line.trim()
  const drawn = below.trim().length
  if (sign === undefined || title.length > longestTitle || !/^\p{L}/u.test(title) || /[.,;:]$/u.test(title)) return null
  if (drawn > title.length * mostLonger || drawn < title.length * mostShorter || /\S {2,}\S/u.test(title)) return null
  return sign === '=' ? 1 : 2
}

/** How many pipes stand in a line below a rule that crosses them, "----+-----+----"; null without such a rule. */
export function crossingsOf(lines: readonly string[]): number | null {
  const crossed = lines.find((line) => isRule(line) && crossing.test(inner(line)))
  return crossed === undefined ? null : (inner(crossed).match(crossings)?.length ?? 0)
}

/** The cells of a line whose edges have no pipes. */
export const betweenPipes = (line: string): string[] => line.split(/(?<!\\)[|│┃║]/u).map((cell) => cell.trim())

/** The columns below the dashes of a rule, the first one from the beginning of the line; empty without two of them. */
export function ruledColumns(line: string): readonly Column[] {
  if (!/^\s*(?:-+|=+)(?:\s+(?:-+|=+))+\s*$/u.test(line)) return []
  const starts = [...line.matchAll(/[-=]+/gu)].map(({ index }, place) => (place === 0 ? 0 : index))
  return starts.map((from, place) => ({ from, to: starts[place + 1] }))
}

/** Whether cells of a line are divided by pipes, of which none need stand at its edges. */
export function hasInnerPipes(line: string): boolean {
  return innerPipes.test(line)
}

/**
 * A block whose lines are in part a table, drawn with pipes and rules or with pipes or tabs between its cells, as its parts; the
 * whole block otherwise.
 */
export function partsOf(lines: readonly string[]): readonly (readonly string[])[] {
  const isDrawn = lines.map((line) => isPiped(line) || isRule(line))
  const isMixed = lines.filter(isPiped).length > 1 && lines.some(isRule) && isDrawn.includes(false)
  if (isMixed) return runsOf(lines, isDrawn)
  const pipes = crossingsOf(lines)
  const isCrossed = lines.map((line) => isRule(line) || (pipes ?? 0) + 1 === betweenPipes(line).length)
  // A title above it, and how many rows there are below it: "(3 rows)".
  if (pipes !== null && isDrawn.includes(false) && isCrossed.filter(Boolean).length > fewestRows) {
    return runsOf(lines, isCrossed)
  }
  if (lines.some(isRule)) return [lines]
  const isPipedTable = (run: readonly string[]): boolean => run.length >= fewestRows && run.every(hasInnerPipes)
  return partsBy(lines, hasInnerPipes, isPipedTable) ?? partsBy(lines, hasTabs, areTabbedRows) ?? [lines]
}

/** Null where all lines are divided or none, or where no lines below each other are a table. */
function partsBy(
  lines: readonly string[],
  isDivided: (line: string) => boolean,
  isTable: (run: readonly string[]) => boolean,
): readonly (readonly string[])[] | null {
  const divided = lines.map(isDivided)
  if (!divided.includes(true) || !divided.includes(false)) return null
  const runs = runsOf(lines, divided)
  return runs.some(isTable) ? runs : null
}

/** Lines in a row that are alike. */
function runsOf(lines: readonly string[], alike: readonly boolean[]): readonly (readonly string[])[] {
  const parts: string[][] = []
  for (const [index, line] of lines.entries()) {
    const last = parts.at(-1)
    if (last === undefined || alike[index] !== alike[index - 1]) parts.push([line])
    else last.push(line)
  }
  return parts
}
