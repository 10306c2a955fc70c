import { AppError } from '../../../domain/errors.ts'
import type { ExtractedText } from '../../../domain/extracted.ts'

/** Bounds that hold inside one extraction. Everything past them is a coded error, never a crash. */
export interface ExtractLimits {
  /** Pages of one document, for formats that have pages. */
  readonly maxPages: number
  /** UTF-16 code units of extracted text in one document. */
  readonly maxTextChars: number
}

/** What an engine gets: a local file and the bounds; it reports pages (or parts) done as it goes. */
export interface EngineJob {
  readonly path: string
  readonly limits: ExtractLimits
  readonly onProgress: (done: number, total: number) => void
}

/** Turns one file of one type into text. Throws `AppError` for everything a person can act on. */
export type Engine = (job: EngineJob) => Promise<ExtractedText> | ExtractedText

/** One page that is read by OCR, from 1. */
export interface PageJob {
  readonly path: string
  readonly page: number
  readonly limits: ExtractLimits
}

/** One page that is shown to people. */
export interface ImageJob extends PageJob {
  /** In pixels, as wanted. */
  readonly width: number
}

/** One of the files that came with a mail. */
export interface PartJob {
  readonly path: string
  /** As `AttachedFile` says. */
  readonly part: string
  readonly limits: ExtractLimits
}

/** Takes a file out of a mail; null when the mail has no such part, or nothing of it that is a file. */
export type DetachPart = (job: PartJob) => Promise<Uint8Array | null> | Uint8Array | null

/** Draws a page as it is printed, as PNG. */
export type PageImage = (job: ImageJob) => Promise<Uint8Array> | Uint8Array

/** Draws a page as a picture that can be recognised (PNG, JPEG, TIFF or PNM). */
export type PagePicture = (job: PageJob) => Promise<Uint8Array> | Uint8Array

/** 20 million characters are about 7,000 full pages; past that one document fills an index meant for many. */
export const defaultExtractLimits: ExtractLimits = { maxPages: 10_000, maxTextChars: 20_000_000 }

export function tooManyPages(pages: number, { maxPages }: ExtractLimits): AppError {
  return new AppError('too_much_text', `The document has ${pages} pages; at most ${maxPages} are read. Split it.`, {
    details: { pages, maxPages },
  })
}

/** A failure after which the engine's own state is not to be trusted: its process is thrown away. */
export class EngineLost extends Error {
  override readonly name = 'EngineLost'
  readonly failure: AppError

  constructor(failure: AppError) {
    super(failure.message, { cause: failure.cause })
    this.failure = failure
  }
}
