import type { PageJob } from '../engine/engine.ts'
import { renderPage, scaled } from './render-page.ts'

/** At 200 dots an inch every letter that people print is read; more costs time and finds nothing. */
const dotsPerInch = 200
const pointsPerInch = 72
/** A sheet of A3 at 200 dpi has 7.7 million; larger pages are drawn coarser. */
const maxPixels = 12_000_000

/** A page of a PDF as it is printed, as a grey PNM picture. */
export async function pdfPagePicture({ path, page }: PageJob): Promise<Uint8Array> {
  const scale = dotsPerInch / pointsPerInch
  const { width, height, pixels } = await renderPage(path, page, {
    colours: 'grey',
    sizeOf: (points) => scaled(points, scale, maxPixels),
  })
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), pixels])
}
