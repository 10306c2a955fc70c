import type { PdfLine } from '../lines/pdf-line.ts'

/** Notes are set smaller than the text they belong to. */
const largestShare = 0.93
const noteMark = /^(?:\[?\d{1,3}[\]).]?\s*\S|[*†‡§]|[⁰¹²³⁴-⁹])/u
/** A page of nothing but small print has no notes. */
const mostOfPage = 0.6

/** The size most of the text is set in. */
export function bodySize(lines: readonly PdfLine[]): number {
  const chars = new Map<number, number>()
  for (const { size, text } of lines) {
    const key = Math.round(size * 2) / 2
    chars.set(key, (chars.get(key) ?? 0) + text.length)
  }
  let [most, found] = [0, 10]
  for (const [size, count] of chars) if (count > most) [most, found] = [count, size]
  return found
}

/** The notes at the foot of a page: small lines below all others, the first with a mark. */
export function footnotesOf(lines: readonly PdfLine[], body: number): ReadonlySet<PdfLine> {
  const upright = lines.filter(({ upright: isUpright, table }) => isUpright && table === undefined)
  const down = upright.toSorted((a, b) => b.baseline - a.baseline)
  const lowest = down.findLastIndex(({ size }) => size > body * largestShare)
  const below = down.slice(lowest + 1)
  const first = below.findIndex(({ text }) => noteMark.test(text))
  if (lowest === -1 || first === -1) return new Set()
  const notes = below.slice(first)
  const chars = notes.reduce((sum, { text }) => sum + text.length, 0)
  const all = lines.reduce((sum, { text }) => sum + text.length, 0)
  return new Set(chars <= all * mostOfPage ? notes : [])
}
