/** What may be worth knowing about a document that was read, by stable code, and the facts that belong to it. */
export interface WarningFacts {
  /** The page shows a picture and has no text of its own. */
  readonly page_without_text: { readonly page: number }
  /** The same, and OCR found nothing on it either. */
  readonly page_not_recognised: { readonly page: number }
  readonly page_damaged: { readonly page: number }
  /** More pages of the two kinds above than are named one by one. */
  readonly more_pages_unread: { readonly pages: number }
  readonly pages_by_ocr: { readonly pages: number; readonly page: number; readonly confidence: number }
  /** Words of the page are wrong often enough for somebody to look at it. */
  readonly page_doubtful: { readonly page: number; readonly confidence: number }
  readonly scans_left: { readonly pages: number }
  /** The fonts do not say which letters they are. `percent` is 0 below one of a hundred. */
  readonly letters_unread: { readonly letters: number; readonly percent: number; readonly page: number }
  /** The same of every letter, so that the pages were read by OCR. */
  readonly fonts_unread: Nothing
  readonly symbols_unread: { readonly letters: number }
  readonly bytes_unread: { readonly characters: number; readonly line: number }
  readonly other_encoding: { readonly lines: number; readonly line: number; readonly encoding: string }
  /** A file under the ending of another format; its content decided. */
  readonly other_format: { readonly said: string; readonly found: string }
  /** Files inside of a PDF; `names` of the first ones. */
  readonly files_attached: { readonly files: number; readonly names: string }
  readonly attachment_unread: { readonly name: string }
  /** It became no document of its own; `error` is the code of the refusal. */
  readonly attachment_refused: { readonly name: string; readonly error: string }
  /** The same bytes are there already, as that document. */
  readonly attachment_known: { readonly name: string; readonly document: string }
  readonly more_attachments_unread: { readonly attachments: number }
  readonly content_encrypted: Nothing
  readonly quotation_open: Nothing
  readonly quotation_cut: Nothing
  readonly sheet_hidden: { readonly sheet: string }
  readonly cells_hidden: { readonly cells: number; readonly sheet: string }
  readonly rows_hidden: { readonly rows: number; readonly sheet: string }
  /** Formulas that the program which wrote the sheet did not work out. */
  readonly formulas_uncalculated: { readonly cells: number; readonly sheet: string }
  readonly slide_hidden: { readonly slide: number }
  /** Text that the document holds and does not show. */
  readonly text_hidden: { readonly letters: number }
  readonly document_damaged: Nothing
  readonly sheet_damaged: { readonly sheet: string }
  readonly slide_damaged: { readonly slide: number }
  /** Something in another format inside of the document. */
  readonly part_unread: Nothing
  readonly chapters_missing: { readonly chapters: number }
  /** Rows of cells whose columns nothing tells: neither lines nor alignment. `page` is that of the first. */
  readonly tables_without_grid: { readonly tables: number; readonly page: number }
  /** It was to be read again and could not: it is answered from the text it had. `error` is the code of the failure. */
  readonly reprocess_failed: { readonly error: string }
  /** Told in a sentence by a version that had no codes. */
  readonly other: { readonly sentence: string }
}

type Nothing = Readonly<Record<string, never>>

export type WarningCode = keyof WarningFacts

/** One of them with its facts. */
export type DocumentWarning = {
  readonly [C in WarningCode]: { readonly code: C; readonly facts: WarningFacts[C] }
}[WarningCode]

/** As many as are kept of a document. */
export const mostWarnings = 20

export function warning<C extends WarningCode>(code: C, facts: WarningFacts[C]): DocumentWarning {
  // a code with its own facts is a member of the union
  return { code, facts } as DocumentWarning
}
