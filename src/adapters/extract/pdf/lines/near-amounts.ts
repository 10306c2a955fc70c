/** A place between two words of a line, and how wide it is in sizes of the type. */
export interface WordGap {
  readonly from: number
  readonly to: number
  readonly width: number
}

/**
 * Blanks are .25 to .28 of the type wide. Amounts in narrow columns were measured .5 and more apart, where the longest of each
 * column stand beside each other.
 */
const narrowest = 0.5
/** Fewer numbers are not a row of a table. */
const [fewestNumbers, fewestAmounts] = [3, 2]
/** "1,234", "12.5", "$9,600.00", "(1,204)": telephone, account and card numbers have no such marks. */
const amount = /^[-–−+(]?[$€£]?(?:\d{1,3}(?:[.,]\d{3})+(?:[.,]\d+)?|\d+[.,]\d+)[)%]?$/u
/** "12", "24.", "(1,098.9–1,444.5)". One in brackets is the mark of a note, unless it has more digits; a comma goes on with a text. */
const number = /^(?!\(\d{1,2}\)$)[-–−+(]?[$€£]?\d(?:[\d.,–]*[\d.])?[)%]?$/u
/** What may be the rest of a number whose thousands stand apart. */
const thousands = /^\d{3}(?:\D|$)/u
const fewDigits = /^[-–−+(]?[$€£]?\d{1,3}$/u

/** Whether a line has amounts that may stand nearer to each other than cells do. */
export function holdsAmounts(visible: string): boolean {
  return visible.split(' ').filter((word) => amount.test(word)).length >= fewestAmounts
}

/**
 * The gaps that part amounts in columns so narrow that they stand nearer to each other than cells do, and the one between them and
 * their label.
 */
export function gapsOfAmounts<G extends WordGap>(visible: string, gaps: readonly G[]): readonly G[] {
  if (!holdsAmounts(visible)) return []
  const words = [{ to: 0 }, ...gaps].map(({ to }, index) => visible.slice(to, gaps[index]?.from).trim())
  if (words.filter((word) => number.test(word)).length < fewestNumbers) return []
  const parts = gaps.map(
    ({ width }, index) => width >= narrowest && areApart(words[index] ?? '', words[index + 1] ?? ''),
  )
  const firstNumber = words.findIndex((word) => number.test(word))
  return gaps.filter(({ width }, index) => {
    const isBehindLabel = index + 1 === firstNumber && width >= narrowest && parts[firstNumber] === true
    return parts[index] === true || isBehindLabel
  })
}

function areApart(one: string, other: string): boolean {
  if (!number.test(one) || !number.test(other) || !(amount.test(one) || amount.test(other))) return false
  return !other.endsWith('.') && !(fewDigits.test(one) && thousands.test(other))
}
