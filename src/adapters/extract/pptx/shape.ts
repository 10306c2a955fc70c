import type { Draft } from '../layout/draft.ts'
import { formatNumber } from '../layout/number-format.ts'
import type { TableBuilder } from '../layout/table-builder.ts'

export interface SlideParagraph {
  text: string
  /** From 0. */
  level: number
  /** What it is marked with; null leaves it to the layout, which marks the text of a slide's body. */
  mark: 'none' | 'bullet' | 'number' | null
  /** How its number is written, as the format names it: `alphaLcParenR`. */
  numbers: string
  /** The number of the first one. */
  start: number
}

const numberFormats: Readonly<Record<string, string>> = {
  alphaLc: 'lowerLetter',
  alphaUc: 'upperLetter',
  romanLc: 'lowerRoman',
  romanUc: 'upperRoman',
}

/** A box, picture or table on a slide. */
export interface Shape {
  readonly holdsText: boolean
  /** What it stands for in the layout (`title`, `body`, `ftr`, …), or null. */
  placeholder: string | null
  /** What a picture shows, for people who do not see it. */
  description: string
  isHidden: boolean
  readonly paragraphs: SlideParagraph[]
  paragraph: SlideParagraph | null
  table: TableBuilder | null
  /** The next row of its table is set apart as the one that names the columns. */
  hasHead: boolean
  /** Rows of its table. */
  readonly drafts: Draft[]
}

export function openShape(holdsText: boolean): Shape {
  return {
    holdsText,
    placeholder: null,
    description: '',
    isHidden: false,
    paragraphs: [],
    paragraph: null,
    table: null,
    hasHead: false,
    drafts: [],
  }
}

/** Adds the blocks of a finished shape. */
export function addDrafts(shape: Shape, drafts: Draft[]): void {
  const { placeholder, paragraphs, table, description } = shape
  if (table !== null) {
    for (const draft of shape.drafts) drafts.push(draft)
  } else if (placeholder === 'title' || placeholder === 'ctrTitle') {
    const text = paragraphs.map((one) => one.text).join(' ')
    if (text !== '') drafts.push({ kind: 'heading', level: 1, text: text.replaceAll('\n', ' ') })
  } else if (paragraphs.length > 0) {
    const label = createLabels(placeholder === 'body' || placeholder === 'obj' ? paragraphs.length > 1 : false)
    for (const paragraph of paragraphs) {
      const mark = label(paragraph)
      drafts.push({ kind: mark === '' ? 'paragraph' : 'list-item', text: mark + paragraph.text })
    }
  } else if (description.trim() !== '') drafts.push({ kind: 'paragraph', text: description })
}

/** The mark before each paragraph; numbers count on each level by themselves. */
function createLabels(isMarked: boolean): (paragraph: SlideParagraph) => string {
  const counts: number[] = []
  return ({ level, mark, numbers, start }) => {
    const kind = mark ?? (isMarked ? 'bullet' : 'none')
    const depth = Math.min(Math.max(level, 0), 8)
    counts.length = Math.min(counts.length, depth + 1)
    if (kind !== 'number') {
      counts[depth] = 0
      return kind === 'bullet' ? '- ' : ''
    }
    const number = (counts[depth] ?? 0) === 0 ? start : (counts[depth] ?? 0) + 1
    counts[depth] = number
    return numberLabel(number, numbers)
  }
}

function numberLabel(number: number, type: string): string {
  const [, kind = '', end = ''] = /^([a-z]+(?:Lc|Uc)?)(Period|ParenR|ParenBoth|Plain|Minus)?$/.exec(type) ?? []
  const written = formatNumber(number, numberFormats[kind] ?? 'decimal')
  if (end === 'ParenBoth') return `(${written}) `
  if (end === 'ParenR') return `${written}) `
  return end === 'Plain' ? `${written} ` : `${written}. `
}
