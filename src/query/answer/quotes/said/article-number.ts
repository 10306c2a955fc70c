import { cardinalOf } from '../../../../domain/text/number-words.ts'
import { leadingOrdinal, ordinalEnding, ordinalOf } from '../../../../domain/text/ordinals.ts'
import { partGap, partName, partNames } from '../../../../domain/text/part-names.ts'
import { romanNumber } from '../../../../domain/text/roman-number.ts'

const partNumber = `(?:(?:n\\.?[o°]?|num(?:ero|ber)?)\\.?\\s*)?(?<number>\\d{1,4}(?:\\.\\d{1,3})*)(?<ending>${ordinalEnding})?(?![a-z\\d])`
const digits = new RegExp(`\\b(?<part>${partNames})${partGap}${partNumber}`)
/** "5ª", but the "a" of "section 5a" and of "apartado 5a" is a letter of the alphabet. */
const endsInA = /^(?:clausula|estipulacion|base|disposicion|seccion|regla|norma)/
/** Any text has paragraphs: only a number of several parts is one of its own. */
const paragraph = /\b(?:parrafo|paragraph)\s+(\d{1,4}(?:\.\d{1,3})+)\b/
const wordsBehind = new RegExp(`\\b${partNames}\\s+(?=\\p{L})`, 'gu')
/** "The first point of contact" is no part, "the first point of the contract" is one. */
const otherPoint = '(?:punto de (?!l[ao]s? )|point of (?!(?:the|this|that|our|your) ))'
/** "La segunda cláusula", "the third clause". */
const partBehind = new RegExp(`\\s(?!${otherPoint})${partName}(?![a-z])`, 'gu')
/** "La 2.ª cláusula", "the 3rd clause". */
const digitsBefore = new RegExp(`(?<![\\d.,])(\\d{1,3})${ordinalEnding}\\s+(?!${otherPoint})${partName}(?![a-z])`)
const namedHeading = new RegExp(`^\\W*(?<part>${partName})${partGap}${partNumber}`)
const heading = new RegExp(`^\\W*(?:${partName}${partGap})?(?:(\\d{1,4}(?:\\.\\d{1,3})*)(?![a-z\\d]))?`)

/** The number of the article, clause or section that a folded question is about; null when it names none. */
export function articleAsked(folded: string): string | null {
  const number = numberBehind(digits, folded) ?? (digitsBefore.exec(folded) ?? paragraph.exec(folded))?.[1] ?? null
  if (number !== null) return number
  for (const { 0: found, index } of folded.matchAll(wordsBehind)) {
    const ordinal = leadingOrdinal(folded.slice(index + found.length))
    if (ordinal !== null) return String(ordinal.value)
  }
  for (const { index } of folded.matchAll(partBehind)) {
    const ordinal = ordinalAtEnd(folded.slice(0, index))
    if (ordinal !== null) return String(ordinal)
  }
  for (const { 0: found, index } of folded.matchAll(wordsBehind)) {
    const rest = folded.slice(index + found.length)
    const number = wordNumber(rest)
    // "the section I need"
    if (number !== null && !/^i\s\p{L}/u.test(rest)) return String(number)
  }
  // nothing but an ordinal
  const alone = folded.replace(/^\W+|(?<!\W)\W+$/g, '')
  const ordinal = leadingOrdinal(alone)
  return ordinal?.chars === alone.length ? String(ordinal.value) : null
}

/** What is asked of a part when all that it says is asked for. */
const asksWhatItSays: ReadonlySet<string> = new Set(
  `que dice dicen establece establecen dispone regula regulan pone indica recoge trata contenido texto de del el la l los las en sobre por segun
  se habla hablo trato acuerda acordo acordaron acordado decidio decidieron aprobo aprobaron
  what does do did is are was were it we they in the of says say state states about cover covers read reads text content agree agreed decide decided discuss discussed
  and y e numero number num`.split(/\s+/),
)
/** What calls a part, and the digits of its number: "clausula", "5a", "3rd". */
const callsPart = new RegExp(`\\b${partNames}(?![a-z])|\\d${ordinalEnding}(?![a-z])`, 'gu')

/** Whether a folded question asks for a part by its number and for nothing else: "¿Qué dice el artículo 5?" */
export function asksOnlyForPart(folded: string): boolean {
  if (articleAsked(folded) === null) return false
  const words = folded.replaceAll(callsPart, ' ').match(/[a-z]+/g) ?? []
  return words.every((word) => asksWhatItSays.has(word) || ordinalOf(word) !== null || wordNumber(word) !== null)
}

/** Names of one kind of part: "Annex III" is not "Section 3". A paragraph, a point and a title may be any of them. */
const kindsOfPart: readonly RegExp[] = [
  /\barts?(?:iculos?|icle|\.|(?= \d))/,
  /\b(?:clausula|clause|estipulacion)(?:e?s)?\b/,
  /\b(?:section|seccion|apartado|numeral|subsection)(?:e?s)?\b/,
  /\b(?:anexo|annex)(?:e?s)?\b/,
  /\b(?:regla|rule|norma|regulation)s?\b/,
  /\b(?:capitulo|chapter)s?\b/,
]

/** Whether a question and a heading, both folded, name parts of different kinds. */
export function nameDifferentParts(question: string, heading: string): boolean {
  const [asked, found] = [question, heading].map((text) => kindsOfPart.findIndex((kind) => kind.test(text)))
  return asked !== -1 && found !== -1 && asked !== found
}

const namesPart = new RegExp(`^\\W*${partName}\\b`)

/** "Clause Six: …" where clause 4.2 is asked for; null: none is. Folded. */
export const isOtherPart = (asked: string | null, text: string): boolean =>
  asked !== null && namesPart.test(text) && articleNumber(text) !== asked

/** The number a folded heading or article begins with; null without one. */
export function articleNumber(folded: string): string | null {
  const [opener = '', own] = heading.exec(folded) ?? []
  const number = own ?? numberBehind(namedHeading, folded)
  if (number !== null) return number
  const rest = folded.slice(opener.length)
  const value = leadingOrdinal(rest)?.value ?? (/\p{L}/u.test(opener) ? wordNumber(rest) : null)
  return value === null ? null : String(value)
}

/** Of digits behind the name of a part, with or without the ending of an ordinal. */
function numberBehind(pattern: RegExp, folded: string): string | null {
  const { part = '', number = null, ending = '' } = pattern.exec(folded)?.groups ?? {}
  return ending.endsWith('a') && !endsInA.test(part) ? null : number
}

/** "II", "two": what a part may have instead of digits. A lone letter beyond I, V and X is one of the alphabet. */
function wordNumber(folded: string): number | null {
  const [word = ''] = /^[a-z]+(?![\p{L}\p{N}])/u.exec(folded) ?? []
  return /^[ivx]+$/.test(word) ? romanNumber(word) : cardinalOf(word)
}

/** "2.ª Precio. …": a clause, where "2. Precio" and "2.º dos copias" may be any item. Null for those. */
export function itemOrdinal(text: string): string | null {
  return /^\W*(\d{1,3})\.? ?ª/u.exec(text)?.[1] ?? null
}

/** "SÉPTIMA: Las mejoras …", "Third. The fee …": a clause that is called by its ordinal alone. Null for others. */
export function labelOrdinal(text: string): string | null {
  const ordinal = leadingOrdinal(text)
  return ordinal !== null && /^\s?(?::|\.-?|[-–—])\s/u.test(text.slice(ordinal.chars)) ? String(ordinal.value) : null
}

/** "5. Subscriptions fall due on 1 April", "3.- Ascensor": an item, which people call a rule or a point. Null for what has no number. */
export function itemNumber(text: string): string | null {
  return (
    /^\W*(\d{1,3})(?:[.)]\s|\.?[ºª°][.)]?[-–—]?\s|(?:\.?[ºª°])?[.)]?\s?[-–—]\s?(?=[^\d\s]))/u.exec(text)?.[1] ?? null
  )
}

/** Whether a folded question is about one of those: any list has items. */
export const asksForItem = (question: string): boolean =>
  /\b(?:(?:reglas?|rules?|normas?)(?!\p{L}| (?:del?|of)\b)|(?:puntos?|points?)(?!\p{L}| (?:de|of)\b))/u.test(question)

/** "4.2 Late payers are charged …": a number of several parts is one of a section wherever it begins a text. Null without one. */
export function decimalNumber(text: string): string | null {
  return /^\W*(\d{1,3}(?:\.\d{1,3}){1,4})\.?\s+\p{L}/u.exec(text)?.[1] ?? null
}

/** Of the last one or two words: "decimo primera" is one ordinal. */
function ordinalAtEnd(text: string): number | null {
  const words = text.trimEnd().split(/\s+/).slice(-2)
  for (const last of [words.join(' '), words.at(-1) ?? '']) {
    const ordinal = leadingOrdinal(last)
    if (ordinal?.chars === last.length) return ordinal.value
  }
  return null
}
