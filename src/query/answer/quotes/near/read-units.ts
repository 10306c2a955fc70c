import { withoutEnding } from '../../../../domain/text/without-ending.ts'
import type { RankedPassage } from '../../../../domain/passage.ts'
import type { UnitToRead } from '../../../../ports/models.ts'
import type { RankedUnit } from '../rank-units.ts'
import { formOfText } from './form-of-text.ts'
import { isOfRunningText } from './running-text.ts'

// Limits and weights were measured on questions that neither ranking nor the reader had seen: docs/decisions/0232.

/**
 * Which units are read with the best one: at most so many with it, those of so much less score at most, and what one of log-odds then counts
 * for. In running text, where it costs most, more of them gain nothing.
 */
const close = {
  ofRunningText: { most: 3, score: 2, weight: 0.6 },
  other: { most: 5, score: 4, weight: 1 },
} as const
/**
 * The reader doubts a unit below this. It is looked for another among so many: one that may answer, of which it is surer by so much, and what
 * one of log-odds then counts for.
 */
const instead = { below: -1, among: 4, atLeast: -1, surerBy: 2, weight: 0.5 } as const

/** Characters between two sentences that follow each other. */
const farthest = 3

/** Reads units with the question, as log-odds that each answers it; null when that is not possible now. */
export type ReadUnits = (units: readonly UnitToRead[]) => Promise<readonly number[] | null>

type Units<P extends RankedPassage> = readonly RankedUnit<P>[]

/**
 * The units in their order: where several are nearly as good as the best one, they are read with the question, unless they differ in nothing
 * but their numbers, of which a reader knows little.
 */
export async function readCloseOnes<P extends RankedPassage>(
  ranked: Units<P>,
  read: ReadUnits | null,
): Promise<Units<P>> {
  const [best] = ranked
  if (best === undefined || read === null) return ranked
  const { most, score, weight } = close[isOfRunningText(best) ? 'ofRunningText' : 'other']
  const many = ranked.slice(0, most).filter((unit) => best.score - unit.score <= score).length
  const [form, ...others] = ranked.slice(0, many).map((unit) => formOf(asRead(unit, sentenceBefore(unit, ranked))))
  if (others.every((other) => other === form)) return ranked
  const known = await withReadings(ranked, (_, place) => place < many, read)
  return inPlaces([...known.slice(0, many).toSorted(byBoth(weight)), ...known.slice(many)], known)
}

/** The same units, the best one read. */
export const readBest = <P extends RankedPassage>(ranked: Units<P>, read: ReadUnits): Promise<Units<P>> =>
  withReadings(ranked, (_, place) => place === 0, read)

/**
 * The same units, the best one read. Where the reader says that it hardly answers, the next ones are read as well, and the best of those of
 * the same document that may answer goes before it: which document is asked for the reader knows less well.
 */
export async function readDoubtful<P extends RankedPassage>(ranked: Units<P>, read: ReadUnits): Promise<Units<P>> {
  const units = await readBest(ranked, read)
  const doubted = units[0]?.reading ?? null
  if (doubted === null || doubted >= instead.below) return units
  const ofItsDocument = ({ passage }: RankedUnit<P>, place: number) =>
    place < instead.among && passage.documentId === units[0]?.passage.documentId
  const more = await withReadings(units, ofItsDocument, read)
  const mayAnswer = (unit: RankedUnit<P>, place: number) =>
    ofItsDocument(unit, place) &&
    unit.reading !== null &&
    unit.reading >= instead.atLeast &&
    unit.reading - doubted >= instead.surerBy
  return withFirst(more, mayAnswer, instead.weight)
}

type IsOneOfThem<P extends RankedPassage> = (unit: RankedUnit<P>, place: number) => boolean

/** Some units are read, but those that have been; of those that differ in nothing but their numbers one, for all of them. */
async function withReadings<P extends RankedPassage>(
  ranked: Units<P>,
  isOneOfThem: IsOneOfThem<P>,
  read: ReadUnits,
): Promise<Units<P>> {
  const unread = ranked.filter((unit, place) => unit.reading === null && isOneOfThem(unit, place))
  if (unread.length === 0) return ranked
  const texts = unread.map((unit) => asRead(unit, sentenceBefore(unit, ranked)))
  const forms = texts.map(formOf)
  const distinct = [...new Set(forms)]
  const readings = await read(distinct.flatMap((form) => texts[forms.indexOf(form)] ?? []))
  if (readings === null) return ranked
  const known = new Map(unread.map((unit, i) => [unit, readings[distinct.indexOf(forms[i] ?? '')] ?? null]))
  return ranked.map((unit) => ({ ...unit, reading: unit.reading ?? known.get(unit) ?? null }))
}

/** Of some units the best one, by score and reading together, goes first. */
function withFirst<P extends RankedPassage>(units: Units<P>, isOneOfThem: IsOneOfThem<P>, weight: number): Units<P> {
  const [first] = units.filter(isOneOfThem).toSorted(byBoth(weight))
  if (first === undefined) return units
  return inPlaces([first, ...units.filter((unit) => unit !== first)], units)
}

const byBoth =
  (weight: number) =>
  <P extends RankedPassage>(a: RankedUnit<P>, b: RankedUnit<P>): number =>
    b.score + weight * (b.reading ?? 0) - (a.score + weight * (a.reading ?? 0))

/** Scores stay with the places: what is made of them later was measured without readings. */
function inPlaces<P extends RankedPassage>(ordered: Units<P>, before: Units<P>): Units<P> {
  return ordered.map((unit, place) => ({ ...unit, score: before[place]?.score ?? unit.score }))
}

/** As `scripts/reader/pairs.py` shows units to the reader that is taught. */
function asRead<P extends RankedPassage>({ passage, heading, lead, text }: RankedUnit<P>, before: string): UnitToRead {
  const title = passage.documentTitle || withoutEnding(passage.fileName)
  const above = [title, passage.headingPath.at(-1) ?? '', heading?.text ?? '']
  return { above: above.filter((line) => line !== '').join(' · '), lead: lead?.text ?? before, text }
}

const formOf = ({ above, lead, text }: UnitToRead): string => formOfText([above, lead, text].join('\n'))

/** The unit before a sentence, when it has a word of the question that the sentence has not: what a sentence is about may be said there. */
export function sentenceBefore<P extends RankedPassage>(
  { passage, kind, start, match }: RankedUnit<P>,
  ranked: Units<P>,
): string {
  if (kind !== 'sentence') return ''
  const gap = ({ end }: RankedUnit<P>) => start - end
  const [before] = ranked
    .filter((unit) => unit.passage === passage && unit.kind === 'sentence' && unit.end <= start)
    .toSorted((a, b) => gap(a) - gap(b))
  if (before === undefined || gap(before) > farthest) return ''
  return before.match.said.some((is, i) => is && match.said[i] !== true) ? before.text : ''
}
