import { monthNames, monthNumbers } from '../../../domain/text/months.ts'
import { numberAt, type Run } from './runs.ts'

interface Day {
  readonly day: number
  readonly month: number
}

const separators = new Set(['/', '-', '.'])
/** Between day, month and year: `15 de marzo de 2024`, `the 15th of March, 2024`. */
const joiners = new Set(['de', 'del', 'of', 'st', 'nd', 'rd', 'th', 'o'])
const daysOf = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/**
 * One spelling for each date: `15/03/2024`, `2024-03-15`, `15 de marzo de 2024` and `March 15, 2024` are `20240315`; day and month alone
 * are `dm0315`, month and year `202403`. Digits that could be either way round are read as day, month, as in Spain. `say` gets the
 * names of months that were written in digits.
 */
export function dateSpellings(runs: readonly Run[], add: (term: string) => void, say: (word: string) => void): void {
  for (const [at, { text, isNumber }] of runs.entries()) {
    if (isNumber) inDigits(runs, at, add, say)
    else if (monthNumbers.has(text)) byName(runs, at, add)
  }
}

function inDigits(runs: readonly Run[], at: number, add: (term: string) => void, say: (word: string) => void): void {
  const gap = runs[at + 1]?.gap ?? ''
  if (!separators.has(gap)) return
  const [first, second] = [numberAt(runs, at, 4), numberAt(runs, at + 1, 2)]
  if (first === null || second === null) return
  const third = runs[at + 2]?.gap === gap ? numberAt(runs, at + 2, 4) : null
  if (first.length === 4) {
    const date = asDay(third ?? '', second)
    if (date === null) return
    addDate(date, first, add)
    for (const name of monthNames(date.month)) say(name)
    return
  }
  const date = asDay(first, second) ?? asDay(second, first)
  if (date === null) return
  if (third !== null && (third.length === 4 || third.length === 2)) {
    addDate(date, fullYear(third), add)
    for (const name of monthNames(date.month)) say(name)
  } else if (third === null && gap === '/') add(dayTerm(date))
}

function byName(runs: readonly Run[], at: number, add: (term: string) => void): void {
  const month = String(monthNumbers.get(runs[at]?.text ?? '') ?? 0)
  const before = skip(runs, at - 1, -1)
  const after = skip(runs, at + 1, 1)
  const day = asDay(numberAt(runs, before, 2) ?? '', month)
  const year = numberAt(runs, after, 4)
  if (day !== null) {
    if (year?.length === 4) addDate(day, year, add)
    else add(dayTerm(day))
    return
  }
  // March 15, 2024
  const american = asDay(numberAt(runs, after, 2) ?? '', month)
  const yearAfterDay = numberAt(runs, skip(runs, after + 1, 1), 4)
  if (american !== null && yearAfterDay?.length === 4) addDate(american, yearAfterDay, add)
  else if (american !== null) add(dayTerm(american))
  else if (year?.length === 4) add(year + twoDigits(Number(month)))
}

/** The next place that is no joiner; at most two are passed. */
function skip(runs: readonly Run[], from: number, step: 1 | -1): number {
  let at = from
  for (let passed = 0; passed < 2 && joiners.has(runs[at]?.text ?? ''); passed += 1) at += step
  return at
}

function addDate(day: Day, year: string, add: (term: string) => void): void {
  add(`${year}${twoDigits(day.month)}${twoDigits(day.day)}`)
  add(`${year}${twoDigits(day.month)}`)
  add(dayTerm(day))
}

function dayTerm({ day, month }: Day): string {
  return `dm${twoDigits(month)}${twoDigits(day)}`
}

function asDay(day: string, month: string): Day | null {
  const [d, m] = [Number(day), Number(month)]
  return d >= 1 && d <= (daysOf[m - 1] ?? 0) ? { day: d, month: m } : null
}

/** 00 to 49 are of this century, as in most software. */
function fullYear(year: string): string {
  if (year.length === 4) return year
  return (Number(year) < 50 ? '20' : '19') + year
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
