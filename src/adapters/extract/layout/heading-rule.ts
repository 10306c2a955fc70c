import type { Block } from '../../../domain/extracted.ts'
import { leadingOrdinal } from '../../../domain/text/ordinals.ts'

/** Words that open a numbered part, with their level: the order of Spanish statutes, then contracts and reports. */
const openers: readonly (readonly [RegExp, number])[] = [
  [/^(?:libro|parte|part|book)\s+/iu, 1],
  [/^(?:título|titulo|title|anexo|annex|apéndice|appendix|anejo)\s+/iu, 2],
  [/^(?:capítulo|capitulo|chapter|tema|módulo|unidad)\s+/iu, 3],
  [/^(?:sección|seccion|section|subsección|apartado)\s+/iu, 4],
  [/^(?:artículo|articulo|art\.|article|cláusula|clausula|clause|estipulación|regla)\s+/iu, 5],
]
const sectionLevel = 4
/** Digits, Roman numerals and single letters count only as written; ordinals in any case. */
const numeral =
  /^(?:\d{1,4}(?:[.-]\d{1,3})*(?:\.?[ºª°])?|[IVXLCDM]{1,7}|[A-Z])(?:\s(?:bis|ter|quáter|quinquies))?(?![\p{L}\p{N}])/u
/** After the number: nothing, or a mark and a name. A verb right after it ("Artículo 12 establece") is a sentence. */
const rest = /^(?:\s*[.:·–—-]+\s*(?:[\p{Lu}\p{N}¿¡«"“(\\[].*)?|\s+[\p{Lu}«"“(].*)?$/u

const disposition =
  /^disposici(?:ón|on|ones)\s+(?:adicional|transitoria|derogatoria|final|común|comun|general)(?:es|s)?(?!\p{L})\s*/iu
const lonePart =
  /^(?:preámbulo|exposición de motivos|índice|sumario|anexos?|introducción|conclusiones|bibliografía|resumen)$/iu
/** "PRIMERA.- Objeto": the clause form of contracts; in lower case it is an enumeration inside a sentence. */
const clause = /^\p{Lu}{5,}(?:\s\p{Lu}{5,})?\s*[.:]?\s?[-–—.:]\s*(?:\p{Lu}.*)?$/u
const decimal = /^(\d{1,2}(?:\.\d{1,3}){1,4})\.?\s+\p{Lu}/u
/** "2.400 EUR", "1.5 GB": an amount, and no number of a part. */
const amount =
  /^\d{1,3}(?:(?:\.\d{3})+\s|\.\d{1,3}\s+(?:EUR|USD|GBP|CHF|MXN|COP|Euros?|[KMGT]B|[KMG]?Hz|[KMG]W|KWh|Kg|Km|Mb|CV|HP|[WVA])(?!\p{L}))/u
const capitals = /^(?:\d{1,2}|[IVX]{1,5}(?=[.)-]))[.)]?\s*[.-]?\s+[\p{Lu}\p{N} ,;:()'"«»/&-]{4,}$/u

/** The longest line that can be a heading by its words alone. */
const maxHeadingChars = 120

/**
 * Level (1 to 6) of a line that is a heading by its words, whatever its font: Spanish legal and contract forms
 * ("Artículo 12", "TÍTULO II", "Disposición adicional primera"), English twins, decimal numbers ("1.2.3 Alcance").
 * Null for running text.
 */
export function headingLevel(line: string): number | null {
  if (line.length < 3 || line.length > maxHeadingChars || line.includes('\n')) return null
  if (/^\p{Lu}/u.test(line)) {
    if (capitals.test(line) && /\p{Lu}{4}/u.test(line.replace(/^[IVX]+/u, ''))) return 2
    const legal = legalPart(line)
    return legal === null || readsAsSentence(legal.name) ? null : legal.level
  }
  if (/[.,;:?!]$/.test(line)) return null
  const digits = amount.test(line) ? undefined : decimal.exec(line)?.[1]
  if (digits !== undefined) return Math.min(digits.split('.').length + 1, 6)
  return capitals.test(line) && /\p{Lu}{4}/u.test(line) ? 2 : null
}

function legalPart(line: string): { readonly level: number; readonly name: string } | null {
  for (const [opener, level] of openers) {
    const tail = afterNumber(afterMatch(line, opener))
    if (tail !== null && rest.test(tail)) return { level, name: tail }
  }
  const tail = afterMatch(line, disposition)
  const name = tail === null ? null : (afterOrdinal(tail) ?? tail)
  if (name !== null && rest.test(name)) return { level: 2, name }
  if (lonePart.test(line)) return { level: 2, name: '' }
  const named = clause.test(line) ? afterOrdinal(line) : null
  return named === null ? null : { level: 5, name: named }
}

function afterNumber(text: string | null): string | null {
  if (text === null) return null
  return afterMatch(text, numeral) ?? afterOrdinal(text)
}

function afterOrdinal(text: string): string | null {
  const ordinal = leadingOrdinal(text)
  return ordinal === null ? null : text.slice(ordinal.chars)
}

function afterMatch(text: string, pattern: RegExp): string | null {
  const found = pattern.exec(text)
  return found === null ? null : text.slice(found[0].length)
}

/** What contracts and statutes lay down in a sentence; no name of a part has such a verb. */
const provision =
  /(?<!\p{L})(?:será[n]?|deberá[n]?|podrá[n]?|tendrá[n]?|quedará[n]?|pagará[n]?|abonará[n]?|cede[n]?|se (?:compromete[n]?|obliga[n]?)|shall|must|will)(?!\p{L})/iu

/** Verbs that only a longer sentence has in its own right: names have them behind "que" or "who". */
const statement =
  /(?<!(?:^|\P{L})(?:que|quien|quienes|qué|quién|quiénes|cuándo|cómo|dónde|who|that|which|when|how|where|what)\s(?:se\s|no\s)?)(?<!\p{L})(?:es|son|está[n]?|tiene[n]?|puede[n]?|debe[n]?|dura[n]?|consta[n]?|corresponde[n]?|se (?:compone|celebra|reúne|elige|pierde|paga|envía|presenta|abona|renueva|toma)[n]?|is|are|may|has|have|can)(?!\p{L})/iu
const fewestOfStatement = 6

/** "Artículo 5. Objeto." is a heading; two sentences, or a line that ends open, is the text of the article. */
function readsAsSentence(tail: string): boolean {
  if (/[,;:]$/.test(tail)) return true
  const name = tail.replace(/^[\s.:·–—-]+/, '')
  if (/[.!?]\s+\p{Lu}/u.test(name)) return true
  if (!name.endsWith('.')) return false
  return (
    name.length > 90 || provision.test(name) || (name.split(' ').length >= fewestOfStatement && statement.test(name))
  )
}

/** Of an article or a section that says so much and ends like a sentence, the words may be all its text. */
const fewestOfText = 4

/** Whether a line that is a heading by its words would, with nothing under it, be the text of an article: "Artículo 14. Los cargos no son retribuidos." */
export function mayBeWholeArticle(line: string): boolean {
  if (!line.endsWith('.') || line.length > maxHeadingChars) return false
  const part = legalPart(line)
  return part !== null && part.level >= sectionLevel && part.name.trim().split(' ').length > fewestOfText
}

/** Whether a line begins an article or another part, whatever it says then. */
export function beginsPart(line: string): boolean {
  return openers.some(([opener]) => afterNumber(afterMatch(line, opener)) !== null)
}

/** A numbered heading without a name yet, such as "CAPÍTULO PRIMERO". */
export function isBareHeading(text: string): boolean {
  const line = text.trim()
  return openers.slice(0, 4).some(([opener]) => {
    const tail = /^apartado/iu.test(line) ? null : afterNumber(afterMatch(line, opener))
    return tail !== null && /^\.?$/.test(tail)
  })
}

/** Whether a block can be the name of the bare heading above it: one short line without the marks of a sentence. */
export function opensTitle(kind: Block['kind'], words: string): boolean {
  const text = words.trim()
  if (kind !== 'paragraph' && kind !== 'heading') return false
  if (text.length < 3 || text.length > 100 || text.includes('\n')) return false
  return /^[\p{Lu}¿«"]/u.test(text) && !/[.,;:]$/.test(text) && headingLevel(text) === null
}
