// Whether what is asked of one thing is told of another one only: the guarantee of the drum, where that of the tap is asked for.
import type { RankedPassage } from '../../../domain/passage.ts'
import { fold } from '../../../domain/text/fold.ts'
import { foldQuestion } from '../../../domain/text/fold-question.ts'
import { withoutPlural } from '../../../domain/text/plurals.ts'
import { withLead } from '../quotes/with-lead.ts'
import type { RankedUnit } from '../quotes/rank-units.ts'

const of = '(?:del?(?: l[ao]s?)?|of(?: the)?)'
/** "La garantía del grifo". Folded. */
const owned = new RegExp(`\\b([a-z]{4,20}) ${of} ([a-z]{4,20})\\b`, 'g')
/** What begins so: "Garantía del tambor: 10 años", "The price of the gloves is £9". Without an article it is rather what kind it is of: "anticipo de liquidación". */
const begins = /^[^a-z\d]{0,8}(?:(?:el|l[ao]s?|the) )?([a-z]{4,20}) (?:del|de l[ao]s?|of the) ([a-z]{4,20})\b/

/** What anything is called, so that it may be the same thing: "garantía del producto". Folded. */
const anyThing =
  /^(?:productos?|equipos?|aparatos?|articulos?|servicios?|empresas?|locale?s?|tiendas?|centros?|maquinas?|modelos?|edificios?|contratos?|trabaj[oa]s?|actividad(?:es)?|alquiler|conjunto|total|todos?|todas?|products?|devices?|appliances?|units?|items?|services?|company|shops?|stores?|centres?|centers?|buildings?|machines?|models?|contracts?|agreement|works?|each|every|any|entrega|pago|dias?|mes(?:es)?|anos?|semanas?|horas?|days?|months?|years?|weeks?|hours?)$/

/** @param ranked best first */
export function isOfOtherOwner<P extends RankedPassage>(asked: string, ranked: readonly RankedUnit<P>[]): boolean {
  const [best] = ranked
  if (best === undefined) return false
  const [, what = '', other = ''] = begins.exec(fold(best.text)) ?? []
  if (what === '' || anyThing.test(other)) return false
  const question = foldQuestion(asked)
  const wanted = [...question.matchAll(owned)].find(([, word = '']) => withoutPlural(word) === withoutPlural(what))
  const thing = wanted?.[2] ?? ''
  if (thing === '' || anyThing.test(thing) || question.includes(withoutPlural(other))) return false
  if (isSaidBy(best, thing)) return false
  const name = withoutPlural(thing)
  // what a document is about is what all of it is of
  const isTopic = ranked.some(({ passage: { documentTitle, fileName, headingPath } }) =>
    fold([documentTitle ?? '', fileName, ...headingPath].join('\n')).includes(name),
  )
  if (isTopic) return false
  const about = ranked.filter((unit) => fold(withLead(unit)).includes(name))
  return about.length > 0 && !about.some((unit) => isSaidBy(unit, wanted?.[1] ?? ''))
}

/** Whether a unit says a word of the question, in whatever way; a word that is not counted is said by all. */
function isSaidBy<P extends RankedPassage>({ match }: RankedUnit<P>, word: string): boolean {
  const at = match.words.indexOf(word)
  return at === -1 || match.said[at] === true
}
