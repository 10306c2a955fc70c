import { fold } from '../../../../domain/text/fold.ts'
import type { RankedPassage } from '../../../../domain/passage.ts'
import type { Unit } from '../../../../domain/units/unit.ts'
import { namesDay } from './answer-forms.ts'
import { namesAmount, type AnswerKindAsked } from './answer-kind.ts'
import { isBareNumber } from './number-cells.ts'

/** What the numbers of a row are stands in the head of its table: amounts have no sign there, and a cell under "Monday" says a day. */
export function isSaidByColumn(
  kind: AnswerKindAsked,
  { kind: form, lead }: Unit<RankedPassage>,
  folded: string,
  words: ReadonlySet<string>,
): boolean {
  if (form !== 'row' || !inColumns.has(kind)) return false
  const heads = lead === null ? [] : columnNames(fold(lead.text))
  const cells = folded.split('|')
  if (kind === 'place') return cells.some((cell, at) => cell.trim() !== '' && namesPlace.test(heads[at] ?? ''))
  if (kind === 'date') return cells.some((cell, at) => at > 0 && cell.trim() !== '' && namesDay(heads[at] ?? ''))
  if (kind === 'time') return cells.some((cell, at) => at > 0 && fromHour.test(cell) && namesShift(heads[at] ?? ''))
  const numbers = cells.flatMap((cell, at) => (isBareNumber(cell) ? [at] : []))
  if (heads.length === 0 || namesAmount(cells[0] ?? '')) return numbers.length > 0
  if (kind === 'duration') return numbers.some((at) => at > 0)
  if (heads.length !== cells.length) return heads.some(namesAmount) && numbers.length > 0
  return numbers.some((at) => namesAmount(heads[at] ?? '') || (at > 0 && isNamedBy(words, heads[at] ?? '')))
}

/** "Lugar:" stands over a place that needs no preposition, "Horario:" over hours and "Fecha:" over days in any form. */
export function isSaidByLabel(kind: AnswerKindAsked, { lead, text }: Unit<RankedPassage>): boolean {
  const label = fold(lead?.text ?? /^[^:\n]{2,40}:/u.exec(text)?.[0] ?? '')
  if (kind === 'date' && whenIt.test(label)) return true
  return label.endsWith(':') && (labels[kind]?.test(label) ?? false)
}

/** "Call the technician when:" */
const whenIt = /\b(?:when|whenever|if|cuando|si):$/

const labels: Partial<Readonly<Record<AnswerKindAsked, RegExp>>> = {
  place:
    /^\W*(?:lugar|sitio|ubicacion|direccion|donde|sala|aula|punto de encuentro|place|venue|location|address|where|room|meeting point)\W/,
  time: /^\W*(?:hora|horario|times?|hours|opening)\W/,
  date: /^\W*(?:fecha|dia|cuando|date|day|when)\W/,
}

/** Whether a question says what a column is called: "Meals" of "how much was spent on meals?" */
const isNamedBy = (words: ReadonlySet<string>, head: string): boolean =>
  (head.match(/[a-z]{3,}/g) ?? []).some((word) => words.has(word) && !small.has(word))

const small: ReadonlySet<string> = new Set('the and for del los las una con por que per how'.split(' '))

const inColumns: ReadonlySet<AnswerKindAsked> = new Set(['money', 'percent', 'duration', 'date', 'place', 'time'])

const clock = '(?:[01]?\\d|2[0-4])(?:[.:][0-5]\\d)?'
/** "7-15", "22 a 6": a rota leaves out the minutes. Folded cell. */
const fromHour = new RegExp(`^\\s*(?:de )?${clock} ?(?:[-–—]|a|to) ?${clock}\\s*h?\\s*$`)
/** Whether hours stand under the head of a column. Folded. */
const namesShift = (head: string): boolean =>
  namesDay(head) || /\b(?:turnos?|horarios?|jornadas?|shifts?|hours|rota)\b/.test(head)

/** The head of a column of places. Folded. */
const namesPlace =
  /\b(?:lugar|sitio|ubicacion|sala|aula|planta|zona|pasillo|estante|estanteria|cajon|armario|place|location|room|floor|zone|aisle|shelf|bin|drawer|cabinet|bay)\b/

/** Of a head of several rows, all that stands over a column. */
function columnNames(head: string): string[] {
  const names: string[] = []
  for (const line of head.split('\n')) {
    for (const [at, cell] of line.split('|').entries()) names[at] = `${names[at] ?? ''} ${cell}`
  }
  return names
}
