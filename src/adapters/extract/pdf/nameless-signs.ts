import type { CharAccess } from './lines/char-access.ts'

/** Fewer are a line of a formula or of a drawing. */
const fewestSigns = 40
/** Words are made of letters; so are numbers of digits, and what leads to a value or draws a frame of one sign again and again. */
const mostLetters = 0.25
const mostDigits = 0.5
const mostAlike = 0.3
/** Of other signs text in unknown letters has so many kinds. */
const fewestKinds = 8
/** Of the signs of a page so many without a meaning leave nothing to read on it. */
const wholePage = 0.8

export interface NamelessSigns {
  /** Signs that say nothing. */
  readonly count: number
  /** Whether they are nearly all there is on the page. */
  readonly isPage: boolean
}

const none: NamelessSigns = { count: 0, isPage: false }

/**
 * Signs whose font does not say what they are, so that PDFium gives the codes by which it draws them: "()*+,-./0.1)-.,+". Fonts without
 * names that number their letters as the alphabet does, and numbers, formulas and frames in them, are read as they are.
 * @param chars of the page, which are more than its text shows
 */
export function namelessSigns(access: CharAccess, text: string, chars: number): NamelessSigns {
  const signs = text.replace(/\s/gu, '').length
  // Worth to ask for each of them.
  if ((text.match(oddSign)?.length ?? 0) < fewestSigns / 2) return none
  const { direct } = access.pdfium
  let nameless = ''
  for (let index = 0; index < chars; index++) {
    if (direct.FPDFText_HasUnicodeMapError(access.textPage, index) !== 1) continue
    const code = direct.FPDFText_GetUnicode(access.textPage, index)
    if (code > 0x20 && code < 0xd800) nameless += String.fromCharCode(code)
  }
  if (nameless.length < fewestSigns || !isMeaningless(nameless)) return none
  return { count: nameless.length, isPage: nameless.length >= signs * wholePage }
}

const oddSign = /[^\p{L}\p{M}\p{N}\s]/gu

function isMeaningless(signs: string): boolean {
  const share = (kind: RegExp): number => (signs.match(kind)?.length ?? 0) / signs.length
  if (share(/[\p{L}\p{M}]/gu) > mostLetters || share(/\p{N}/gu) > mostDigits) return false
  if (share(/(.)(?=\1)/gu) > mostAlike) return false
  return new Set(signs.match(oddSign)).size >= fewestKinds
}
