import type { ExtractedText, FileType } from '../domain/extracted.ts'
import type { CompanyId } from '../domain/ids.ts'

export interface ExtractRequest {
  /** Whose document it is: companies take turns, and none takes every place. */
  readonly companyId: CompanyId
  /** Path of a local copy of the original. Never built from the client's file name. */
  readonly path: string
  readonly fileType: FileType
  /** The name it was uploaded under: a warning tells when its ending promises another format than the content is. */
  readonly fileName?: string
  readonly signal: AbortSignal
  /** Only this page, from 1, by OCR. Every page waits for its turn among the files of all companies. */
  readonly page?: number
  /** Called with pages (or parts) done and total; total 0 while unknown. */
  readonly onProgress?: (done: number, total: number) => void
}

/** One of the files that came with a mail: `AttachedFile.part`. */
export interface DetachRequest extends Pick<ExtractRequest, 'companyId' | 'path' | 'fileType' | 'signal'> {
  readonly part: string
  readonly into: string
}

/**
 * Turns bytes into text. Survives every input: the work is done in child processes with a time limit, a memory limit and
 * SIGKILL. With `page`, the text comes as that of a document of one page, with `ocr` to say how sure it is; a page without
 * letters is `no_text`, and where OCR cannot be had every page is `no_text_layer`. Fails with one of the document codes of `domain/errors.ts` (terminal, also when a limit was passed: it would be
 * passed again), or retryable: `cancelled` when the signal fired, `extraction_crashed` when the reader was killed by others, `reader_unavailable` when the machine gives it too little.
 */
export interface Extractor {
  extract(request: ExtractRequest): Promise<ExtractedText>
  /**
   * Writes one of the files that came with a mail to the new file `into`, byte by byte as it was sent. Limits and failures are
   * those of `extract`. @throws AppError `corrupt_file` when there is no such part, or nothing that can be taken out.
   */
  detach(request: DetachRequest): Promise<void>
  close(): Promise<void>
}

/**
 * Decides what a file is by its content: magic bytes, the main part of a zip, HTML or Markdown structure. The name only
 * settles what content cannot (Markdown against plain text). Reads a bounded part of the file; safe in the API process.
 * @throws AppError `unsupported_type` naming what was found and what is supported, or `empty_file`.
 */
export type DetectFileType = (path: string, fileName: string) => Promise<FileType>
