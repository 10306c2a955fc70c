import { foldQuestion } from '../../../../domain/text/fold-question.ts'
import { monthNumbers } from '../../../../domain/text/months.ts'
import type { Analyser } from '../../../../ports/analyser.ts'
import { isDayOrMonth } from './answer-forms.ts'
import { datesAsked, type DateAsked } from './dates-asked.ts'
import { isGeneral, isLight } from './light-words.ts'
import type { Word } from './match-terms.ts'
import { isYear } from './number-cells.ts'
import type { Sought } from '../rank-units.ts'
import { atRank, ranksAsked } from './ranks.ts'
import { onlyAsking, saidByForm } from './said-by-form.ts'
import { dayWithin, yearWithin, type SaidOtherwise } from './time-spans.ts'

/**
 * A word has a stem in each language, and is found by either, or by what it stands for when it is mistyped; what is read over several
 * words, such as a date, comes with the terms.
 */
export function questionWords(
  analyser: Pick<Analyser, 'analyseText'>,
  { text, terms, meant }: Pick<Sought, 'text' | 'terms' | 'meant'>,
): Word[] {
  const folded = foldQuestion(text)
  const asking = onlyAsking(folded)
  const forms = saidByForm(folded)
  const dates = datesAsked(folded, terms)
  const ranks = ranksAsked(folded)
  const grouped = new Set([...inGroups(folded, terms), ...dates.flatMap(({ parts }) => parts)])
  const distinct = new Set(folded.match(/[\p{L}\p{N}]+/gu)?.filter((word) => !asking.has(word) && !grouped.has(word)))
  const corrected = [...meant]
  const words = [...distinct]
    .map((word) => ({
      word,
      terms: withoutLetters(word, [...new Set(analyser.analyseText(word))]),
      meant: corrected.flatMap(([term, mistyped]) => (mistyped === word ? [term] : [])),
      form: forms.get(word) ?? null,
      otherwise: otherwiseSaid(word, ranks.get(word), dates),
      light: isLight(word),
      general: isGeneral(word),
      telling: isDayOrMonth(word),
    }))
    .filter((word) => word.terms.length > 0)
  const coded = [...distinct].filter(isCode)
  const only = [...asking, ...coded, ...grouped, ...dates.flatMap(({ implied }) => implied)].flatMap((word) =>
    analyser.analyseText(word),
  )
  // a day tells which of many lines is meant, as its month does
  const whole = dates.map(({ word, terms: own }) => ({
    ...plainWord,
    word,
    terms: own,
    otherwise: withinDays(own),
    telling: true,
  }))
  const known = new Set([...[...words, ...whole].flatMap((word) => word.terms), ...meant.keys(), ...only])
  return [
    ...withDates(words, whole),
    ...terms.filter((term) => !known.has(term)).map((term) => ({ ...plainWord, word: null, terms: [term] })),
  ]
}

/** A date stands before its year, so that it comes first where the question begins with it. */
function withDates(words: readonly Word[], dates: readonly Word[]): readonly Word[] {
  const at = words.findIndex(({ word }) =>
    dates.some((date) => word !== null && date.word?.split(/[/.-]/).includes(word) === true),
  )
  const place = at === -1 ? words.length : at
  return [...words.slice(0, place), ...dates, ...words.slice(place)]
}

function otherwiseSaid(word: string, rank: number | undefined, dates: readonly DateAsked[]): SaidOtherwise | null {
  if (rank !== undefined) return atRank(rank)
  return isYear(word) ? yearWithin(Number(word)) : withinDays(datesOf(word, dates))
}

/** The terms of the days that a word is part of: "10" and "diciembre" of "10 de diciembre". */
function datesOf(word: string, dates: readonly DateAsked[]): readonly string[] {
  const days = dates.flatMap(({ terms }) => terms.filter((term) => term.startsWith('dm')))
  return days.filter(
    (day) =>
      monthNumbers.get(word) === Number(day.slice(2, 4)) || word.replace(/^0/, '') === String(Number(day.slice(4))),
  )
}

/** The times that a day lies in, which has a term without its year. */
function withinDays(terms: readonly string[]): SaidOtherwise | null {
  const day = terms.find((term) => term.startsWith('dm'))
  return day === undefined ? null : dayWithin(day)
}

/** What a word is that nothing else is known of. */
const plainWord = { meant: [], form: null, otherwise: null, light: false, general: false, telling: false } as const

/** A shorter one, as two years or a telephone number, is written in more than one way. Letters and digits. */
const shortestCode = 12

/** The groups in which a long code is written that is read as one, as those of an IBAN, and what is read of some of them. */
function inGroups(folded: string, terms: readonly string[]): ReadonlySet<string> {
  const codes = terms.filter((term) => term.length >= shortestCode && /\d/.test(term))
  if (codes.length === 0) return new Set()
  const groups = folded.match(/[\p{L}\p{N}]+/gu) ?? []
  const inside = codes.flatMap((code) =>
    groups.flatMap((_, at) => {
      let [written, end] = ['', at]
      while (written.length < code.length && code.startsWith(written) && end < groups.length)
        written += groups[end++] ?? ''
      return written === code && end - at > 1 ? groups.slice(at, end) : []
    }),
  )
  const parts = codes.filter((code) => codes.some((other) => other !== code && other.includes(code)))
  return new Set(inside.length === 0 ? [] : [...inside, ...parts])
}

const isCode = (word: string): boolean => /\d/.test(word) && /\p{L}/u.test(word)

/** Of a code only what has a digit tells it apart: ISO 9001 is not ISO 14001. */
const withoutLetters = (word: string, terms: readonly string[]): readonly string[] =>
  isCode(word) ? terms.filter((term) => /\d/.test(term)) : terms
