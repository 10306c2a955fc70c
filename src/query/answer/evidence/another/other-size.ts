// Whether it is asked of another size than those that documents tell apart: the pass of ten rides of that of twenty.
import type { RankedPassage } from '../../../../domain/passage.ts'
import { fold } from '../../../../domain/text/fold.ts'
import { foldQuestion } from '../../../../domain/text/fold-question.ts'
import { cardinalOf } from '../../../../domain/text/number-words.ts'
import { withoutPlural } from '../../../../domain/text/plurals.ts'
import { withLead } from '../../quotes/with-lead.ts'
import type { RankedUnit } from '../../quotes/rank-units.ts'

/** "Bono de 20 viajes", "botella de 12 l", "campana 500 kilos"; "20-trip pass", "5 litre tin". Folded. */
const sizes: readonly RegExp[] = [
  /\b(?<thing>[a-z]{3,20}) (?:(?:de|con|of|with) )?(?<number>\d{1,5}(?:[.,]\d{1,2})?) ?(?<unit>[a-z]{1,12})\b/g,
  /(?<![\d.,])(?<number>\d{1,5}(?:[.,]\d{1,2})?)[ -](?<unit>[a-z]{1,12})[ -](?<thing>[a-z]{3,20})\b/g,
]

/** What stands before an amount and has no size, and people, whose age is one. Folded. */
const noThing =
  /^(?:the|and|for|our|your|are|any|all|has|have|los|las|del|una|con|por|que|mas|sus|son|hasta|desde|entre|para|sobre|cada|menos|unos|unas|hace|tras|antes|cuesta|dura|tiene|hay|than|over|under|about|from|until|within|after|before|every|least|most|with|only|just|costs?|takes?|tengo|menor|mayor|ninos?|ninas?|hij[oa]s?|personas?|chic[oa]s?|child|children|kids?|adults?|people|persons?|grupos?|groups?|dias?|days?|horas?|hours?)$/
/** Of hours and days, which are told otherwise; and what is no unit. */
const noUnit =
  /^(?:de|del|a|al|y|e|o|u|en|por|con|para|que|el|la|los|las|euros?|pesos|of|and|or|to|in|at|on|for|by|the|per|am|pm|h|pounds|dollars|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|january|february|march|april|may|june|july|august|september|october|november|december)$/

/** What may be of any size: "de 10 a 20", "hasta 20", "por 10", "from 5". Folded. */
const anySize =
  /\b(?:hasta|desde|a partir de|mas de|menos de|maximo|minimo|entre|cada|por|up to|from|over|under|between|at (?:least|most)|more than|less than|every|each|per|maximum|minimum|max|min)\.? (?:los |las |the )?\d|\d ?(?:[-–/]|\b(?:al?|to|y|o|and|or)\b) ?\d|\d ?\+/

const spellings: ReadonlyMap<string, string> = new Map(
  ['l litro liter litre', 'kg kilo kilogramo kilogram', 'g gramo gram', 'm metro meter metre', 'cm centimetro'].flatMap(
    (line) => line.split(' ').map((unit) => [unit, line.split(' ')[0] ?? unit] as const),
  ),
)

/** A question asks for few; each is looked for in all that was found. */
const mostAsked = 8

interface Size {
  readonly thing: string
  readonly number: string
  readonly unit: string
}

/**
 * Whether the best unit has a thing of another size than is asked for, and nothing has that size, or may be of any.
 * @param ranked best first
 */
export function isOfOtherSize<P extends RankedPassage>(asked: string, ranked: readonly RankedUnit<P>[]): boolean {
  const [best] = ranked
  const wanted = sizesIn(foldQuestion(asked)).slice(0, mostAsked)
  if (best === undefined || wanted.length === 0) return false
  const own = [...sizesIn(fold(best.text)), ...sizesOfRow(best)]
  const others = wanted.filter(
    (size) => own.some((one) => isOfKind(one, size)) && !own.some(({ number }) => number === size.number),
  )
  if (others.length === 0) return false
  const texts = ranked.map((unit) => fold([...unit.passage.headingPath, withLead(unit)].join('\n')))
  return others.some((size) => !texts.some((text) => mayHave(text, size)))
}

/** "10 sesiones | 290 €" below "Bono | Precio": what the first column is called is of that size. */
function sizesOfRow<P extends RankedPassage>({ kind, lead, text }: RankedUnit<P>): readonly Size[] {
  const [, head = ''] = firstCell.exec(fold(lead?.text ?? '')) ?? []
  if (kind !== 'row' || head === '') return []
  return sizesIn(`${head} ${fold(text).replace(/^\W+/, '')}`)
}

const firstCell = /^\W*([a-z]{3,20}) ?\|/

const isOfKind = (one: Size, { thing, number, unit }: Size): boolean =>
  one.thing === thing && one.unit === unit && one.number !== number

function sizesIn(text: string): readonly Size[] {
  return sizes
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .flatMap(({ groups = {} }) => {
      const { thing = '', number = '', unit = '' } = groups
      if (noThing.test(thing) || noUnit.test(unit)) return []
      return [{ thing: withoutPlural(thing), number: number.replace(',', '.'), unit: unitOf(unit) }]
    })
}

/** Whether a text has the size, with whatever thing, in words or in a cell of its own, or the thing in any size. */
function mayHave(text: string, { thing, number, unit }: Size): boolean {
  if (new RegExp(`(?<![\\d.,])${number.replace('.', '[.,]')}(?!\\d|[.,]\\d)(?: ?\\||[ -]?$)`, 'm').test(text))
    return true
  const has = [...text.matchAll(numberAndWord)].some(
    ([, said = '', word = '']) => said.replace(',', '.') === number && unitOf(word) === unit,
  )
  if (has) return true
  if (!text.includes(thing)) return false
  return anySize.test(text) || (text.match(/[a-z]+/g) ?? []).some((word) => cardinalOf(word) === Number(number))
}

const numberAndWord = /(?<![\d.,])(\d{1,5}(?:[.,]\d{1,2})?)[ -]?([a-z]{1,12})\b/g

function unitOf(word: string): string {
  const one = word.replace(/(?<=[a-z]{2})s$/, '')
  return spellings.get(one) ?? withoutPlural(one)
}
