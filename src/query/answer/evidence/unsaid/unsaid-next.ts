import { fold } from '../../../../domain/text/fold.ts'
import { foldQuestion } from '../../../../domain/text/fold-question.ts'

const meeting =
  '(?:juntas?|reunion(?:es)?|asambleas?|sesion(?:es)?|plenos?|consejos?|meetings?|assembl(?:y|ies)|sessions?|agm)'
const asked = new RegExp(
  `\\b(?:(?:proxim[oa]|siguiente) ${meeting}|${meeting} (?:siguiente|proxim[oa])|next (?:[a-z]+ ){0,2}${meeting})\\b`,
)
/** What says that a meeting is still to come, whatever it is called. */
const toCome =
  /\b(?:proxim[oa]s?|siguientes?|next|following|convoca(?:n|mos|ra)?|se les? cita|volver(?:a|emos|an)|reunir(?:a|an|emos)|celebrar(?:a|an|emos)|tendr[a-z]+ lugar|will|shall|invited?)\b/
/** What tells of one that is over; the agenda of one to come has apologies and the minutes of the last one on it. */
const isOver =
  /\b(?:se levanta (?:la|esta)|asisten(?:tes)?|asistieron|(?<!(?:lectura|aprobacion)[^.\n]{0,40} )acta de|se aprueba|se acuerda|minutes of (?!(?:the |our )?(?:last|previous|preceding)\b)|apologies(?::| were| from| received)|attended|present:|was (?:closed|agreed|approved|resolved)|the meeting (?:closed|ended))/

/** Whether the next meeting is asked for of the minutes of one, which say nothing of another: their own date is none. @param texts what was found */
export function lacksNextMeeting(question: string, texts: readonly string[]): boolean {
  if (!asked.test(foldQuestion(question))) return false
  const found = texts.map(fold)
  return found.some((text) => isOver.test(text)) && !found.some((text) => toCome.test(text))
}
