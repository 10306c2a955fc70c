/** `nº`, `n.º`, `№`: folded, they would be the word "no". */
const numberSign = /№|(?<![\p{L}\p{M}\p{N}])n\s?\.?\s?[º°]/giu

/** A text with the signs for a number as the word. */
export function spellNumberSign(text: string): string {
  return /[№º°]/u.test(text) ? text.replace(numberSign, ' numero ') : text
}
