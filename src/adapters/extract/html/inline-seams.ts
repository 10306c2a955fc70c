import type { HtmlHandler } from './html-guard.ts'

const inline = new Set(['span', 'b', 'strong', 'em', 'small', 'data'])
/** There a seam is between signs of a program. */
const verbatim = new Set(['pre', 'code', 'math'])
const tailChars = 3
/** A word before a figure or a price, and anything before a name: "Cuota mensual" and "48 €", "12 €" and "Sin permanencia"; two long numbers. */
const seams: readonly (readonly [before: RegExp, after: RegExp])[] = [
  [/\p{L}{3}$/u, /^[\d€$£]/u],
  [/(?:\p{Ll}{2}|[\d€$£%)])$/u, /^\p{Lu}\p{Ll}/u],
  [/\d{3}$/u, /^[+(]?\d{3}/u],
]

/** Passes on a space where two named pieces of a line meet: their sheet sets them apart, and without it "Clase suelta12 €" is no word. */
export function withInlineSeams(handler: HtmlHandler): HtmlHandler {
  let tail = ''
  let isClosed = false
  let isSeam = false
  let inVerbatim = 0
  return {
    open(name, attributes) {
      if (verbatim.has(name)) inVerbatim++
      const isPiece = inline.has(name) && attributes['class'] !== undefined
      isSeam ||= isPiece && isClosed
      if (!inline.has(name)) {
        isSeam = false
        isClosed = false
        tail = ''
      }
      handler.open(name, attributes)
    },
    close(name) {
      if (verbatim.has(name)) inVerbatim--
      if (inline.has(name)) isClosed = tail !== ''
      handler.close(name)
    },
    text(text) {
      if (isSeam && inVerbatim === 0 && seams.some(([before, after]) => before.test(tail) && after.test(text))) {
        handler.text(' ')
      }
      isSeam = false
      isClosed = false
      tail = (tail + text.slice(-tailChars)).slice(-tailChars)
      handler.text(text)
    },
  }
}
