import { fold } from '../../../../domain/text/fold.ts'
import { countsOf } from './counts.ts'
import { anyMonth, monthNumbers } from '../../../../domain/text/months.ts'
import { factorOf, factorWords, writtenNumber } from '../../../../domain/text/number-words.ts'
import { ordinalEnding } from '../../../../domain/text/ordinals.ts'
import { isDayOrMonth } from '../../quotes/said/answer-forms.ts'
import { readNumber } from './read-number.ts'

/** A number, date, code or name of a text: as it is written, and the spellings any of which stands for it. */
export interface Fact {
  readonly kind: 'number' | 'date' | 'code' | 'name' | 'count'
  readonly text: string
  readonly keys: readonly string[]
  /** Of a count: what is counted. It can only be looked up in a text that never says it without a number. */
  readonly noun: string | null
}

/** "Ago" before a number is English: "long ago 5 of them …" */
const monthFirst = [...monthNumbers.keys()].filter((name) => name !== 'ago').join('|')
const dates: readonly (readonly [RegExp, (match: RegExpExecArray) => readonly string[]])[] = [
  [/\b(\d{4})-(\d{2})-(\d{2})\b/gu, ([, year, month, day]) => dateKeys(day, month, year)],
  [/\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})\b/gu, ([, day, month, year]) => dateKeys(day, month, year)],
  [
    new RegExp(`\\b(\\d{1,2})-(${anyMonth})-(\\d{4}|\\d{2})\\b`, 'gu'),
    ([, day, month, year]) => dateKeys(day, numberOfMonth(month), year),
  ],
  [
    new RegExp(`\\b(\\d{1,2})${ordinalEnding}?(?: de| of)? (${anyMonth})(?:\\b\\.?,? (?:de |del )?(\\d{4}))?\\b`, 'gu'),
    ([, day, month, year]) => dateKeys(day, numberOfMonth(month), year),
  ],
  [
    new RegExp(`\\b(${monthFirst})\\.? (\\d{1,2})${ordinalEnding}?(?:,? (\\d{4}))?\\b`, 'gu'),
    ([, month, day, year]) => dateKeys(day, numberOfMonth(month), year),
  ],
]
/** Digits with what groups or multiplies them; several groups with blanks or hyphens may be one number, such as a telephone. */
const digits = new RegExp(
  `\\d+(?:[.,]\\d+)*(?:[ -]\\d{2,4}(?:[.,]\\d+)*(?![\\p{L}\\d]))*(?: (?:${factorWords.join('|')})(?![\\p{L}\\d]))?`,
  'gu',
)
const code = /(?<![\p{L}\d./-])(?=[\p{L}\d./-]*\p{L})(?=[\p{L}\d./-]*\d)[\p{L}\d]+(?:[./-][\p{L}\d]+)*/gu
/** "24kW", "1.º", "20th": a number and what it counts. */
const measured = /^\d[\d.,]*-?\p{L}{1,4}(?:\/\p{L}{1,3})?$/u
const word = /[\p{L}\p{N}]+/gu
/** What numbers in words have to count to be taken for a statement: "las dos partes" is none. */
const counted =
  /^(?:dias?|semanas?|mes(?:es)?|anos?|horas?|minutos?|segundos?|euros?|dolares|libras|centimos|por|personas?|unidades|kilos?|gramos|litros|metros|kilometros|grados|paginas?|cuotas?|pagas|days?|weeks?|months?|years?|hours?|minutes?|seconds?|dollars?|pounds?|percent|people|persons|units?|working|laborables|naturales|habiles)$/u

/** "Un millón de euros": from it on, what is counted stands behind a preposition. */
const leastOfWhat = 1_000_000

/** What can be looked up of a statement: each of its numbers, dates, codes and names. */
export function factsOf(statement: string, withNames: boolean): Fact[] {
  const facts: Fact[] = []
  let rest = fold(statement)
  const take = (kind: Fact['kind'], pattern: RegExp, keysOf: (match: RegExpExecArray) => readonly string[]): void => {
    rest = rest.replace(pattern, (...found) => {
      const match = found.slice(0, -2) as unknown as RegExpExecArray // what comes before the offset and the whole text
      const keys = keysOf(match)
      if (keys.length === 0) return match[0]
      facts.push({ kind, text: match[0], keys, noun: null })
      return ' '.repeat(match[0].length)
    })
  }
  for (const [pattern, keysOf] of dates) take('date', pattern, keysOf)
  take('date', /\b(?:dia|day) (\d{1,2})\b/gu, ([, day]) => [`day${Number(day)}`, `n${Number(day)}`])
  take('code', code, ([text]) => (measured.test(text) ? [] : [`c${squeezed(text)}`]))
  const counts = countFacts(rest)
  take('number', digits, ([text]) => numberKeys(text))
  const words = rest.match(word) ?? []
  for (let at = 0; at < words.length; at += 1) {
    const number = writtenNumber(words, at)
    if (number === null) continue
    const behind = at + number.length
    const after = (number.value >= leastOfWhat && words[behind] === 'de' ? words[behind + 1] : words[behind]) ?? ''
    if (number.value > 1 && counted.test(after))
      facts.push({
        kind: 'number',
        text: words.slice(at, at + number.length).join(' '),
        keys: [`n${number.value}`],
        noun: null,
      })
    at += number.length - 1
  }
  const all = [...facts, ...counts]
  return withNames ? [...all, ...namesIn(statement)] : all
}

/** `tres copias` where the text has two of them. */
function countFacts(folded: string): Fact[] {
  return countsOf(folded).flatMap(({ noun, numbers }) => {
    const last = numbers.at(-1)
    if (last === undefined || !last.certain) return []
    return [{ kind: 'count' as const, text: last.text, keys: last.keys.map((key) => countKey(key, noun)), noun }]
  })
}

function countKey(number: string, noun: string): string {
  return `${number} ${noun}`
}

/** Everything a text says, for looking up. */
export interface Known {
  has(key: string): boolean
  /** How it says something in the plural: always with a number, at least once without one, or not at all. */
  counts(noun: string): 'always' | 'sometimes' | 'never'
}

export function knownFrom(text: string): Known {
  const folded = fold(text)
  const keys = new Set<string>()
  let rest = folded
  for (const [pattern, keysOf] of dates) {
    // the 15 of a date is no number of anything else
    rest = rest.replace(pattern, (...found) => {
      const match = found.slice(0, -2) as unknown as RegExpExecArray // what comes before the offset and the whole text
      const said = keysOf(match)
      for (const key of said) for (const part of partsOfDate(key)) keys.add(part)
      return said.length === 0 ? match[0] : ' '.repeat(match[0].length)
    })
  }
  for (const [text_] of rest.matchAll(digits)) {
    for (const key of numberKeys(text_)) keys.add(key)
    for (const part of text_.split(/[ -](?=\d)/u)) for (const key of numberKeys(part)) keys.add(key)
  }
  const words = folded.match(word) ?? []
  words.forEach((one, at) => {
    keys.add(`w${one}`)
    const number = writtenNumber(words, at)
    if (number !== null) keys.add(`n${number.value}`)
  })
  const uncounted = new Set<string>()
  const counted = new Set<string>()
  for (const { noun, numbers } of countsOf(folded)) {
    if (numbers.length === 0) uncounted.add(noun)
    else counted.add(noun)
    for (const number of numbers) for (const key of number.keys) keys.add(countKey(key, noun))
  }
  const all = squeezed(folded)
  return {
    counts: (noun) => (uncounted.has(noun) ? 'sometimes' : counted.has(noun) ? 'always' : 'never'),
    has: (key) => keys.has(key) || (key.startsWith('c') && all.includes(key.slice(1))),
  }
}

/** A day, of a year where it is said; none when it is no date. */
function dateKeys(day = '', month = '', year?: string): readonly string[] {
  const [d, m] = [Number(day), Number(month)]
  if (!(d >= 1 && d <= 31 && m >= 1 && m <= 12)) return []
  const short = `d${m}-${d}`
  if (year === undefined) return [short]
  return [`${short}-${year.length === 2 ? `20${year}` : year}`]
}

const numberOfMonth = (name = ''): string => String(monthNumbers.get(name))

/** A date, its day without the year, the day of any month, and the year. */
function partsOfDate(key: string): readonly string[] {
  const [, month, day, year] = /^d(\d+)-(\d+)(?:-(\d+))?$/u.exec(key) ?? []
  return [key, `d${month}-${day}`, `day${day}`, ...(year === undefined ? [] : [`n${year}`])]
}

function numberKeys(text: string): readonly string[] {
  const [figures = '', factor] = text.split(/ (?=\p{L})/u)
  const groups = figures.split(/[ -]/u)
  const joined = groups.join('')
  const telephone = groups.length > 1 && joined.length >= 7 ? [`n${joined}`] : []
  if (groups.length > 1) return telephone.length > 0 ? telephone : groups.flatMap(readNumber)
  return times(readNumber(figures), factor)
}

/** "50 mil", "1,5 millones"; a year stands before a thousand as well: "en 2024 mil personas". */
function times(keys: readonly string[], word = ''): readonly string[] {
  const factor = factorOf(word)
  if (factor === null || keys.some((key) => /^n\d{4,}$/u.test(key))) return keys
  return keys.map((key) => `n${Math.round(Number(key.slice(1)) * factor)}`)
}

/** Words with a capital that do not begin a sentence, and acronyms anywhere. */
function namesIn(statement: string): Fact[] {
  const found = statement.matchAll(
    /(?<=[\p{L}\p{N},;)»”"]\s+(?:[«“"(]|\*{1,2})?)\p{Lu}[\p{L}'’-]+|(?<!\p{L})\p{Lu}{2,}(?![\p{L}\p{N}])/gu,
  )
  return [...found].flatMap(({ 0: text, index }) => {
    const key = fold(text).match(word)?.[0] ?? ''
    if (key.length < 2 || isDayOrMonth(key) || key === 'may') return []
    const isShortMonth = monthNumbers.has(key) && standsBesideDay(statement, index, index + text.length)
    return isShortMonth ? [] : [{ kind: 'name' as const, text, keys: [`w${key}`], noun: null }]
  })
}

/** "14 Mar", "3rd of Sept", "Mar. 14" */
function standsBesideDay(statement: string, start: number, end: number): boolean {
  const before = statement.slice(Math.max(0, start - longestBefore), start)
  return /\d(?:st|nd|rd|th)?(?: de| of)?[ -]$/u.test(before) || /^\.? \d/u.test(statement.slice(end, end + 3))
}

const longestBefore = '3rd of '.length

function squeezed(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '')
}
