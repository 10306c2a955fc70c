import type { ZipArchive } from '../containers/zip-archive.ts'
import { createListCounter, isLevel, levelCount } from '../layout/list-counter.ts'
import type { ListLabels, ListLevel } from '../layout/list-counter.ts'
import type { NumberLanguage } from '../layout/number-words.ts'
import { readXml } from '../containers/read-xml.ts'
import { isOn } from './skipped-elements.ts'

interface DocxLevel extends ListLevel {
  /** The paragraph style whose paragraphs count on this level. */
  style?: string
}

/** The labels of lists, and on which level of a list the paragraphs of a style count. */
export interface Numbering {
  readonly labels: ListLabels
  /** Of the first of these styles that a level names; null when none does. */
  readonly levelOf: (listId: string, styles: readonly string[]) => number | null
}

interface ListDefinition {
  definition: string
  readonly starts: Map<number, number>
  /** Levels that this list writes in its own way. */
  readonly levels: DocxLevel[]
}

/** The pattern of a label is a few marks around its numbers; a longer one would be worked through for every item. */
const maxPatternChars = 200

/** How the lists of a document count. */
export function readNumbering(archive: ZipArchive, part: string, language: NumberLanguage | null): Numbering {
  const { abstracts, lists } = readDefinitions(archive, part)
  return {
    labels: createListCounter(abstracts, lists, language),
    levelOf(listId, styles) {
      const list = lists.get(listId)
      const defined = abstracts.get(list?.definition ?? '') ?? []
      for (const style of styles) {
        for (let at = 0; at < levelCount; at++) if ((list?.levels[at] ?? defined[at])?.style === style) return at
      }
      return null
    },
  }
}

interface Definitions {
  readonly abstracts: Map<string, DocxLevel[]>
  readonly lists: Map<string, ListDefinition>
  /** Definitions that a style of lists names, and those that only name such a style. */
  readonly named: Map<string, string>
  readonly naming: Map<string, string>
  /** What is open: a definition, a list, and a level of either. */
  definition: string
  list: ListDefinition | null
  levels: DocxLevel[] | null
  level: DocxLevel | null
  override: number
}

function readDefinitions(archive: ZipArchive, part: string): Definitions {
  const read: Definitions = {
    abstracts: new Map(),
    lists: new Map(),
    named: new Map(),
    naming: new Map(),
    definition: '',
    list: null,
    levels: null,
    level: null,
    override: 0,
  }
  readXml(archive, part, {
    open(name, attributes) {
      const opener = openers[name]
      const value = attributes['w:val'] ?? ''
      if (opener !== undefined) opener(read, value, attributes)
      else if (read.level !== null) applyLevel(read.level, name, attributes['w:format'] ?? value)
    },
    close(name) {
      if (name === 'w:lvl') read.level = null
      else if (name === 'w:abstractNum' || name === 'w:num') {
        read.list = null
        read.levels = null
      }
    },
  })
  for (const [definition, style] of read.naming) {
    const levels = read.abstracts.get(read.named.get(style) ?? '')
    if (levels !== undefined) read.abstracts.set(definition, levels)
  }
  return read
}

type Opener = (read: Definitions, value: string, attributes: Readonly<Record<string, string>>) => void

const openers: Readonly<Partial<Record<string, Opener>>> = {
  'w:abstractNum'(read, _, attributes) {
    read.definition = attributes['w:abstractNumId'] ?? ''
    read.levels = []
    read.abstracts.set(read.definition, read.levels)
  },
  'w:styleLink': ({ named, definition }, value) => void named.set(value, definition),
  'w:numStyleLink': ({ naming, definition }, value) => void naming.set(definition, value),
  'w:num'(read, _, attributes) {
    read.list = { definition: '', starts: new Map(), levels: [] }
    read.levels = read.list.levels
    read.lists.set(attributes['w:numId'] ?? '', read.list)
  },
  'w:abstractNumId'({ list }, value) {
    if (list !== null) list.definition = value
  },
  'w:lvlOverride'(read, _, attributes) {
    read.override = Number(attributes['w:ilvl'] ?? 0)
  },
  'w:startOverride'({ list, override }, value) {
    if (list !== null && isLevel(override)) list.starts.set(override, Number(value) || 1)
  },
  'w:lvl'(read, _, attributes) {
    if (read.levels === null) return
    read.level = { format: 'decimal', text: '', start: 1, isLegal: false }
    const at = Number(attributes['w:ilvl'] ?? 0)
    if (isLevel(at)) read.levels[at] = read.level
  },
}

function applyLevel(level: DocxLevel, name: string, value: string): void {
  if (name === 'w:start') level.start = Number(value) || (value === '0' ? 0 : 1)
  // Behind a format of its own Word writes one for old readers.
  else if (name === 'w:numFmt') level.format = level.format.startsWith('0') ? level.format : value
  else if (name === 'w:lvlRestart' && /^\d$/.test(value)) level.restartsAfter = Number(value)
  else if (name === 'w:isLgl') level.isLegal = isOn(value === '' ? undefined : value)
  else if (name === 'w:pStyle') level.style = value
  else if (name === 'w:lvlText') level.text = value.slice(0, maxPatternChars)
}
