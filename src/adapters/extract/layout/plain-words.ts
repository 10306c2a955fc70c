import { fold } from '../../../domain/text/fold.ts'

/** Small letters without accents, marks between words as blanks: "N.º de pedido" is "no de pedido". For short texts. */
export function plainWords(text: string): string {
  return fold(text)
    .replace(/(?<=\p{L})\.(?=\p{L})/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
