import { formatNumber } from '../layout/number-format.ts'

type Attributes = Readonly<Record<string, string>>

interface LevelStyle {
  /** Null for bullets. */
  readonly format: string | null
  readonly suffix: string
  readonly start: number
}

interface OpenList {
  readonly style: string
  count: number
  /** The label of the open item, until its first paragraph takes it. */
  label: string
}

const numberFormats: Readonly<Record<string, string>> = {
  '1': 'decimal',
  a: 'lowerLetter',
  A: 'upperLetter',
  i: 'lowerRoman',
  I: 'upperRoman',
}
const bullet: LevelStyle = { format: null, suffix: '', start: 1 }
const maxLevels = 50_000

/** The labels of list items, as the styles of the document say. */
export function createLists() {
  const styles = new Map<string, LevelStyle>()
  const open: OpenList[] = []
  let style = ''
  const levelStyle = (): LevelStyle => styles.get(`${open.at(-1)?.style ?? ''} ${open.length}`) ?? bullet
  const openItem = (attributes: Attributes): void => {
    const list = open.at(-1)
    if (list === undefined) return
    const { format, suffix, start } = levelStyle()
    const given = Number(attributes['text:start-value'] ?? NaN)
    list.count = Number.isInteger(given) ? given : list.count === 0 ? start : list.count + 1
    list.label = format === null ? '- ' : `${formatNumber(list.count, format)}${suffix} `
  }
  return {
    /** True when the element is one of lists or their styles. */
    open(name: string, attributes: Attributes): boolean {
      if (name === 'text:list-style') style = attributes['style:name'] ?? ''
      else if (name === 'text:list-level-style-number') {
        if (styles.size < maxLevels) styles.set(`${style} ${attributes['text:level'] ?? '1'}`, numbered(attributes))
      } else if (name === 'text:list') {
        open.push({ style: attributes['text:style-name'] ?? open.at(-1)?.style ?? '', count: 0, label: '' })
      } else if (name === 'text:list-item') openItem(attributes)
      else return false
      return true
    },
    close(name: string): void {
      if (name === 'text:list') open.pop()
    },
    /** The label of the open item for its first paragraph; empty outside of lists and for what follows. */
    takeLabel(): string {
      const list = open.at(-1)
      if (list === undefined) return ''
      const { label } = list
      list.label = ''
      return label
    },
  }
}

function numbered(attributes: Attributes): LevelStyle {
  const format = numberFormats[attributes['style:num-format'] ?? ''] ?? null
  const start = Number(attributes['text:start-value'] ?? 1)
  const suffix = (attributes['style:num-suffix'] ?? '').slice(0, 10)
  return { format, suffix, start: Number.isInteger(start) ? start : 1 }
}
