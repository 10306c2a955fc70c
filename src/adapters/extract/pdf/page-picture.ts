import { AppError } from '../../../domain/errors.ts'
import type { PageJob } from '../engine/engine.ts'
import { openPdf } from './pdfium/pdf-document.ts'
import { loadPdfium } from './pdfium/pdfium.ts'
import type { Pdfium } from './pdfium/pdfium.ts'

/** At 200 dots an inch every letter that people print is read; more costs time and finds nothing. */
const dotsPerInch = 200
const pointsPerInch = 72
/** A sheet of A3 at 200 dpi has 7.7 million; larger pages are drawn coarser. */
const maxPixels = 12_000_000
const grayFormat = 1
const white = 0xffffffff
/** With annotations, in grey. */
const drawing = 0x01 | 0x08

/** A page of a PDF as it is printed, as a grey PNM picture. */
export async function pdfPagePicture({ path, page }: PageJob): Promise<Uint8Array> {
  const pdfium = await loadPdfium()
  const document = openPdf(pdfium, path)
  let healthy = true
  try {
    return drawPage(pdfium, document.pointer, page)
  } catch (error) {
    healthy = error instanceof AppError
    throw error
  } finally {
    // After a trap PDFium must not be called again.
    if (healthy) document.close()
  }
}

function drawPage(pdfium: Pdfium, document: number, number: number): Uint8Array {
  const { api } = pdfium
  const page = api.FPDF_LoadPage(document, number - 1)
  if (page === 0) throw new AppError('corrupt_file', `Page ${number} of the PDF cannot be read: it is damaged.`)
  const { width, height } = sizeInPixels(api.FPDF_GetPageWidthF(page), api.FPDF_GetPageHeightF(page))
  const pixels = pdfium.allocate(width * height)
  const bitmap = api.FPDFBitmap_CreateEx(width, height, grayFormat, pixels, width)
  api.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, white)
  api.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, drawing)
  const head = Buffer.from(`P5\n${width} ${height}\n255\n`)
  const picture = Buffer.concat([head, pdfium.bytes(pixels, width * height)])
  api.FPDFBitmap_Destroy(bitmap)
  pdfium.free(pixels)
  api.FPDF_ClosePage(page)
  return picture
}

function sizeInPixels(widthPoints: number, heightPoints: number): { readonly width: number; readonly height: number } {
  const usual = dotsPerInch / pointsPerInch
  const most = Math.sqrt(maxPixels / Math.max(1, widthPoints * heightPoints))
  const scale = Math.min(usual, most)
  return { width: Math.max(1, Math.round(widthPoints * scale)), height: Math.max(1, Math.round(heightPoints * scale)) }
}
