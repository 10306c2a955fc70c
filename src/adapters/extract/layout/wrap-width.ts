/** Mail and manuals wrap at 60 to 100 columns; longer lines are paragraphs of their own. */
const maxWrapWidth = 120

/** The width most long lines stop at, or null when the text is not wrapped. */
export function wrapWidth(lines: readonly string[]): number | null {
  const lengths = lines.map((line) => line.trimEnd().length).filter((length) => length > 0)
  if (lengths.length < 4) return null
  const sorted = lengths.toSorted((a, b) => a - b)
  const longest = sorted[Math.floor(sorted.length * 0.95)] ?? 0
  if (longest < 50 || longest > maxWrapWidth) return null
  const nearFull = lengths.filter((length) => length >= longest * 0.75).length
  return nearFull >= lengths.length * 0.3 ? longest : null
}

/** Whether the first word of a line would have had room at the end of the one above: then somebody wanted the line to end there. */
export function hadRoom(last: string, line: string, width: number): boolean {
  const [word = ''] = line.trimStart().split(/\s/u, 1)
  return last.trimEnd().length + 1 + word.length <= width
}
