import type { Hit, RankedPassage } from '../../domain/passage.ts'
import { fold } from '../../domain/text/fold.ts'
import { isShouted } from '../../domain/text/shouted.ts'
import type { Analyser } from '../../ports/analyser.ts'
import type { PassageReader } from './live-passages.ts'
import { passagesRead } from './passages-read.ts'

/** Of the fused list: a table of some thousand rows has its words together somewhere among these, or nowhere. */
const looked = 60
/** Hits that are read in any case, enough for those that are quoted from if some are gone. */
const readAnyway = passagesRead * 2
/** In more of them a name tells nothing apart. */
const mostWithName = 0.34

/** Two words with nothing but blanks between them. */
const pairs = /(?<![\p{L}\p{M}\p{N}])(?=([\p{L}\p{M}]{3,}) +([\p{L}\p{M}]{2,})(?![\p{L}\p{M}\p{N}]))/gu

/**
 * Words that name somebody or something together, as "Callum Jarvie": both with a capital, or neither of any meaning that is known. Folded.
 * To the sparse leg they are two words, which any long table has somewhere.
 */
export function namedTogether(
  question: string,
  analyser: Pick<Analyser, 'analyseText' | 'sameMeaning'>,
): readonly (readonly [string, string])[] {
  const areCapitals = isShouted(question)
  const isName = (word: string): boolean => {
    const terms = analyser.analyseText(word)
    return terms.length > 0 && terms.every((term) => analyser.sameMeaning(term).length === 0)
  }
  return [...question.matchAll(pairs)].flatMap(([, one = '', other = '']) => {
    const areCapital = !areCapitals && isCapital(one) && isCapital(other) && isWord(analyser, one)
    return areCapital || (isName(one) && isName(other)) ? [[fold(one), fold(other)] as const] : []
  })
}

const isCapital = (word: string): boolean => /^\p{Lu}/u.test(word)
const isWord = (analyser: Pick<Analyser, 'analyseText'>, word: string): boolean => analyser.analyseText(word).length > 0

/**
 * The hits, those first that have words of the question together as it has them, or in the order of a register ("Jarvie, Callum"), where none
 * of those that are quoted from does: running text names somebody once and goes on with "he".
 */
export async function withNamesFirst(
  reader: PassageReader,
  hits: readonly Hit[],
  names: readonly (readonly [string, string])[],
): Promise<readonly Hit[]> {
  const [first] = hits
  if (names.length === 0 || first === undefined) return hits
  const together = names.map(
    ([one, other]) => new RegExp(`(?<![a-z0-9])(?:${one}[\\s,]+${other}|${other}[\\s,]+${one})(?![a-z0-9])`),
  )
  const isNamed = ({ text }: RankedPassage): boolean => {
    const folded = fold(text)
    return together.some((name) => name.test(folded))
  }
  const best = await reader.read(hits.slice(0, readAnyway))
  if (best.slice(0, passagesRead).some(isNamed)) return hits
  const read = await reader.read(hits.slice(0, looked))
  const named = new Set(read.filter(isNamed).map(({ id }) => id))
  if (named.size === 0 || named.size > read.length * mostWithName) return hits
  return [
    ...hits.filter(({ id }) => named.has(id)).map((hit) => ({ ...hit, score: first.score })),
    ...hits.filter(({ id }) => !named.has(id)),
  ]
}
