// What a question asks for by name that nothing says which was found.
import { fold } from '../../../../domain/text/fold.ts'
import { foldQuestion } from '../../../../domain/text/fold-question.ts'
import { countedSpans, units } from '../../quotes/said/answer-forms.ts'
import { formAsked } from '../../quotes/said/asked-form.ts'
import { writtenDate } from '../../quotes/said/dates-asked.ts'
import { properNamesIn } from '../../quotes/said/proper-names.ts'

/** Words with a capital that begin no sentence, dates in digits, and words with a digit, but no amounts, which a range may hold ("70 años"). Folded. */
function namesIn(question: string): string[] {
  const codes = question.match(/(?<![\p{L}\p{N}])\p{L}*\d[\p{L}\p{N}]*/gu) ?? []
  const amounts = new Set([...question.matchAll(amount)].map(([said]) => said))
  const dates = question.match(writtenDate) ?? []
  return [...properNamesIn(question), ...codes.filter((code) => !amounts.has(code)).map(fold), ...dates]
}

/** A short number of something, or of what somebody is, has or pays with. */
const amount =
  /(?<![\p{L}\p{N}.,])\d{1,3}(?= \p{L})|(?<=(?<!\p{L})(?:is|are|am|of|with|for|es|son|de|con|por|tiene|tengo|cumple) )\d{1,3}(?![\p{L}\p{N}])/giu

/** "¿Cuántos socios hay?", and no word for them, nor for which ("partidos ganados" are games won); people have many words, and the unit of a quantity often none. */
export function lacksCounted(question: string, unsaid: readonly string[]): boolean {
  const counted = [
    ...foldQuestion(question).matchAll(/\b(?:cuant[oa]s|how many) ([\p{L}]+)(?: ([\p{L}]+(?:ad|id)[oa]s)\b)?/gu),
  ]
  return counted.some(
    ([, word = '', which]) =>
      unsaid.includes(word) && !countedWithoutWord.test(word) && (which === undefined || unsaid.includes(which)),
  )
}

/** Units, which signs and abbreviations stand for, and people. Folded. */
const countedWithoutWord = new RegExp(
  `^(?:personas?|gente|people|persons?|${countedSpans}|${units.length}|${units.weight}|${units.volume}|${units.area}|grados|degrees|euros|pesos|dolares|dollars|pounds)$`,
)

/** The noun of "quién es el …", "cuál es la …": the word behind the article and what describes it, or what a number or name is asked of. Folded. */
const headInSpanish =
  /\b(?:quien(?:es)?|cual(?:es)?) (?:es|son|fue|sera|era|seran) (?:el |l[ao]s? |mis? |tus? |sus? |nuestr[oa]s? |un[oa]? )?(?:(?:numero|nombre)s? del? (?:l[ao]s? |el )?)?(?:(?:nuev[oa]|actual|antigu[oa]|anterior|proxim[oa]|ultim[oa]|primer[oa]?|segund[oa]|mism[oa]|mejor|peor|mayor|menor|verdader[oa]|futur[oa]|viej[oa]|gran|buen[oa]?|posible|principal)(?:e?s)? )?([a-z]+)/
/** … of "who is the …", "what is our …": the last word before what describes it. */
const headInEnglish =
  /\b(?:who|what) (?:is|are|was|were) (?:the|my|our|your|their|its) (?:[a-z]+ ){0,3}?([a-z]+)(?= (?:of|for|in|to|on|at|with|if|from|per|when|by|and)\b|[^a-z ]|$)/

/** Which number or code: "número de serie de la caldera", "what is the serial number?" */
const numberInSpanish = /\b(?:numero|codigo|clave) de (?:l[ao]s? |el )?([a-z]+)/
const numberInEnglish =
  /\b(?!(?:maximum|minimum|total|average|exact|what|which|the|this|that|a|new|large|small|right)\b)([a-z]+) (?:number|code)\b/

/** What something has: "¿qué consumo tiene el …?", "¿de qué marca son …?", "what processor does the … have?" */
const hadInSpanish = /\bque ([a-z]+)(?: de ([a-z]+))? (?:tienen?|llevan?|usan?|traen?)\b/
const ofWhich =
  /\b(?:de que (marca|modelo|raza|talla) (?:es|son)|(?:que|cual|what|which) (marca|modelo|talla|make|brand) (?:de|of)|(?:what|which) (make|brand) (?:is|are))\b/
const hadInEnglish =
  /\b(?:what|which|how much) (?:[a-z]+ ){0,2}?([a-z]+) (?:does|do) (?:[a-z0-9-]+ ){1,6}(?:have|contain|use)[^a-z0-9]*$/

/** "¿A qué hora es aquagym?", "¿a qué hora pasa por el aeropuerto?", "when is the pottery class?"; not "¿cuándo está libre?", which is what something is like. */
const whenInSpanish =
  /\b(?:cuando|a que horas?|que dias?|en que (?:dia|aula|sala)|donde) (?!(?:es|son|sera|esta) (?:[a-z]+(?:ad|id)[oa]s?|libres?|disponibles?|list[oa]s?|llen[oa]s?|vaci[oa]s?|obligatori[oa]s?|necesari[oa]s?)\b)(?:es|son|sera|hay|tocan?|esta|empieza|pasa(?: por)?|para en|sale (?:de|para|hacia)|llega a)l? (?:(?:el|l[ao]s?) )?(?:(?:clases?|autobus|bus|tren|linea|parada|curso) (?:del? |a |para )?(?:(?:el|la) )?)?([a-z]+)(?=[^a-z]*$| (?:en|de la|por la|para|hoy|manana)\b)/
const whenInEnglish =
  /\b(?:when|what time|which days?|where) (?:is|are) (?:the )?([a-z]+)(?: (?:class(?:es)?|lessons?|courses?|sessions?|train|bus|stop))?[^a-z]*$/

/** Whether it is asked when or where something is that nothing says by its name, as the last thing that is asked. */
export const lacksEvent = (question: string, unsaid: readonly string[]): boolean =>
  [whenInSpanish, whenInEnglish].some((pattern) => unsaid.includes(pattern.exec(foldQuestion(question))?.[1] ?? ''))

/** "¿Hay …?", "do you have …?": the words before what is asked for by whether it is there. */
const whetherInSpanish = '^(?:y )?(?:hay|tienen?|teneis|incluye[ns]?|cubre[ns]?|admite[ns]?|aceptan?|aceptais) (?!que )'
const whetherInEnglish =
  '^(?:and )?(?:is there|are there|(?:do|does) (?:[a-z]+ ){1,2}(?:have|sell|offer|include|cover)) (?!to )'

/** A place has an article; "en efectivo" and "in English" do not, and say what is asked for. */
const placeInSpanish = '(?:en (?:el|l[ao]s?|su|vuestr[oa]|est[ea]|cada)|cerca)'
const placeInEnglish = '(?:at|near|(?:in|on) (?:the|your|our|this|that|each|every)|on (?:site|the premises))'

/** What is asked for, whose last word says what: the first that fits. A place that follows is not what is asked for. */
const askedWhetherIn: readonly RegExp[] = [
  // "¿hay algún restaurante en Mallorca?", "is there a shop for hikers?"
  /^(?:y )?(?:hay|tienen?|teneis) (?!que )(?:algun[oa]?s? |un[oa]?s? )?([a-z0-9-]+) (?:en|para|cerca)\b/,
  // "¿hay autobús hasta la ermita?"; that on Sundays ("hay autobús el domingo") is what a timetable is of
  /^(?:y )?hay (?!que )(?:algun[oa]?s? |un[oa]?s? )?([a-z0-9-]+) (?:al?|hasta|desde|hacia) [a-z]/,
  /^(?:and )?(?:is|are) there (?:an? |any |some )?(?:[a-z0-9-]+ ){0,2}?([a-z0-9-]+) (?:in|at|on|near|for|by|with|to|from)\b/,
  // "¿aceptan tarjetas de crédito en el bar?", "do you have a pool at the hotel?"; "cubre el seguro …" names who covers
  new RegExp(
    `${whetherInSpanish}(?!el |l[ao]s? )(?:algun[oa]?s? |un[oa]?s? )?(?:[a-z0-9-]+ (?:de )?)??([a-z0-9-]+) ${placeInSpanish}\\b`,
  ),
  new RegExp(`${whetherInEnglish}(?:an? |any |some )?(?:[a-z0-9-]+ ){0,2}?([a-z0-9-]+) ${placeInEnglish}\\b`),
  // "is the toilet at the station open?", "¿está abierta la piscina?"
  /^(?:is|are) the ([a-z-]+)(?: (?:at|in|on|of|for) [a-z ]{1,40}?)? (?:open|closed|shut|free|included|available|heated|allowed)(?: |$)/,
  /^(?:esta|estan|es|son) (?:abiert|cerrad|incluid|permitid|gratuit|climatizad)[oa]s? (?:el|l[ao]s?) ([a-z]+)/,
  // "¿hay piscina?", "do you have a gym?"
  new RegExp(`${whetherInSpanish}(?:[a-z0-9-]+ ){0,3}([a-z0-9-]+)$`),
  new RegExp(`${whetherInEnglish}(?:[a-z0-9-]+ ){0,3}([a-z0-9-]+)$`),
]

/** What a thing is like, behind its name: "neumáticos viejos" are tyres. */
const described =
  /^(?:viej|nuev|usad|antigu|rot|grand|pequen|barat|car|buen|mal|primer|segund|propi|libr|normal|especial|extra)(?:[oae]s?|es)?$/

/** A number is one, and a name, a person or a step, without being called so. */
const saidByItself =
  /^(?:empresas?|companias?|casas?|entidad(?:es)?|compan(?:y|ies)|firms?|numeros?|nombres?|personas?|pasos?|procedimientos?|procesos?|instrucciones|maneras?|formas?|tipos?|clases?|sustancias?|modos?|motivos?|causas?|razon(?:es)?|datos|informacion|numbers?|names?|persons?|people|steps?|procedures?|process(?:es)?|instructions?|ways?|kinds?|types?|sorts?|reasons?|causes?|details|information)$/

/** What is asked for by whether it is there; empty where nothing is. */
function askedWhether(folded: string): string {
  const question = folded.replace(/^[^a-z]+|(?<![^a-z0-9])[^a-z0-9]+$/g, '')
  const [found] = askedWhetherIn.flatMap((pattern) => pattern.exec(question)?.[1] ?? [])
  return found ?? ''
}

/** Whether it is asked if something is there that nothing says. */
function lacksAskedWhether(question: string, unsaid: readonly string[]): boolean {
  const asked = askedWhether(foldQuestion(question))
  return unsaid.includes(asked) && !described.test(asked)
}

/** Whether it is asked if something is there, or of which make it is, and nothing says so. */
export const lacksThing = (question: string, unsaid: readonly string[]): boolean =>
  lacksAskedWhether(question, unsaid) ||
  (ofWhich.exec(foldQuestion(question))?.slice(1) ?? []).some((word) => unsaid.includes(word))

export function lacksHead(question: string, unsaid: readonly string[]): boolean {
  const folded = foldQuestion(question)
  if (lacksAskedWhether(question, unsaid)) return true
  const byForm = formAsked(folded) === null ? [numberInSpanish, numberInEnglish] : []
  return [headInSpanish, headInEnglish, hadInSpanish, hadInEnglish, ofWhich, ...byForm].some((pattern) => {
    const heads = pattern.exec(folded)?.slice(1) ?? []
    return heads.some((head) => unsaid.includes(head) && !saidByItself.test(head))
  })
}

/** A code of several parts, with letters and digits: "6305-2RS1", "PC-25/00618". */
const codeOfParts = /(?<![\p{L}\d])[\p{L}\d]+(?:[-/][\p{L}\d]+)+/gu
const codesTogether = /[\p{L}\d/-]+/gu

/** Looked at a run at a time: a pattern that looks ahead at each part takes time with the square of their number. */
const codesOfParts = (question: string): readonly string[] =>
  (question.match(codesTogether) ?? [])
    .filter((run) => /\p{L}/u.test(run) && /\d/.test(run))
    .flatMap((run) => run.match(codeOfParts) ?? [])

/** Whether a question is a code and nothing else, or has one of several parts, which nothing has: it is the same in all languages. */
export const lacksCode = (question: string, unsaid: readonly string[]): boolean =>
  (/^\W*(?=\p{L}*\d)[\p{L}\d]+\W*$/u.test(question) && unsaid.length > 0) ||
  codesOfParts(question).some((code) =>
    fold(code)
      .split(/[-/]/)
      .some((part) => /\d{2}/.test(part) && unsaid.includes(part)),
  )

export function lacksNamed(question: string, unsaid: readonly string[]): boolean {
  return namesIn(question).some((name) => unsaid.includes(name))
}
