import { cleanInline, composeAccents } from '../layout/clean-text.ts'
import { withSymbols } from '../layout/symbol-letters.ts'

// PDFium writes U+FFFE (some builds U+0002) where it joined a word cut by a hyphen at the end of a line.
// oxlint-disable-next-line no-control-regex -- U+0002 is that mark
const hyphenMark = /[\uFFFE\u0002]\s*(.?)/gu
/**
 * What leads from a label to its value. Dashes do so behind something only; those that stand apart are more than a row of twelve months
 * without values has, and those that do not are no dash of a sentence.
 */
export const dotLeaders = /(?:\s?[.·…_]){5,}|(?<=[^\s–—-]\s?)(?:(?:\s[–—-]){13,}|\s?[–—-]{5,})/g
// oxlint-disable-next-line no-control-regex -- PDFium gives the code of a letter whose font does not say what it stands for
const controls = /[\u0001\u0003-\u0008\u000b\u000c\u000e-\u001f]/g

/** Where the codes of letters without a meaning are put, so that clean-up leaves them and they can be told afterwards. */
export const codeBase = 0xe700

/** Where a return is put that may be a letter. */
export const unreadReturn = String.fromCharCode(codeBase + 0x0d)

/**
 * Fonts of TeX have a ligature where others have a return: PDFium ends lines with a return and a line feed, so one before a letter is
 * the code of a letter, or a return that somebody wrote. As long as before.
 */
export function withUnreadReturns(raw: string): string {
  return raw.replace(/\r(?=\p{L})/gu, unreadReturn)
}

/** Letters that `cleanPdfText` could not read. */
export const unreadLetter = /[\ue700-\ue71f]/g

/**
 * Clean text of one line as PDFium reports it: hyphens at line ends undone (kept before a capital or a digit, where the
 * hyphen was part of the word), accents drawn apart composed, dot leaders shortened.
 */
export function cleanPdfText(raw: string): string {
  const joined = raw.replace(hyphenMark, (_, next: string) => (/[\p{Lu}\p{N}]/u.test(next) ? `-${next}` : next))
  const marked = joined.replace(controls, (code) => String.fromCharCode(codeBase + code.charCodeAt(0)))
  return cleanInline(composeAccents(withSymbols(marked.replace(dotLeaders, ' … '))))
}
