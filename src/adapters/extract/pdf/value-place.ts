import type { Box } from './lines/box.ts'
import type { PdfLine } from './lines/pdf-line.ts'

/** A field so high, in sizes of the type, has several lines; a lower one has its value in the middle. */
const highField = 2.2
/** How far the baseline is below the middle of a line, in sizes of the type. */
const belowMiddle = 0.35
const sizeOfEmptyPage = 10

/** The size of the type of most lines of a page. */
export function usualSize(lines: readonly PdfLine[]): number {
  const sizes = lines.map(({ size }) => size).toSorted((a, b) => a - b)
  return sizes[Math.floor((sizes.length - 1) / 2)] ?? sizeOfEmptyPage
}

/**
 * Where the value of a field stands that is not drawn: in type of the line next to it, unless that is a title; level with its
 * label where it has several lines, or at its top.
 * @param usual size of the type of the page
 */
export function placeOfValue(
  { left, bottom, top }: Box,
  lines: readonly PdfLine[],
  usual: number,
): { readonly size: number; readonly baseline: number } {
  const upright = lines.filter((line) => line.upright)
  const middle = (bottom + top) / 2
  const distance = ({ baseline }: PdfLine): number => Math.abs(baseline - middle)
  const nearest = upright.reduce<PdfLine | undefined>(
    (best, line) => (best === undefined || distance(line) < distance(best) ? line : best),
    undefined,
  )
  const size = Math.min(nearest?.size ?? usual, usual)
  if (top - bottom < size * highField) return { size, baseline: middle - size * belowMiddle }
  const labels = upright.filter(({ right, baseline }) => right <= left + size && baseline > bottom && baseline < top)
  const level = labels.map(({ baseline }) => baseline)
  return { size, baseline: level.length === 0 ? top - size * (0.5 + belowMiddle) : Math.max(...level) }
}
