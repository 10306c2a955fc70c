import type { FileType } from '../domain/extracted.ts'
import type { CompanyId } from '../domain/ids.ts'

export interface PaintRequest {
  /** Companies take turns. */
  readonly companyId: CompanyId
  /** Path of a local copy of the original. */
  readonly path: string
  readonly fileType: FileType
  /** From 1. */
  readonly page: number
  /** Wanted, in pixels; very long pages are drawn narrower. */
  readonly width: number
  readonly signal: AbortSignal
}

/**
 * Draws a page as it is printed, as PNG. Survives every input, as the extractor does, and fails with the same codes; `not_found` for a
 * page that is not there, `unsupported_type` for a format whose pages are not drawn.
 */
export interface PagePainter {
  paint(request: PaintRequest): Promise<Uint8Array>
  close(): Promise<void>
}
