import type { DocumentWarning, WarningCode, WarningFacts } from './warning.ts'

/** How a warning reads in some language. */
export type WarningSentences = { readonly [C in WarningCode]: (facts: WarningFacts[C]) => string }

export function sayWarning(sentences: WarningSentences, { code, facts }: DocumentWarning): string {
  // the sentence of a code takes the facts of that code
  return (sentences[code] as (facts: unknown) => string)(facts)
}

/** Also what is kept beside the codes, for versions that know none. */
export const englishWarnings: WarningSentences = {
  page_without_text: ({ page }) => `page ${page} has no text layer`,
  page_not_recognised: ({ page }) => `page ${page} has no text layer and no text could be recognised on it`,
  page_damaged: ({ page }) => `page ${page} is damaged and was left out`,
  more_pages_unread: ({ pages }) => `${many(pages, 'more page')} without a text layer, or damaged`,
  pages_by_ocr: ({ pages, page, confidence }) =>
    `${pages === 1 ? `page ${page} was` : `${pages} pages were`} read by OCR with a mean confidence of ${confidence} %`,
  page_doubtful: ({ page, confidence }) => `page ${page} was read by OCR with a confidence of ${confidence} % only`,
  scans_left: ({ pages }) => `${many(pages, 'more scanned page')} not read: split the document`,
  letters_unread: ({ letters, percent, page }) =>
    `${percent > 0 ? `${percent} % of the letters` : many(letters, 'letter')} could not be read, first on page ${page}: the fonts do not say which they are`,
  fonts_unread: () => 'the fonts of the file do not say which letters they hold: its text was read by OCR',
  symbols_unread: ({ letters }) => `${many(letters, 'letter')} of symbol fonts could not be read`,
  bytes_unread: ({ characters, line }) => `${many(characters, 'character')} could not be read, first on line ${line}`,
  other_encoding: ({ lines, line, encoding }) =>
    `${lines === 1 ? '1 line is' : `${lines} lines are`} in another encoding than the rest (read as ${encoding}), first line ${line}`,
  other_format: ({ said, found }) => `the file name says ${said} but the content is ${found}: it was read as ${found}`,
  files_attached: ({ files, names }) =>
    `${files === 1 ? 'a file is' : `${files} files are`} attached and not read: ${names}`,
  attachment_unread: ({ name }) => `the attachment “${name}” was not read: upload it as a document of its own`,
  attachment_refused: ({ name, error }) => `the attachment “${name}” did not become a document (${error})`,
  attachment_known: ({ name, document }) => `the attachment “${name}” is there already, as the document ${document}`,
  more_attachments_unread: ({ attachments }) => `${many(attachments, 'more attachment')} not read`,
  content_encrypted: () =>
    'what was sent is encrypted and was not read: save it without encryption and upload it again',
  quotation_cut: () => 'the file breaks off inside of a quoted value: its end is missing',
  quotation_open: () => 'a quotation mark is never closed: quotation marks were read as text',
  sheet_hidden: ({ sheet }) => `the hidden sheet “${sheet}” was left out`,
  cells_hidden: ({ cells, sheet }) => `${many(cells, 'hidden cell')} of the sheet “${sheet}” left out`,
  rows_hidden: ({ rows, sheet }) =>
    `${rows === 1 ? '1 hidden row or column' : `${rows} hidden rows or columns`} of the sheet “${sheet}” left out`,
  formulas_uncalculated: ({ cells, sheet }) =>
    `${many(cells, 'cell')} of the sheet “${sheet}” without a value: the formulas were not calculated. Open the workbook and save it again`,
  slide_hidden: ({ slide }) => `the hidden slide ${slide} was left out`,
  text_hidden: ({ letters }) => `${many(letters, 'letter')} of hidden text left out`,
  document_damaged: () => 'the document is damaged: a part of its text may be missing',
  sheet_damaged: ({ sheet }) => `the sheet “${sheet}” is damaged: a part of its text may be missing`,
  slide_damaged: ({ slide }) => `slide ${slide} is damaged: a part of its text may be missing`,
  part_unread: () => 'a part in another format inside the document could not be read',
  chapters_missing: ({ chapters }) => `${many(chapters, 'chapter')} named in the book and missing from it`,
  tables_without_grid: ({ tables, page }) =>
    `${many(tables, 'table')} without a grid, first on page ${page}: values may stand under another column`,
  reprocess_failed: ({ error }) =>
    `the document could not be read again (${error}): it is answered from the text it had`,
  other: ({ sentence }) => sentence,
}

function many(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`
}
