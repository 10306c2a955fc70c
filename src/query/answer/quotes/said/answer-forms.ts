import { fold } from '../../../../domain/text/fold.ts'
import { dayNames } from '../../../../domain/text/days.ts'
import { ordinalEnding } from '../../../../domain/text/ordinals.ts'
import { shortMonths, wholeMonths } from '../../../../domain/text/months.ts'
import type { AnswerKindAsked } from './answer-kind.ts'

/** But "may", which is mostly a verb. */
const months = wholeMonths.filter((name) => name !== 'may').join('|')
const days = dayNames.join('|')
/** But one: it is an article, too. */
const manyWords =
  'dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieci[a-z]+|veinti?[a-z]*|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa|cien|ciento|[a-z]*cient[oa]s|quinient[oa]s|mil|millon(?:es)?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million'
// from its first digit: a look from each of them takes the square of their number
const number = `(?:(?<!\\d|\\d[.,])\\d[\\d.,]*|\\b(?:un|una|one|medio|media|half|${manyWords})\\b)`

/** "El día 7", "due on the 4th": of a month that need not be said. */
const dayAlone =
  '\\bdias? (?:[12]?\\d|3[01])\\b(?![.,/]?\\d)|\\b(?:on|by|until|till|before|after|from|of) the \\d{1,2}(?:st|nd|rd|th)(?=$|[^a-z\\s]|\\s(?:of|and|to|each|every|at)\\b)'
/** "10/03", "10 mar", "Mar 10". */
const short = shortMonths.join('|')
const dayAndMonth = `(?<![\\d/.,])(?:0?[1-9]|[12]\\d|3[01])/(?:0[1-9]|1[0-2])(?![\\d/])|\\b\\d{1,2}[ -](?:${short})\\b|\\b(?:${short})\\.? \\d{1,2}\\b`
const aDate = `(?:(?:${days}),? )?\\d{1,2}(?:[/.-]\\d{1,2}|(?: de)? (?:${months}|${short})|(?= (?:al|to|hasta|y|and) (?:el )?\\d))|(?:${months}|${short})(?: \\d{1,2})?`
/** "Del 10/03 al 28/03", "from May to July": when something begins and ends, and how long it takes. */
export const spanOfDates = new RegExp(
  `\\b(?:del?|desde|from|between|entre)(?: el| la)? (?:${aDate}).{0,12} (?:al?|hasta|to|until|till|and|y)(?: el| la)? (?:${aDate})`,
)

/** Units as people write them, folded. */
export const units = {
  length:
    'mm|cm|m|km|met(?:ro|re|er)s?|(?:cent|mill?|kilo)i?met(?:ro|re|er)s?|pulgadas?|inch(?:es)?|ft|feet|foot|yards?|miles?|millas?',
  weight:
    'kg|g|mg|t|lbs?|oz|kilos?|(?:kilo|mili|milli)?gram(?:o|me)?s?|toneladas?|tonn?es?|tons?|pounds?|libras?|ounces?|onzas?',
  volume: 'ml|cl|dl|hl|l|(?:mili|milli|centi)?lit(?:ro|re|er)s?|m3|gallons?|galones',
  area: 'm2|ha|hectareas?|hectares?|acres?',
  temperature: '[o°]?\\s?[cf]\\b|°|grados|degrees',
} as const

/** A number with such a unit: "2.2 metres", "seis kilos", "six square feet". */
export function measured(unit: string): RegExp {
  return new RegExp(`${number}(?:\\s?|\\s(?:square|cubic)\\s)(?:${unit})(?![a-z])`)
}

/** How long or how high something is: a length, or "32 x 28". */
export const dimensions = new RegExp(`${measured(units.length).source}|\\d\\s?x\\s?\\d`)

/** "El mes siguiente", "at the end of May", "after the delivery": a time that needs no number. */
const relativeTime = new RegExp(
  [
    '(?:siguientes?|proxim[oa]s?|ultim[oa]s?|primer[oa]?s?) (?:dia|semana|mes|ano|trimestre|curso|nomina)s?',
    '(?:dia|semana|mes|ano|trimestre|curso|temporada)(?:s|es)? (?:siguientes?|proxim[oa]s?|anteriore?s?|naturale?s?|en curso)',
    '(?:next|following|previous|same|first|last) (?:working |business |calendar )?(?:day|week|weekend|month|quarter|year)',
    '(?:a|al) (?:principios?|comienzos?|inicio|final(?:es)?|fin) de[l]?',
    'the (?:start|beginning|end) of',
    '(?:cada|todos los|todas las|every|each|per) (?:dia|semana|mes|ano|trimestre|semestre|day|week|month|quarter|year|other)s?',
    'hoy|manana|ayer|today|tomorrow|yesterday|tonight|daily|weekly|monthly|quarterly|yearly|weekdays?|weekends?|fin(?:es)? de semana',
    'verano|invierno|otono|primavera|navidad(?:es)?|semana santa|summer|winter|autumn|easter|christmas',
    'inmediatamente|inmediat[oa]s?|de inmediato|en el acto|immediately|at once|straight away',
    'a la (?:entrega|firma|recogida|llegada|vuelta|finalizacion)|on (?:delivery|signing|collection|arrival|receipt|completion)',
    'antes del?|despues del?|tras|en cuanto|una vez|hasta que|before|after|until|till|upon|once|as soon as',
  ]
    .map((words) => `\\b(?:${words})\\b`)
    .join('|'),
)

/** Places without a name: "en la taquilla", "at reception". */
const nearby =
  'taquillas?|recepcion|secretaria|conserjeria|porteria|mostrador|ventanilla|tienda|taller|almacen|sotano|garaje|gimnasio|cocina|biblioteca|estacion|comedor|patio|vestibulo|entrada|salida|domicilio|sede|caja|farmacia|ayuntamiento|aparcamiento|parking|piscina|azotea|terraza|trastero|ascensor|bano|armario|cajon|nevera|nave|poligono|finca|granero|pista|campo|parque|mercado|iglesia|playa|muelle|puerto|anden|estadio|auditorio|teatro|museo|web|app|aplicacion|portal|intranet|reception|desk|front desk|counter|lobby|hall|basement|garage|gym|kitchen|library|station|canteen|yard|entrance|exit|warehouse|shop|store|workshop|office|school|hospital|pharmacy|car park|pool|roof|terrace|cellar|lift|cupboard|drawer|fridge|freezer|barn|field|park|market|church|beach|dock|harbour|platform|stadium|theatre|museum|website|home|door'

/** Places by what they are beside; "del" and "al" have one letter more. */
const beside =
  'detras de|delante de|al lado de|cerca de|enfrente de|encima de|debajo de|junto a|frente a|a la (?:derecha|izquierda) de|behind|next to|beside|opposite|close to|in front of|across from|to the (?:left|right) of|underneath'

/** Who heads something. */
export const heads = 'responsables?|director[ae]?s?|gerentes?|jef[ea]s?|encargad[oa]s?|coordinador[ae]?s?'

/** Whoever does something, without a name: "el responsable", "the landlord". */
const roles = `${heads}|direccion|gerencia|administrador[ae]?s?|administracion|secretari[oa]|secretariado|president[ea]|vicepresident[ea]|tesorer[oa]|vocal(?:es)?|junta|comite|consejo|comision|asamblea|departamento|area|servicio|empresa|trabajador[ae]?s?|emplead[oa]s?|client[ea]s?|comprador[ae]?s?|vendedor[ae]?s?|arrendador[ae]?s?|arrendatari[oa]s?|inquilin[oa]s?|propietari[oa]s?|duen[oa]s?|propiedad|caser[oa]|titular(?:es)?|aseguradora?|asegurad[oa]s?|tomador|beneficiari[oa]s?|usuari[oa]s?|soci[oa]s?|miembros?|contratista|proveedor[ae]?s?|fabricante|tecnic[oa]s?|medic[oa]s?|doctora?|enfermer[oa]s?|profesor[ae]?s?|profesorado|maestr[oa]s?|tutor[ae]?s?|padres?|madres?|familias?|alumn[oa]s?|monitor[ae]?s?|entrenador[ae]?s?|organizador[ae]?s?|organizacion|recepcionista|conserje|porter[oa]|vigilante|conductora?|abogad[oa]s?|notari[oa]|juez|juzgado|ayuntamiento|alcaldia|policia|bomberos|comunidad|banco|ponente|supervisor[ae]?s?|equipo|manager|head|supervisor|owner|landlord|landlady|tenants?|lessor|lessee|customers?|clients?|buyer|seller|supplier|contractor|employer|employees?|staff|workers?|company|firm|insurer|insured|policyholder|users?|members?|committee|board|council|chair(?:man|woman|person)?|president|secretary|treasurer|assembly|team|department|caretaker|janitor|driver|teachers?|parents?|students?|pupils?|coach|organi[sz]ers?|technician|engineer|doctor|nurse|physician|vet|pharmacist|lawyer|notary|judge|court|police|bank|maintainers?|tower|torre|guardia|guards?|wardens?|rangers?|harbou?rmaster|capitania|helpdesk|soporte|support|security|emergencias|administrator|moderator|coordinator|guests?|passengers?|adults?|children`
/** One of them. Folded. */
export const role = new RegExp(roles)
const someone = new RegExp(
  `\\b(?:el|la|l[ao]s|del|al|un[ao]?|su|sus|cada|por|the|an?|our|your|their|its|each|every|by)\\s(?:[a-z]+\\s)?(?:${roles})\\b`,
)

/** The hours of a clock. */
const hour =
  '(?:[01]?\\d|2[0-4]|un[ao]|one|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)'
/** And of a day, as they are said in Spanish: "a las dieciocho horas". */
const lateHour = 'cero|trece|catorce|quince|dieci[a-z]+|veint[a-z]+'
/** What lasts. */
const spans =
  'anos?|mes(?:es)?|semanas?|dias?|horas?|minutos?|segundos?|trimestres?|years?|months?|weeks?|days?|hours?|minutes?|seconds?|nights?|noches?|fortnights?|quincenas?|quarters?'
/** "Every Monday", "cada dos años", "twice a month": how often. */
const howOften = `\\b(?:every|each|cada|todos los|todas las) (?:other |second |third |${number} )?(?:${spans}|${days})\\b|\\b(?:once|twice|(?:un|una|${manyWords}|\\d+) (?:times|veces|vez)) (?:a|an|per|al?|por|every|each|cada)\\b|\\b(?:twice|(?:${manyWords}|\\d+) (?:times|veces))\\b(?! (?:the|as|an?|more|el|la|lo|mas)\\b)|\\b(?:anual|mensual|semanal|quincenal|trimestral|semestral|diari[oa]|yearly|annual|monthly|weekly|fortnightly|quarterly|daily|hourly)(?:mente|ly)?\\b`

/** What lasts without a number, as "caduca al año" does; "12 euros an hour" is a price. */
const spanWithoutNumber =
  '(?<!(?:[\\d.,]+|euros?|pounds?|dollars?|pesos|times|p|[€$£]) )\\ban hour\\b|\\ba fortnight\\b|\\bovernight\\b|\\btoda la noche\\b|\\bun par de (?:dias|horas|semanas|meses)\\b|\\ba couple of (?:days|hours|weeks|months)\\b|\\b(?:caduca[a-z]*|vence[a-z]*|expira[a-z]*|prescribe[a-z]*|termina[a-z]*) (?:al|after a) (?:ano|mes|trimestre|dia siguiente)\\b'

/** A number of days, weeks or hours; not how often something is, nor what it costs ("20 euros al año"). */
export const lasting = new RegExp(
  `${number}(?!\\s(?:euros?|dolares|pesos|libras|pounds|dollars)\\b)(?:-|\\s(?:[a-z]+\\s){0,2}?)(?:${spans})\\b|\\d\\s?(?:s|seg|sec|min|mins|h|hrs?)\\b|${spanOfDates.source}|${spanWithoutNumber}`,
)

/** Numbers that say by their form what they are. Folded. */
export const identities = {
  iban: /\b[a-z]{2}\d{2}(?:[ -]?[a-z\d]{4}){2,7}[ -]?[a-z\d]{3}|\b\d{4}[ -]?\d{4}[ -]?\d{2}/,
  /** Abroad they have no form of their own, and stand behind their name. */
  account: /\b(?:account|acct|a\/c|cuenta|cta|clabe|cbu)\b[^\d\n]{0,24}\d[\d -]{4,}\d/,
  tax: /\b\d{1,2}\.\d{3}\.\d{3}(?:-|\s(?![aeouy]\b))?[a-z]\b|\b[a-z]-?\d{2}\.\d{3}\.\d{3}\b|\b[bcdfghjnpqrsvw] \d{8}\b|\b(?:gb|xi|fr|pt|ie|nl|be|atu?|dk|pl|lu|cz|hu|ro|bg|hr)[ -]?\d{1,4}(?:[ .]\d{2,4}){1,3}\b|\b[a-z]-?\d{7,8}\b|\b\d{8}-?[a-z]\b|\b[a-z]\d{7}[a-z]\b|\b[a-z]{2} ?(?=[a-z\d]*\d{4})[a-z\d]{8,12}\b|\b\d{2,3}[- ]\d{7}\b/,
} as const

/** Where no number to dial begins: within a number, and in an account. */
const beginsCall = '(?<![a-z\\d])(?<!\\b[a-z]{2}\\d{2}(?: \\d{4}){0,5} )'
/** … and behind which none ends: it is an amount. */
const endsCall = '(?![\\d.,]{0,15}\\s?[€$£%])'
/** A number to dial, with these signs between its digits. */
const dialled = (signs: string): RegExp => new RegExp(`${beginsCall}\\(?\\+?\\d[\\d ${signs}]{6,24}\\d${endsCall}`)
/** … where one is asked for. */
export const toDial = dialled('().-')

/** Names of what lasts, as a label or a question counts it. */
export const countedSpans = 'anos|meses|semanas|dias|horas|minutos|years|months|weeks|days|hours|minutes'

/** "Días de vacaciones: 23". */
const labelledDuration = new RegExp(`\\b(?:${countedSpans})\\b[a-z ]{0,40}[:=] ?\\d`)

/** What is measured may have any unit, such as minutes: any number will do. */
type KindWithForm = Exclude<AnswerKindAsked, 'measure'>

/** "Un recargo del 25 %", "5 % of the price": what is paid as a share of something. */
const share =
  '\\b(?:recargos?|suplementos?|comision|penalizacion|fianza|senal|garantia definitiva|anticipo|surcharge|penalty|commission|deposit|down payment)\\b[^.\\n]{0,30}\\d\\s?%|\\d\\s?% (?:del?(?: su)?|of the|of its) ?(?:precio|importe|coste|total|valor|price|amount|cost|total|value)\\b'

/** What costs nothing, or nothing more. */
const costless = [
  '\\b(?:gratis|gratuit[oa]s?|sin (?:coste|costo|cargo)|no (?:tienen?|hay|supone) (?:ningun )?(?:coste|costo|cargo)|(?:entrada|acceso|admision) libre)\\b',
  '\\b(?:(?:is|are) free|(?:free|without) (?:of )?charge|at no (?:extra )?(?:cost|charge)|for free|costs? nothing|complimentary)\\b|: free\\b',
  '\\bfree (?:entry|entrance|admission|parking|delivery|shipping)\\b|\\bno (?:[a-z]+ ){0,2}(?:fee|charge)s?\\b',
  '(?<!\\b(?:iva|vat|tax|taxes|impuestos)(?: [a-z]+)? )\\b(?:incluid[oa]s? en (?:el precio|la (?:cuota|tarifa|entrada))|included in (?:the|your) (?:price|fee|rent|ticket))\\b',
].join('|')

/** Of money as it is written in codes. Folded. */
export const currencyCodes = 'eur|usd|gbp|chf|mxn|clp|ars|uyu|pyg|bob|crc|dop|gtq|hnl|cad|aud|nzd|inr|zar'

/** Forms of the answers, on folded text. */
const forms: Readonly<Record<KindWithForm, RegExp>> = {
  money: new RegExp(
    `\\d(?:\\s?[€$£¥₡₲₹]|p\\b|\\s?(?:${currencyCodes})\\b)|[€$£¥₡₲₹]\\s?\\d|\\b(?:${currencyCodes}|s/\\.?|[bgr]s\\.?)\\s?\\d|${number}\\s(?:mil\\s|de\\s)?(?:euros?|dolares|dollars|pounds|libras|pesos|soles|guaranies|bolivianos|bolivares|colones|quetzales|lempiras|cordobas|reales|rupees|rand|francs|francos|pesetas|centimos|centavos|pence|pennies|cents?|quid)\\b|(?<![\\d.,/])\\d{1,3}(?:\\.\\d{3})*,\\d{2}(?![\\d,/])|${number}\\s(?:millones|millions?)(?=\\s?(?:[.;,:)]|$))|${costless}|${number}\\s(?:mensualidad(?:es)?|pagas|monthly payments?)\\b|${share}`,
  ),
  percent:
    /\d\s?%|\bpor ?ciento\b|\bper ?cent\b|\b(?:la|a) mitad\b|\bhalf[- ](?:the )?(?:price|fare|fee|cost|rate)\b|\b(?:un|dos|one|two) (?:tercios?|thirds?)\b|\ba third of\b/,
  date: new RegExp(
    `\\b\\d{1,2}[/.-]\\d{1,2}[/.-]\\d{2,4}\\b|${dayAndMonth}|${dayAlone}|\\b(?:${months}|${days})\\b|\\b(?:1[0-9]|20)\\d\\d\\b`,
  ),
  time: new RegExp(
    `(?<![\\d.,]|[€$£]\\s?)\\d{1,2}(?::\\d{2}|\\.\\d{2}(?!\\s?(?:[€$£%]|eur|kg|g|m|km|l|cm|mm)))\\b|\\b\\d{1,2} ?(?:h|am|pm|[ap]\\. ?m|horas)\\b|\\ba (?:la (?:1|una)|las (?:${hour}|${lateHour}))\\b|\\b(?:de|desde|entre|from|between) (?:las? )?${hour} (?:de la [a-z]+ )?(?:a|y|hasta|to|until|till|and) (?:las? )?${hour}\\b(?! (?:${spans})\\b)|\\b(?:half|quarter|${hour}) (?:past|to) ${hour}\\b|\\b${hour} (?:y media|y cuarto|menos cuarto|en punto|sharp|on the dot|de la (?:manana|tarde|noche))\\b|\\b(?:las|at|until|till|by|before|after|desde la|hasta la) ${hour}\\b(?![ -][a-z])|\\bo'?clock\\b|\\b(?:noon|midday|midnight|mediodia|medianoche|amanecer|atardecer|anochecer|dawn|sunrise|sunset|dusk|(?:around|round) the clock|a cualquier hora)\\b`,
  ),
  duration: new RegExp(`${lasting.source}|${howOften}`),
  number: new RegExp(`(?:\\d[\\d.,]*|\\b(?:${manyWords})\\b)`),
  phone: new RegExp(`${dialled('()-').source}|\\bext(?:ension)?\\.?:? \\d`),
  email: /\S@\S/,
  code: /\d{3,}|[a-z][-/.]?\d|\d[-/.]?[a-z]/,
  person: /$^/,
  agent: someone,
  colour:
    /\b(?:blanc[oa]s?|negr[oa]s?|roj[oa]s?|azul(?:es)?|verdes?|amarill[oa]s?|naranjas?|rosas?|morad[oa]s?|violetas?|lilas?|marron(?:es)?|gris(?:es)?|beige|platead[oa]s?|dorad[oa]s?|granates?|turquesa|crema|ocre|burdeos|white|black|red|blue|green|yellow|orange|pink|purple|brown|gr[ae]y|silver|gold(?:en)?|cream|navy|maroon|colou?rless|antracita|anthracite|arena|teja|caoba|nogal|mahogany|walnut|transparente?s?|incolor[oa]s?)\b/,
  condition:
    /\b(?:pued[ea]n?|podran?|deb[ea]n?|deberan?|tien[ea]n? (?:derecho|que)|solo|unicamente|quienes|requisitos?|mayor(?:es)? de|menor(?:es)? de|must|may|can|only|entitled|eligible|allowed|aged|anyone|everyone|whoever)\b/,
  place: new RegExp(
    `\\b(?:calle|avda|avenida|plaza|paseo|carretera|sala|salon|aula|planta|edificio|oficina|street|road|avenue|square|room|floor|c/)\\b|\\b(?:${beside})l?\\b|\\b(?:en|a|al|del?|hasta|in|at|to|on|from|by|near) (?:(?:el|la|l[ao]s|nuestr[oa]s?|the|our|your) )?(?:${nearby})\\b`,
  ),
}
/** Two words with a capital, and one in the middle of a sentence. On the text as it is written. */
const name = /\p{Lu}[\p{Ll}.]+(?:\s(?:de|del|la|los|van|von))*\s(?:\p{Lu}['’])?\p{Lu}[\p{Ll}.]+/gu
const properNoun = /(?<=[\p{Ll},;:]\s)(?:\p{Lu}['’])?\p{Lu}\p{Ll}+/gu

/** "D. GONZALO PEREIRA", "DOÑA ANA DE LA TORRE": in capitals only how somebody is addressed tells a name. */
const shoutedName =
  /(?<!\p{L})(?:D\.|D\.?ª|DON|DOÑA|DÑA\.?|SR[A]?\.|MR[S]?\.?|MS\.?|DR[A]?\.)\s\p{Lu}[\p{Lu}-]+(?:\s(?:DE|DEL|LA|LAS|LOS))*\s\p{Lu}{2,}/gu

/** Numbers that count nothing: of dates, hours, amounts, telephones, articles and houses, and how long something takes. */
const countsNothing: readonly RegExp[] = [
  forms.phone,
  // the forms begin at the last digit of a number
  new RegExp(`[\\d.,]{0,15}(?:${forms.money.source})`),
  new RegExp(`[\\d.,]{0,15}(?:${forms.percent.source})`),
  new RegExp(`\\b(?:${days}),?(?: dia)? \\d{1,2}\\b`),
  new RegExp(`\\b\\d{1,2}${ordinalEnding}?(?: de| of)? (?:${months})\\b`),
  forms.date,
  forms.time,
  new RegExp(`\\b(?:at|from|to|until|las?|hasta las) (?:\\d{1,2}|${manyWords})\\b(?! [a-z])`),
  new RegExp(`${number}\\s(?:[a-z]+\\s){0,1}?(?:${spans})\\b`),
  new RegExp(`[\\d.,]{0,15}${measured(`${units.length}|${units.area}|k?w|kwh|v|hz|db`).source}`),
  /\b(?:art(?:iculo)?|section|clausula|clause|capitulo|chapter|pagina|page)\.? \d[\d.]*/,
]
const eachOf = countsNothing.map((form) => new RegExp(form.source, 'g'))

/** Whether a text has a number that may say how many of something there are: "6 socios", "son 25". Folded. */
export function hasCount(folded: string): boolean {
  return forms.number.test(eachOf.reduce((text, form) => text.replace(form, ' … '), folded))
}

const shortDay = /^\W*(?:mon|tues?|wed|thu(?:rs)?|fri|sat|sun|lun|mar|mie|jue|vie|sab|dom)\W*$/

/** Whether the head of a column is a day: "Monday", "Mon", "3 May". Folded. */
export function namesDay(head: string): boolean {
  return has('date', head, head) || shortDay.test(head)
}

const dayOrMonth = new RegExp(`^(?:${months}|${days})$`)

/** "Monday", "mayo". Folded word. */
export function isDayOrMonth(word: string): boolean {
  return dayOrMonth.test(word)
}

/** What things of the kind look like, on folded text. */
export function formOf(kind: KindWithForm): RegExp {
  return forms[kind]
}

/**
 * Whether a text has something of the kind.
 * @param said words of the question, folded: who does it is not told by whom the question names, nor by a day of the week
 */
export function has(kind: AnswerKindAsked, text: string, folded: string, said: ReadonlySet<string> = nothing): boolean {
  // whom to write to and where to send something is an address, too
  if (kind === 'person' || kind === 'agent' || kind === 'place') {
    if (forms.email.test(folded) || forms.phone.test(folded)) return true
    const isNew = (words: string): boolean =>
      (fold(words).match(/[a-z]{2,}/g) ?? []).some((word) => !said.has(word) && !isDayOrMonth(word))
    if (Array.from(text.matchAll(properNoun)).some(([words]) => isNew(words))) return true
    if (
      kind !== 'place' &&
      [name, shoutedName].some((form) => Array.from(text.matchAll(form)).some(([words]) => isNew(words)))
    )
      return true
    return Array.from(folded.matchAll(everywhere[kind])).some(([words]) => isNew(words.replace(asItStands, '')))
  }
  // "when" may be an hour, or a time after something
  if (kind === 'date') return [forms.date, forms.time, forms.duration, relativeTime].some((form) => form.test(folded))
  if (kind === 'duration') return forms.duration.test(folded) || labelledDuration.test(folded)
  return forms[kind === 'measure' ? 'number' : kind].test(folded)
}

const nothing: ReadonlySet<string> = new Set()
const everywhere = {
  person: new RegExp(forms.person.source, 'g'),
  agent: new RegExp(forms.agent.source, 'g'),
  place: new RegExp(forms.place.source, 'g'),
}
/** What stands before a role or a place. */
const asItStands =
  /\b(?:en|a|al|del?|hasta|in|at|to|on|from|by|near|el|la|l[ao]s|un[ao]?|sus?|cada|por|nuestr[oa]s?|the|an?|our|your|their|its|each|every)\b/g
