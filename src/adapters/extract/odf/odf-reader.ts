import type { XmlHandler } from '../containers/read-xml.ts'
import type { TextBudget } from '../engine/text-budget.ts'
import { linkTargetText } from '../layout/link-target.ts'
import type { Draft } from '../layout/draft.ts'
import { pictureWords } from '../layout/picture-words.ts'
import { endChars, raisedText } from '../layout/raised-text.ts'
import { withSymbols } from '../layout/symbol-letters.ts'
import { createFieldMark, createForms } from './odf-forms.ts'
import type { Lists } from './odf-lists.ts'
import { runStyle } from './text-styles.ts'
import type { TextStyle, TextStyles } from './text-styles.ts'
import { createRemarks } from './odf-remarks.ts'
import { createSlides } from './odf-slides.ts'
import { createOdfTables } from './odf-tables.ts'
import type { OdfTables } from './odf-tables.ts'
import { createPageTurns } from './page-turns.ts'
import type { PageTurns } from './page-turns.ts'

type Attributes = Readonly<Record<string, string>>

export interface OdfResult {
  readonly drafts: readonly Draft[]
  /** The last one, and whether the program recorded where pages end. */
  readonly pages: number
  readonly hasPages: boolean
  /** Numbers from 1. */
  readonly hiddenSlides: readonly number[]
  /** What stands at the foot of slides. */
  readonly footers: readonly string[]
  readonly hiddenLetters: number
  /** There is something in another format that is not read. */
  readonly hasUnread: boolean
}

export interface OdfContext {
  readonly budget: TextBudget
  readonly lists: Lists
  readonly styles: TextStyles
  /** An object beside the text by its address: an equation in one line, or the blocks of a chart or table; null: not read. */
  readonly object: (address: string) => string | readonly Draft[] | null
}

/** Deleted text, what a merged cell covers, reading aids, numbers of notes, what is drawn again for old readers, and what no reader sees. */
const skipped = new Set([
  'text:tracked-changes',
  'table:covered-table-cell',
  'text:ruby-text',
  'text:note-citation',
  'text:placeholder',
  'office:event-listeners',
  'office:scripts',
  'dc:date',
  'meta:creator-initials',
  'loext:sender-initials',
  'meta:date-string',
])
const descriptions = new Set(['svg:title', 'svg:desc'])
const longestDescription = 2_000
const paragraphs = new Set(['text:p', 'text:h'])
/** Blocks that come after the paragraph they stand in. */
const asides = new Set(['text:note-body', 'office:annotation', 'draw:text-box'])

interface Paragraph {
  /** Its parts, each with the page on which it stands. */
  readonly parts: { readonly page: number; text: string }[]
  /** Its last characters: to look at the whole takes as long as it is. */
  end: string
  readonly level: number | null
  readonly isItem: boolean
  /** So many of its characters are its label; without others it says nothing. */
  readonly labelChars: number
}

interface State {
  readonly context: OdfContext
  readonly budget: TextBudget
  readonly drafts: Draft[]
  readonly lists: Lists
  readonly forms: ReturnType<typeof createForms>
  readonly mark: ReturnType<typeof createFieldMark>
  /** Open paragraphs and the runs in them, innermost last, each struck through unless it says otherwise where what is around it is. */
  readonly spans: TextStyle[]
  /** Depth inside of what is there and not shown. */
  unseen: number
  hiddenLetters: number
  inForms: boolean
  hasUnread: boolean
  readonly remarks: ReturnType<typeof createRemarks>
  readonly tables: OdfTables
  readonly slides: ReturnType<typeof createSlides>
  /** Open paragraphs, innermost last: a note is a paragraph inside another. */
  readonly open: Paragraph[]
  /** Blocks of notes, remarks and boxes in the open paragraph. */
  aside: Draft[]
  asides: number
  skip: number
  readonly pages: PageTurns
  link: { readonly target: string; words: string; isStruck: boolean } | null
  /** The words that describe a picture, while they are being read. */
  description: string | null
}

/** Collects the blocks of a text or presentation while its XML streams by. */
export function createOdfReader(context: OdfContext): { readonly handler: XmlHandler; result(): OdfResult } {
  const drafts: Draft[] = []
  const state: State = {
    context,
    budget: context.budget,
    drafts,
    lists: context.lists,
    forms: createForms(),
    mark: createFieldMark(),
    spans: [],
    unseen: 0,
    hiddenLetters: 0,
    inForms: false,
    hasUnread: false,
    remarks: createRemarks(),
    tables: createOdfTables(context.budget, (draft) => drafts.push(draft)),
    slides: createSlides(),
    open: [],
    aside: [],
    asides: 0,
    skip: 0,
    pages: createPageTurns(),
    link: null,
    description: null,
  }
  return {
    handler: {
      open: (name, attributes) => openElement(state, name, attributes),
      close: (name) => closeElement(state, name),
      text: (text) => takeText(state, text),
    },
    result: () => ({
      drafts,
      pages: state.pages.page(),
      hasPages: state.pages.isRecorded(),
      hiddenSlides: state.slides.hidden,
      footers: state.slides.footers(),
      hiddenLetters: state.hiddenLetters,
      hasUnread: state.hasUnread,
    }),
  }
}

function openElement(state: State, name: string, attributes: Attributes): void {
  state.context.styles.open(name, attributes)
  if (state.skip > 0 || skipped.has(name) || attributes['loext:showing-place-holder'] === 'true') state.skip++
  else if (state.unseen > 0 || isUnseen(state, name, attributes)) state.unseen++
  else if (name === 'office:forms') state.inForms = true
  else if (state.inForms) state.forms.open(name, attributes)
  else if (name === 'draw:page') openSlide(state, attributes)
  else if (state.slides.skips(name, attributes)) state.skip++
  else if (paragraphs.has(name)) openParagraph(state, name, attributes)
  else if (name === 'table:table') openTable(state, attributes)
  else if (asides.has(name)) openAside(state, name)
  else if (name === 'dc:creator') state.remarks.openAuthor()
  else if (descriptions.has(name)) state.description = ''
  else if (
    !state.slides.open(name, attributes) &&
    !state.lists.open(name, attributes) &&
    !state.tables.open(name, attributes)
  )
    openInline(state, name, attributes)
}

/** In no note, box or table, where nothing turns the page. */
const isInText = ({ open, asides: depth, tables }: State): boolean =>
  open.length === 0 && depth === 0 && !tables.isOpen()

/** What is there and not shown, and what only says what to write there. */
function isUnseen({ context }: State, name: string, attributes: Attributes): boolean {
  if (name === 'text:hidden-text') return true
  if (name === 'text:section') return attributes['text:display'] === 'none'
  if (name === 'text:span') return context.styles.of('text', attributes['text:style-name']).isHidden
  return paragraphs.has(name) && context.styles.of('paragraph', attributes['text:style-name']).isHidden
}

function openTable(state: State, attributes: Attributes): void {
  if (isInText(state)) state.pages.begin(state.context.styles.of('table', attributes['table:style-name']))
  state.tables.open('table:table', attributes)
}

function openParagraph(state: State, name: string, attributes: Attributes): void {
  const style = state.context.styles.of('paragraph', attributes['text:style-name'])
  if (isInText(state)) state.pages.begin(style)
  state.spans.push({ ...style, isRaised: false })
  const own = name === 'text:h' ? Number(attributes['text:outline-level'] ?? 1) || 1 : null
  const level = own ?? state.slides.headingLevel() ?? style.level
  const inList = level === null || own !== null ? state.lists.takeLabel() : ''
  const numbered = own === null ? '' : state.lists.headingLabel(own, attributes)
  const label = level === null ? inList : numbered !== '' || inList === '- ' ? numbered : inList
  const mark = state.remarks.takeMark()
  state.budget.spend(label.length + mark.length)
  const parts = [{ page: state.pages.page(), text: mark + label }]
  state.open.push({ parts, end: label.slice(-endChars), level, isItem: label !== '', labelChars: label.length })
}

function openInline(state: State, name: string, attributes: Attributes): void {
  if (name === 'text:s') write(state, ' ')
  else if (name === 'text:tab') write(state, '\t')
  else if (name === 'text:line-break') write(state, '\n')
  else if (name === 'text:span')
    state.spans.push(runStyle(state.context.styles, attributes, state.spans.at(-1)?.isStruck))
  else if (name === 'draw:object' || name === 'draw:object-ole') openObject(state, attributes['xlink:href'] ?? '')
  else if (name === 'draw:control') openControl(state, attributes['draw:control'])
  else if (name === 'field:fieldmark') state.mark.open(attributes)
  else if (name === 'field:param') state.mark.parameter(attributes)
  else if (name === 'text:a') state.link = { target: attributes['xlink:href'] ?? '', words: '', isStruck: false }
  else if (name === 'text:soft-page-break') {
    state.pages.record()
    const paragraph = state.open.at(-1)
    paragraph?.parts.push({ page: state.pages.page(), text: '' })
    if (paragraph !== undefined) paragraph.end = ''
  }
}

function openAside(state: State, name: string): void {
  state.asides++
  if (name === 'office:annotation') state.remarks.open()
}

function openObject(state: State, address: string): void {
  const found = state.context.object(address)
  if (found === null) state.hasUnread = true
  else if (typeof found === 'string') write(state, found)
  else for (const draft of found) put(state, { ...draft, page: state.pages.page() })
}

function openControl(state: State, control: string | undefined): void {
  const shown = state.forms.shownBy(control).trim()
  if (shown === '') return
  if (state.open.length > 0) return write(state, ` ${shown} `)
  state.budget.spend(shown.length)
  put(state, { kind: 'paragraph', text: shown, page: state.pages.page() })
}

function openSlide(state: State, attributes: Attributes): void {
  const { number, isHidden } = state.slides.openSlide(attributes)
  state.pages.setPage(number)
  if (isHidden) state.skip++
}

function takeText(state: State, text: string): void {
  if (state.skip > 0 || state.inForms) return
  if (state.unseen > 0) state.hiddenLetters += text.match(/[\p{L}\p{N}]/gu)?.length ?? 0
  else if (state.remarks.text(text)) return
  else if (state.slides.text(text)) state.budget.spend(text.length)
  else if (state.description !== null) {
    if (state.description.length < longestDescription) state.description += text
  } else if (state.open.length > 0) writeRun(state, withSymbols(text.replace(/[ \t\r\n\f]+/g, ' ')))
}

function writeRun(state: State, text: string): void {
  const isRaised = state.spans.at(-1)?.isRaised === true
  write(state, isRaised ? raisedText(text, state.open.at(-1)?.end ?? '') : text)
}

function write(state: State, text: string): void {
  const paragraph = state.open.at(-1)
  if (paragraph === undefined) return
  if (state.spans.at(-1)?.isStruck === true) {
    if (state.link !== null) state.link.isStruck = true
    return
  }
  state.budget.spend(text.length)
  const part = paragraph.parts.at(-1)
  if (part !== undefined) part.text += text
  paragraph.end = (paragraph.end + text).slice(-endChars)
  if (state.link !== null) state.link.words += text
}

function closeDescription(state: State): void {
  const said = pictureWords(state.description ?? '')
  state.description = null
  if (said === '') return
  if (state.open.length > 0) return write(state, ` ${said} `)
  state.budget.spend(said.length)
  put(state, { kind: 'paragraph', text: said })
}

function closeElement(state: State, name: string): void {
  state.context.styles.close(name)
  if (state.skip > 0) return void state.skip--
  if (state.unseen > 0) return void state.unseen--
  if (name === 'office:forms') state.inForms = false
  else if (state.inForms) return
  else if (paragraphs.has(name)) closeParagraph(state)
  else if (name === 'text:span') state.spans.pop()
  else if (name === 'dc:creator') state.remarks.closeAuthor()
  else if (name === 'field:fieldmark') write(state, state.mark.close())
  else if (asides.has(name)) state.asides--
  else if (descriptions.has(name)) closeDescription(state)
  else if (name === 'text:a' && state.link !== null) {
    const { target, words, isStruck } = state.link
    state.link = null
    if (words.trim() !== '' || !isStruck) write(state, linkTargetText(target, words))
  } else {
    state.lists.close(name)
    state.tables.close(name)
    state.slides.close(name)
  }
}

function closeParagraph(state: State): void {
  const paragraph = state.open.pop()
  if (paragraph === undefined) return
  state.spans.pop()
  const { parts, level, isItem, labelChars } = paragraph
  const kind = level !== null ? 'heading' : isItem ? 'list-item' : 'paragraph'
  const [first, ...later] = parts
  const says = ({ text }: { readonly text: string }, index: number): boolean =>
    text.trim() !== '' && (index > 0 || text.length > labelChars)
  if (first !== undefined && parts.some(says)) {
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
