import type { ExtractedText } from '../../../domain/extracted.ts'

/** Bounds that hold inside one extraction. Everything past them is a coded error, never a crash. */
export interface ExtractLimits {
  /** PDF pages. */
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

/** 20 million characters are about 7,000 full pages; past that one document fills an index meant for many. */
export const defaultExtractLimits: ExtractLimits = { maxPages: 10_000, maxTextChars: 20_000_000 }
