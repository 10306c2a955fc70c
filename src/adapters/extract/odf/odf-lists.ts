import { formatNumber } from '../layout/number-format.ts'

type Attributes = Readonly<Record<string, string>>

interface LevelStyle {
  /** Null for bullets, empty for levels without a number. */
  readonly format: string | null
  readonly prefix: string
  readonly suffix: string
  readonly start: number
  /** How many of the numbers above it a label says, its own among them. */
  readonly shown: number
}

interface OpenList {
  readonly style: string
  readonly id: string
  /** The last number of each level; those of a list inside of another are its own. */
  readonly counts: (number | undefined)[]
  /** The open item, until its first paragraph takes its number. One that only holds another list never has one. */
  item: Attributes | null
}

const numberFormats: Readonly<Record<string, string>> = {
  '1': 'decimal',
  a: 'lowerLetter',
  A: 'upperLetter',
  i: 'lowerRoman',
  I: 'upperRoman',
  '01, 02, 03, ...': 'decimalZero',
}
const bullet: LevelStyle = { format: null, prefix: '', suffix: '', start: 1, shown: 1 }
const maxLevels = 50_000
/** The name under which the numbers of headings are kept; no style has it. */
const outline = ' '
const deepest = 10

export type Lists = ReturnType<typeof createLists>

/** The labels of list items and of headings, as the styles of the document say. */
export function createLists() {
  const styles = new Map<string, LevelStyle>()
  const open: OpenList[] = []
  /** The last numbers of each list by its id, and of the last list of each style. */
  const ended = new Map<string, readonly (number | undefined)[]>()
  const headings: (number | undefined)[] = []
  let style = ''
  const styleAt = (name: string, level: number): LevelStyle => styles.get(`${name} ${level}`) ?? bullet
  const openList = (attributes: Attributes): void => {
    const around = open.at(-1)
    const name = attributes['text:style-name'] ?? around?.style ?? ''
    const id = attributes['xml:id'] ?? ''
    const continues = attributes['text:continue-numbering'] === 'true'
    if (around !== undefined) {
      // The first list of an item without a paragraph goes on where the level stopped.
      if (around.item === null && !continues) around.counts.length = Math.min(around.counts.length, open.length)
      open.push({ style: name, id, counts: around.counts, item: null })
      return
    }
    const before = attributes['text:continue-list'] ?? (continues ? `${outline}${name}` : '')
    open.push({ style: name, id, counts: [...(ended.get(before) ?? [])], item: null })
  }
  const closeList = (): void => {
    const list = open.pop()
    if (list === undefined || open.length > 0 || ended.size >= maxLevels) return
    if (list.id !== '') ended.set(list.id, list.counts)
    ended.set(`${outline}${list.style}`, list.counts)
  }
  const setItem = (item: Attributes | null): void => {
    const list = open.at(-1)
    if (list !== undefined) list.item = item
  }
  /** The number of the next item of the innermost list, and what that does to the levels above and below it. */
  const nextLabel = ({ style: name, counts }: OpenList, item: Attributes): string => {
    const level = Math.min(open.length, deepest)
    for (let above = 1; above < level; above++) counts[above - 1] ??= styleAt(name, above).start
    counts.length = Math.min(counts.length, level)
    counts[level - 1] = nextOf(counts[level - 1], styleAt(name, level).start, item)
    return labelOf(counts.map((count, at) => ({ count: count ?? 0, style: styleAt(name, at + 1) })))
  }
  const addLevel = (attributes: Attributes): void => {
    if (styles.size < maxLevels) styles.set(`${style} ${attributes['text:level'] ?? '1'}`, numbered(attributes))
  }
  const openers: Readonly<Partial<Record<string, (attributes: Attributes) => void>>> = {
    'text:list-style': (attributes) => (style = attributes['style:name'] ?? ''),
    'text:outline-style': () => (style = outline),
    'text:list-level-style-number': addLevel,
    'text:outline-level-style': addLevel,
    'text:list': openList,
    'text:list-item': setItem,
    'text:list-header': () => setItem(null),
  }
  return {
    /** True when the element is one of lists or their styles. */
    open(name: string, attributes: Attributes): boolean {
      const opener = openers[name]
      opener?.(attributes)
      return opener !== undefined
    },
    close(name: string): void {
      if (name === 'text:list') closeList()
    },
    /** The label of the open item for its first paragraph; empty outside of lists and for what follows. */
    takeLabel(): string {
      const list = open.at(-1)
      if (list === undefined || list.item === null) return ''
      const { item } = list
      list.item = null
      return nextLabel(list, item)
    },
    /** The number of the next heading of a level; empty when the document does not number it. */
    headingLabel(level: number, attributes: Attributes): string {
      const own = styles.get(`${outline} ${level}`)
      if (level < 1 || level > deepest || attributes['text:is-list-header'] === 'true') return ''
      for (let at = headings.length; at < level; at++) headings.push(undefined)
      headings.length = level
      headings[level - 1] = nextOf(headings[level - 1], own?.start ?? 1, attributes)
      if (own === undefined || own.format === '' || own.format === null) return ''
      return labelOf(headings.map((count, at) => ({ count: count ?? 0, style: styleAt(outline, at + 1) })))
    },
  }
}

function nextOf(count: number | undefined, start: number, attributes: Attributes): number {
  const given = Number(attributes['text:start-value'] ?? NaN)
  if (Number.isInteger(given)) return given
  return count === undefined ? start : count + 1
}

/** @param levels the number and the style of each level, down to the one that is labelled */
function labelOf(levels: readonly { readonly count: number; readonly style: LevelStyle }[]): string {
  const own = levels.at(-1)?.style ?? bullet
  const { format, prefix, suffix, shown } = own
  if (format === null) return '- '
  if (format === '') return ''
  const numbers = levels
    .slice(-shown)
    .filter((level) => level.style.format !== null && level.style.format !== '')
    .map(({ count, style }) => formatNumber(count, style.format ?? ''))
  return `${prefix}${numbers.join('.')}${suffix} `
}

function numbered(attributes: Attributes): LevelStyle {
  const written = attributes['style:num-format'] ?? ''
  const format = written === '' ? '' : (numberFormats[written] ?? 'decimal')
  const start = Number(attributes['text:start-value'] ?? 1)
  const around = (name: string): string => (attributes[name] ?? '').slice(0, 20)
  return {
    format,
    prefix: around('style:num-prefix'),
    suffix: around('style:num-suffix').trimEnd(),
    start: Number.isInteger(start) ? start : 1,
    shown: Math.min(Math.max(Number(attributes['text:display-levels'] ?? 1) || 1, 1), deepest),
  }
}
