// Of what a question asks something, and of what a line tells it: the guarantee of the tap, the code of the gate.
import { dayNames } from '../../../../domain/text/days.ts'
import { fold } from '../../../../domain/text/fold.ts'
import { anyMonth } from '../../../../domain/text/months.ts'
import { withoutPlural } from '../../../../domain/text/plurals.ts'

/** Something of something. */
export interface Owned {
  readonly what: string
  /** What it is of: one word, or those of a name in English. */
  readonly of: readonly string[]
}

const article = '(?:(?:el|l[ao]s?|un[ao]?s?|mis?|tus?|sus?|the|an?|my|your|our|its) )?'
const word = '([a-z]{4,20})'
/** Up to where a name goes that has its last word as what it is: "the front gate". */
const name =
  '((?!(?:from|with|that|when|than|this|have|does|each|until|after|before|during|cost|costs)\\b)[a-z]{3,20}(?: (?!(?:from|with|that|when|than|this|have|does|each|until|after|before|during|cost|costs|for|and|per|are|was)\\b)[a-z]{3,20}){0,2})'

/** Folded questions. */
const askedOf: readonly RegExp[] = [
  // "la garantía del grifo"
  new RegExp(`\\b${word} del?(?: l[ao]s?)? ${word}\\b`, 'g'),
  // "¿qué garantía tienen los frenos?", "¿qué aforo hay en la piscina?"
  new RegExp(`\\bque ${word} (?:tienen?|llevan?|hay (?:en|para)) ${article}${word}\\b`, 'g'),
  // "¿cuánto cuesta alquilar una toalla?"
  new RegExp(`\\b([a-z]{3,18}[aei]r) (?:el|l[ao]s?|un[ao]?s?) ${word}\\b`, 'g'),
  // "the code of the front gate", "the guarantee on the grinder"
  new RegExp(`\\b${word} (?:of|on|for) (?:(?:the|an?|my|your|our|its) )?${name}\\b`, 'g'),
  // "what guarantee does the grinder have?"
  new RegExp(
    `\\b(?:what|which|how much) ${word} (?:do|does) (?:the|an?|my|your|our|its) ${name} (?:have|get|need|come)`,
    'g',
  ),
]

/** @param folded a question */
export const ownedAsked = (folded: string): readonly Owned[] =>
  askedOf.flatMap((form) =>
    [...folded.matchAll(form)].map(([, what = '', of = '']) => ({
      what,
      of: of.split(' ').filter((one) => one.length > 3),
    })),
  )

/** What begins so: "Garantía del tambor: 10 años", "The price of the gloves is £9". Without an article it is rather what kind it is of: "anticipo de liquidación". */
const begins = new RegExp(`^[^a-z\\d]{0,8}(?:(?:el|l[ao]s?|the) )?${word} (?:del|de l[ao]s?|of the) ${word}\\b`)
/** "The bin store code is 4471", "Canoe hire: £12". */
const before =
  /^[^a-z\d]{0,8}(?:(?:the|an?|our|your) )?(?:[a-z]{3,20} ){0,2}([a-z]{3,20}) ([a-z]{4,20})(?= (?:is|are|costs?|lasts?|opens?)\b|:)/
/** "The pump has a guarantee of five years", "la bomba tiene una garantía de cinco años". */
const has = new RegExp(
  `^[^a-z\\d]{0,8}(?:the|el|l[ao]s?) (?:[a-z]{3,20} )?${word} (?:has|have|comes? with|carr(?:y|ies)|tienen?|llevan?|cuentan? con) (?:an? |un[ao]? )?(?:[a-z]{3,20} )?${word}\\b`,
)

/** Of what a line tells what it tells; empty where it is not to be seen. @param text as it is written */
export function ownedTold(text: string): readonly Owned[] {
  const folded = fold(text)
  const [, first = '', firstOf = ''] = begins.exec(folded) ?? []
  const [, secondOf = '', second = ''] = before.exec(folded) ?? []
  const [, thirdOf = '', third = ''] = has.exec(folded) ?? []
  return [
    { what: first, of: [firstOf] },
    { what: second, of: [secondOf] },
    { what: third, of: [thirdOf] },
  ].filter(({ what }) => what !== '')
}

/** The name of a line or of a row, before its value: "Neumáticos: 4 años". Folded. */
const named = /^[^a-z\d]{0,8}([a-z]{4,20})(?: [a-z]{2,20}){0,3} ?(?=[:|])/
const noThing = new RegExp(`^(?:${dayNames.join('|')}|${anyMonth})$`)

/** The thing that a line is about by its name; empty where it has none. @param text as it is written */
export function thingNamed(text: string): string {
  const [, thing = ''] = named.exec(fold(text)) ?? []
  return noThing.test(thing) ? '' : thing
}

/** "Garantía" and "garantías", "alquilar" and "alquiler". */
export function isSameWord(a: string, b: string): boolean {
  if (withoutPlural(a) === withoutPlural(b)) return true
  const [stem, other] = [a, b].map((one) => one.replace(/(?:aci?on|ado|ada|[aei]r|[aeo]|s|ing|er)$/, ''))
  return stem !== undefined && stem.length >= 4 && stem === other?.replace(/[aei]r$/, '')
}
