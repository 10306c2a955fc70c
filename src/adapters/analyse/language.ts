import { fold } from './fold.ts'
import { englishStopWords, spanishStopWords } from './stop-words.ts'
import { splitWords } from './words.ts'

export type Language = 'es' | 'en'

const spanishEnding = /(cion|ciones|sion|dad|dades|mente|iendo|ando|ador|adora|aje|ario|aria|ez|os|as|o)$/
const englishEnding = /(tion|tions|ing|ness|ment|ments|ity|ly|ed|ship|ght|th|sh|ck|ll|ss|ow|ew|y)$/

/**
 * The language whose stop words stand in the text more often; null when they are equally many. Words of both lists do not
 * count. Only folded words are looked at, so that accents never change the outcome.
 */
export function languageByStopWords(words: readonly string[]): Language | null {
  let lead = 0
  for (const word of words) {
    if (spanishStopWords.has(word)) lead++
    if (englishStopWords.has(word)) lead--
  }
  if (lead === 0) return null
  return lead > 0 ? 'es' : 'en'
}

/** The language the stop words of a text show; null when they show none, as in a table or a name. */
export function sureLanguage(text: string): Language | null {
  return languageByStopWords(splitWords(fold(text)))
}

/**
 * Spanish or English, for choosing the language of an answer or of a label. Word endings decide when stop words do not
 * ("despido improcedente"), Spanish when nothing does.
 */
export function detectLanguage(text: string): Language {
  const words = splitWords(fold(text))
  const byStopWords = languageByStopWords(words)
  if (byStopWords !== null) return byStopWords
  let lead = 0
  for (const word of words) {
    if (spanishEnding.test(word)) lead++
    if (englishEnding.test(word)) lead--
  }
  return lead < 0 ? 'en' : 'es'
}
