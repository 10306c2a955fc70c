// Whether what is asked of one thing is told of another one only: the guarantee of the drum, where that of the tap is asked for.
import type { RankedPassage } from '../../../../domain/passage.ts'
import { fold } from '../../../../domain/text/fold.ts'
import { foldQuestion } from '../../../../domain/text/fold-question.ts'
import { withoutPlural } from '../../../../domain/text/plurals.ts'
import { withLead } from '../../quotes/with-lead.ts'
import type { RankedUnit } from '../../quotes/rank-units.ts'
import { isSameWord, ownedAsked, ownedTold, thingNamed, type Owned } from './owners.ts'

/** What anything is called, so that it may be the same thing: "garantía del producto". Folded. */
const anyThing =
  /^(?:productos?|equipos?|aparatos?|articulos?|servicios?|empresas?|locale?s?|tiendas?|centros?|maquinas?|modelos?|edificios?|contratos?|trabaj[oa]s?|actividad(?:es)?|alquiler|conjunto|total|todos?|todas?|products?|devices?|appliances?|units?|items?|services?|company|shops?|stores?|centres?|centers?|buildings?|machines?|models?|contracts?|agreement|works?|each|every|any|entrega|pago|dias?|mes(?:es)?|anos?|semanas?|horas?|days?|months?|years?|weeks?|hours?)$/

/** @param ranked best first */
export function isOfOtherOwner<P extends RankedPassage>(asked: string, ranked: readonly RankedUnit<P>[]): boolean {
  const [best] = ranked
  if (best === undefined) return false
  const question = foldQuestion(asked)
  const told = ownedTold(best.text).filter(({ of: [of = ''] }) => isAnother(of, question))
  const thing = thingNamed(best.text)
  return ownedAsked(question).some((wanted) => {
    const isTold = told.some(({ what }) => isSameWord(what, wanted.what)) || isListed(best, thing, { wanted, question })
    return isTold && isLacking(wanted, ranked)
  })
}

const isAnother = (thing: string, question: string): boolean =>
  thing !== '' && !anyThing.test(thing) && !question.includes(withoutPlural(thing))

interface Asked {
  readonly wanted: Owned
  readonly question: string
}

/** Whether a line has the name of another thing, and stands below what is asked for: "Neumáticos: 4 años" below "Garantías". */
function isListed<P extends RankedPassage>(unit: RankedUnit<P>, thing: string, { wanted, question }: Asked): boolean {
  if (unit.kind !== 'item' && unit.kind !== 'label' && unit.kind !== 'row') return false
  if (!isAnother(thing, question) || isSameWord(thing, wanted.what)) return false
  const above = [unit.heading?.text, unit.passage.headingPath.at(-1), unit.lead?.text].map((line) => fold(line ?? ''))
  return above.some((line) => (line.match(/[a-z]{4,20}/g) ?? []).some((word) => isSameWord(word, wanted.what)))
}

/** Whether documents speak of the thing, and nowhere say of it what is asked for. */
function isLacking<P extends RankedPassage>({ what, of }: Owned, ranked: readonly RankedUnit<P>[]): boolean {
  const [best] = ranked
  if (best === undefined || of.length === 0 || of.some((word) => anyThing.test(word) || isSaidBy(best, word)))
    return false
  const names = of.map(withoutPlural)
  // what a document is about is what all of it is of
  const isTopic = ranked.some(({ passage: { documentTitle, fileName, headingPath } }) => {
    const topic = fold([documentTitle ?? '', fileName, ...headingPath].join('\n'))
    return names.some((name) => topic.includes(name))
  })
  if (isTopic) return false
  const about = ranked.filter((unit) => {
    const text = fold(withLead(unit))
    return names.some((name) => text.includes(name))
  })
  return about.length > 0 && !about.some((unit) => isSaidBy(unit, what))
}

/** Whether a unit says a word of the question, in whatever way; a word that is not counted is said by all. */
function isSaidBy<P extends RankedPassage>({ match }: RankedUnit<P>, word: string): boolean {
  const at = match.words.indexOf(word)
  return at === -1 || match.said[at] === true
}
