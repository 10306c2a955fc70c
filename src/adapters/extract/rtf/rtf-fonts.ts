import { pageOfCharset, pageOfNumber } from '../text/code-pages.ts'

/** More than any document names. */
const maxFonts = 10_000

/** Which code page the bytes of a font are in. */
export interface Fonts {
  /** Of the whole document, by its number. */
  setPage(number: number): void
  /** A word of the table of fonts. */
  word(name: string, value: number | null): void
  pageOf(font: number): string
}

export function createFonts(): Fonts {
  const pages = new Map<number, string>()
  let documentPage = 'windows-1252'
  let font = -1
  return {
    setPage(number) {
      documentPage = number === 10_000 ? 'macroman' : pageOfNumber(number)
    },
    word(name, value) {
      if (name === 'f') font = value ?? 0
      const page = name === 'fcharset' ? pageOfCharset(value ?? 0) : null
      if (page !== null && pages.size < maxFonts) pages.set(font, page)
    },
    pageOf: (number) => pages.get(number) ?? documentPage,
  }
}
