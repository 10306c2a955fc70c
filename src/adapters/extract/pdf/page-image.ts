import type { ImageJob } from '../engine/engine.ts'
import { encodePng } from './encode-png.ts'
import { renderPage, scaled } from './render-page.ts'

/** A long strip of paper is drawn narrower than asked for. */
const maxPixels = 5_000_000

/** A page of a PDF as it is printed, in colours, as PNG. */
export async function pdfPageImage({ path, page, width }: ImageJob): Promise<Uint8Array> {
  const rendered = await renderPage(path, page, {
    colours: 'rgb',
    sizeOf: (points) => scaled(points, width / Math.max(1, points.width), maxPixels),
  })
  return encodePng(rendered)
}
