import { dimensions, formOf, identities, measured, spanOfDates, units } from './answer-forms.ts'

const money = formOf('money')
const date = formOf('date')
const time = formOf('time')
const duration = formOf('duration')

/** "Offer no. 31-0884", "Póliza nº 7". */
const reference =
  /\b[a-z]{5,20} [a-z]{0,4}-?\d{2,8}[-/]\d|(?:\b(?:no|num|nr|nro)\.|\bno(?=\s?[|:])|\bn\.?[o°](?: de [a-z]+)?|#)(?:\s?[|:])?\s?[a-z]{0,3}[-/]?\d/

/** Whose name something is in: "Titular: Imanol Zabala". */
const holder = /\b(?:titular(?:es)?|tomadora?|abonad[oa]|contratante|(?:account |card |policy)?holder|registered to)\b/

/** "Up to 40 people", "no menos de dos". */
const atMost =
  /\b(?:up to|hasta(?! (?:las?|el|que)\b)|no more than|no mas de|at most|como mucho|(?:not|no) exceed(?:ing)?)\b/
const atLeast = /\b(?:at least|al menos|a partir de|no less than|no fewer than|no menos de|como poco)\b/

/** Words of a question that a text says by the form of what it gives, and that form. On folded text. */
const sayings: readonly (readonly [RegExp, RegExp])[] = [
  [/\b(?:(?:direccion(?:es)? de )?correos?(?: electronicos?)?|e-?mail(?: address(?:es)?)?|mail)\b/g, formOf('email')],
  [/\b(?:telefonos?|movil|tfno|tlf|phone|telephone|llam[ao]r?|call)\b/g, formOf('phone')],
  [/\biban\b/g, identities.iban],
  [/\b(?:nif|cif|dni|nie)\b/g, identities.tax],
  [/\b(?:fechas?|date|(?<=\b(?:que|what|which) )(?:dias?|ano|mes|day|year|month))\b/g, date],
  [
    /\b(?:(?<=\b(?:cuando|horas?|when|time) .{0,20})(?:abren?|abrimos|cierran?|cerramos|opens?|closes?)|horario|(?<=\bque )horas?|(?<=\bwhat )time)\b/g,
    time,
  ],
  [
    /\b(?:cuestan?|cost(?:o|aron|aba|aban|ara|aran)|(?<!\bcuando )valen?|(?<=(?<!\bcada )\bcuanto (?:me |nos |te |le |les )?)sal(?:en?|dran?|dria[ns]?)|vali[oa](?:n|eron)?|precios?|prices?|costs?|(?<=\b(?:cuanto|how much) .{0,20})(?:cobr[a-z]+|pag[a-z]+|gast[a-z]+|ingres[a-z]+|abon[a-z]+|recaud[a-z]+|pay|paid|spen[dt]|charged?|earned?|received?))\b/g,
    money,
  ],
  [/\b(?:(?<=\b(?:response|reaction|delivery|lead|waiting|repair|processing) )time|tiempo(?= de ))\b/g, duration],
  [/\b(?:numeros?|numbers?)\b/g, reference],
  [/(?<=\ba )nombre(?= de quien\b)|(?<=\bwhose )name\b/g, holder],
  [/\b(?:extension|ext)\b/g, /(?<![\d.,])\d{3,5}(?![\d.,]\d)/],
  [
    /\b(?:(?<=\bcuanto )tiempo|dura|duran|tard(?:an?|as|ais|amos|ara|aran)|duration|(?<=\bhow )long|(?<=\bhow long .{0,30})last)\b/g,
    duration,
  ],
  [
    /\b(?:empiezan?|empezar(?:an?)?|comienzan?|comenzar(?:an?)?|starts?|begins?|terminan?|terminar(?:an?)?|acaban?|acabar(?:an?)?|finalizan?|ends?|finish(?:es)?)\b/g,
    spanOfDates,
  ],
  [/\b(?:maxim[oa]s?|maximum|max)\b/g, atMost],
  [/\b(?:minim[oa]s?|minimum|min)\b/g, atLeast],
  [/\b(?:pes[ao]n?|heavy|weigh[st]?)\b/g, measured(units.weight)],
  [/\b(?:miden?|medidas|altura|anchura|ancho|longitud|tall|wide|deep|dimensions|height|width)\b/g, dimensions],
  [/\b(?:temperaturas?|temperature|grados|hot|warm)\b/g, measured(units.temperature)],
]

/** "¿A qué correo escribo?" is answered by an address, without the word: such words of a question, each with its form. */
export function saidByForm(question: string): ReadonlyMap<string, RegExp> {
  const said = new Map<string, RegExp>()
  for (const [words, form] of sayings) {
    for (const [phrase] of question.matchAll(words)) for (const word of phrase.split(/[^a-z]+/)) said.set(word, form)
  }
  return said
}

/** "¿Cómo se llama la inmobiliaria?" is not about calling, nor "total con IVA" about the tax, and "the number of the note" names the note: words that only ask. Folded question. */
export function onlyAsking(question: string): ReadonlySet<string> {
  const phrases = question.match(
    /\b(?:como se llaman?|que pasa si|what happens|called|i want to|(?:quiero|quisiera|queria|me gustaria) saber|(?:tengo|tenemos|hay) que|(?:con|mas) (?:el )?iva|(?:with|plus|including) (?:the )?(?:vat|tax)|number of (?:the|this|our|your)|numero (?:del|de la|de est[ea]))\b/g,
  )
  return new Set(phrases?.flatMap((phrase) => phrase.split(' ')))
}
