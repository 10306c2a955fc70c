// Whether the best unit says of what it tells in the words of the question, and names another one there: the bus to Baza for "the bus to Huéscar".
import { askingWords } from '../../../../domain/text/asking-words.ts'
import type { RankedPassage } from '../../../../domain/passage.ts'
import { fold } from '../../../../domain/text/fold.ts'
import { foldQuestion } from '../../../../domain/text/fold-question.ts'
import { withoutPlural } from '../../../../domain/text/plurals.ts'
import { isOfRunningText } from '../../quotes/near/running-text.ts'
import { properNamesIn } from '../../quotes/said/proper-names.ts'
import type { RankedUnit } from '../../quotes/rank-units.ts'

/** "Para firmar", but "for water". Folded. */
const toDo = /^(?:de|al?|en|para|por|con) [a-z]+[aei]r$/
const joint = '(?:del?|al?|en|para|por|desde|hasta|con|entre|of|for|to|from|in|at|on|with|between)'
const article = '(?:(?:el|l[ao]s?|un[ao]?s?|the|an?) )?'
/** "El autobús a Huéscar", "orders for fall": looked for from each word on. Folded. */
const complements = new RegExp(`\\b(?=([a-z]{4,20}) (${joint}) ${article}([a-z0-9]{3,20})\\b)`, 'g')

/** What is no name of one among several: what is done, when, and what anything is called. Folded. */
const noName =
  /^(?:[a-z]+[aei]r(?:l[aeo]s?|se|me|nos)|today|tomorrow|tonight|now|hoy|manana|ahora|dias?|semanas?|mes(?:es)?|anos?|horas?|minutos?|days?|weeks?|months?|years?|hours?|minutes?|empresa|company|casa|home|cada|todo|toda|tod[ao]s|todas|each|every|all|any|this|that|these|those|este|esta|estos|estas|mis?|tus?|sus?|your|our|their|its|them|mas|menos|more|less|otr[oa]s?|other|parte|part|lado|side|top|front|back|forma|way|caso|case|momento|moment|tiempo|time|vez|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|two|three|four|five|six|seven|eight|nine|ten|one|dos)$/

const isNoName = (by: string, name: string): boolean => noName.test(name) || toDo.test(`${by} ${name}`)

/** A question has few; each is looked for in one unit. */
const mostAsked = 8

/** @param ranked best first */
export function isOfOtherComplement<P extends RankedPassage>(asked: string, ranked: readonly RankedUnit<P>[]): boolean {
  const [best] = ranked
  // running text says the same in any words: "niveles de violencia" for "niveles de delincuencia"
  if (best === undefined || isOfRunningText(best)) return false
  const question = foldQuestion(asked)
  const proper = new Set(properNamesIn(asked))
  // a question of the documents may ask the same in other words: "what if I change banks?"
  const told = fold(best.text)
  const { documentTitle, fileName, headingPath } = best.passage
  const around = fold([documentTitle ?? '', fileName, best.heading?.text ?? '', ...headingPath].join('\n'))
  return [...question.matchAll(complements)].slice(0, mostAsked).some(([, word = '', by = '', name = '']) => {
    if (!isCounted(best, word) || (isNoName(by, name) && !proper.has(name)) || !isUnsaid(best, name)) return false
    if (around.includes(withoutPlural(name))) return false
    const others = [...told.matchAll(ofWord(word, by))].map(([, other = '']) => other)
    return others.length > 0 && others.every((other) => !noName.test(other) && !question.includes(withoutPlural(other)))
  })
}

const ofWord = (word: string, by: string): RegExp =>
  new RegExp(`\\b${withoutPlural(word)}(?:e?s|e)? ${by} ${article}([a-z0-9]{3,20})\\b`, 'g')

const isCounted = <P extends RankedPassage>({ match }: RankedUnit<P>, word: string): boolean =>
  match.words.includes(word) && !askingWords.has(word)

const isUnsaid = <P extends RankedPassage>({ match }: RankedUnit<P>, word: string): boolean =>
  match.said[match.words.indexOf(word)] === false
