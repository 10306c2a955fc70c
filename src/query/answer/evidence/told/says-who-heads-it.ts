import { fold } from '../../../../domain/text/fold.ts'
import { heads } from '../../quotes/said/answer-forms.ts'
import { thingAsked } from './thing-asked.ts'

/** What it is whose head is asked for: "¿quién es el jefe de mantenimiento?", "who is the sales manager?". Folded. */
const headAsked = new RegExp(
  `\\bquien(?:es)? (?:es|era|fue|sera|son) (?:el |l[ao]s? )?(?:nuev[oa] )?(?:${heads}) de(?:l| la| los| las)? (?:(?:departamento|area|seccion|servicio) de )?([a-z]{4,})\\W*$|\\bwho (?:is|was) (?:the |our )?(?:new )?(?:head|manager|director|chief) of (?:the )?([a-z]{4,})\\W*$|\\bwho (?:is|was) (?:the |our )(?:new )?([a-z]{4,}) (?:manager|director|lead)\\W*$`,
)
/** A line of what somebody heads and who it is, and nothing else: "- Mantenimiento: Óscar Tena". As it is written. */
const headedBy =
  /^[-–•*· \t]*(?:(?:Departamento|Área|Sección|Servicio)\sde\s)?(\p{L}{4,30})\s?[:|–—]\s?\p{Lu}[\p{L}.'’-]{0,20}(?:(?:\s(?:de|del|de la|van|von))?\s\p{Lu}[\p{L}.'’-]{0,20}){1,3}\s?$/gmu

/** Whether a line names somebody beside what is asked whose head it is, as an organisation chart does. */
export function saysWhoHeadsIt(asked: string, text: string): boolean {
  const thing = thingAsked(headAsked, asked)
  if (thing === undefined) return false
  return Array.from(text.matchAll(headedBy)).some(([, word = '']) => fold(word) === thing)
}
