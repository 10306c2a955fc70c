import { joinDottedLetters } from './dotted-letters.ts'
import { fold } from './fold.ts'
import { spellNumberSign } from './number-sign.ts'

/** A question, folded, with its signs for a number as the word ("n.º de serie" asks for a number) and letters with dots as one: "N.I.F." is a NIF. */
export function foldQuestion(question: string): string {
  return joinDottedLetters(fold(spellNumberSign(question))).replaceAll(/ {2,}/g, ' ')
}
