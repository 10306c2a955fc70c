import { numberAsked, numberInCells } from './number-cells.ts'
import type { SaidOtherwise } from './time-spans.ts'

/** Terms of a unit, by where they stand. */
export interface UnitTerms {
  readonly own: readonly string[]
  readonly lead: readonly string[]
  readonly heading: readonly string[]
  /** As it is read, folded. */
  readonly text: string
  /** Whether its heading is all that is asked for. */
  readonly isUnderAsked?: boolean
}

const k1 = 1.2
const b = 0.6
/** What a term counts for that stands beside the unit's own text. */
const besides = { lead: 0.6, heading: 0.35, askedHeading: 1.5 }
/** What another word counts for: of the same family, of the same meaning, or one typing error away; and what a form does. */
const nearWeights = { family: 0.6, meaning: 0.5, typo: 0.7, form: 0.6 }

/** Of a word that tells lines apart, against others as rare. */
const tellingWeight = 2.5
/** Of a word that says next to nothing, where a text says it. */
const lightWeight = 0.4

/** One word of a question, as its terms, of which a text has one. */
export interface Word {
  /** As it is asked, folded; null for what is read over several words. */
  readonly word: string | null
  /** Its stems in either language. */
  readonly terms: readonly string[]
  /** Terms of words of the company that it may be a mistyped one of. */
  readonly meant: readonly string[]
  /** What says it without a word; null for most. */
  readonly form: RegExp | null
  /** What else says it: the times that a year or a day lies in, the place of a rank. Null for most. */
  readonly otherwise: SaidOtherwise | null
  /** It says next to nothing: where no unit has it, it is not missing. */
  readonly light: boolean
  /** Anything has it, such as a name: where no unit has the word, it is not missing. */
  readonly general: boolean
  /** A day of the week or a month: it tells which of many lines is meant, where the other words may stand in any. */
  readonly telling: boolean
}

export interface TermMatch {
  /** BM25 over the given units with weighted places; 0 without a common term. */
  readonly score: number
  /** Share of the question's terms that it has, rare ones counting more; 0 to 1. */
  readonly covered: number
  /** Share of the question's words that it has, each counting the same; 0 to 1. */
  readonly share: number
  /** Share of the question's words that any of the units has: the same for all of them. */
  readonly anywhere: number
  /** The words of the question that none of the units has, folded: the same for all of them. */
  readonly unsaid: readonly string[]
  /** Share of the question's words that none of the units has in any other word of its meaning, of those that have such. */
  readonly unsaidMeaning: number
  /** The question's words that count, folded: the same for all units; null for what is read over several words. */
  readonly words: readonly (string | null)[]
  /** Of each of them, whether it has it. */
  readonly said: readonly boolean[]
  /** The same, of those that its own text has as they are asked, not in another word of their meaning. */
  readonly exact: readonly boolean[]
  /** How many of the question's words a form can say, and its own text does not say otherwise: "30 €" has a price. */
  readonly byForm: number
}

/** Of a unit that has nothing of a question, where nothing is known of others. */
export const noMatch: TermMatch = {
  score: 0,
  covered: 0,
  share: 0,
  anywhere: 0,
  unsaid: [],
  unsaidMeaning: 0,
  words: [],
  said: [],
  exact: [],
  byForm: 0,
}

/**
 * How well units match the words of a question. Frequencies are those of the given units: among the best passages, a term that
 * most of them share tells little, however rare it is elsewhere. Words of the same family ("hornear", "horno") and, where a term
 * stands nowhere, words one typing error away count as well, though less.
 */
export function matchTerms(
  units: readonly UnitTerms[],
  question: readonly Word[],
  sameMeaning: (term: string) => readonly string[],
): TermMatch[] {
  const bodies = units.map(countTerms)
  const headings = countHeadings(units)
  const vocabulary = new Set<string>()
  for (const counts of [bodies, headings])
    for (const count of counts) for (const term of count.keys()) vocabulary.add(term)
  const asked = question.map(({ word }) => word)
  const texts = units.map(({ text }) => text)
  const near = question.map((word, at) => {
    const number = numberAsked(asked, at)
    const places = number === null ? null : numberInCells(number, texts)
    return { word, terms: nearTerms(word, vocabulary, sameMeaning), places }
  })
  const told = near.filter(
    ({ word, terms }) => !(word.light || word.general) || terms.words.some((term) => vocabulary.has(term)),
  )
  const counted = told.length === 0 ? near : told
  const found = counted.map(({ word: { form, otherwise }, terms, places }) => {
    const said = bodies.map((count, u) => (places?.[u] ?? 1) * frequency(count, terms))
    // where only names of files and headings have a word, they are what tells the units apart
    const weight = said.some((count) => count > 0) ? besides.heading : 1
    return said.map((count, u) => {
      const of = units[u]?.isUnderAsked === true ? besides.askedHeading : weight
      const all = count + of * frequency(headings[u] ?? new Map(), terms)
      const { text = '' } = units[u] ?? {}
      return all === 0 && (form?.test(text) === true || otherwise?.test(text) === true) ? nearWeights.form : all
    })
  })
  const rarity = found.map((perUnit, t) => {
    const holding = perUnit.filter((count) => count > 0).length
    const idf = Math.log(1 + (units.length - holding + 0.5) / (holding + 0.5))
    const { telling = false, light = false } = counted[t]?.word ?? {}
    if (light) return lightWeight * idf
    return telling ? tellingWeight * idf : idf
  })
  const isSaid = found.map((perUnit) => perUnit.some((count) => count > 0))
  const anywhere = counted.length === 0 ? 1 : isSaid.filter(Boolean).length / counted.length
  const unsaid = counted.flatMap(({ word: { word } }, t) => (word === null || isSaid[t] === true ? [] : [word]))
  const hasOthers = ({ terms }: Word): boolean => terms.some((term) => sameMeaning(term).length > 0)
  const unsaidOthers = counted.filter(({ word }, t) => isSaid[t] !== true && hasOthers(word))
  const unsaidMeaning = share(unsaidOthers.length, counted.length)
  const total = rarity.reduce((sum, weight) => sum + weight, 0)
  const averageLength = units.reduce((sum, { own }) => sum + own.length, 0) / Math.max(1, units.length)
  const words = counted.map(({ word: { word } }) => word)
  const saidByForms = counted.filter(({ word }) => word.form !== null)
  return units.map(({ own }, u) => {
    const norm = k1 * (1 - b + (b * own.length) / Math.max(1, averageLength))
    let [score, covered] = [0, 0]
    found.forEach((perUnit, t) => {
      const weight = rarity[t] ?? 0
      const all = perUnit[u] ?? 0
      score += all === 0 ? 0 : (weight * all * (k1 + 1)) / (all + norm)
      covered += weight * Math.min(1, all)
    })
    const said = found.map((perUnit) => (perUnit[u] ?? 0) > 0)
    return {
      score,
      covered: covered / Math.max(total, 1e-9),
      share: share(said.filter(Boolean).length, said.length),
      anywhere,
      unsaid,
      unsaidMeaning,
      words,
      said,
      exact: counted.map(({ word }) => word.terms.some((term) => own.includes(term))),
      byForm: saidByForms.filter(({ terms }) => !own.some((term) => terms.words.includes(term))).length,
    }
  })
}

const share = (some: number, all: number): number => some / Math.max(1, all)

type TermCounts = ReadonlyMap<string, number>

function countTerms({ own, lead }: UnitTerms): TermCounts {
  const counts = new Map<string, number>()
  const add = (term: string, count: number) => counts.set(term, (counts.get(term) ?? 0) + count)
  for (const term of own) add(term, 1)
  for (const term of new Set(lead)) add(term, besides.lead)
  return counts
}

/** Each term once. Units under one heading may share the list of its terms, and then do what is made of it. */
function countHeadings(units: readonly UnitTerms[]): TermCounts[] {
  const known = new Map<readonly string[], TermCounts>()
  return units.map(({ heading }) => {
    const counts = known.get(heading) ?? new Map(heading.map((term) => [term, 1]))
    known.set(heading, counts)
    return counts
  })
}

/** Terms, and what each counts for: side by side, because every unit is asked for all of them. */
interface NearTerms {
  readonly words: readonly string[]
  readonly weights: readonly number[]
}

function frequency(counts: TermCounts, { words, weights }: NearTerms): number {
  let sum = 0
  for (let at = 0; at < words.length; at += 1) {
    const count = counts.get(words[at] ?? '')
    if (count !== undefined) sum += (weights[at] ?? 0) * count
  }
  return sum
}

/** The word's own terms and their like in the vocabulary, with what they count for. */
function nearTerms(
  word: Word,
  vocabulary: ReadonlySet<string>,
  sameMeaning: (term: string) => readonly string[],
): NearTerms {
  const near = countNear(word, vocabulary, sameMeaning)
  return { words: [...near.keys()], weights: [...near.values()] }
}

function countNear(
  { terms: word, meant }: Word,
  vocabulary: ReadonlySet<string>,
  sameMeaning: (term: string) => readonly string[],
): TermCounts {
  const near = new Map<string, number>(word.map((term) => [term, 1]))
  const written = word.filter((term) => /^\p{L}{4,}$/u.test(term))
  const begins = written.map((term) => term.charCodeAt(0))
  for (const other of vocabulary) {
    const begin = other.charCodeAt(0)
    for (let at = 0; at < written.length; at += 1) {
      // nearly all of a thousand words begin otherwise
      if (begins[at] !== begin || near.has(other) || !ofOneFamily(written[at] ?? '', other)) continue
      near.set(other, nearWeights.family)
    }
  }
  const meanings = word.flatMap(sameMeaning)
  for (const other of meanings) {
    if (!near.has(other) && vocabulary.has(other)) near.set(other, nearWeights.meaning)
  }
  for (const other of meant) if (!near.has(other) && vocabulary.has(other)) near.set(other, nearWeights.typo)
  // a word that means something was not mistyped
  if (near.size > word.length || meanings.length > 0 || word.some((term) => vocabulary.has(term))) return near
  const long = written.filter((term) => term.length >= 5)
  for (const other of vocabulary) {
    for (let at = 0; at < long.length; at += 1) {
      if (oneErrorAway(long[at] ?? '', other)) near.set(other, nearWeights.typo)
    }
  }
  return near
}

function ofOneFamily(a: string, c: string): boolean {
  const longest = Math.max(a.length, c.length)
  if (Math.min(a.length, c.length) < 4 || longest > 24) return false
  let same = 0
  while (same < longest && a.charCodeAt(same) === c.charCodeAt(same)) same += 1
  // "vence" and "vencimiento": the whole of the shorter one
  if (same === Math.min(a.length, c.length) && longest - same <= 7) return true
  return same >= 4 && same >= 0.65 * longest
}

/** A letter too many, too few, another one, or two that changed places. */
function oneErrorAway(a: string, c: string): boolean {
  if (Math.abs(a.length - c.length) > 1 || a === c) return false
  let start = 0
  while (start < Math.min(a.length, c.length) && a.charCodeAt(start) === c.charCodeAt(start)) start += 1
  const [restA, restC] = [a.slice(start), c.slice(start)]
  if (restA.slice(1) === restC.slice(1) || restA.slice(1) === restC || restA === restC.slice(1)) return true
  return restA.slice(2) === restC.slice(2) && restA.charAt(0) === restC.charAt(1) && restA.charAt(1) === restC.charAt(0)
}
