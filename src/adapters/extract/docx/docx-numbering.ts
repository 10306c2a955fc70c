import type { ZipArchive } from '../containers/zip-archive.ts'
import { createListCounter, isLevel } from '../layout/list-counter.ts'
import type { ListLabels, ListLevel } from '../layout/list-counter.ts'
import { readXml } from '../containers/read-xml.ts'

interface ListDefinition {
  definition: string
  readonly starts: Map<number, number>
}

/** The pattern of a label is a few marks around its numbers; a longer one would be worked through for every item. */
const maxPatternChars = 200

/** The labels of the lists of a document. */
export function readNumbering(archive: ZipArchive, part: string): ListLabels {
  const { abstracts, lists } = readDefinitions(archive, part)
  return createListCounter(abstracts, lists)
}

function readDefinitions(archive: ZipArchive, part: string) {
  const abstracts = new Map<string, ListLevel[]>()
  const lists = new Map<string, ListDefinition>()
  let levels: ListLevel[] | null = null
  let level: ListLevel | null = null
  let list: ListDefinition | null = null
  let override = 0
  readXml(archive, part, {
    open(name, attributes) {
      const value = attributes['w:val'] ?? ''
      if (name === 'w:abstractNum') abstracts.set(attributes['w:abstractNumId'] ?? '', (levels = []))
      else if (name === 'w:num') lists.set(attributes['w:numId'] ?? '', (list = { definition: '', starts: new Map() }))
      else if (name === 'w:abstractNumId' && list !== null) list.definition = value
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

function applyLevel(level: ListLevel, name: string, value: string): void {
  if (name === 'w:start') level.start = Number(value) || (value === '0' ? 0 : 1)
  else if (name === 'w:numFmt') level.format = value
  else if (name === 'w:lvlText') level.text = value.slice(0, maxPatternChars)
}
