import { createListCounter, isLevel } from '../layout/list-counter.ts'
import type { CountedList, ListLabels, ListLevel } from '../layout/list-counter.ts'
import { numberFormatOf } from '../layout/number-format.ts'

/** More than any document has. */
const maxLists = 5_000
const longestLabel = 100

/** How lists count, as the tables of lists say before the text: programs may leave the labels themselves out. */
export interface RtfLists {
  /** A word of either table. */
  word(name: string, value: number | null): void
  /** A piece of the pattern of a level's labels; letters below 9 stand for the numbers of levels. */
  pattern(text: string): void
  /** The label of the next item of a list, by the number that paragraphs name. */
  readonly labels: ListLabels
}

export function createRtfLists(): RtfLists {
  const definitions = new Map<string, readonly ListLevel[]>()
  const lists = new Map<string, CountedList>()
  let levels: (ListLevel & { raw: string })[] = []
  let override = { definition: '', starts: new Map<number, number>() }
  let overridden = -1
  let counter: ListLabels | null = null
  const level = (): (ListLevel & { raw: string }) | undefined => levels.at(-1)
  const ofTables: Readonly<Record<string, (value: number) => void>> = {
    list: () => void (levels = []),
    listlevel() {
      if (isLevel(levels.length)) levels.push({ format: 'decimal', text: '', raw: '', start: 1 })
    },
    levelnfc: (value) => setFormat(level(), value),
    levelnfcn: (value) => setFormat(level(), value),
    levellegal(value) {
      const open = level()
      if (open !== undefined) open.isLegal = value !== 0
    },
    levelstartat(value) {
      const open = level()
      if (overridden >= 0) override.starts.set(overridden, value)
      else if (open !== undefined) open.start = value
    },
    listid(value) {
      // In the first table it ends a list, in the second it says which one is meant.
      if (levels.length > 0 && definitions.size < maxLists) definitions.set(String(value), levels.map(withPattern))
      levels = []
      override.definition = String(value)
    },
    listoverride() {
      levels = []
      override = { definition: '', starts: new Map() }
      overridden = -1
    },
    lfolevel: () => void overridden++,
    ls(value) {
      if (lists.size < maxLists) lists.set(String(value), override)
      overridden = -1
    },
  }
  return {
    word(name, value) {
      if (Object.hasOwn(ofTables, name)) ofTables[name]?.(value ?? 1)
    },
    pattern(text) {
      const open = level()
      if (open !== undefined && open.raw.length < longestLabel) open.raw += text
    },
    labels(place) {
      counter ??= createListCounter(definitions, lists)
      return counter(place)
    },
  }
}

function setFormat(level: ListLevel | undefined, code: number): void {
  if (level !== undefined) level.format = numberFormatOf(code)
}

/** The first letter says how many follow; what stands behind them is none of them. */
function withPattern({ raw, ...level }: ListLevel & { readonly raw: string }): ListLevel {
  const text = raw.slice(1, 1 + raw.charCodeAt(0))
  // oxlint-disable-next-line no-control-regex -- these are the numbers of levels
  return { ...level, text: text.replace(/[\u0000-\u0008]/g, (sign) => `%${sign.charCodeAt(0) + 1}`) }
}
