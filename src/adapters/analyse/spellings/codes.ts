import type { Run } from './runs.ts'

const gaps = new Set(['', '-', '/', '.', '_'])
/** More parts are an address or a path. */
const mostParts = 8
const longestCode = 40

/**
 * Codes in one spelling: `A-1234-X`, `A.1234/X` and `a1234x` are `a1234x`. Their parts are added too, so that `iso27001` meets
 * `ISO 27001` and `20km` meets `20 km`.
 */
export function codeSpellings(runs: readonly Run[], add: (term: string) => void): void {
  for (let at = 0; at < runs.length;) {
    let next = at + 1
    while (next < runs.length && gaps.has(runs[next]?.gap ?? '')) next += 1
    if (next > at + 1 && next - at <= mostParts) addCode(withoutPlural(runs.slice(at, next)), add)
    at = next
  }
}

/** A question that is a code and nothing else may have blanks in it: `tr 55 d`. */
const mostSpaced = 5
const longestLetters = 3

/** The code that a whole text is, its parts set apart by blanks. */
export function spacedCode(runs: readonly Run[], add: (term: string) => void): void {
  if (runs.length < 2 || runs.length > mostSpaced) return
  const between = runs.slice(1).map(({ gap }) => gap)
  const isSpaced = between.includes(' ') && between.every((gap) => gap === ' ' || gaps.has(gap))
  const isShort = runs.every(({ text, isNumber }) => isNumber || text.length <= longestLetters)
  const numbers = runs.filter(({ isNumber }) => isNumber).length
  if (isSpaced && isShort && numbers > 0 && numbers < runs.length) add(runs.map(({ text }) => text).join(''))
}

/** "Under-14s" are those of "Under-14". */
function withoutPlural(parts: readonly Run[]): readonly Run[] {
  const isPlural = parts.at(-1)?.text === 's' && parts.at(-1)?.gap === '' && parts.at(-2)?.isNumber === true
  return isPlural && parts.length > 2 ? parts.slice(0, -1) : parts
}

function addCode(parts: readonly Run[], add: (term: string) => void): void {
  if (!parts.some(({ isNumber }) => isNumber) || parts.every(({ isNumber }) => isNumber)) return
  const joined = parts.map(({ text }) => text).join('')
  if (joined.length > longestCode) return
  // without separators it is a word already
  if (parts.some(({ gap }, at) => at > 0 && gap !== '')) add(joined)
  for (const [at, { text }] of parts.entries()) {
    const touches = (at > 0 && parts[at]?.gap === '') || parts[at + 1]?.gap === ''
    if (touches && (text.length > 1 || parts[at]?.isNumber)) add(text)
  }
}
