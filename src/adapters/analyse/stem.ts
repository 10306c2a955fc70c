import snowball from 'snowball-stemmers'
import { fold } from '../../domain/text/fold.ts'
import type { Language } from './language.ts'

const stemmers = { es: snowball.newStemmer('spanish'), en: snowball.newStemmer('english') }
const latin = /^[a-z]+$/

/** Words kept per generation and language; two generations of 64-character words stay under 20 MB. */
const generationSize = 20_000

export type Stem = (word: string, language: Language) => string

/**
 * Stem of a folded word, folded again. Words with digits or other letters are returned as they are.
 *
 * The Spanish stemmer expects accents in endings it removes (-ción, -ía). They are put back first, which depends on the
 * folded word alone: "organizacion" and "organizaciones" meet, and typing accents or not makes no difference.
 */
export function createStemmer(): Stem {
  const caches = { es: createCache(), en: createCache() }
  return (word, language) => {
    if (!latin.test(word)) return word
    const cache = caches[language]
    const known = cache.get(word)
    if (known !== undefined) return known
    const stem = language === 'es' ? fold(stemmers.es.stem(restoreAccent(word))) : stemmers.en.stem(word)
    cache.set(word, stem)
    return stem
  }
}

/** One where both languages have the same. */
export function bothStems(stem: Stem, word: string): string[] {
  const spanish = stem(word, 'es')
  const english = stem(word, 'en')
  return spanish === english ? [spanish] : [spanish, english]
}

function restoreAccent(word: string): string {
  return word.replace(/([cs])ion$/, '$1ión').replace(/ia(s|n|mos)?$/, 'ía$1')
}

interface Cache {
  get(word: string): string | undefined
  set(word: string, stem: string): void
}

/** Two generations: a full one becomes the old one, words still in use move over, the rest is forgotten. */
function createCache(): Cache {
  let young = new Map<string, string>()
  let old = new Map<string, string>()
  function set(word: string, stem: string): void {
    if (young.size >= generationSize) {
      old = young
      young = new Map()
    }
    young.set(word, stem)
  }
  function get(word: string): string | undefined {
    const stem = young.get(word)
    if (stem !== undefined) return stem
    const remembered = old.get(word)
    if (remembered !== undefined) set(word, remembered)
    return remembered
  }
  return { get, set }
}
