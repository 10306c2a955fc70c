// Whether a month or a day is asked for that nothing has which was found: neither its name, nor a date, nor a time of the year it lies in.
import { askingWords } from '../../../../domain/text/asking-words.ts'
import { dayNames } from '../../../../domain/text/days.ts'
import { fold } from '../../../../domain/text/fold.ts'
import { foldQuestion } from '../../../../domain/text/fold-question.ts'
import { anyMonth, monthNumbers, wholeMonths } from '../../../../domain/text/months.ts'
import { ordinalEnding } from '../../../../domain/text/ordinals.ts'
import { writtenDate } from '../../quotes/said/dates-asked.ts'
import { daySpans } from '../../quotes/said/time-spans.ts'

const whole = wholeMonths.join('|')

/** "En julio", "3 de agosto", "23rd July", "since March", but neither "may I" nor "the march". */
const askedMonth = new RegExp(
  String.raw`\b(?:\d{1,2}${ordinalEnding}?|en|de|in|of|on|during|since|until|from|by|desde|hasta|durante) (${whole})\b|\b(${whole}) \d`,
  'g',
)
/** "23 de julio", "23rd of July"; "July 23". */
const namedDays = [
  new RegExp(String.raw`(?<!\d)(?<day>\d{1,2})${ordinalEnding}? ?(?:de |of )?(?<month>${anyMonth})\b`, 'g'),
  new RegExp(String.raw`\b(?<month>${anyMonth})\.? (?<day>\d{1,2})${ordinalEnding}?(?![\d:])`, 'g'),
]
const digitDays = [
  /(?<![\d/.-])(?<day>\d{1,2})[/.-](?<month>\d{1,2})(?![\d])/g,
  /(?<!\d)\d{4}-(?<month>\d{2})-(?<day>\d{2})(?!\d)/g,
]

/** "Del 15 de junio al 15 de septiembre", "June to September", "jun-sep". */
const betweenNames = new RegExp(
  String.raw`\b(${anyMonth})\b\.?(?: \d{1,2}${ordinalEnding}?)?(?:,? (?:de |del )?\d{4})? ?(?:[-–—]|al?|to|until|till|through|hasta|y|and)(?: (?:el|the|de|of))* ?(?:\d{1,2}${ordinalEnding}?)?(?: (?:de|of))? ?(${anyMonth})\b`,
  'g',
)
/** "Los días 3, 10 y 17 de julio", "3 and 10 July". */
const listedDays = new RegExp(
  String.raw`(?<![\d:/.,])((?:\d{1,2}${ordinalEnding}?(?:, ?| (?:y|e|and) )){1,12})\d{1,2}${ordinalEnding}? ?(?:de |of )?(${anyMonth})\b`,
  'g',
)

/** First and last month, and what it is called. */
const seasons: readonly (readonly [number, number, RegExp])[] = [
  [3, 6, /\b(?:primavera|spring)\b/],
  [6, 9, /\b(?:verano|summer|estival)\b/],
  [9, 12, /\b(?:otono|autumn)\b/],
  [10, 5, /\b(?:invierno|winter|invernal)\b/],
  [1, 12, /\b(?:todo el ano|all year|year[- ]round|todos los meses|cada mes|every month|each month)\b/],
]

/**
 * @param unsaid the words of the question that nothing has, folded; a date in digits has the name of its month
 * @param texts what was found
 */
export function lacksDate(question: string, unsaid: readonly string[], texts: readonly string[]): boolean {
  const asked = foldQuestion(question)
  const months = [...asked.matchAll(askedMonth)].flatMap(([, behind, before]) => {
    const name = behind ?? before ?? ''
    return unsaid.includes(name) ? [numberOf(name)] : []
  })
  const inDigits = (asked.match(writtenDate) ?? []).filter((date) => unsaid.includes(date))
  const days = [...daysIn(asked, namedDays), ...inDigits.flatMap((date) => daysIn(date, digitDays))]
  if (months.length === 0 && days.length === 0) return false
  const found = texts.map(fold)
  const times = found.flatMap(timesIn)
  const isWithin = (month: number): boolean => times.some((time) => liesIn(month, time))
  if (months.some((month) => !isWithin(month))) return true
  const said = found.flatMap((text) => [...daysIn(text, namedDays), ...daysIn(text, digitDays)])
  return days.some(({ first: day, month }) => {
    // days of the same month are named, but not this one
    const ofMonth = said.filter((one) => one.month === month)
    return ofMonth.length > 0 && !isWithin(month) && !ofMonth.some((one) => one.first <= day && day <= one.last)
  })
}

const weekday = new RegExp(String.raw`\b(?:${dayNames.join('|')})\b`)
/** What is said of days without their names, or of each of them. */
const anyWeekday =
  /\b(?:(?:mon|tues?|wed|thu(?:rs)?|fri|sat|sun|lun|mar|mie|jue|vie|sab|dom)|[lmxjvsd](?: ?[-–] ?| [ay] )[lmxjvsd]|diari[oa]s?|a diario|diariamente|(?:todos los|cada|toda la|entre) (?:dias?|semana)|fin(?:es)? de semana|laborables?|habil(?:es)?|lectivos?|festivos?|24 ?h(?:oras)?|daily|(?:every|each|all) (?:days?|week)|week(?:days?|ends?)|working days?|bank holidays?|always|siempre)\b/

/** Whether something is asked of a day of the week where days of the week are not told apart: no day is named, nor all of them. */
export function lacksWeekday(question: string, unsaid: readonly string[], texts: readonly string[]): boolean {
  if (!unsaid.some((word) => weekday.test(word)) || !weekday.test(withoutTold(foldQuestion(question)))) return false
  return !texts.map(fold).some((text) => weekday.test(text) || tellsOfAnyDay(text))
}

/** Whether a folded text speaks of days of the week without their names, or of each of them. */
export const tellsOfAnyDay = (text: string): boolean => anyWeekday.test(text)

/** Words of a sentence; "on Sunday," is part of what is asked. */
const fewestTold = 4

/** A folded question without what is told before it: "the boiler broke down on Monday, who do I call?" asks nothing of Monday. */
export function withoutTold(folded: string): string {
  const clauses = folded.split(/[.,;:!?¿]/).map((clause) => clause.match(/[a-z]+/g) ?? [])
  const asking = clauses.findLastIndex((words) => words.slice(0, 2).some((word) => askingWords.has(word)))
  return clauses
    .filter((words, at) => at >= asking || words.length < fewestTold)
    .flat()
    .join(' ')
}

interface Days {
  readonly first: number
  readonly last: number
  readonly month: number
}

/** Days with their month, and days from one to another. */
function daysIn(text: string, patterns: readonly RegExp[]): readonly Days[] {
  const single = patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ groups = {} }) => {
      const day = Number(groups['day'])
      return { first: day, last: day, month: numberOf(groups['month'] ?? '') }
    }),
  )
  const listed = [...text.matchAll(listedDays)].flatMap(([, days = '', month = '']) =>
    (days.match(/\d+/g) ?? []).map((day) => ({ first: Number(day), last: Number(day), month: numberOf(month) })),
  )
  const spans = daySpans(text)
    .filter(([first, last]) => monthOf(first) === monthOf(last))
    .map(([first, last]) => ({ first: first % 100, last: last % 100, month: monthOf(first) }))
  return [...single, ...listed, ...spans]
}

/** Of a day such as 1208. */
const monthOf = (day: number): number => Math.floor(day / 100)

type Time = readonly [first: number, last: number]

/** Days of one month are no such time. */
function timesIn(text: string): readonly Time[] {
  const named = [...text.matchAll(betweenNames)].map(([, one = '', other = '']): Time => [
    numberOf(one),
    numberOf(other),
  ])
  const dated = daySpans(text).map(([first, last]): Time => [monthOf(first), monthOf(last)])
  const called = seasons.flatMap(([first, last, name]): Time[] => (name.test(text) ? [[first, last]] : []))
  return [...named, ...dated, ...called].filter(([first, last]) => first !== last)
}

/** Of a name, or of digits. */
const numberOf = (month: string): number => monthNumbers.get(month) ?? Number(month)

const liesIn = (month: number, [first, last]: Time): boolean =>
  first <= last ? month >= first && month <= last : month >= first || month <= last
