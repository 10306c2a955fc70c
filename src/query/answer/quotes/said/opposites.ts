import { lasting } from './answer-forms.ts'
import { asksWhether } from './asks-whether.ts'

interface Pair {
  readonly one: RegExp
  readonly other: RegExp
  /** What tells one beside the other: how long it lasts beside when it begins. */
  readonly tellsBoth?: RegExp
}

/** "At the end of May", "a comienzos de junio" tell a day of something else. */
const noPartOfTime = '(?<!\\b(?:at|by|until|till|towards?|before|near|from|since) the )'
const noPhrase = '(?<!\\b(?:a|al|hasta el|del) )'
const spanOfHours =
  /\d{1,2}(?:[:.]\d\d)? ?(?:h|am|pm)? ?(?:[-–—]|\b(?:al?|to|until|till|hasta)\b) ?(?:las? )?\d{1,2}[:.h]/
/** Of "hasta cuándo" or "up to" in a question nothing is asked that is the most. */
const boundsInOtherWords =
  /\b(?:up to|no more than|no mas de|not exceed|como mucho|hasta|no less than|no fewer than|no menos de|como poco)\b/

/** Words of which a text that says one answers no question about the other. Folded. */
const pairs: readonly Pair[] = [
  {
    one: new RegExp(
      `\\b(?:emp(?:iez|ez)[a-z]+|comienz(?:a|an|e|en)|${noPhrase}comienzos?|comenz[a-z]+|${noPhrase}inicio|inici(?:a|an|ar|ara|aron)|${noPartOfTime}starts?|started|starting|begins?|began|${noPartOfTime}beginning|primer dia|first day)\\b`,
    ),
    other: new RegExp(
      // "término" is written as "terminó" is, folded
      `\\b(?:termin(?:a|an|ar|ara|aron|ado)|(?<!\\b(?:el|del|al|en|un|su|este|dicho|por|a) )termino|acab(?:o|a|an|ar|ara|aron|ado)|finaliz[a-z]+|fecha de fin|fin(?= ?[:|])|${noPartOfTime}ends?|ended|${noPartOfTime}ending|finish(?:es|ed)?|ultimo dia|last day)\\b`,
    ),
    tellsBoth: new RegExp(`${lasting.source}|${spanOfHours.source}`),
  },
  {
    one: /\b(?:llegadas?|llegan?|entreg(?:as?|an?|amos)|arrivals?|arrives?|deliver(?:s|y|ed)?)\b/,
    other: /\b(?:salidas?|salen?|departures?|departs?|leaves?)\b/,
    tellsBoth: lasting,
  },
  {
    one: /\b(?:minim[oa]s?(?! interprofesional)|minimum|at least|al menos|(?<!\d ?)min(?=[. ]))\b/,
    other: /\b(?:maxim[oa]s?|maximum|at most|max)\b/,
    tellsBoth: boundsInOtherWords,
  },
  { one: /\b(?:brut[oa]|gross|before tax)\b/, other: /\b(?:net[oa]|net|after tax)\b/ },
  {
    one: /\b(?:provisional(?:es)?|interim)\b/,
    other: new RegExp(`\\b(?:definitiv[oa]s?|${noPhrase}final(?! de))\\b`),
  },
  {
    one: /\b(?:ingres(?:os|amos|aron)|income|earned|earnings?)\b/,
    other: /\b(?:gast(?:os|amos|aron)|expenses|expenditure|spent)\b/,
  },
]

const now = /\b(?:ahora|actualmente|hoy en dia|now|nowadays|currently|at present)\b/
const closedSpan = /(?<!\d)(?:19|20)\d\d ?[-–—] ?((?:19|20)\d\d)(?!\d)/g
/** A span that has not ended, or the time of asking. Folded. */
const untilNow =
  /(?:19|20)\d\d ?[-–—] ?(?:today|present|now|hoy|actual|la fecha|$)|\b(?:since|desde|currently|actualmente|presente|actualidad)\b/

/**
 * Tells of a folded text whether it says the opposite of what a folded question asks for, and not that itself: "Hora de inicio: 17:15" of
 * "¿a qué hora acabó?". Whether something is so, the opposite answers.
 * @param texts what was found, folded: by the others it is told whether a time is over
 */
export function saysOpposite(question: string, texts: readonly string[] = []): (text: string) => boolean {
  if (asksWhether(question)) return () => false
  const asked = pairs.flatMap(({ one, other, tellsBoth }) => {
    const [isOne, isOther] = [one.test(question), other.test(question)]
    if (isOne === isOther) return []
    return [isOne ? { itself: one, opposite: other, tellsBoth } : { itself: other, opposite: one, tellsBoth }]
  })
  const isOver = now.test(question) ? isOverAmong(texts) : () => false
  return (text) =>
    !untilNow.test(text) &&
    (isOver(text) ||
      asked.some(
        ({ itself, opposite, tellsBoth }) =>
          opposite.test(text) && !itself.test(text) && tellsBoth?.test(text) !== true,
      ))
}

/** Years that an entry of a life begins with: "2015 – 2019: staff nurse". */
const pastEntry = /^[-–•*·|\s]{0,4}(?:19|20)\d\d ?[-–—] ?(?:19|20)\d\d(?!\d)/

/** Tells of a text whether it is over: an entry with its years, or years that ended before those of another text; an agreement of 2025–2028 may be in force. */
function isOverAmong(texts: readonly string[]): (text: string) => boolean {
  const latest = texts.some((text) => untilNow.test(text))
    ? Number.POSITIVE_INFINITY
    : Math.max(...texts.flatMap(endsIn))
  return (text) => {
    const ends = endsIn(text)
    if (pastEntry.test(text)) return true
    return ends.length > 0 && Math.max(...ends) < latest
  }
}

const endsIn = (text: string): readonly number[] => Array.from(text.matchAll(closedSpan)).map(([, end]) => Number(end))
