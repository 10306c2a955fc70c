// Whether the best row is about another one of its kind than the one that is asked for, which nothing has that was found.
import { fold } from '../../domain/text/fold.ts'
import { foldQuestion } from '../../domain/text/fold-question.ts'
import { ordinalEnding, ordinalOf } from '../../domain/text/ordinals.ts'

/**
 * @param row text of the best unit, where it is a row
 * @param unsaid the words of the question that nothing has, folded
 * @param texts what was found
 */
export function isOther(question: string, row: string, unsaid: readonly string[], texts: readonly string[]): boolean {
  const [asked, best] = [foldQuestion(question), fold(row)]
  return (
    hasOtherNumber(asked, best, { unsaid, texts }) ||
    hasOtherCode(asked, best, texts) ||
    hasOtherEnd(asked, best, texts) ||
    hasOtherOrdinal(asked, best, texts)
  )
}

interface Found {
  /** The words of the question that nothing has, folded. */
  readonly unsaid: readonly string[]
  readonly texts: readonly string[]
}

/** The row of plot 47 for "plot 412". */
const hasOtherNumber = (asked: string, row: string, { unsaid, texts }: Found): boolean =>
  [...asked.matchAll(/\b([a-z]{3,20}) (\d{1,6})\b/g)].some(
    ([, word = '', number = '']) =>
      !beforeAmount.test(word) &&
      new RegExp(`(?:^|\\| )${word} \\d`).test(row) &&
      (unsaid.includes(number) || !texts.some((text) => isNumberOf(word, number, fold(text)))),
  )

/** "Plot 412", "plots 410 and 412"; "plots 400 to 420", whatever they are numbered. */
function isNumberOf(word: string, number: string, text: string): boolean {
  const behind = new RegExp(`(?<![a-z])${word}(?:e?s)? [^|\\n]{0,60}?(?<![\\d.,])${number}(?![\\d]|[.,]\\d)`)
  const several = new RegExp(`(?<![a-z])${word}(?:e?s)? (?:del? )?\\d+ ?(?:-|–|al?|to|hasta|until) ?\\d`)
  return behind.test(text) || several.test(text)
}

/** "De 70 años", "more than 5": an amount, not which one it is. */
const beforeAmount = /^(?:mas|menos|than|over|under|unos|unas|los|las|about|hasta|desde|entre|between)$/

/** That of E9 for "error E7". */
const hasOtherCode = (asked: string, row: string, texts: readonly string[]): boolean =>
  [...asked.matchAll(/\b([a-z]{1,6})-?(\d{1,6})\b/g)].some(([, letters = '', digits = '']) => {
    const itself = new RegExp(`(?<![a-z0-9])${letters}[- ]?${digits}(?!\\d)`)
    return new RegExp(`(?<![a-z0-9])${letters}-?\\d`).test(row) && !texts.some((text) => itself.test(fold(text)))
  })

/** A code of several parts, with letters and digits. Folded. */
const codeOfParts =
  /(?<![a-z\d])(?=[a-z\d./-]*[a-z])(?=[a-z\d./-]*\d)([a-z\d]+(?:[-/.][a-z\d]+)*)[-/.]([a-z\d]{1,4})(?![a-z\d])/g

/** That of BRZ-0042/A for "BRZ-0042/C". */
const hasOtherEnd = (asked: string, row: string, texts: readonly string[]): boolean =>
  [...asked.matchAll(codeOfParts)].some(([code, stem = '', end = '']) => {
    if (!/\d/.test(stem)) return false
    const begins = stem.split(/[-/.]/).join('[-/. ]?')
    const other = new RegExp(`(?<![a-z\\d])${begins}[-/.](?!${end}(?![a-z\\d]))[a-z\\d]{1,4}(?![a-z\\d])`)
    return other.test(row) && !texts.some((text) => joined(fold(text)).includes(joined(code)))
  })

const joined = (text: string): string => text.replace(/[-/. ]/g, '')

/** That of the third year for "the fourth year". */
function hasOtherOrdinal(asked: string, row: string, texts: readonly string[]): boolean {
  const others = ordinalsIn(row.split(/\n|\|/).map((cell) => /^\s*([a-z]+)/.exec(cell)?.[1] ?? ''))
  if (others.size === 0) return false
  const wanted = ordinalsIn(asked.split(/[^a-z]+/))
  if (wanted.size === 0) return false
  const found = texts.map(fold)
  return [...wanted].some((value) => {
    const inDigits = new RegExp(`(?<![\\d.,])${value}(?:${ordinalEnding}(?![a-z\\d])| ?\\|)`)
    return !found.some((text) => inDigits.test(text) || ordinalsIn(text.split(/[^a-z]+/)).has(value))
  })
}

const ordinalsIn = (words: readonly string[]): ReadonlySet<number> =>
  new Set(words.flatMap((word) => ordinalOf(word) ?? []))
