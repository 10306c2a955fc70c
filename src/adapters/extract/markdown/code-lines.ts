const fence = /^\s{0,12}(`{3,}|~{3,})/

/** Which lines belong to fenced code, its fences included: marks in it mean nothing. */
export function codeLines(lines: readonly string[]): readonly boolean[] {
  let open: string | null = null
  return lines.map((line) => {
    const [, mark] = fence.exec(line) ?? []
    const isIn = open !== null || mark !== undefined
    if (mark !== undefined && open === null) open = mark
    else if (mark !== undefined && open !== null && mark.startsWith(open)) open = null
    return isIn
  })
}
