import { leadingOrdinal } from '../text/ordinals.ts'
import { articleName } from '../text/part-names.ts'

/** What a line is by its form. Every expression is anchored or bounded: a document decides what is fed to them. */

/** "Teléfono: 965112233", "ROI: retorno", "IBAN – ES91…": a name, a colon and what it stands for, on one line. */
export function isLabel(line: string): boolean {
  return (
    line.length <= longestLabel && /^[^\s:;.!?|][^:;!?|\n]{0,60}(?::\s|\s[–—=]\s)\s*\S/u.test(line) && !isTimeSpan(line)
  )
}
const longestLabel = 240

/** "2019 – 2021. Jefa de taller": what comes after the dash is no value. */
function isTimeSpan(line: string): boolean {
  return /^\d{4}\s[–—]\s/u.test(line)
}

/** "12/03/24, 10:15 - Ana: …", "[10:15:22] Ana: …": what somebody wrote, with when. */
export function isMessage(line: string): boolean {
  return /^[[(<]?(?:\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}[,T ]{1,2})?\d{1,2}:\d{2}[^:\n]{0,60}:/u.test(line)
}

/** "Garantía ........ 3": a line of a table of contents; "On this page: Refunds | Gift cards" is one, too. */
export function isContentsLine(line: string): boolean {
  if (namesParts.test(line)) return true
  return /(?:\.{4,}|(?:\. ){4,}|…{2,}|_{4,})\s*\d{0,4}\s*$/u.test(line.slice(-80))
}

/** "On this page: Refunds | Gift cards": its parts, said in a line. */
const namesParts =
  /^(?:on this page|in this (?:article|page|document|section|guide)|jump to|skip to|en esta página|en este (?:artículo|documento)|ir a)\s?:[^\n]{1,200}(?:\s[|·•]\s|,)/iu

/** Headings that name a list rather than the document. */
export function isContentsHeading(text: string): boolean {
  return /^(?:índice|indice|sumario|contenidos?|tabla de contenidos?|contents|table of contents|index|inhaltsverzeichnis)$/iu.test(
    text.trim(),
  )
}

export function isQuestion(line: string): boolean {
  return /\?["»”)*_]*$/u.test(line) || (isMessage(line) && asksWithoutMark.test(line))
}

/** "[19:02] Marge: who has the spare trailer": people who chat leave the mark out. */
const asksWithoutMark =
  /^[^:\n]{0,30}:\d{2}[^:\n]{0,60}:\s(?:(?:a|de|con|en|por) )?(?:who|what|when|where|which|how|why|qui[eé]n(?:es)?|cu[aá]ndo|d[oó]nde|cu[aá]nt[oa]s?|c[oó]mo|qu[eé] (?=\p{L}))[^.!?]{3,120}$/iu

/** "Problema: No imprime", "Symptom: no picture": a label whose value is answered by the next one. */
export function isProblem(line: string): boolean {
  return /^(?:problemas?|incidencia|síntomas?|sintomas?|avería|averia|fallo|duda|consulta|problem|issue|symptoms?|fault|query)\s?:\s/iu.test(
    line,
  )
}

/** "Solución: Reiniciar la cola", "Fix: turn it on again". */
export function isSolution(line: string): boolean {
  return /^(?:solución|solucion|solution|remedio|remedy|resolución|resolucion|resolution|fix|respuesta|contestación|answer|reply|causas?|causes?|acción|accion|action|qué hacer|que hacer|what to do)\s?:\s/iu.test(
    line,
  )
}

/** "Q. How much rent did he pay?" and "A. Three hundred …", "P: ¿Hay wifi?" and "R: Sí": the marks say which answers which. */
export function isReplyByMark(question: string, reply: string): boolean {
  return /^[QP][.:)]\s/u.test(question) && /^[AR][.:)]\s/u.test(reply)
}

export function introduces(line: string): boolean {
  return line.endsWith(':')
}

/** A line with the mark of a list: a dot, a dash, `a)`, `3.º`; a bare number and a stop may as well begin a heading. */
export function isItem(line: string): boolean {
  return /^(?:[-–•*·▪◦‣]|\(?\p{L}\)|\(?\d{1,2}\)|\d{1,2}\.?[ºª])\s+\S/u.test(line)
}

/** A line without the mark of a list or the number of a part in front of its words: "2.1 Alcance" is "Alcance", "30 días" stays. */
export function withoutMark(line: string): string {
  return line.replace(listMark, '')
}
const listMark =
  /^(?:[-–•*·▪◦‣]|\(?\d{1,2}(?:\.\d{1,2}){0,4}(?:[.)][-–]?|(?=\s{1,9}["«¿]?\p{Lu}))|[ivxlIVXL]{1,6}[.)]|\(?\p{L}\))\s+/u

/** Digits, letters or dots: what is numbered otherwise is another list. */
export function enumeratorKind(item: string): 'digit' | 'letter' | 'mark' {
  if (/^\(?\d/u.test(item)) return 'digit'
  return /^\(?\p{L}[.)]/u.test(item) ? 'letter' : 'mark'
}

/** A line of a table in a format that has none. */
export function isRow(line: string): boolean {
  return line.includes(' | ') || /^\|.*\|$/u.test(line)
}

const part = new RegExp(`^${articleName}\\s+(?=\\S)`, 'iu')
const numbered = /^[^\s.]{1,12}\s?[.ºª°]*\s?[-–—.:]/u
const mark = /^\s?[.ºª°]*\s?[-–—.:]/u

/** "Artículo 5. Cuotas", "Cláusula segunda", "TERCERA.- Plazo": a heading by whose number people ask. */
export function isArticleHeading(line: string): boolean {
  return line.length <= 160 && (part.test(line) || leadingOrdinal(line) !== null)
}

/** "SEGUNDA.- Renta. La renta es de…": number, name and text in one paragraph. */
export function isInlineArticle(line: string): boolean {
  const rest = line.replace(part, '')
  const ordinal = leadingOrdinal(rest)
  if (ordinal !== null && mark.test(rest.slice(ordinal.chars))) return true
  return rest !== line && numbered.test(rest)
}

/** A short line that ends open names what stands under it. */
export function isTitle(line: string): boolean {
  return line.length <= 80 && !/[.!?:;,|]$/u.test(line) && /^[\p{Lu}\p{N}«"“*]/u.test(line) && !isLabel(line)
}

/**
 * Names of columns: several short cells, none of them an amount, a date or a sentence. Of two one may be a label and the other its value,
 * unless values, figures or texts much longer than a name stand below it.
 * @param below other rows of its table
 */
export function looksLikeNames(row: string, below: readonly string[] = []): boolean {
  const cells = cellsOf(row)
  if (cells.length < 2 || cells.every((cell) => cell === '')) return false
  if (!cells.every((cell) => cell.length <= 60 && !isValue(cell))) return false
  return cells.length > 2 || below.length === 0 || isNameOver(cells[1] ?? '', below)
}

const leastShare = { ofValues: 0.5, ofFigures: 0.8, ofTexts: 0.8 } as const
const timesLonger = 2

/** Of labels and their values a few have figures, and none is a text. */
function isNameOver(name: string, below: readonly string[]): boolean {
  const column = below.map((row) => cellsOf(row)[1] ?? '')
  const share = (is: (cell: string) => boolean): number => column.filter(is).length / column.length
  return (
    share(isValue) >= leastShare.ofValues ||
    share((cell) => /\d/u.test(cell)) >= leastShare.ofFigures ||
    share((cell) => cell.length >= name.length * timesLonger) >= leastShare.ofTexts
  )
}

const cellsOf = (row: string): string[] => row.split('|').map((cell) => cell.trim())

function isValue(cell: string): boolean {
  return (
    /^[-+–]?\s?[€$£]?\s?\d[\d.,:/ –-]*(?:\s?(?:[%€$£]|\p{L}{1,8}))?$/u.test(cell) ||
    /[.!?]$/u.test(cell) ||
    amount.test(cell)
  )
}
/** "A5 1,00", "desde 14 €": whatever stands beside it. */
const amount = /(?<![\d.,])\d{1,7}[.,]\d{2}(?![\d.,])|\d\s?[€$£]|[€$£]\s?\d/u

export function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0
}
