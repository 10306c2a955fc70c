import { drawPage, scaled } from '../render-page.ts'
import type { RenderedPage } from '../render-page.ts'
import { letterBox } from './char-access.ts'
import type { CharAccess } from './char-access.ts'

/** A dot a point tells whether paper is white; larger pages are drawn coarser. */
const maxPixels = 2_000_000
/** Lighter dots are white to the eye. */
const whiteFrom = 250
/** Dots around a letter that show what it stands on. */
const around = 1

/** How much of the place of a letter is anything but white on the page as it is printed. */
export type Surface = (textIndex: number) => number

/**
 * Tells how much of the page, as it is printed, is anything but white where a letter stands. It is drawn when first asked: colours
 * that run into each other, strokes and outlines cannot be told from what a page says of its objects.
 */
export function createSurface(access: CharAccess, page: number): Surface {
  let drawn: RenderedPage | null = null
  return (textIndex) => {
    drawn ??= drawPage(access.pdfium, page, { colours: 'grey', sizeOf: (points) => scaled(points, 1, maxPixels) })
    const { width, height, pixels } = drawn
    const { left, right, top, bottom } = letterBox(access, textIndex)
    const [one, other] = [dotAt(access, page, drawn, left, bottom), dotAt(access, page, drawn, right, top)]
    const [fromX, toX] = [
      Math.max(0, Math.min(one.x, other.x) - around),
      Math.min(width - 1, Math.max(one.x, other.x) + around),
    ]
    const [fromY, toY] = [
      Math.max(0, Math.min(one.y, other.y) - around),
      Math.min(height - 1, Math.max(one.y, other.y) + around),
    ]
    let [all, shown] = [0, 0]
    for (let y = fromY; y <= toY; y++) {
      for (let x = fromX; x <= toX; x++) {
        all++
        if ((pixels[y * width + x] ?? 255) < whiteFrom) shown++
      }
    }
    return shown / Math.max(all, 1)
  }
}

/** The dot of a place in points of the page, however that is turned. */
function dotAt({ pdfium, scratch }: CharAccess, page: number, { width, height }: RenderedPage, x: number, y: number) {
  pdfium.api.FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, scratch, scratch + 4)
  const places = new DataView(Uint8Array.from(pdfium.bytes(scratch, 8)).buffer)
  return { x: places.getInt32(0, true), y: places.getInt32(4, true) }
}
