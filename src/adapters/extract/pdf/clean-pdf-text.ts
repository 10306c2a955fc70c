import { cleanInline, composeAccents } from '../layout/clean-text.ts'

// PDFium writes U+FFFE (some builds U+0002) where it joined a word cut by a hyphen at the end of a line.
// oxlint-disable-next-line no-control-regex -- U+0002 is that mark
const hyphenMark = /[\uFFFE\u0002]\s*(.?)/gu
const dotLeaders = /(?:\s?[.·…_]){5,}/g

/**
 * Clean text of one line as PDFium reports it: hyphens at line ends undone (kept before a capital or a digit, where the
 * hyphen was part of the word), accents drawn apart composed, dot leaders shortened.
 */
export function cleanPdfText(raw: string): string {
  const joined = raw.replace(hyphenMark, (_, next: string) => (/[\p{Lu}\p{N}]/u.test(next) ? `-${next}` : next))
  return cleanInline(composeAccents(joined.replace(dotLeaders, ' … ')))
}
