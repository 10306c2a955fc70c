import type { Line } from '../outline.ts'
import type { RankedPassage } from '../passage.ts'

/**
 * What a person would underline. `names` (the row with the columns' names), `heading`, `question` without its answer and
 * `contents` (a line of a table of contents) only introduce something else.
 */
export type UnitKind =
  | 'sentence'
  | 'label'
  | 'row'
  | 'item'
  | 'list'
  | 'faq'
  | 'article'
  | 'names'
  | 'heading'
  | 'question'
  | 'contents'

/** A piece of a passage that can be quoted. */
export interface Unit<P extends RankedPassage> {
  readonly passage: P
  readonly kind: UnitKind
  /** Position in the document's stored text, end exclusive, without the lead. */
  readonly start: number
  readonly end: number
  /** Verbatim. */
  readonly text: string
  /** The line without which it says little: the columns' names, the question of an FAQ, the number of an article. */
  readonly lead: Line | null
  /** The nearest heading above it in its passage. */
  readonly heading: Line | null
}

/** A longer quote is not read; white space is where it is cut, and never inside a number or a name. */
export const longestQuote = 480
/** A list is quoted whole up to this many characters, then its first items. */
export const longestList = 1_200

/** What of a passage stands between two units of it; null where they are of two, or in the other order. */
export function textBetween<P extends RankedPassage>(
  { passage, end }: Unit<P>,
  { passage: other, start }: Unit<P>,
): string | null {
  if (passage.id !== other.id || start < end) return null
  return passage.text.slice(end - passage.start, start - passage.start)
}

/** Whether nothing but white space stands between the lead and the unit: one piece of the text then. */
export function followsItsLead(unit: Pick<Unit<RankedPassage>, 'lead' | 'start' | 'passage'>): boolean {
  const { lead, start, passage } = unit
  if (lead === null || lead.start < passage.start || lead.end > start) return false
  return passage.text.slice(lead.end - passage.start, start - passage.start).trim() === ''
}
