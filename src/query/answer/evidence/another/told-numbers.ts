import { countedSpans, units } from '../../quotes/said/answer-forms.ts'

const unit = `[€$£¥%]|(?:eur|euros?|usd|gbp|pesos|soles|${units.length}|${units.weight}|${units.volume}|${countedSpans}|minutos?|minutes?|min|h|hrs?|horas?|k?w|v)\\b`
/** "Week 12", "semanas 12 a 20", "curso 2025/26", but neither "Viernes 10:00" nor "Plaza 45 €". Folded. It looks back from digits, of which there are fewer than words. */
const told = new RegExp(
  `(?<=\\b([a-z]{4,20}) )(\\d{1,4})(?: ?(?:[-–—/]|\\b(?:al?|to|until|hasta)\\b) ?(\\d{1,4}))?(?!\\d|[.,:]\\d| ?[-–—/] ?\\d|\\s?(?:${unit}))`,
  'g',
)

/** One of several that a text tells apart by a number, or those from one number to another. */
export interface ToldNumber {
  /** As it stands there, be it one or several. */
  readonly word: string
  readonly first: number
  readonly last: number
}

/** What a folded text tells apart by numbers, in its order. */
export const toldNumbers = (folded: string): readonly ToldNumber[] =>
  [...folded.matchAll(told)].map(([, word = '', first = '', last = first]) => ({
    word,
    first: Number(first),
    // "2025/26"
    last: Number(first.slice(0, Math.max(0, first.length - last.length)) + last),
  }))
