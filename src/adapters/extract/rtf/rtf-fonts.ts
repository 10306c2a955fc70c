import { pageOfCharset, pageOfNumber } from '../text/code-pages.ts'

/** More than any document names. */
const maxFonts = 10_000

/** Which code page the bytes of a font are in. */
export interface Fonts {
  /** Of the whole document, by its number. */
  setPage(number: number): void
  /** A word of the table of fonts. */
  word(name: string, value: number | null): void
  /** A piece of the name of a font. */
  text(text: string): void
  pageOf(font: number): string
  /** The name of a font of signs instead of letters; null for every other. */
  signsOf(font: number): string | null
}

/** The number for fonts of signs. */
const ofSigns = 2
const longestName = 100

export function createFonts(): Fonts {
  const pages = new Map<number, string>()
  let documentPage = 'windows-1252'
  let font = -1
  const signs = new Map<number, string>()
  return {
    setPage(number) {
      documentPage = pageOfNumber(number)
    },
    word(name, value) {
      if (name === 'f') font = value ?? 0
      else if (name === 'fcharset' && value === ofSigns && signs.size < maxFonts) signs.set(font, '')
      const page = name === 'fcharset' ? pageOfCharset(value ?? 0) : null
      if (page !== null && pages.size < maxFonts) pages.set(font, page)
    },
    text(text) {
      const name = signs.get(font)
      if (name !== undefined && name.length < longestName) signs.set(font, name + text)
    },
    signsOf: (number) => signs.get(number) ?? null,
    pageOf: (number) => pages.get(number) ?? documentPage,
  }
}
