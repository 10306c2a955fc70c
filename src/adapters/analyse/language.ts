import { fold } from '../../domain/text/fold.ts'
import { englishStopWords, spanishStopWords } from './stop-words.ts'
import { splitWords } from './words.ts'

export type Language = 'es' | 'en'

const spanishEnding = /(cion|ciones|sion|dad|dades|mente|iendo|ando|ador|adora|aje|ario|aria|ez|os|as|o)$/
/** Forms of verbs that short questions are made of ("¿Tenéis parking?") and that the stop words lack. */
const spanishAsking =
  /^(?:tien(?:es|en)|teneis|pued(?:o|es)|pod(?:eis|emos|ria|riais)|quier(?:o|es|e|en)|quereis|hag(?:o|an)|hac(?:es|eis|emos)|va[sn]|vais|vamos|voy|ir|estais|habeis|dais|dan|vale|cuestan?|necesito|sois|llev(?:o|a|an)|sirven?)$/
const englishAsking = /^(?:get|got|take|takes|need|want|go|open|give|use|pay|make|let|know|does|last|anyone|someone)$/
const englishEnding = /(tion|tions|ing|ness|ment|ments|ity|ly|ed|ship|ght|th|sh|ck|ll|ss|ow|ew|age|ure|ous|ful|less|y)$/

/**
 * The language whose stop words stand in the text more often; null when they are equally many. Words of both lists do not
 * count. Only folded words are looked at, so that accents never change the outcome.
 */
export function languageByStopWords(words: readonly string[]): Language | null {
  const lead = spanishLead(words)
  if (lead === 0) return null
  return lead > 0 ? 'es' : 'en'
}

/** Stop words of Spanish less those of English. */
function spanishLead(words: readonly string[]): number {
  let lead = 0
  for (const word of words) {
    if (spanishStopWords.has(word)) lead++
    if (englishStopWords.has(word)) lead--
  }
  return lead
}

/** Stop words by which one language must lead in a text of more than a few words. */
const sureShare = 0.08

/** The language the stop words of a text surely show; null when they do not, as in a table, a name or a mixed text. */
export function sureLanguage(text: string): Language | null {
  const words = splitWords(fold(text))
  const lead = spanishLead(words)
  if (Math.abs(lead) < Math.max(1, sureShare * words.length)) return null
  return lead > 0 ? 'es' : 'en'
}

/**
 * Spanish or English, for choosing the language of an answer or of a label. Verbs and word endings decide when stop words do not
 * ("despido improcedente"), Spanish when nothing does.
 */
export function detectLanguage(text: string): Language {
  const words = splitWords(fold(text))
  const byStopWords = languageByStopWords(words)
  if (byStopWords !== null) return byStopWords
  let lead = 0
  for (const word of words) {
    if (spanishAsking.test(word)) lead += 2
    else if (englishAsking.test(word)) lead -= 2
    else if (spanishEnding.test(word)) lead++
    else if (englishEnding.test(word)) lead--
  }
  return lead < 0 ? 'en' : 'es'
}
