import { isError, numberIn, numberOf, single, untold } from './formula-values.ts'
import type { Argument, Calculation } from './formula-values.ts'

const dayMs = 86_400_000
/** The number of 1970-01-01 in a workbook that counts from 1900. */
const epoch = 25_569
/** Before March 1900 workbooks count a day that there was not; the last one has four digits for its year. */
const [firstDay, lastDay] = [61, 2_958_465] as const

const dateOf = (number: number): Date => new Date((Math.floor(number) - epoch) * dayMs)

function numberOfDate(year: number, month: number, day: number): number | null {
  const number = Date.UTC(year, month, day) / dayMs + epoch
  return number >= firstDay && number <= lastDay ? number : null
}

/** Of the number of a day and, where there is one, of another number. */
const ofDay =
  (calculate: (date: Date, more: number) => number | null): Calculation =>
  (given: readonly Argument[]) => {
    const [first, second] = [single(given, 0), single(given, 1)]
    if (isError(first)) return first
    if (isError(second)) return second
    const [number, more] = [numberOf(first), numberOf(second)]
    // A date in words is read in the way of a country, which is not told.
    if (typeof first === 'string' || number === null || more === null) return untold
    return number < firstDay || number > lastDay ? untold : (calculate(dateOf(number), Math.trunc(more)) ?? untold)
  }

/** So many months on, on the same day, or the last of a month that has none such. */
function monthsOn(date: Date, months: number): number | null {
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months]
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return numberOfDate(year, month, Math.min(date.getUTCDate(), last))
}

/** Functions of days, which are numbers, counted from 1900. */
export const dates: Readonly<Partial<Record<string, Calculation>>> = {
  DATE(given) {
    const [year, month, day] = [numberIn(single(given, 0)), numberIn(single(given, 1)), numberIn(single(given, 2))]
    if (given.length !== 3) return untold
    if (isError(year)) return year
    if (isError(month)) return month
    if (isError(day)) return day
    const whole = Math.trunc(year)
    return numberOfDate(whole < 1900 ? whole + 1900 : whole, Math.trunc(month) - 1, Math.trunc(day)) ?? untold
  },
  YEAR: ofDay((date) => date.getUTCFullYear()),
  MONTH: ofDay((date) => date.getUTCMonth() + 1),
  DAY: ofDay((date) => date.getUTCDate()),
  EDATE: ofDay(monthsOn),
  EOMONTH: ofDay((date, months) => numberOfDate(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0)),
}
