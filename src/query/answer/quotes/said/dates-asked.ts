import { monthNames } from '../../../../domain/text/months.ts'

/** A day of a question, which is read as one: "03/04/2025" is not 7 April for the "04" in it. */
export interface DateAsked {
  /** As it is written in digits; null where its month has a name. */
  readonly word: string | null
  /** Its terms, of which a text has one. */
  readonly terms: readonly string[]
  /** What it is written of and need not be looked for; a year that nothing has tells more than a day. */
  readonly parts: readonly string[]
  /** Names of its month, where that is written in digits. */
  readonly implied: readonly string[]
}

/** A day with its year in digits. */
export const writtenDate = /(?<![\d/.-])(?:\d{1,2}([/.-])\d{1,2}\1(?:\d{4}|\d{2})|\d{4}-\d{1,2}-\d{1,2})(?![\d/-])/g

/** The days that a folded question names, with or without their year. @param terms the question's, as `analyse/spellings/dates.ts` spells days. */
export function datesAsked(folded: string, terms: readonly string[]): readonly DateAsked[] {
  const ofYear = (term: string): string => `dm${term.slice(4)}`
  const whole = terms.filter((term) => /^(?:19|20)\d{6}$/.test(term) && terms.includes(ofYear(term)))
  const withoutYear = terms.filter((term) => /^dm\d{4}$/.test(term) && !whole.some((day) => ofYear(day) === term))
  const inDigits = folded.match(writtenDate) ?? []
  return [
    ...whole.map((term) => {
      const word = inDigits.find((written) => isOfParts(term, written.split(/[/.-]/))) ?? null
      const parts = word?.split(/[/.-]/).filter((part) => part.length < 4) ?? []
      const implied = word === null ? [] : monthNames(Number(term.slice(4, 6)))
      return { word, terms: [term, ofYear(term)], parts, implied }
    }),
    ...withoutYear.map((term) => ({ word: null, terms: [term], parts: [], implied: [] })),
  ]
}

/** `20250403` of "3", "04" and "25", in whatever order. */
function isOfParts(term: string, parts: readonly string[]): boolean {
  const read = [term.slice(2, 4), term.slice(4, 6), term.slice(6)].map(Number)
  const said = parts.map((part) => Number(part.length === 4 ? part.slice(2) : part))
  const ordered = (numbers: readonly number[]): string => numbers.toSorted((a, b) => a - b).join()
  return ordered(read) === ordered(said)
}
