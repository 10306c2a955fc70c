import type { RankedPassage } from '../../../domain/passage.ts'
import { fold } from '../../../domain/text/fold.ts'
import { foldQuestion } from '../../../domain/text/fold-question.ts'
import { headingWithoutNumber } from './heading-without-number.ts'
import type { RankedUnit } from './rank-units.ts'
import { longestQuote, type UnitKind } from '../../../domain/units/unit.ts'
import { withWholeList } from './whole-list.ts'
import { withWholePart } from './whole-part.ts'

/** The first holds the answer in four of five questions, one of the first three nearly always. */
const mostQuotes = 3
/** What introduces something else is no answer beside one. */
const introductions: ReadonlySet<UnitKind> = new Set(['names', 'heading', 'question', 'contents'])

/** A sentence is quoted with its neighbour when that is nearly as good, as far as both are still read at a glance. */
const nearlyAsGood = 4
/** A heading that covers so much of a question asks it. */
const isTheHeading = 0.95
/** One that stands before it is read first: where both are longer than a glance takes, it must be better still. */
const glance = 300
const asGoodAsRead = 2
/** Of two more quotes of one document, the one that is this much better is read before what stands further up. */
const clearlyBetter = 1
/** Of the same paragraph: nothing but a space or a wrapped line between them. */
const longestGap = 2
/** "[2] La tasa…": a note begins, and says nothing of what stands before it, nor of the next paragraph. */
const note = /^\[[^\s[\]]{1,20}\]\s/u

/**
 * The best unit, and at most two more that say something else. The best one comes first, then what stands in the same document,
 * in reading order where one is about as good as the other.
 */
export function chooseQuotes<P extends RankedPassage>(
  ranked: readonly RankedUnit<P>[],
  question: string,
): RankedUnit<P>[] {
  const chosen: RankedUnit<P>[] = []
  const whole = withWholePart(withWholeList(withoutBareNames(withoutBareHeading(ranked, question)), question), question)
  for (const unit of whole) {
    if (chosen.length === mostQuotes) break
    if (chosen.length > 0 && introductions.has(unit.kind)) continue
    if (!chosen.some((other) => overlaps(unit, other))) chosen.push(withNeighbour(unit, ranked, chosen))
  }
  const [best, ...others] = chosen
  if (best === undefined) return []
  const documents = [...new Set(chosen.map(({ passage }) => passage.documentId))]
  const place = ({ passage }: RankedUnit<P>): number => documents.indexOf(passage.documentId)
  // two at most, so that this is an order
  const better = (a: RankedUnit<P>, b: RankedUnit<P>): number =>
    Math.abs(a.score - b.score) > clearlyBetter ? b.score - a.score : a.start - b.start
  return [best, ...others.toSorted((a, b) => place(a) - place(b) || better(a, b))]
}

/**
 * "Formación" has the word of the question, in a heading or in a line of contents, and what stands under that heading the answer: the
 * best of that comes first, if it is nearly as good.
 */
function withoutBareHeading<P extends RankedPassage>(
  ranked: readonly RankedUnit<P>[],
  question: string,
): readonly RankedUnit<P>[] {
  const [best] = ranked
  // a number that is asked for may stand in a heading only; the one in front of its words is none
  const isBare = best?.kind === 'contents' || (best?.kind === 'heading' && !/\d/u.test(headingWithoutNumber(best.text)))
  if (best === undefined || !isBare || namesAsked(best.text, question)) return ranked
  // the question is the heading: what stands under it answers, whatever its words, if the heading does not itself
  const needed = best.match.covered >= isTheHeading && best.hasKind !== true ? -Infinity : best.score - nearlyAsGood
  const others = ranked.slice(1)
  const under = others.find(
    ({ heading, passage, kind, score }) =>
      heading !== null &&
      !introductions.has(kind) &&
      (best.kind === 'contents' ? names(best.text, heading.text) : heading.start === best.start) &&
      passage.documentId === best.passage.documentId &&
      score >= needed,
  )
  // a title that has what is asked for, where what stands under it has not, answers itself
  if (under === undefined || (best.hasKind === true && under.hasKind === false)) return ranked
  return [under, ...others.filter((unit) => unit !== under)]
}

/** Names of columns have the words of the question: a row below them comes first, which is quoted with them. */
function withoutBareNames<P extends RankedPassage>(ranked: readonly RankedUnit<P>[]): readonly RankedUnit<P>[] {
  const [best, ...others] = ranked
  if (best?.kind !== 'names') return ranked
  const row = others.find(
    ({ kind, lead, passage }) =>
      kind === 'row' && lead?.start === best.start && passage.documentId === best.passage.documentId,
  )
  return row === undefined ? ranked : [row, ...others.filter((unit) => unit !== row)]
}

/** "Facultad de Ciencias …" says which faculty: the word that is asked for, and behind it one that the question does not have. */
function namesAsked(heading: string, question: string): boolean {
  const asked = foldQuestion(question)
  const [, thing] = /\b(?:que|cual|which|what) ([a-z]{4,})\b/.exec(asked) ?? []
  if (thing === undefined) return false
  const behind = new RegExp(`\\b${thing} (?:de(?:l| la| los| las)? |of (?:the )?)?([a-z]{3,})`).exec(fold(heading))?.[1]
  return behind !== undefined && !asked.includes(behind)
}

/** "2. Formación ..... 14" names the heading "2 Formación". */
function names(contents: string, heading: string): boolean {
  return fold(contents).includes(fold(headingWithoutNumber(heading)))
}

/** In prose the answer often stands in the sentence before or after the one that has the words of the question. */
function withNeighbour<P extends RankedPassage>(
  unit: RankedUnit<P>,
  ranked: readonly RankedUnit<P>[],
  chosen: readonly RankedUnit<P>[],
): RankedUnit<P> {
  if (unit.kind !== 'sentence') return unit
  const neighbour = ranked.find((other) => {
    if (other.kind !== 'sentence' || other.passage.id !== unit.passage.id || other === unit) return false
    const gap = Math.max(unit.start, other.start) - Math.min(unit.end, other.end)
    const length = Math.max(unit.end, other.end) - Math.min(unit.start, other.start)
    if (gap < 0 || gap > longestGap || length > longestQuote) return false
    if (note.test(other.start > unit.start ? other.text : unit.text)) return false
    if (gap > 1 && note.test(other.start > unit.start ? unit.text : other.text)) return false
    const needed = other.start < unit.start && length > glance ? asGoodAsRead : nearlyAsGood
    if (other.score < unit.score - needed) return false
    return !chosen.some((quote) => overlaps(quote, other))
  })
  if (neighbour === undefined) return unit
  const [first, last] = unit.start < neighbour.start ? [unit, neighbour] : [neighbour, unit]
  const { passage } = unit
  const text = passage.text.slice(first.start - passage.start, last.end - passage.start)
  return { ...unit, start: first.start, end: last.end, text, lead: first.lead, chosenFor: unit.start }
}

function overlaps<P extends RankedPassage>(a: RankedUnit<P>, b: RankedUnit<P>): boolean {
  return a.passage.documentId === b.passage.documentId && a.start < b.end && b.start < a.end
}
