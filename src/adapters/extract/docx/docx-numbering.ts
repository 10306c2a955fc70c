import type { DocxArchive } from './docx-archive.ts'
import type { ListPlace } from './docx-styles.ts'
import { formatNumber } from './number-format.ts'
import { readXml } from './read-xml.ts'

/** The printed label of the next item of a list: `- `, `3. `, `2.1 `, or empty when the list prints none. */
export type ListLabels = (place: ListPlace) => string

interface Level {
  format: string
  text: string
  start: number
}
interface ListDefinition {
  abstractId: string
  readonly starts: Map<number, number>
}

const levelCount = 9
/** The pattern of a label is a few marks around its numbers; a longer one would be worked through for every item. */
const maxPatternChars = 200

const isLevel = (level: number): boolean => Number.isInteger(level) && level >= 0 && level < levelCount

/** Counts lists the way Word prints them; lists that share a definition share its counters. */
export function readNumbering(archive: DocxArchive, part: string): ListLabels {
  const { abstracts, lists } = readDefinitions(archive, part)
  const counters = new Map<string, number[]>()
  const restarted = new Set<string>()
  return ({ listId, level }) => {
    const list = lists.get(listId)
    const levels = list === undefined ? undefined : abstracts.get(list.abstractId)
    if (list === undefined || levels === undefined || !isLevel(level)) return ''
    let counts = counters.get(list.abstractId)
    if (counts === undefined) counters.set(list.abstractId, (counts = []))
    if (list.starts.size > 0 && !restarted.has(listId)) {
      restarted.add(listId)
      for (const [at, start] of list.starts) counts[at] = start - 1
    }
    counts[level] = (counts[level] ?? (levels[level]?.start ?? 1) - 1) + 1
    counts.length = level + 1
    return labelOf(levels, counts, level)
  }
}

function readDefinitions(archive: DocxArchive, part: string) {
  const abstracts = new Map<string, Level[]>()
  const lists = new Map<string, ListDefinition>()
  let levels: Level[] | null = null
  let level: Level | null = null
  let list: ListDefinition | null = null
  let override = 0
  readXml(archive, part, {
    open(name, attributes) {
      const value = attributes['w:val'] ?? ''
      if (name === 'w:abstractNum') abstracts.set(attributes['w:abstractNumId'] ?? '', (levels = []))
      else if (name === 'w:num') lists.set(attributes['w:numId'] ?? '', (list = { abstractId: '', starts: new Map() }))
      else if (name === 'w:abstractNumId' && list !== null) list.abstractId = value
      else if (name === 'w:lvlOverride') override = Number(attributes['w:ilvl'] ?? 0)
      else if (name === 'w:startOverride' && list !== null && isLevel(override))
        list.starts.set(override, Number(value) || 1)
      else if (name === 'w:lvl' && levels !== null) {
        level = { format: 'decimal', text: '', start: 1 }
        const at = Number(attributes['w:ilvl'] ?? 0)
        if (isLevel(at)) levels[at] = level
      } else if (level !== null) applyLevel(level, name, value)
    },
    close(name) {
      if (name === 'w:lvl') level = null
      else if (name === 'w:abstractNum') levels = null
      else if (name === 'w:num') list = null
    },
  })
  return { abstracts, lists }
}

function applyLevel(level: Level, name: string, value: string): void {
  if (name === 'w:start') level.start = Number(value) || (value === '0' ? 0 : 1)
  else if (name === 'w:numFmt') level.format = value
  else if (name === 'w:lvlText') level.text = value.slice(0, maxPatternChars)
}

function labelOf(levels: readonly Level[], counts: readonly number[], at: number): string {
  const own = levels[at]
  if (own === undefined || own.format === 'none') return ''
  if (own.format === 'bullet') return '- '
  const label = own.text.replace(/%([1-9])/g, (_, digit: string) => {
    const index = Number(digit) - 1
    return formatNumber(counts[index] ?? levels[index]?.start ?? 1, levels[index]?.format ?? 'decimal')
  })
  return label.trim() === '' ? '' : `${label.trim()} `
}
