import { foldQuestion } from '../../../domain/text/fold-question.ts'
import type { Analyser } from '../../../ports/analyser.ts'
import { isDayOrMonth } from './answer-forms.ts'
import { isGeneral, isLight } from './light-words.ts'
import type { Word } from './match-terms.ts'
import type { Sought } from './rank-units.ts'
import { onlyAsking, saidByForm } from './said-by-form.ts'

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
  const dates = datesIn(folded, terms)
  const grouped = new Set([...inGroups(folded, terms), ...dates.flatMap(({ parts }) => parts)])
  const distinct = new Set(folded.match(/[\p{L}\p{N}]+/gu)?.filter((word) => !asking.has(word) && !grouped.has(word)))
  const corrected = [...meant]
  const words = [...distinct]
    .map((word) => ({
      word,
      terms: withoutLetters(word, [...new Set(analyser.analyseText(word))]),
      meant: corrected.flatMap(([term, mistyped]) => (mistyped === word ? [term] : [])),
      form: forms.get(word) ?? null,
      light: isLight(word),
      general: isGeneral(word),
      telling: isDayOrMonth(word),
    }))
    .filter((word) => word.terms.length > 0)
  const coded = [...distinct].filter(isCode)
  const only = [...asking, ...coded, ...grouped].flatMap((word) => analyser.analyseText(word))
  const whole = dates.map(({ word, terms: own }) => ({ ...written, word, terms: own }))
  const known = new Set([...[...words, ...whole].flatMap((word) => word.terms), ...meant.keys(), ...only])
  return [
    ...words,
    ...whole,
    ...terms.filter((term) => !known.has(term)).map((term) => ({ ...written, word: null, terms: [term] })),
  ]
}

const written = { meant: [], form: null, light: false, general: false, telling: false } as const

/** A day with its year in digits, which is read as one: "03/04/2025" is not 7 April for the "04" in it. */
function datesIn(
  folded: string,
  terms: readonly string[],
): readonly { readonly word: string; readonly terms: readonly string[]; readonly parts: readonly string[] }[] {
  return (folded.match(writtenDate) ?? []).flatMap((word) => {
    const parts = word.split(/[/.-]/)
    const own = terms.filter((term) => /^(?:19|20)\d{6}$/.test(term) && isOfParts(term, parts))
    // a year that nothing has tells more than a day
    return own.length === 0 ? [] : [{ word, terms: own, parts: parts.filter((part) => part.length < 4) }]
  })
}

export const writtenDate = /(?<![\d/.-])(?:\d{1,2}([/.-])\d{1,2}\1(?:\d{4}|\d{2})|\d{4}-\d{1,2}-\d{1,2})(?![\d/-])/g

/** `20250403` of "3", "04" and "25", in whatever order. */
function isOfParts(term: string, parts: readonly string[]): boolean {
  const read = [term.slice(2, 4), term.slice(4, 6), term.slice(6)].map(Number)
  const said = parts.map((part) => Number(part.length === 4 ? part.slice(2) : part))
  return read.toSorted().join() === said.toSorted().join()
}

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
