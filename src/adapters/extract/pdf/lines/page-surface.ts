import { drawPage, scaled } from '../render-page.ts'
import type { RenderedPage, Size } from '../render-page.ts'
import { letterBox } from './char-access.ts'
import type { CharAccess } from './char-access.ts'
import { whiteFrom } from './white-level.ts'

/** A dot a point tells whether paper is white; larger pages are drawn coarser. */
const maxPixels = 2_000_000
/** Dots around a letter that show what it stands on. */
const around = 1

/** How much of the place of a letter is anything but white on the page as it is printed. */
export type Surface = (textIndex: number) => number

/**
 * Tells how much of the page, as it is printed, is anything but white where a letter stands. It is drawn when first asked: colours
 * that run into each other, strokes and outlines cannot be told from what a page says of its objects.
 */
export function createSurface(access: CharAccess, page: number): Surface {
  let dots: Dots | null = null
  return (textIndex) => {
    dots ??= countDots(
      drawPage(access.pdfium, page, { colours: 'grey', sizeOf: (points) => scaled(points, 1, maxPixels) }),
    )
    const { width, height } = dots
    const { left, right, top, bottom } = letterBox(access, textIndex)
    const [one, other] = [dotAt(access, page, dots, left, bottom), dotAt(access, page, dots, right, top)]
    const [fromX, toX] = [
      Math.max(0, Math.min(one.x, other.x) - around),
      Math.min(width - 1, Math.max(one.x, other.x) + around),
    ]
    const [fromY, toY] = [
      Math.max(0, Math.min(one.y, other.y) - around),
      Math.min(height - 1, Math.max(one.y, other.y) + around),
    ]
    if (fromX > toX || fromY > toY) return 0
    const shown =
      dots.before(toX + 1, toY + 1) -
      dots.before(fromX, toY + 1) -
      dots.before(toX + 1, fromY) +
      dots.before(fromX, fromY)
    return shown / ((toX - fromX + 1) * (toY - fromY + 1))
  }
}

interface Dots extends Size {
  /** How many dots above and left of a place are anything but white. */
  readonly before: (x: number, y: number) => number
}

/** Counts once for the whole page: letters may be as large as it, and many. */
function countDots({ width, height, pixels }: RenderedPage): Dots {
  const row = width + 1
  const counts = new Int32Array(row * (height + 1))
  for (let y = 0; y < height; y++) {
    let inRow = 0
    for (let x = 0; x < width; x++) {
      if ((pixels[y * width + x] ?? 255) < whiteFrom) inRow++
      counts[(y + 1) * row + x + 1] = (counts[y * row + x + 1] ?? 0) + inRow
    }
  }
  return { width, height, before: (x, y) => counts[y * row + x] ?? 0 }
}

/** The dot of a place in points of the page, however that is turned. */
function dotAt({ pdfium, scratch }: CharAccess, page: number, { width, height }: Size, x: number, y: number) {
  pdfium.api.FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, scratch, scratch + 4)
  return { x: pdfium.int32(scratch), y: pdfium.int32(scratch + 4) }
}
