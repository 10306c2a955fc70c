import { fold } from './fold.ts'
import { spellNumberSign } from './number-sign.ts'

/** A question, folded, with its signs for a number as the word: "n.º de serie" asks for a number. */
export function foldQuestion(question: string): string {
  return fold(spellNumberSign(question)).replaceAll(/ {2,}/g, ' ')
}
