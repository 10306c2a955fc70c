// Whether the best row is about another one of its kind than the one that is asked for, which nothing has that was found.
import { fold } from '../../../../domain/text/fold.ts'
import { foldQuestion } from '../../../../domain/text/fold-question.ts'
import { ordinalEnding, ordinalOf } from '../../../../domain/text/ordinals.ts'
import { singularsOf } from '../../../../domain/text/plurals.ts'
import { toldNumbers, type ToldNumber } from './told-numbers.ts'

/**
 * @param row text of the best unit, where it is a row
 * @param unsaid the words of the question that nothing has, folded
 * @param texts what was found
 */
export function isOther(question: string, row: string, unsaid: readonly string[], texts: readonly string[]): boolean {
  const [asked, best] = [foldQuestion(question), fold(row)]
  const found = texts.map(fold)
  return (
    hasOtherNumber(asked, best, { unsaid, found }) ||
    hasOtherCode(asked, best, found) ||
    hasOtherEnd(asked, best, found) ||
    hasOtherOrdinal(asked, best, found)
  )
}

interface Found {
  /** The words of the question that nothing has, folded. */
  readonly unsaid: readonly string[]
  /** What was found, folded. */
  readonly found: readonly string[]
}

/** "Plot 412", "room 3.1". Folded. */
const numbered = /\b([a-z]{3,20}) (\d{1,6}(?:[.,]\d{1,2})?)(?![a-z\d]|[.,]\d)/g

/** The row of plot 47 for "plot 412". */
function hasOtherNumber(asked: string, row: string, { unsaid, found }: Found): boolean {
  const others = [...asked.matchAll(numbered)].filter(
    ([, word = '']) => !beforeAmount.test(word) && new RegExp(`(?:^|\\| )${word} \\d`).test(row),
  )
  if (others.length === 0) return false
  const spans = found.flatMap(toldNumbers).filter(({ first, last }) => first < last)
  return others.some(
    ([, word = '', number = '']) =>
      !spans.some((span) => isWithin(span, word, Number(number))) &&
      (unsaid.includes(number) || !hasNumberOf(word, number, found)),
  )
}

/** Week 14 of "semana 13-15" or "weeks 13 to 15". */
const isWithin = ({ word, first, last }: ToldNumber, asked: string, number: number): boolean =>
  singularsOf(word).includes(asked) && first <= number && number <= last

/** "Plot 412", "plots 410 and 412"; "plots 400 to 420", whatever they are numbered. */
function hasNumberOf(word: string, number: string, found: readonly string[]): boolean {
  const digits = number.replace(/[.,]/, '[.,]')
  const behind = new RegExp(`(?<![a-z])${word}(?:e?s)? [^|\\n]{0,60}?(?<![\\d.,])${digits}(?![\\d]|[.,]\\d)`)
  const several = new RegExp(`(?<![a-z])${word}(?:e?s)? (?:del? )?\\d+ ?(?:-|–|al?|to|hasta|until) ?\\d`)
  return found.some((text) => behind.test(text) || several.test(text))
}

/** "De 70 años", "more than 5": an amount, not which one it is. */
const beforeAmount = /^(?:mas|menos|than|over|under|unos|unas|los|las|about|hasta|desde|entre|between)$/

/** That of E9 for "error E7". */
const hasOtherCode = (asked: string, row: string, found: readonly string[]): boolean =>
  [...asked.matchAll(/\b([a-z]{1,6})-?(\d{1,6})\b/g)].some(([, letters = '', digits = '']) => {
    const itself = new RegExp(`(?<![a-z0-9])${letters}[- ]?${digits}(?!\\d)`)
    return new RegExp(`(?<![a-z0-9])${letters}-?\\d`).test(row) && !found.some((text) => itself.test(text))
  })

/** Codes of several parts, and whatever stands between letters and digits as their parts do. Folded. */
const joinedParts = /(?<![a-z\d])[a-z\d]+(?:[-/.][a-z\d]+)+/g

interface Code {
  /** Its parts but the last one. */
  readonly stem: readonly string[]
  /** Short: that of one among several of the same stem. */
  readonly end: string
}

/** Codes with letters and digits, up to their last short part. Taken a run at a time: looking ahead at each part takes the square of their number. */
const codesIn = (asked: string): readonly Code[] =>
  (asked.match(joinedParts) ?? []).flatMap((run) => {
    if (!/[a-z]/.test(run) || !/\d/.test(run)) return []
    const parts = run.split(/[-/.]/)
    const at = parts.findLastIndex((part) => part.length <= longestEnd)
    return at < 1 ? [] : [{ stem: parts.slice(0, at), end: parts[at] ?? '' }]
  })
const longestEnd = 4

/** That of BRZ-0042/A for "BRZ-0042/C". */
const hasOtherEnd = (asked: string, row: string, found: readonly string[]): boolean =>
  codesIn(asked).some(({ stem, end }) => {
    if (!stem.some((part) => /\d/.test(part))) return false
    const other = new RegExp(`(?<![a-z\\d])${stem.join('[-/. ]?')}[-/.](?!${end}(?![a-z\\d]))[a-z\\d]{1,4}(?![a-z\\d])`)
    return other.test(row) && !found.some((text) => joined(text).includes(stem.join('') + end))
  })

const joined = (text: string): string => text.replace(/[-/. ]/g, '')

/** That of the third year for "the fourth year". */
function hasOtherOrdinal(asked: string, row: string, found: readonly string[]): boolean {
  const others = ordinalsIn(row.split(/\n|\|/).map((cell) => /^\s*([a-z]+)/.exec(cell)?.[1] ?? ''))
  if (others.size === 0) return false
  const wanted = ordinalsIn(asked.split(/[^a-z]+/))
  if (wanted.size === 0) return false
  return [...wanted].some((value) => {
    const inDigits = new RegExp(`(?<![\\d.,])${value}(?:${ordinalEnding}(?![a-z\\d])| ?\\|)`)
    return !found.some((text) => inDigits.test(text) || ordinalsIn(text.split(/[^a-z]+/)).has(value))
  })
}

const ordinalsIn = (words: readonly string[]): ReadonlySet<number> =>
  new Set(words.flatMap((word) => ordinalOf(word) ?? []))
