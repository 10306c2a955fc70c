import { formatNumber } from './number-format.ts'
import type { NumberLanguage } from './number-words.ts'

/** A level of a list as an office program defines it. */
export interface ListLevel {
  /** `bullet`, `none`, or how its numbers are written, see `formatNumber`. */
  format: string
  /** Its label with `%1` for the number of the first level, and so on. */
  text: string
  start: number
  /** Its numbers are digits, whatever those of the levels above are. */
  isLegal?: boolean
  /**
   * It begins again only after one of so many first levels: articles that are counted on through all chapters have 0. After
   * every level above it when left out.
   */
  restartsAfter?: number
}

export interface CountedList {
  /** Lists of one definition share its counters. */
  readonly definition: string
  /** Numbers with which levels begin again. */
  readonly starts: ReadonlyMap<number, number>
  /** Levels that it writes in its own way. */
  readonly levels?: readonly (ListLevel | undefined)[]
}

export const levelCount = 9

export const isLevel = (level: number): boolean => Number.isInteger(level) && level >= 0 && level < levelCount

/** The printed label of the next item of a list: `- `, `3. `, `2.1 `, or empty when the list prints none. */
export type ListLabels = (place: { readonly listId: string; readonly level: number }) => string

/** Counts lists the way Word prints them. @param language of numbers that are written in words */
export function createListCounter(
  definitions: ReadonlyMap<string, readonly ListLevel[]>,
  lists: ReadonlyMap<string, CountedList>,
  language: NumberLanguage | null = null,
): ListLabels {
  const counters = new Map<string, (number | undefined)[]>()
  const restarted = new Set<string>()
  return ({ listId, level }) => {
    const list = lists.get(listId)
    const defined = list === undefined ? undefined : definitions.get(list.definition)
    if (list === undefined || defined === undefined || !isLevel(level)) return ''
    const levels = withOwn(defined, list.levels ?? [])
    let counts = counters.get(list.definition)
    if (counts === undefined) counters.set(list.definition, (counts = []))
    if (list.starts.size > 0 && !restarted.has(listId)) {
      restarted.add(listId)
      for (const [at, start] of list.starts) counts[at] = start - 1
    }
    countOn(counts, levels, level)
    return labelOf({ levels, counts, language }, level)
  }
}

/** The next number of a level, and what that does to those above and below it. */
function countOn(counts: (number | undefined)[], levels: readonly (ListLevel | undefined)[], level: number): void {
  // What a label says of a level above that had no item has begun with it.
  for (let above = 0; above < level; above++) counts[above] ??= levels[above]?.start ?? 1
  counts[level] = (counts[level] ?? (levels[level]?.start ?? 1) - 1) + 1
  for (let below = level + 1; below < counts.length; below++) {
    if (level < (levels[below]?.restartsAfter ?? below)) counts[below] = undefined
  }
}

function withOwn(levels: readonly ListLevel[], own: readonly (ListLevel | undefined)[]): readonly ListLevel[] {
  if (own.length === 0) return levels
  return Array.from({ length: levelCount }, (_, at) => own[at] ?? levels[at] ?? { format: 'none', text: '', start: 1 })
}

interface Counted {
  readonly levels: readonly ListLevel[]
  readonly counts: readonly (number | undefined)[]
  readonly language: NumberLanguage | null
}

function labelOf({ levels, counts, language }: Counted, at: number): string {
  const own = levels[at]
  if (own === undefined) return ''
  if (own.format === 'bullet') return '- '
  const written = own.text.replace(/%([1-9])/g, (_, digit: string) => {
    const index = Number(digit) - 1
    const format = levels[index]?.format ?? 'decimal'
    if (format === 'none') return ''
    return formatNumber(counts[index] ?? levels[index]?.start ?? 1, own.isLegal === true ? 'decimal' : format, language)
  })
  const label = written.trim()
  if (label === '' || (own.format === 'none' && !/[\p{L}\p{N}]/u.test(label))) return ''
  return `${label} `
}
