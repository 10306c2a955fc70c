import type { Draft } from '../layout/draft.ts'
import { hasContentTarget, linkTargetText } from '../layout/link-target.ts'
import { pictureWords } from '../layout/picture-words.ts'
import { createTableBuilder } from '../layout/table-builder.ts'
import { createBlockText } from './block-text.ts'
import type { BlockText } from './block-text.ts'
import { withDrawnText } from './drawn-text.ts'
import { withRoles } from './element-roles.ts'
import { blockElements, frameKind, isHidden, shownValue } from './elements.ts'
import type { Attributes } from './elements.ts'
import { withEquations } from './equations.ts'
import { withFiguresFirst } from './figures-first.ts'
import { walkHtml } from './html-guard.ts'
import type { HtmlHandler, PageShape } from './html-guard.ts'
import { createJoinedExplanations } from './joined-explanations.ts'
import type { Explaining, JoinedExplanations } from './joined-explanations.ts'
import { withLabelTerms } from './label-terms.ts'
import { withInlineSeams } from './inline-seams.ts'
import { leadsBack } from './leads-back.ts'
import { createListLabels, numberFormat } from './list-labels.ts'
import type { ListLabels } from './list-labels.ts'
import { createSheetNames, withSheets } from './sheet-names.ts'
import type { SheetNames } from './sheet-names.ts'
import { withoutStruck } from './struck-text.ts'
import { createTableElements } from './table-elements.ts'
import type { TableElements } from './table-elements.ts'
import { withNamedLabels } from './named-labels.ts'
import { withOpenedPanels } from './opened-panels.ts'
import { usualSize, withTypeSizes } from './type-sizes.ts'
import { createWaitingTerms } from './waiting-terms.ts'
import type { WaitingTerms } from './waiting-terms.ts'

/** Navigation, a margin, a foot, or what a class or a role calls so. */
export interface Frame {
  /** The one around it. */
  readonly around: Frame | null
  readonly kind: 'frame' | 'voices' | 'elsewhere'
}

/** What tells a block of the content from one of the page's frame. */
export interface BlockFacts {
  /** The innermost part of the frame of the page that it stands in. */
  readonly frame: Frame | null
  /** Characters of links in it. */
  readonly linkChars: number
  /** Points of its smallest type; only where `sizes` are asked for. */
  readonly size: number
}

export interface HtmlDrafts {
  readonly drafts: readonly Draft[]
  /** Rows of tables have none. */
  readonly facts: ReadonlyMap<Draft, BlockFacts>
  readonly title: string | null
  readonly firstHeading: string | null
  readonly shape: PageShape
  /** Links to other places. */
  readonly links: number
  /** It has a navigation, whose links are not among them where that is skipped. */
  readonly navigates: boolean
}

interface State {
  readonly blocks: JoinedExplanations<BlockFacts>
  readonly tableElements: TableElements
  readonly lists: ListLabels
  readonly text: BlockText
  title: string
  inTitle: boolean
  /** Depth below an element that is not shown. */
  hidden: number
  /** For each open element, whether a part of the frame of the page begins with it. */
  readonly open: boolean[]
  frame: Frame | null
  heading: number
  pre: number
  label: string
  /** The open paragraph is an item of a list as Word writes them: its mark stands in its text. */
  isItem: boolean
  readonly terms: WaitingTerms
  inTerm: boolean
  /** The open link; its target may be content. */
  link: { readonly target: string; words: string } | null
  linkChars: number
  links: number
  /** What the sheets of the page hide and raise. */
  readonly names: SheetNames
  /** The size of the type that comes next, and the smallest of the open block. */
  readonly type: { size: number }
  smallest: number
}

/**
 * Blocks of a page in document order: headings, paragraphs, list items, one line per table row, a term with its explanation.
 * `skipNavigation` leaves out what only leads elsewhere; `sheets` are those that stand in other files; `sizes` asks for those of type;
 * `instead` for what is there for readers without programs.
 */
export function htmlDrafts(
  html: string,
  options: {
    readonly skipNavigation: boolean
    readonly sheets?: readonly string[]
    readonly sizes?: boolean
    readonly instead?: boolean
  },
): HtmlDrafts {
  const drafts: Draft[] = []
  const tables = createTableBuilder((draft) => drafts.push(draft))
  const facts = new Map<Draft, BlockFacts>()
  const put = (draft: Draft, about: BlockFacts): void => {
    facts.set(draft, about)
    tables.add(draft)
  }
  const blocks = createJoinedExplanations(put, bothFacts)
  const state: State = {
    blocks,
    tableElements: createTableElements(tables, () => blocks.settle()),
    lists: createListLabels(),
    text: createBlockText(),
    title: '',
    inTitle: false,
    hidden: 0,
    open: [],
    frame: null,
    heading: 0,
    pre: 0,
    label: '',
    isItem: false,
    terms: createWaitingTerms(),
    inTerm: false,
    link: null,
    linkChars: 0,
    links: 0,
    // Where scripts are, they show what a sheet hides.
    names: createSheetNames(/<script\b/i.test(html) ? 0 : undefined),
    type: { size: usualSize },
    smallest: Infinity,
  }
  for (const sheet of options.sheets ?? []) state.names.read(sheet)
  const isInstead = (name: string): boolean => options.instead === true && name === 'noscript'
  const isUnseen = (name: string, attributes: Attributes): boolean =>
    (isHidden(name, attributes) && !isInstead(name)) ||
    (options.skipNavigation && name === 'nav') ||
    state.names.hides(attributes)
  const labelled = withLabelTerms(createHandler(state, isUnseen), isUnseen)
  const named = withNamedLabels(withInlineSeams(labelled))
  const figures = withFiguresFirst(named)
  const handler = withOpenedPanels(withDrawnText(withEquations(withRoles(figures, state.names))))
  const sized = options.sizes === true ? withTypeSizes(handler, state.names, state.type) : handler
  const shape = walkHtml(html, withSheets(withoutStruck(sized, state.names), state.names))
  figures.end()
  named.end()
  labelled.end()
  flush(state)
  flushTerms(state)
  blocks.settle()
  return {
    drafts,
    facts,
    title: state.title.trim() === '' ? null : state.title.replace(/\s+/g, ' ').trim(),
    firstHeading: drafts.find((draft) => draft.kind === 'heading')?.text ?? null,
    shape,
    links: state.links,
    navigates: /<nav\b/i.test(html),
  }
}

function createHandler(state: State, isUnseen: (name: string, attributes: Attributes) => boolean): HtmlHandler {
  return {
    open(name, attributes) {
      if (name === 'title') state.inTitle = state.title === ''
      if (state.hidden > 0 || isUnseen(name, attributes)) state.hidden++
      else openVisible(state, name, attributes)
    },
    close(name) {
      if (name === 'title') state.inTitle = false
      if (state.hidden > 0) state.hidden--
      else closeVisible(state, name)
    },
    text(text) {
      if (state.inTitle) state.title += text
      else if (state.hidden === 0) takeText(state, state.pre > 0 ? text : text.replace(/[ \t\r\n\f]+/g, ' '))
    },
  }
}

function takeText(state: State, text: string): void {
  state.text.add(text)
  if (state.type.size < state.smallest && text.trim() !== '') state.smallest = state.type.size
  if (state.link === null) return
  state.link.words += text
  // An address of mail or a telephone number leads nowhere: it is what somebody looks for.
  if (!hasContentTarget(state.link.target)) state.linkChars += text.trim().length
}

function openVisible(state: State, name: string, attributes: Attributes): void {
  if (blockElements.has(name)) openBlock(state, name, attributes)
  else if (name === 'a') openLink(state, attributes['href'] ?? '')
  else if (name === 'br') state.text.add('\n')
  else if (name === 'img' && attributes['alt'] !== undefined) takeText(state, ` ${pictureWords(attributes['alt'])} `)
  else if (name === 'sup') state.text.openRaised()
  else state.text.add(shownValue(name, attributes))
  // After the block before it is finished, which may stand outside of the frame.
  const kind = frameKind(name, attributes)
  if (kind !== null) {
    flush(state)
    state.frame = { around: state.frame, kind }
  }
  state.open.push(kind !== null)
}

function openLink(state: State, target: string): void {
  state.link = { target, words: '' }
  if (target !== '' && !hasContentTarget(target)) state.links++
}

/** How Word and Outlook write lists, and the keys of their bullets. */
const wordItem = /(?:^|;)\s*mso-list:\s*l\d/i
const wordBullet = /^[·•§o\u00a7\u00d8\u00fc][\s\u00a0]+/u

function openBlock(state: State, name: string, attributes: Attributes): void {
  flush(state)
  state.isItem = name === 'p' && wordItem.test(attributes['style']?.slice(0, 2_000) ?? '')
  state.tableElements.open(name, attributes)
  const opener = blockOpeners[name]
  if (opener !== undefined) opener(state, attributes)
  else if (/^h[1-6]$/.test(name)) state.heading = Number(name[1])
}

const openTerm = (state: State): void => {
  state.inTerm = true
}

const blockOpeners: Readonly<Partial<Record<string, (state: State, attributes: Attributes) => void>>> = {
  pre: (state) => {
    state.pre++
  },
  ul: ({ lists }) => lists.openBullets(),
  menu: ({ lists }) => lists.openBullets(),
  ol: ({ lists }, attributes) => lists.openNumbers(attributes['start'], numberFormat(attributes)),
  li: (state, { value }) => {
    state.label = state.lists.next(value)
  },
  dl: ({ terms, blocks }) => {
    blocks.settle()
    terms.openList()
  },
  dt: openTerm,
  dd: ({ terms }) => terms.openExplanation(),
  summary: openTerm,
}

function closeVisible(state: State, name: string): void {
  closeElement(state, name)
  if (state.open.pop() !== true) return
  flush(state)
  state.frame = state.frame?.around ?? null
}

function closeElement(state: State, name: string): void {
  if (blockElements.has(name)) {
    flush(state)
    state.tableElements.close(name)
    blockClosers[name]?.(state)
    if (/^h[1-6]$/.test(name)) state.heading = 0
  } else if (name === 'a' && state.link !== null) {
    const { target, words } = state.link
    state.link = null
    if (hasContentTarget(target)) state.text.add(linkTargetText(target, words))
    else if (leadsBack(target, words) && state.text.isOnly(words)) state.text.set(`[${words.trim()}] `)
  } else if (name === 'sup') state.text.closeRaised()
}

const closeTerm = (state: State): void => {
  state.inTerm = false
}

const closeItem = (state: State): void => {
  state.lists.close()
  state.label = ''
}

const blockClosers: Readonly<Partial<Record<string, (state: State) => void>>> = {
  pre: (state) => {
    state.pre = Math.max(0, state.pre - 1)
  },
  ul: closeItem,
  menu: closeItem,
  ol: closeItem,
  li: (state) => {
    state.label = ''
  },
  dt: closeTerm,
  summary: closeTerm,
  dd: ({ terms }) => terms.closeExplanation(),
  dl: (state) => {
    flushTerms(state)
    state.blocks.settle()
    state.terms.closeList()
  },
  details: (state) => flushTerms(state),
}

function flush(state: State): void {
  const { linkChars, smallest } = state
  const text = state.text.take()
  state.linkChars = 0
  state.smallest = Infinity
  if (text.trim() === '') return
  if (state.inTerm) state.terms.wait(text.replace(/\s+/g, ' ').trim())
  else {
    const how = state.terms.explaining()
    add(state, draftOf(state, text), { linkChars, size: smallest }, { how, words: text.trim() })
  }
}

function add(
  state: State,
  draft: Draft,
  facts: Omit<BlockFacts, 'frame'>,
  explains?: { readonly how: Explaining; readonly words: string },
): void {
  state.blocks.add(draft, { frame: state.frame, ...facts }, explains)
}

const bothFacts = (one: BlockFacts, { linkChars, size }: BlockFacts): BlockFacts => ({
  ...one,
  linkChars: one.linkChars + linkChars,
  size: Math.min(one.size, size),
})

function draftOf(state: State, text: string): Draft {
  if (state.pre > 0) return { kind: 'code', text }
  if (state.heading > 0) return { kind: 'heading', level: state.heading, text: text.trim().replace(/\s+/g, ' ') }
  const said = state.terms.lead(text.trim())
  if (state.isItem) return { kind: 'list-item', text: said.replace(wordBullet, '- ') }
  if (state.label === '') return { kind: 'paragraph', text: said }
  const label = state.label
  state.label = ''
  return { kind: 'list-item', text: label + said }
}

function flushTerms(state: State): void {
  for (const text of state.terms.rest()) add(state, { kind: 'paragraph', text }, { linkChars: 0, size: usualSize })
}
