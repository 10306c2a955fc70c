import type { PdfLine } from '../lines/pdf-line.ts'

const numbered = /^(\d{1,4}) +(?=\S)/u
/** Numbers of lines run through a page; a list that is numbered begins its items with capitals. */
const fewestLines = 5
const smallStarts = 0.3
/** Lines of so many cells are rows, whose numbers say something. */
const cellsOfRow = 3
const mostRows = 0.3

/** The lines of a page without the numbers that count them in the margin, as pleadings and drafts of laws have them. */
export function withoutLineNumbers(lines: readonly PdfLine[]): readonly PdfLine[] {
  const found: { readonly line: PdfLine; readonly value: number; readonly rest: string }[] = []
  for (const line of lines) {
    const [whole, digits] = numbered.exec(line.text) ?? []
    if (whole !== undefined) found.push({ line, value: Number(digits), rest: line.text.slice(whole.length) })
  }
  const [first] = found
  if (first === undefined || found.length < fewestLines || found.length < lines.length * 0.5) return lines
  const isCount = found.every(({ value, line }, index) => {
    const near = Math.abs(line.left - first.line.left) <= line.size * 2
    return near && (index === 0 || value === (found[index - 1]?.value ?? 0) + 1)
  })
  const small = found.filter(({ rest }) => /^\p{Ll}/u.test(rest)).length
  const rows = found.filter(({ line }) => line.cells.length >= cellsOfRow).length
  if (!isCount || small < found.length * smallStarts || rows > found.length * mostRows) return lines
  const rests = new Map(found.map(({ line, rest }) => [line, rest] as const))
  return lines.map((line) => {
    const text = rests.get(line)
    if (text === undefined) return line
    const left = line.left + (line.right - line.left) * (1 - text.length / line.text.length)
    return { ...line, text, left, cells: [{ text, left, right: line.right }] }
  })
}
