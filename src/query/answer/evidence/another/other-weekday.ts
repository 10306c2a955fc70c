// Whether what is found is of another day of the week than the one that is asked for, of which nothing tells: Friday's menu for Saturday's.
import type { RankedPassage } from '../../../../domain/passage.ts'
import { dayNames } from '../../../../domain/text/days.ts'
import { fold } from '../../../../domain/text/fold.ts'
import { foldQuestion } from '../../../../domain/text/fold-question.ts'
import { withLead } from '../../quotes/with-lead.ts'
import type { RankedUnit } from '../../quotes/rank-units.ts'
import { tellsOfAnyDay, withoutTold } from '../unsaid/unsaid-date.ts'

const weekdays: readonly (readonly [RegExp, number])[] = [
  [/^(?:lunes|monday)/, 0],
  [/^(?:martes|tuesday)/, 1],
  [/^(?:miercoles|wednesday)/, 2],
  [/^(?:jueves|thursday)/, 3],
  [/^(?:viernes|friday)/, 4],
  [/^(?:sabado|saturday)/, 5],
  [/^(?:domingo|sunday)/, 6],
]

const aDay = `(?:${dayNames.join('|')})`
const days = new RegExp(`\\b${aDay}\\b`, 'g')
const joint = '(?:[-–—/,&+]|\\b(?:al?|y|e|o|u|to|and|or|until|till|through|hasta)\\b)'
/** "De lunes a viernes", "Monday to Friday". */
const span = new RegExp(
  `\\b(${aDay}) ?(?:[-–—]|\\b(?:al?|to|until|till|through|hasta)\\b) ?(?:el |los |the )?(${aDay})\\b`,
  'g',
)
/** What stands before something that is of one day: "Viernes", "- Friday:", "VIERNES 13", but not "lunes y martes". */
const ofOneDay = new RegExp(
  `^[^a-z\\d]{0,8}(?:(?:el|los|on|every) )?(${aDay})\\b(?! ?${joint} ?(?:el |los |the )?${aDay}\\b)(?=[^a-z]|$)`,
)

/** @param ranked best first */
export function isOfOtherWeekday<P extends RankedPassage>(asked: string, ranked: readonly RankedUnit<P>[]): boolean {
  const [best] = ranked
  if (best === undefined) return false
  const wanted = daysIn(withoutTold(foldQuestion(asked)))
  const [day] = wanted
  if (day === undefined || wanted.size > 1) return false
  const told = dayOf(best)
  if (told === null || told === day) return false
  return !ranked.some((unit) => {
    const text = fold([...unit.passage.headingPath, unit.heading?.text ?? '', withLead(unit)].join('\n'))
    return daysIn(text).has(day) || tellsOfAnyDay(text)
  })
}

/** The day that a line begins with, or what it stands under. */
function dayOf<P extends RankedPassage>({ text, lead, heading, passage }: RankedUnit<P>): number | null {
  const above = [lead?.text, heading?.text, passage.headingPath.at(-1)].map((line) => fold(line ?? ''))
  const [found] = [fold(text), ...above].flatMap((line) => ofOneDay.exec(line)?.[1] ?? [])
  return found === undefined ? null : dayNamed(found)
}

/** Those that a folded text names, and those between two. */
function daysIn(text: string): ReadonlySet<number> {
  const named = (text.match(days) ?? []).map(dayNamed)
  const within = [...text.matchAll(span)].flatMap(([, one = '', other = '']) => {
    const [first, last] = [dayNamed(one), dayNamed(other)]
    return Array.from({ length: ((last - first + 7) % 7) + 1 }, (_, at) => (first + at) % 7)
  })
  return new Set([...named, ...within])
}

const dayNamed = (name: string): number => weekdays.find(([begin]) => begin.test(name))?.[1] ?? 0
