import type { RankedPassage } from '../../../domain/passage.ts'
import { fold } from '../../../domain/text/fold.ts'
import { foldQuestion } from '../../../domain/text/fold-question.ts'
import { isLight } from '../quotes/said/light-words.ts'
import { properNamesIn } from '../quotes/said/proper-names.ts'
import type { RankedUnit } from '../quotes/rank-units.ts'

/** Shorter words exist in both languages by chance. */
const longWord = /[a-z]{4,}/g

/**
 * Whether a unit is in the language of the question. Tables, names and codes show none: there a word they share tells ("What does unit 226
 * cost?" of "Unit 226 | 1,538"), and where they share none, whatever the text looks like.
 */
export function isInLanguage<P extends RankedPassage>(
  { language: surely, passage }: RankedUnit<P>,
  { text, language }: { readonly text: string; readonly language: 'es' | 'en' },
  detectLanguage: (text: string) => 'es' | 'en',
): boolean {
  if (surely !== null) return surely === language
  return sharesWord(text, passage.text) || detectLanguage(passage.text) === language
}

/** In the same form, as a word of the same meaning may be one of the other language; and no name, which is the same in both. */
function sharesWord(question: string, text: string): boolean {
  const words = new Set(fold(text).match(longWord))
  const names = new Set(properNamesIn(question))
  const asked = foldQuestion(question).match(longWord) ?? []
  return asked.some((word) => !isLight(word) && !names.has(word) && words.has(word))
}
