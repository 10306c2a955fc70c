import { fold } from '../../domain/text/fold.ts'
import { foldQuestion } from '../../domain/text/fold-question.ts'

/** What it is whose name is asked, on folded text: "¿cómo se llama la inmobiliaria?", "what is the ferry called?". */
const nameAsked =
  /\b(?:como se llaman? (?:(?:el|la|l[ao]s|tu|su|vuestr[oa]) )?|nombre (?:de la|de l[ao]s|del?) |name of (?:the|your) )([a-z]+)|\bwhat(?: is|'s|’s| are) (?:the|your) ([a-z]+) called/
/** A word with what follows it as a name: "Inmobiliaria Costa Sur", "el barco Virgen del Mar". As it is written. */
const named = /(\p{L}+)(?:,?\s(?:["“«]\s?)?\p{Lu}[\p{L}\p{M}.]+)/gu

/** Whether a text says the name, the number or the person of what is asked for directly with what it is. */
export const saysWhatIsAsked = (asked: string, text: string): boolean =>
  saysItsName(asked, text) || saysItsNumber(asked, text) || saysWhoItIs(asked, text) || saysWhoHeadsIt(asked, text)

/** One thing: "número de socios" counts. Folded. */
const numberAsked =
  /\bnumero (?:de (?:la |el )?|del )([a-z]{4,}[^s\W])\b|\b(?:number of (?:the|this|our|your) ([a-z]{4,})|(?:what is|what's) the ([a-z]{4,}) number)\b/

/** Whether a text has the number of a thing right behind its word: "Pedido P-0098", "Invoice no. 2025/7". */
export function saysItsNumber(asked: string, text: string): boolean {
  const thing = thingIn(numberAsked, asked)
  if (thing === undefined) return false
  return new RegExp(`\\b${thing}:? (?:(?:numero|num|no|nr|number)\\b\\.? ?|# ?)?[a-z]{0,4}[-/.]?\\d[\\d./-]*\\d`).test(
    foldQuestion(text),
  )
}

/** The office or the like of "¿quién es la nueva presidenta?", "who is the treasurer of the club?". Folded. */
const whoAsked =
  /\bquien(?:es)? (?:es|son|fue|era|sera) (?:el|la|nuestr[oa]|su|mi|tu) (?:nuev[oa] |actual |anterior )?([a-z]{4,})|\bwho (?:is|was|will be) (?:the|our|your|my) (?:new |current |former )?([a-z]{4,})/
/** What stands before "is" and a name, within a clause. As it is written. */
const isSomebody =
  /([^.,;:\n]{1,80})\s(?:es|ser[aá]|fue|era|is|was|will be)\s(?:(?:don|do[ñn]a|D\.ª?|Dña\.|Mrs?\.?|Ms\.?|Dr[a]?\.?)\s)?\p{Lu}\p{Ll}+\s(?:de\s|del\s)?\p{Lu}\p{Ll}/gu

/** A name, and what stands behind it and its comma, or below it: "Inmaculada Seoane, directora". As it is written. */
const nameBefore =
  /(?<=\p{Lu}[\p{L}'’-]{1,20}(?:\s(?:de|del|la|DE|DEL|LA)){0,2}\s\p{Lu}[\p{L}'’-]{1,20}(?:,\s|\s?\n{1,2}))(?:(?:el|la|the|our|EL|LA)\s)?(\p{L}+)/gu

/** Whether a text says who is what is asked for: "La presidenta será Rosa Meliá", "Inmaculada Seoane, directora". */
export function saysWhoItIs(asked: string, text: string): boolean {
  const thing = thingIn(whoAsked, asked)
  if (thing === undefined) return false
  if (Array.from(text.matchAll(nameBefore)).some(([, word = '']) => fold(word) === thing)) return true
  return Array.from(text.matchAll(isSomebody)).some(([, before = '']) => {
    const words = fold(before).split(/\W+/)
    return words.includes(thing) && words.at(-1) !== 'no'
  })
}

const heads = '(?:jef[ea]|responsable|encargad[oa]|director[a]?|coordinador[a]?|gerente)'
/** What it is whose head is asked for: "¿quién es el jefe de mantenimiento?", "who is the sales manager?". Folded. */
const headAsked = new RegExp(
  `\\bquien (?:es|era|fue|sera) (?:el |la )?(?:nuev[oa] )?${heads} de(?:l| la| los| las)? (?:(?:departamento|area|seccion|servicio) de )?([a-z]{4,})\\W*$|\\bwho (?:is|was) (?:the |our )?(?:new )?(?:head|manager|director|chief) of (?:the )?([a-z]{4,})\\W*$|\\bwho (?:is|was) (?:the |our )(?:new )?([a-z]{4,}) (?:manager|director|lead)\\W*$`,
)
/** A line of what somebody heads and who it is, and nothing else: "- Mantenimiento: Óscar Tena". As it is written. */
const headedBy =
  /^[-–•*·\s]*(?:(?:Departamento|Área|Sección|Servicio)\sde\s)?(\p{L}{4,30})\s?[:|–—]\s?(?:\p{Lu}[\p{L}.'’-]{0,20}(?:\s(?:de|del|de la|van|von))?\s?){2,4}$/gmu

/** Whether a line names somebody beside what is asked whose head it is, as an organisation chart does. */
export function saysWhoHeadsIt(asked: string, text: string): boolean {
  const thing = thingIn(headAsked, asked)
  if (thing === undefined) return false
  return Array.from(text.matchAll(headedBy)).some(([, word = '']) => fold(word) === thing)
}

/** Whether a text says the name of what is asked for directly after what it is. */
export function saysItsName(asked: string, text: string): boolean {
  const thing = thingIn(nameAsked, asked)
  if (thing === undefined) return false
  return Array.from(text.matchAll(named)).some(([, word = '']) => fold(word) === thing)
}

/** What it is that a question asks something of: the one group of the expression that was found. */
function thingIn(question: RegExp, asked: string): string | undefined {
  const [, ...groups] = question.exec(foldQuestion(asked)) ?? []
  return groups.find((word) => word !== undefined)
}
