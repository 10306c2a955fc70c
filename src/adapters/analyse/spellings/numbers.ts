import { numberAt, type Run } from './runs.ts'

const groupGaps = new Set(['.', ',', ' ', "'"])
/** IBANs have 24 digits in Spain and at most 30 anywhere, telephone numbers 15, card numbers 19. */
const mostDigits = 32
const fewestDigits = 7
const chainGaps = new Set([' ', '.', '-'])
/** Digits after a slash that belong to the number before it; a day, a month or a year and its neighbour have fewer than `fewestDigits`. */
const longestTail = 4
/** Digits of a telephone number without its country. */
const nationalDigits = 9
/** `1.250,5` and `1250.5` are both `1250d5`: a sign between letters and digits would not be a term. */
const decimalMark = 'd'

/**
 * One spelling for each number: `1.250.000`, `1,250,000` and `1 250 000` are `1250000`, `72,45` and `72.45` are `72d45`; groups of a
 * telephone, card or account number are joined. `add` gets the spellings; the runs themselves are terms anyway.
 */
export function numberSpellings(runs: readonly Run[], add: (term: string) => void): void {
  for (const [at, { isNumber }] of runs.entries()) {
    if (!isNumber || isContinued(runs, at)) continue
    grouped(runs, at, add)
    chained(runs, at, add)
  }
}

/** A number whose beginning stands before it was looked at there. */
function isContinued(runs: readonly Run[], at: number): boolean {
  const gap = runs[at]?.gap ?? ''
  return runs[at - 1]?.isNumber === true && (groupGaps.has(gap) || chainGaps.has(gap))
}

function grouped(runs: readonly Run[], at: number, add: (term: string) => void): void {
  const separator = runs[at + 1]?.gap ?? ''
  const first = runs[at]?.text ?? ''
  const groups = first.length <= 3 && groupGaps.has(separator) ? groupsAfter(runs, at, separator) : []
  const whole = first + groups.join('')
  if (whole.length > mostDigits) return
  if (groups.length > 0) add(whole)
  const decimals = runs[at + 1 + groups.length]
  if (decimals === undefined || !areDecimals(decimals) || (groups.length > 0 && decimals.gap === separator)) return
  const significant = decimals.text.replace(/0+$/, '')
  add(significant === '' ? whole : `${whole}${decimalMark}${significant}`)
}

/** Groups of three digits with the same sign before each. */
function groupsAfter(runs: readonly Run[], at: number, separator: string): readonly string[] {
  const groups: string[] = []
  for (const run of runs.slice(at + 1, at + 2 + mostDigits / 3)) {
    if (!run.isNumber || run.gap !== separator || run.text.length !== 3) break
    groups.push(run.text)
  }
  return groups
}

function areDecimals({ isNumber, gap, text }: Run): boolean {
  return isNumber && text.length <= 2 && (gap === ',' || gap === '.')
}

/**
 * Two or more groups of at least two digits each, with the letters that stand right before the first: `ES91 2100 …`; beside it, with what
 * follows a slash: `00.123.456/7`, `2023/0045`.
 */
function chained(runs: readonly Run[], at: number, add: (term: string) => void): void {
  const first = runs[at]?.text ?? ''
  const { joined, next } = chainFrom(runs, at)
  const letters = lettersBefore(runs, at)
  const tail = runs[next]?.gap === '/' ? numberAt(runs, next, longestTail) : null
  if (tail !== null && isLong(joined + tail)) add(letters + joined + tail)
  if (next === at + 1 || !isLong(joined)) return
  add(letters + joined)
  const national = joined.slice(first.length)
  if (first.length <= 3 && national.length >= nationalDigits) add(national)
}

/** The digits of a number and of those that follow it after a sign of `chainGaps`, and the place behind them. */
function chainFrom(runs: readonly Run[], at: number): { readonly joined: string; readonly next: number } {
  let joined = runs[at]?.text ?? ''
  let next = at + 1
  while (runs[next]?.isNumber && chainGaps.has(runs[next]?.gap ?? '') && joined.length <= mostDigits) {
    joined += runs[next]?.text ?? ''
    next += 1
  }
  return { joined, next }
}

function lettersBefore(runs: readonly Run[], at: number): string {
  const before = runs[at - 1]
  return runs[at]?.gap === '' && before !== undefined && before.text.length <= 4 ? before.text : ''
}

function isLong(joined: string): boolean {
  return joined.length >= fewestDigits && joined.length <= mostDigits
}
