// Years and days that lie in a time from one to another: "2016–2020: return to Leeds" says who was there in 2018.
import { dayNames } from '../../../../domain/text/days.ts'
import { anyMonth, monthNumbers } from '../../../../domain/text/months.ts'
import { ordinalEnding } from '../../../../domain/text/ordinals.ts'

/** Something of a question that a text says without its word. On folded text. */
export interface SaidOtherwise {
  readonly test: (text: string) => boolean
}

const dayOfWeek = String.raw`(?:(?:${dayNames.join('|')}|[a-z]{3})\b,? )?`
const to = String.raw` ?(?:[-–—]|\b(?:al?|hasta|to|until|till|through)\b) ?(?:el |the )?${dayOfWeek}`
const month = String.raw`(?:(?:${anyMonth})\.? (?:de |of )?)?`

/** Years with which an entry begins, or that stand in brackets or between "from" and "to": "Plan 2016-2020" is the name of a plan. */
const years = [
  new RegExp(
    String.raw`(?:^|\n|\| ?|\()[-–•*·\s]{0,4}${month}((?:19|20)\d\d)${to}${month}((?:19|20)\d\d)(?![\d-])`,
    'g',
  ),
  new RegExp(
    String.raw`\b(?:del?|desde|from)(?: el)? ${month}((?:19|20)\d\d) (?:al?|hasta|to|until|till)(?: el)? ${month}((?:19|20)\d\d)(?![\d-])`,
    'g',
  ),
  new RegExp(String.raw`\b(?:entre|between) ${month}((?:19|20)\d\d) (?:y|and) ${month}((?:19|20)\d\d)(?![\d-])`, 'g'),
]

/** Whether a text tells of years from one to another of which this is one. */
export const yearWithin = (year: number): SaidOtherwise => ({
  test: (text) =>
    years.some((span) =>
      Array.from(text.matchAll(span)).some(([, first, last]) => Number(first) <= year && year <= Number(last)),
    ),
})

const ofYear = String.raw`(?:,? (?:de |del )?\d{4})?`
const named = String.raw`(\d{1,2})${ordinalEnding}?`
/** "08/12-14/12", "del 29/12/2025 al 4/1/2026". */
const inDigits = new RegExp(
  String.raw`(?<![\d/.,])(\d{1,2})[/.](\d{1,2})(?:[/.]\d{2,4})?${to}(\d{1,2})[/.](\d{1,2})(?![\d,])`,
  'g',
)
/** "Del 20 de diciembre al 7 de enero", "3–21 February", "entre los días 3 y 21 de febrero". */
const byName = [
  new RegExp(
    String.raw`(?<![\d:/.,])${named}(?: (?:de |of )?(${anyMonth})\b)?${ofYear}${to}${named} ?(?:de |of )?(${anyMonth})\b`,
    'g',
  ),
  new RegExp(
    String.raw`\b(?:entre|between) (?:el |los |the )?(?:dias? )?${named}(?: (?:de |of )?(${anyMonth})\b)? (?:y|and) (?:el |the )?${named} ?(?:de |of )?(${anyMonth})\b`,
    'g',
  ),
]

/** "July 14 to July 20", "Dec 29, 2025 – Jan 4". */
const monthFirst = new RegExp(
  String.raw`\b(${anyMonth})\.? ${named}(?:,? \d{4})?${to}(?:(${anyMonth})\.? )?${named}(?![\d:])`,
  'g',
)

/** Whether a text tells of days from one to another of which this is one. @param day as `analyse/spellings/dates.ts` spells it: "dm1210" */
export function dayWithin(day: string): SaidOtherwise {
  const asked = Number(day.slice(2))
  return { test: (text) => daySpans(text).some(([first, last]) => isBetween(asked, first, last)) }
}

/** The times of a folded text from one day to another: first and last as month and day, such as 1208 and 1214. */
export function daySpans(text: string): readonly (readonly [number, number])[] {
  const digits = Array.from(text.matchAll(inDigits)).map(
    ([, day, of, lastDay, ofLast]) => [dayOf(of, day), dayOf(ofLast, lastDay)] as const,
  )
  const names = byName.flatMap((span) =>
    Array.from(text.matchAll(span)).map(
      ([, day, of, lastDay, ofLast = '']) => [dayOf(of ?? ofLast, day), dayOf(ofLast, lastDay)] as const,
    ),
  )
  const americans = Array.from(text.matchAll(monthFirst)).map(
    ([, of, day, ofLast, lastDay]) => [dayOf(of, day), dayOf(ofLast ?? of, lastDay)] as const,
  )
  return [...digits, ...names, ...americans].filter(([first, last]) => isDay(first) && isDay(last))
}

const dayOf = (month = '', day = ''): number => (monthNumbers.get(month) ?? Number(month)) * 100 + Number(day)

const isDay = (day: number): boolean => day >= 101 && day <= 1231 && day % 100 >= 1 && day % 100 <= 31

/** From 29 December to 4 January the year turns. */
const isBetween = (day: number, first: number, last: number): boolean =>
  first <= last ? first <= day && day <= last : day >= first || day <= last
