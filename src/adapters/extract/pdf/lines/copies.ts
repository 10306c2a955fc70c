import type { PdfLine } from './pdf-line.ts'

/** Shadows and clipped copies stand no further from the line than this share of its size. */
const nearShare = 0.3

/** The lines of a page, each once: a line drawn again at the same place, for a shadow or cut off in another way, says nothing. */
export function withoutCopies<L extends { readonly line: PdfLine }>(lines: readonly L[]): L[] {
  const drawn = new Map<string, PdfLine[]>()
  return lines.filter(({ line }) => {
    // Lines that agree in text and row; few do, so that looking through them is cheap.
    const key = `${Math.round(line.baseline)} ${line.text}`
    const before = [-1, 0, 1].flatMap((step) => drawn.get(`${Math.round(line.baseline) + step} ${line.text}`) ?? [])
    const near = Math.max(line.size * nearShare, 0.5)
    const isCopy = before.some(
      (other) => Math.abs(other.left - line.left) <= near && Math.abs(other.baseline - line.baseline) <= near,
    )
    if (isCopy) return false
    const same = drawn.get(key)
    if (same === undefined) drawn.set(key, [line])
    else if (same.length < 50) same.push(line)
    return true
  })
}
