import type { Event, TokenType } from 'micromark-util-types'
import type { LinkDefinition, MarkdownBlock, ReadBlocks, RestartPoint } from './markdown-block.ts'

interface State {
  readonly blocks: MarkdownBlock[]
  readonly links: LinkDefinition[]
  readonly notes: string[]
  /** Types of what is open, outermost first. */
  readonly open: TokenType[]
  /** One entry per open list: the next number, or null for bullets; undefined before the first item of a numbered one. */
  readonly lists: (number | null | undefined)[]
  /** For the next paragraph: the mark of its item or note. */
  label: string
  readonly parts: string[]
  cells: string[]
  inTableHead: boolean
  level: number
  last: RestartPoint | null
}

/**
 * Blocks of a text from the events of micromark, whose inside was not tokenised yet.
 * @param nextNumber of the list that the text goes on with, when it was cut between two items
 */
export function readEvents(events: readonly Event[], nextNumber: number | null): ReadBlocks {
  const state: State = {
    blocks: [],
    links: [],
    notes: [],
    open: [],
    lists: [],
    label: '',
    parts: [],
    cells: [],
    inTableHead: false,
    level: 0,
    last: null,
  }
  for (const [kind, token, context] of events) {
    const { type } = token
    if (kind === 'exit') {
      state.open.pop()
      onExit[type]?.(state)
      continue
    }
    noteRestart(state, type, token.start.offset)
    state.open.push(type)
    onEnter[type]?.(state, () => context.sliceSerialize(token, true))
    const goesOn = type === 'listOrdered' && token.start.offset === 0
    if (goesOn && nextNumber !== null) state.lists[state.lists.length - 1] = nextNumber
  }
  return state
}

type Handlers<Arguments extends unknown[]> = Readonly<
  Partial<Record<TokenType, (state: State, ...rest: Arguments) => void>>
>

const takePart = (state: State, slice: () => string): void => {
  state.parts.push(slice())
}

const verbatim: ReadonlySet<TokenType> = new Set(['codeFenced', 'codeIndented', 'htmlFlow'])

const onEnter: Handlers<[slice: () => string]> = {
  chunkText: takePart,
  codeFlowValue: takePart,
  htmlFlowData: takePart,
  lineEnding(state) {
    if (state.open.some((type) => verbatim.has(type))) state.parts.push('\n')
  },
  listOrdered(state) {
    state.lists.push(undefined)
  },
  listUnordered(state) {
    state.lists.push(null)
  },
  listItemPrefix(state) {
    state.label = '- '
  },
  // A list counts from the number of its first item, whatever its other items say.
  listItemValue(state, slice) {
    const number = state.lists.at(-1) ?? Number(slice())
    state.lists[state.lists.length - 1] = number + 1
    state.label = `${number}. `
  },
  gfmFootnoteDefinitionLabelString(state, slice) {
    state.notes.push(slice())
    state.label = `[${slice()}] `
  },
  definitionLabelString(state, slice) {
    state.links.push({ label: slice(), target: '' })
  },
  definitionDestinationString(state, slice) {
    state.links.push({ label: state.links.pop()?.label ?? '', target: slice() })
  },
  // The first of two; the other closes the heading.
  atxHeadingSequence(state, slice) {
    if (state.level === 0) state.level = slice().length
  },
  tableHead(state) {
    state.inTableHead = true
  },
  setextHeadingLineSequence(state, slice) {
    state.level = slice().startsWith('=') ? 1 : 2
  },
}

const pushCode = (state: State): void => {
  state.blocks.push({ kind: 'code', raw: taken(state) })
}
const pushHeading = (state: State): void => {
  state.blocks.push({ kind: 'heading', level: state.level, raw: taken(state) })
  state.level = 0
}
const pushCell = (state: State): void => {
  state.cells.push(taken(state))
}
const closeList = (state: State): void => {
  state.lists.pop()
  state.label = ''
}

const onExit: Handlers<[]> = {
  paragraph(state) {
    const isItem = state.label !== '' && state.open.findLast((type) => containers.has(type)) !== 'gfmFootnoteDefinition'
    state.blocks.push({ kind: isItem ? 'list-item' : 'paragraph', label: state.label, raw: taken(state) })
  },
  atxHeading: pushHeading,
  setextHeading: pushHeading,
  codeFenced: pushCode,
  codeIndented: pushCode,
  htmlFlow(state) {
    state.blocks.push({ kind: 'html', raw: taken(state) })
  },
  tableHeader: pushCell,
  tableData: pushCell,
  tableRow(state) {
    state.blocks.push({ kind: 'table-row', cells: state.cells, isHead: state.inTableHead })
    state.cells = []
  },
  tableHead(state) {
    state.inTableHead = false
  },
  listOrdered: closeList,
  listUnordered: closeList,
  gfmFootnoteDefinition(state) {
    state.label = ''
  },
}

const containers: ReadonlySet<TokenType> = new Set(['listOrdered', 'listUnordered', 'gfmFootnoteDefinition'])
const betweenBlocks: ReadonlySet<TokenType> = new Set(['lineEnding', 'lineEndingBlank', 'linePrefix', 'listItemIndent'])

function noteRestart(state: State, type: TokenType, at: number): void {
  const { open, lists, blocks } = state
  if (open.length === 0 && !betweenBlocks.has(type)) {
    state.last = { at, blocks: blocks.length, nextNumber: null, type }
  } else if (open.length === 1 && type === 'listItemPrefix') {
    state.last = { at, blocks: blocks.length, nextNumber: lists[0] ?? null, type }
  }
}

function taken(state: State): string {
  state.label = ''
  return state.parts.splice(0).join('')
}
