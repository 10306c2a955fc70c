import type { XmlHandler } from '../containers/read-xml.ts'
import type { TextBudget } from '../engine/text-budget.ts'
import { linkTargetText } from '../layout/link-target.ts'
import type { Draft } from '../layout/draft.ts'
import { createLists } from './odf-lists.ts'
import { createTableBuilder } from '../layout/table-builder.ts'
import type { TableBuilder } from '../layout/table-builder.ts'
import { createSlides } from './odf-slides.ts'

type Attributes = Readonly<Record<string, string>>

export interface OdfResult {
  readonly drafts: readonly Draft[]
  readonly pageTurns: number
  /** Numbers from 1. */
  readonly hiddenSlides: readonly number[]
}

/** Deleted text, reading aids, numbers of notes, what is drawn again for old readers, and what no reader sees. */
const skipped = new Set([
  'text:tracked-changes',
  'text:ruby-text',
  'text:note-citation',
  'text:hidden-text',
  'office:forms',
  'office:event-listeners',
  'office:scripts',
  'dc:creator',
  'dc:date',
  'meta:date-string',
])
const paragraphs = new Set(['text:p', 'text:h'])
/** Blocks that come after the paragraph they stand in. */
const asides = new Set(['text:note-body', 'office:annotation', 'draw:text-box'])

/** What a cell costs beside its characters. */
const charsPerCell = 2

interface Paragraph {
  /** Its parts, each with the page on which it stands. */
  readonly parts: { readonly page: number; text: string }[]
  readonly level: number | null
  readonly isItem: boolean
}

interface State {
  readonly budget: TextBudget
  readonly drafts: Draft[]
  readonly lists: ReturnType<typeof createLists>
  readonly tables: TableBuilder
  readonly slides: ReturnType<typeof createSlides>
  /** Open paragraphs, innermost last: a note is a paragraph inside another. */
  readonly open: Paragraph[]
  /** Blocks of notes, remarks and boxes in the open paragraph. */
  aside: Draft[]
  asides: number
  skip: number
  pageTurns: number
  link: { readonly target: string; words: string } | null
  /** The words that describe a picture are being read. */
  isDescription: boolean
}

/** Collects the blocks of a text or presentation while its XML streams by. */
export function createOdfReader(budget: TextBudget): { readonly handler: XmlHandler; result(): OdfResult } {
  const drafts: Draft[] = []
  const state: State = {
    budget,
    drafts,
    lists: createLists(),
    tables: createTableBuilder((draft) => drafts.push(draft)),
    slides: createSlides(),
    open: [],
    aside: [],
    asides: 0,
    skip: 0,
    pageTurns: 0,
    link: null,
    isDescription: false,
  }
  return {
    handler: {
      open: (name, attributes) => openElement(state, name, attributes),
      close: (name) => closeElement(state, name),
      text: (text) => takeText(state, text),
    },
    result: () => ({ drafts, pageTurns: state.pageTurns, hiddenSlides: state.slides.hidden }),
  }
}

function openElement(state: State, name: string, attributes: Attributes): void {
  if (state.skip > 0 || skipped.has(name)) state.skip++
  else if (name === 'draw:page') openSlide(state, attributes)
  else if (state.slides.skips(name, attributes)) state.skip++
  else if (paragraphs.has(name)) openParagraph(state, name, attributes)
  else if (asides.has(name)) state.asides++
  else if (name === 'svg:desc' || name === 'svg:title') state.isDescription = true
  else if (
    !state.slides.open(name, attributes) &&
    !state.lists.open(name, attributes) &&
    !openTable(state, name, attributes)
  )
    openInline(state, name, attributes)
}

/** True when the element belongs to the frame of a table. */
function openTable({ tables, budget }: State, name: string, attributes: Attributes): boolean {
  if (name === 'table:table') tables.openTable()
  else if (name === 'table:table-row') tables.openRow()
  else if (name === 'table:table-header-rows') return true
  else if (name === 'table:table-cell') {
    budget.spend(charsPerCell)
    tables.openCell()
    tables.spanCell({
      columns: Number(attributes['table:number-columns-spanned'] ?? 1) || 1,
      rows: Number(attributes['table:number-rows-spanned'] ?? 1) || 1,
    })
  } else return false
  return true
}

function closeTable(tables: TableBuilder, name: string): void {
  if (name === 'table:table-cell') tables.closeCell()
  else if (name === 'table:table-row') tables.closeRow()
  else if (name === 'table:table') tables.closeTable()
}

function openParagraph(state: State, name: string, attributes: Attributes): void {
  const level = name === 'text:h' ? Number(attributes['text:outline-level'] ?? 1) || 1 : state.slides.headingLevel()
  const label = level === null ? state.lists.takeLabel() : ''
  state.budget.spend(label.length)
  state.open.push({ parts: [{ page: state.pageTurns + 1, text: label }], level, isItem: label !== '' })
}

function openInline(state: State, name: string, attributes: Attributes): void {
  if (name === 'text:s') write(state, ' ')
  else if (name === 'text:tab') write(state, '\t')
  else if (name === 'text:line-break') write(state, '\n')
  else if (name === 'text:a') state.link = { target: attributes['xlink:href'] ?? '', words: '' }
  else if (name === 'text:soft-page-break') {
    state.pageTurns++
    state.open.at(-1)?.parts.push({ page: state.pageTurns + 1, text: '' })
  }
}

function openSlide(state: State, attributes: Attributes): void {
  const { number, isHidden } = state.slides.openSlide(attributes)
  state.pageTurns = number - 1
  if (isHidden) state.skip++
}

function takeText(state: State, text: string): void {
  if (state.skip > 0) return
  if (state.isDescription) write(state, ` ${text} `)
  else if (state.open.length > 0) write(state, text.replace(/[ \t\r\n\f]+/g, ' '))
}

function write(state: State, text: string): void {
  const paragraph = state.open.at(-1)
  if (paragraph === undefined) return describe(state, text)
  state.budget.spend(text.length)
  const part = paragraph.parts.at(-1)
  if (part !== undefined) part.text += text
  if (state.link !== null) state.link.words += text
}

/** A picture that stands in no paragraph. */
function describe(state: State, text: string): void {
  if (state.isDescription && text.trim() !== '') put(state, { kind: 'paragraph', text })
}

function closeElement(state: State, name: string): void {
  if (state.skip > 0) {
    state.skip--
    return
  }
  if (paragraphs.has(name)) closeParagraph(state)
  else if (asides.has(name)) state.asides--
  else if (name === 'svg:desc' || name === 'svg:title') state.isDescription = false
  else if (name === 'text:a' && state.link !== null) {
    const { target, words } = state.link
    state.link = null
    write(state, linkTargetText(target, words))
  } else {
    state.lists.close(name)
    closeTable(state.tables, name)
    state.slides.close(name)
  }
}

function closeParagraph(state: State): void {
  const paragraph = state.open.pop()
  if (paragraph === undefined) return
  const { parts, level, isItem } = paragraph
  const kind = level !== null ? 'heading' : isItem ? 'list-item' : 'paragraph'
  const [first, ...later] = parts
  if (first !== undefined && parts.some(({ text }) => text.trim() !== '')) {
    put(state, { kind, ...(level === null ? {} : { level }), ...first, ...(later.length === 0 ? {} : { later }) })
  }
  if (state.open.length > 0) return
  const aside = state.aside
  state.aside = []
  for (const draft of aside) add(state, draft)
}

function put(state: State, draft: Draft): void {
  state.budget.spendBlock()
  // Inside a paragraph it is a note, a remark or a box.
  if (state.open.length > 0) state.aside.push(draft)
  else add(state, draft)
}

function add(state: State, draft: Draft): void {
  state.tables.add(draft)
}
