import { AppError } from '../../../domain/errors.ts'
import { openPdf } from './pdfium/pdf-document.ts'
import { loadPdfium } from './pdfium/pdfium.ts'
import type { Pdfium } from './pdfium/pdfium.ts'

export interface Size {
  readonly width: number
  readonly height: number
}

export interface Rendering {
  readonly colours: 'grey' | 'rgb'
  /** Pixels of a page of so many points. */
  readonly sizeOf: (points: Size) => Size
}

export interface RenderedPage extends Size {
  /** Row after row without gaps; one byte a pixel, or three: red, green, blue. */
  readonly pixels: Buffer
}

/** As PDFium numbers them; the second is blue, green, red unless the order is turned round. */
const formats = { grey: 1, rgb: 2 } as const
const bytesOf = { grey: 1, rgb: 3 } as const
const white = 0xffffffff
const withAnnotations = 0x01
const flags = { grey: withAnnotations | 0x08, rgb: withAnnotations | 0x10 } as const

/**
 * A page as it is printed, on white, from 1.
 * @throws AppError `password_protected`, `corrupt_file`, `extraction_memory`; `not_found` for a page that is not there.
 */
export async function renderPage(path: string, page: number, rendering: Rendering): Promise<RenderedPage> {
  const pdfium = await loadPdfium()
  const document = openPdf(pdfium, path)
  let healthy = true
  try {
    if (page > document.pageCount) {
      const spanish = `El documento tiene ${document.pageCount} páginas.`
      throw new AppError('not_found', `The document has ${document.pageCount} pages.`, { spanish })
    }
    return render(pdfium, document.pointer, page, rendering)
  } catch (error) {
    healthy = error instanceof AppError
    throw error
  } finally {
    // After a trap PDFium must not be called again.
    if (healthy) document.close()
  }
}

function render(pdfium: Pdfium, document: number, number: number, rendering: Rendering): RenderedPage {
  const page = pdfium.api.FPDF_LoadPage(document, number - 1)
  if (page === 0) throw new AppError('corrupt_file', `Page ${number} of the PDF cannot be read: it is damaged.`)
  const drawn = drawPage(pdfium, page, rendering)
  pdfium.api.FPDF_ClosePage(page)
  return drawn
}

/** An open page as it is printed, on white. */
export function drawPage(pdfium: Pdfium, page: number, { colours, sizeOf }: Rendering): RenderedPage {
  const { api } = pdfium
  const { width, height } = sizeOf({ width: api.FPDF_GetPageWidthF(page), height: api.FPDF_GetPageHeightF(page) })
  const rowBytes = width * bytesOf[colours]
  const stride = Math.ceil(rowBytes / 4) * 4
  const memory = pdfium.allocate(stride * height)
  const bitmap = api.FPDFBitmap_CreateEx(width, height, formats[colours], memory, stride)
  api.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, white)
  api.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, flags[colours])
  const drawn = pdfium.bytes(memory, stride * height)
  const pixels = Buffer.alloc(rowBytes * height)
  for (let row = 0; row < height; row += 1) {
    pixels.set(drawn.subarray(row * stride, row * stride + rowBytes), row * rowBytes)
  }
  api.FPDFBitmap_Destroy(bitmap)
  pdfium.free(memory)
  return { width, height, pixels }
}

/** So large that it has at most so many pixels, and no less than one in each direction. */
export function scaled({ width, height }: Size, scale: number, maxPixels: number): Size {
  const most = Math.sqrt(maxPixels / Math.max(1, width * height))
  const factor = Math.min(scale, most)
  return { width: Math.max(1, Math.floor(width * factor)), height: Math.max(1, Math.floor(height * factor)) }
}
