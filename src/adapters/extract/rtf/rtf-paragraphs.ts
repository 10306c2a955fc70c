import { cellDivider } from '../../../domain/extracted.ts'
import type { Draft } from '../layout/draft.ts'
import { shownByField } from '../layout/shown-by-field.ts'
import type { ListLabels } from '../layout/list-counter.ts'
import { fieldTarget, linkTargetText } from '../layout/link-target.ts'
import { endChars, raisedText } from '../layout/raised-text.ts'
import { createRtfTables } from './rtf-tables.ts'

/** Where the text of a Rich Text file goes: paragraphs, cells and what stands beside them. */
export interface Paragraphs {
  write(text: string): void
  /** A piece of text that is printed raised. */
  raise(text: string): void
  /** A piece of the label of a list item, and its end. */
  label(text: string): void
  closeLabel(): void
  /** The target of a link, its words after it, and the end of both. */
  openInstruction(): void
  instruct(text: string): void
  closeField(shown: string): void
  /** A note, remark or text box begins and ends; it comes after the paragraph that it stands in. `mark`: what it begins with. */
  openAside(mark?: string): void
  closeAside(): void
  /** Words that divide the text or say what a paragraph is. */
  word(name: string, value: number | null): void
  /** What holds where a group begins, and again where it ends, unless a paragraph is open there: programs close a group before its end, too. */
  properties(): ParagraphProperties
  restore(before: ParagraphProperties): void
  finish(): readonly Draft[]
}

/** What a paragraph is by its style, its level in an outline and its list. */
export interface ParagraphProperties {
  readonly of: object
  readonly style: number
  readonly outline: number | null
  readonly list: number
  readonly listLevel: number
}

interface Flow {
  /** The blocks of its cell that are done. */
  cell: Draft[]
  text: string
  /** The last characters of its text. */
  end: string
  label: string
  style: number
  outline: number | null
  /** The list it is an item of, 0 for none, and on which level. */
  list: number
  listLevel: number
  inTable: boolean
  /** In a cell of a table inside of a cell: a row of it is one text. */
  inInner: boolean
  /** In a cell: something of the open paragraph is written, behind its label. */
  isBegun: boolean
  /** What is written there is an item of a list. */
  isItem: boolean
  /** The raised text that was written last, until other text follows: its sign may be a piece of its own, as that of 10⁻⁹ is. */
  raised: string
}

const newFlow = (): Flow => ({
  cell: [],
  text: '',
  end: '',
  label: '',
  style: -1,
  outline: null,
  list: 0,
  listLevel: 0,
  inTable: false,
  inInner: false,
  isBegun: false,
  isItem: false,
  raised: '',
})
/** Pieces of a raised text are put together up to this length; nothing longer is an exponent or a mark. */
const longestRaised = 100
const maxInstruction = 1_000

const takeCell = (current: Flow): readonly Draft[] => current.cell.splice(0)

/** Without what divides the cells of a table inside a cell, where none follow that say anything. */
function withoutEnd(text: string): string {
  let end = text.trimEnd()
  while (end.endsWith('|')) end = end.slice(0, -1).trimEnd()
  return end
}

/** A number as it is written, every bullet as `- `; programs also write one as the text of a number. */
function shownLabel(written: string): string {
  const label = written.replace(/\s+/g, ' ').trim()
  if (label === '') return ''
  // The bullets of fonts for signs are letters and dots in others.
  const isCounted = /[\p{L}\p{N}]/u.test(label) && label !== 'o' && label !== '§'
  return isCounted ? `${label} ` : '- '
}

/** What the tables before the text say of its paragraphs. */
interface Tables {
  /** The level of a style that is a heading's. */
  readonly levelOf: (style: number) => number | null
  readonly labels: ListLabels
}

/** @param spend throws when text is too much for the file */
export function createParagraphs(spend: (chars: number) => void, { levelOf, labels }: Tables): Paragraphs {
  const drafts: Draft[] = []
  const tables = createRtfTables(spend, (draft) => drafts.push(draft))
  /** The text itself, and the notes that are open in it. */
  const flows: Flow[] = [newFlow()]
  const asides: Draft[] = []
  let instruction = ''
  let words = ''
  /** Lists of which a label is written out. */
  const labelled = new Set<number>()
  const flow = (): Flow => flows.at(-1) ?? newFlow()

  const append = (current: Flow, text: string): void => {
    current.text += text
    current.end = (current.end + text).slice(-endChars)
  }
  const settle = (current: Flow): void => {
    const { raised } = current
    current.raised = ''
    if (raised !== '') append(current, raisedText(raised, current.end))
  }
  const add = (text: string): void => {
    const current = flow()
    settle(current)
    append(current, text)
  }
  const takeText = (current: Flow): string => {
    settle(current)
    const { text } = current
    current.text = ''
    current.end = ''
    return text
  }

  /** The label that the file says, and where it says none the one that its list has. */
  const takeLabel = (current: Flow): string => {
    const { label, list, listLevel, isBegun } = current
    current.label = ''
    current.isBegun = false
    if (isBegun) return ''
    // Where a file writes them, a paragraph without one goes on with the item before it.
    if (label !== '') labelled.add(list)
    if (labelled.has(list)) return label
    return list === 0 ? '' : shownLabel(labels({ listId: String(list), level: listLevel }))
  }
  /** In a cell labels are written with the words: those of a table inside of it become one text. */
  const begin = (text: string): void => {
    const current = flow()
    if (!current.inTable || current.isBegun || text.trim() === '') return
    const label = takeLabel(current)
    add(label)
    current.isBegun = true
    current.isItem = label !== ''
  }
  const put = (draft: Draft): void => {
    if (flows.length > 1) asides.push(draft)
    else {
      tables.close()
      drafts.push(draft)
    }
  }
  const draftOf = ({ style, outline }: Flow, text: string, label: string): Draft => {
    const level = outline === null ? levelOf(style) : Math.min(outline + 1, 6)
    if (level !== null) return { kind: 'heading', level, text: (label === '- ' ? '' : label) + text }
    return { kind: label === '' ? 'paragraph' : 'list-item', text: label + text }
  }
  const endParagraph = (): void => {
    const current = flow()
    for (const draft of takeCell(current)) put(draft)
    const text = takeText(current)
    const label = takeLabel(current)
    if (text.trim() !== '') put(draftOf(current, text, label))
    else if (flows.length === 1 && !current.inTable) tables.close() // An empty paragraph stands between two tables.
    if (flows.length === 1 && asides.length > 0) flushAsides()
  }
  const flushAsides = (): void => {
    if (asides.length > 0) tables.close()
    for (const draft of asides.splice(0)) drafts.push(draft)
  }
  const endParagraphOfCell = (current: Flow): void => {
    const { isItem } = current
    const label = takeLabel(current)
    const text = current.inInner ? withoutEnd(takeText(current)) : takeText(current)
    current.isItem = false
    if (isItem) current.cell.push({ kind: 'list-item', text })
    else if ((label + text).trim() !== '') current.cell.push(draftOf(current, text, label))
    // A note between the rows would end their table.
    for (const draft of asides.splice(0)) current.cell.push(draft)
  }
  const endCell = (): void => {
    const current = flow()
    if (flows.length > 1) return add(' ')
    endParagraphOfCell(current)
    current.inInner = false
    tables.addCell(takeCell(current))
  }
  const openInner = (current: Flow, depth: number): void => {
    if (flows.length > 1 || depth < 2 || current.inInner) return
    if (current.text + current.raised !== '') endParagraphOfCell(current)
    current.inInner = true
  }
  const endRow = (): void => {
    if (flows.length > 1) return
    tables.closeRow()
    flushAsides()
  }
  const endLink = (): void => {
    const added = linkTargetText(fieldTarget(instruction), words)
    instruction = ''
    spend(added.length)
    add(added)
  }

  const divide: Readonly<Record<string, () => void>> = {
    par() {
      const current = flow()
      if (!current.inTable) return endParagraph()
      if (flows.length === 1 && !current.inInner) return endParagraphOfCell(current)
      add('\n')
      current.isBegun = false
    },
    sect() {
      // Behind the end of a paragraph it ends none.
      if (flow().cell.length === 0 && flow().text + flow().raised === '') flow().list = 0
      endParagraph()
    },
    page: () => add('\n'),
    cell: endCell,
    row: endRow,
    nestcell() {
      add(cellDivider)
      flow().isBegun = false
      flow().inInner = true
    },
    nestrow() {
      const current = flow()
      settle(current)
      const text = withoutEnd(takeText(current)).replace(/\s+/gu, ' ').trim()
      current.inInner = false
      current.isItem = false
      if (text !== '') current.cell.push({ kind: text.includes(cellDivider) ? 'table-row' : 'paragraph', text })
    },
    pard() {
      const current = flow()
      current.style = -1
      current.outline = null
      current.list = 0
      current.listLevel = 0
      current.inTable = false
    },
    intbl: () => (flow().inTable = true),
  }

  return {
    write(text) {
      spend(text.length)
      begin(text)
      add(text)
      if (instruction !== '') words += text
    },
    raise(text) {
      spend(text.length)
      begin(text)
      const current = flow()
      if (current.raised.length >= longestRaised) settle(current)
      current.raised += text
      if (instruction !== '') words += text
    },
    label(text) {
      if (flow().label.length < 100) flow().label += text
    },
    closeLabel() {
      flow().label = shownLabel(flow().label)
    },
    openInstruction() {
      instruction = ''
      words = ''
    },
    instruct(text) {
      if (instruction.length < maxInstruction) instruction += text
    },
    closeField(shown) {
      if (words.trim() === '') {
        const own = shown === '' ? shownByField(instruction) : shown
        spend(own.length)
        begin(own)
        add(own)
      }
      endLink()
    },
    openAside(mark = '') {
      flows.push({ ...newFlow(), text: mark, end: mark.slice(-endChars) })
    },
    closeAside() {
      endParagraph()
      if (flows.length > 1) flows.pop()
    },
    word(name, value) {
      if (name === 's') flow().style = value ?? 0
      else if (name === 'outlinelevel') flow().outline = value !== null && value >= 0 && value < 9 ? value : null
      else if (name === 'ls') flow().list = value ?? 0
      else if (name === 'ilvl') flow().listLevel = value ?? 0
      else if (name === 'itap') openInner(flow(), value ?? 0)
      else if (Object.hasOwn(divide, name)) divide[name]?.()
      else tables.word(name, value)
    },
    properties() {
      const current = flow()
      const { style, outline, list, listLevel } = current
      return { of: current, style, outline, list, listLevel }
    },
    restore({ of, style, outline, list, listLevel }) {
      const current = flow()
      if (of !== current || current.text !== '' || current.raised !== '' || current.label !== '') return
      Object.assign(current, { style, outline, list, listLevel })
    },
    finish() {
      while (flows.length > 1) {
        endParagraph()
        flows.pop()
      }
      // The file may end within a row.
      if (tables.isInRow()) {
        if (flow().inTable) endCell()
        tables.closeRow()
      }
      endParagraph()
      flushAsides()
      tables.close()
      return drafts
    },
  }
}
