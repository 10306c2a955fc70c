// Whether documents tell of the thing that is asked about, and nowhere near the best unit: the filter of "change the filter" beside what tells of the pump.
import { dayNames } from '../../../../domain/text/days.ts'
import { fold } from '../../../../domain/text/fold.ts'
import { foldQuestion } from '../../../../domain/text/fold-question.ts'
import { anyMonth } from '../../../../domain/text/months.ts'
import { withoutPlural } from '../../../../domain/text/plurals.ts'
import type { RankedPassage } from '../../../../domain/passage.ts'
import { withLead } from '../../quotes/with-lead.ts'
import type { RankedUnit } from '../../quotes/rank-units.ts'
import { isNear } from './is-near.ts'

const article =
  '(?:el|l[ao]s?|un[ao]?s?|mis?|tus?|sus?|nuestr[oa]s?|vuestr[oa]s?|est[aeo]s?|the|an?|my|your|our|their|its|this|that|these|those)'
/** "Para firmar", but "for water". Folded. */
const infinitive = '(?<=\\b(?:de|al?|para|por|en|con|sin) )[a-z]+[aei]r\\b'
const joint = '(?:del?|al?|en|para|por|desde|hasta|con|of|for|to|from|in|at|on|with)'
/** "… para el coro": from each word on. Folded. */
const behindJoint = new RegExp(`\\b(?=${joint} (?!${infinitive})(?:${article} )?([a-z]{4,20})\\b)`, 'g')
/** "¿Cuánto cuesta la grúa?", "… change the water filter": the last word, and what it follows. */
const last = new RegExp(`\\b(?:${article}|${joint}) (?!${infinitive})(?:[a-z\\d]{2,20} ){0,2}([a-z]{4,20})\\W*$`)

/** When and how something is, what is done with it, and what is called many things. Folded. */
const noThing = new RegExp(
  `^(?:${dayNames.join('|')}|${anyMonth}|[a-z]+[aei]r(?:l[aeo]s?|se|me|nos)|tardes?|noches?|mananas?|dias?|semanas?|mes(?:es)?|anos?|horas?|minutos?|veces|metros?|kilos?|litros?|euros?|gratis|gratuit[oa]s?|mayores|menores|personas?|gente|empresas?|lados?|partes?|forma|caso|falta|obra|tiempo|vez|ultim[oa]s?|primer[oa]?s?|days?|weeks?|months?|years?|hours?|minutes?|times?|morning|afternoon|evening|night|today|tomorrow|metres?|pounds|free|people|persons?|company|side|part|case|back|front|advance|four|five|nine|once|twice)$`,
)

/** @param ranked best first */
export function isToldElsewhere<P extends RankedPassage>(asked: string, ranked: readonly RankedUnit<P>[]): boolean {
  const [best] = ranked
  if (best === undefined) return false
  const { documentTitle, fileName, headingPath } = best.passage
  const around = fold(
    [documentTitle ?? '', fileName, best.heading?.text ?? '', ...headingPath, withLead(best)].join('\n'),
  )
  return thingsAsked(foldQuestion(asked)).some((thing) => {
    const at = best.match.words.indexOf(thing)
    const name = withoutPlural(thing)
    if (at === -1 || best.match.said[at] === true || best.match.unsaid.includes(thing) || around.includes(name))
      return false
    const saying = ranked.filter(({ match }) => match.said[at] === true)
    return saying.some(({ text }) => fold(text).includes(name)) && !saying.some((unit) => isNear(unit, best))
  })
}

const thingsAsked = (folded: string): readonly string[] =>
  [...folded.matchAll(behindJoint), last.exec(folded) ?? []]
    .map(([, thing = '']) => thing)
    .filter((thing) => thing !== '' && !noThing.test(thing))
