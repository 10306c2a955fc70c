import type { Draft } from '../layout/draft.ts'
import { createTableBuilder } from '../layout/table-builder.ts'
import type { BlockFacts, Frame } from './block-facts.ts'
import { createBlockText } from './block-text.ts'
import type { BlockText } from './block-text.ts'
import { createJoinedExplanations } from './joined-explanations.ts'
import type { Explaining, JoinedExplanations } from './joined-explanations.ts'
import { createListLabels } from './list-labels.ts'
import type { ListLabels } from './list-labels.ts'
import { createTableElements } from './table-elements.ts'
import type { TableElements } from './table-elements.ts'
import { usualSize } from './type-sizes.ts'
import { createWaitingTerms } from './waiting-terms.ts'
import type { WaitingTerms } from './waiting-terms.ts'

/** What of a page is open while it is read, and where its blocks go. */
export interface PageState {
  readonly drafts: Draft[]
  /** Rows of tables have none. */
  readonly facts: Map<Draft, BlockFacts>
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
  /** The size of the type that comes next, and the smallest of the open block. */
  readonly type: { size: number }
  smallest: number
}

export function createPageState(): PageState {
  const drafts: Draft[] = []
  const facts = new Map<Draft, BlockFacts>()
  const tables = createTableBuilder((draft) => drafts.push(draft))
  const put = (draft: Draft, about: BlockFacts): void => {
    facts.set(draft, about)
    tables.add(draft)
  }
  const blocks = createJoinedExplanations(put, bothFacts)
  return {
    drafts,
    facts,
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
    type: { size: usualSize },
    smallest: Infinity,
  }
}

/** The end of what is open: it is a block, or a term that waits for what explains it. */
export function flush(state: PageState): void {
  const { linkChars, smallest } = state
  const text = state.text.take()
  state.linkChars = 0
  state.smallest = Infinity
  if (text.trim() === '') return
  if (state.inTerm) state.terms.wait(text.replace(/\s+/g, ' ').trim())
  else {
    // Neither says what the term is; it stands above them.
    if (state.heading > 0 || state.pre > 0) flushTerms(state)
    const how = state.terms.explaining()
    add(state, draftOf(state, text), { linkChars, size: smallest }, { how, words: text.trim() })
  }
}

function add(
  state: PageState,
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

/** The keys of the bullets that Word and Outlook write. */
const wordBullet = /^[·•§o\u00a7\u00d8\u00fc][\s\u00a0]+/u

function draftOf(state: PageState, text: string): Draft {
  if (state.pre > 0) return { kind: 'code', text }
  if (state.heading > 0) return { kind: 'heading', level: state.heading, text: text.trim().replace(/\s+/g, ' ') }
  const said = state.terms.lead(text.trim())
  if (state.isItem) return { kind: 'list-item', text: said.replace(wordBullet, '- ') }
  if (state.label === '') return { kind: 'paragraph', text: said }
  const label = state.label
  state.label = ''
  return { kind: 'list-item', text: label + said }
}

/** Terms that nothing explained stand alone. */
export function flushTerms(state: PageState): void {
  for (const text of state.terms.rest()) add(state, { kind: 'paragraph', text }, { linkChars: 0, size: usualSize })
}
