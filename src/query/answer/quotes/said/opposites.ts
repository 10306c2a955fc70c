import { asksWhether } from './asks-whether.ts'

/** Words of which a text that says one answers no question about the other. Folded. */
const pairs: readonly (readonly [RegExp, RegExp])[] = [
  [
    /\b(?:emp(?:iez|ez)[a-z]+|comien[a-z]+|comenz[a-z]+|inici(?:o|a|an|ar|ara|aron)|starts?|started|starting|begins?|began|beginning|primer dia|first day)\b/,
    /\b(?:termin(?:o|a|an|ar|ara|aron|ado)|acab(?:o|a|an|ar|ara|aron|ado)|finaliz[a-z]+|fecha de fin|fin(?= ?[:|])|ends?|ended|ending|finish(?:es|ed)?|ultimo dia|last day)\b/,
  ],
  [/\b(?:llegadas?|llegan?|arrivals?|arrives?)\b/, /\b(?:salidas?|salen?|departures?|departs?|leaves?)\b/],
  [/\b(?:minim[oa]s?|minimum|at least|al menos)\b/, /\b(?:maxim[oa]s?|maximum|at most)\b/],
  [/\b(?:brut[oa]|gross|before tax)\b/, /\b(?:net[oa]|net|after tax)\b/],
  [/\b(?:provisional(?:es)?|interim)\b/, /\b(?:definitiv[oa]s?|final)\b/],
  [/\b(?:ingres(?:os|amos|aron)|income|earned|earnings?)\b/, /\b(?:gast(?:os|amos|aron)|expenses|expenditure|spent)\b/],
  [
    /\b(?:ahora|actualmente|hoy en dia|now|nowadays|currently|at present)\b/,
    /(?<!\d)(?:19|20)\d\d ?[-–—] ?(?:19|20)\d\d(?!\d)/,
  ],
]
/** A span that has not ended, or the time of asking. Folded. */
const untilNow =
  /(?:19|20)\d\d ?[-–—] ?(?:today|present|now|hoy|actual|la fecha|$)|\b(?:since|desde|currently|actualmente|presente|actualidad)\b/

/**
 * Tells of a folded text whether it says the opposite of what a folded question asks for, and not that itself: "Hora de inicio: 17:15" of
 * "¿a qué hora acabó?". Whether something is so, the opposite answers.
 */
export function saysOpposite(question: string): (text: string) => boolean {
  if (asksWhether(question)) return () => false
  const asked = pairs.flatMap(([one, other]) => {
    const [isOne, isOther] = [one.test(question), other.test(question)]
    if (isOne === isOther) return []
    return [isOne ? { itself: one, opposite: other } : { itself: other, opposite: one }]
  })
  return (text) =>
    asked.some(({ itself, opposite }) => opposite.test(text) && !itself.test(text) && !untilNow.test(text))
}
