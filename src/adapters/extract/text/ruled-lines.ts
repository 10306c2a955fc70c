/** "-----", "=== ===", "+---+---+": drawn, not written. */
const rule = /^[\s\-=+|_:\u2500-\u257f]*[-=_\u2500\u2501\u2550]{3,}[\s\-=+|_:\u2500-\u257f]*$/u
const piped = /^\s*[|│┃║].*[|│┃║]\s*$/u
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
  return rule.test(line)
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

/** The columns below the dashes of a rule, the first one from the beginning of the line; empty without two of them. */
export function ruledColumns(line: string): readonly Column[] {
  if (!/^\s*(?:-+|=+)(?:\s+(?:-+|=+))+\s*$/u.test(line)) return []
  const starts = [...line.matchAll(/[-=]+/gu)].map(({ index }, place) => (place === 0 ? 0 : index))
  return starts.map((from, place) => ({ from, to: starts[place + 1] }))
}

/** A block whose lines are a table drawn with pipes and rules in part, as its parts; the whole block otherwise. */
export function partsOf(lines: readonly string[]): readonly (readonly string[])[] {
  const drawn = lines.map((line) => isPiped(line) || isRule(line))
  const isMixed = lines.filter(isPiped).length > 1 && lines.some(isRule) && drawn.includes(false)
  if (!isMixed) return [lines]
  const parts: string[][] = []
  for (const [index, line] of lines.entries()) {
    const last = parts.at(-1)
    if (last === undefined || drawn[index] !== drawn[index - 1]) parts.push([line])
    else last.push(line)
  }
  return parts
}
