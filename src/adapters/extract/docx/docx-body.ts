import type { TextBudget } from '../engine/text-budget.ts'
import type { Draft } from '../layout/draft.ts'
import { createTableBuilder } from '../layout/table-builder.ts'
import type { TableBuilder } from '../layout/table-builder.ts'
import { createMathReader } from './docx-math.ts'
import type { MathReader } from './docx-math.ts'
import { append, applyParagraphProperty, openParagraph, paragraphDraft } from './docx-paragraph.ts'
import type { Paragraph, ParagraphContext } from './docx-paragraph.ts'
import { createRunWriter } from './docx-runs.ts'
import type { RunWriter } from './docx-runs.ts'
import { createDocxTables } from './docx-tables.ts'
import type { DocxTables } from './docx-tables.ts'
import type { XmlHandler } from '../containers/read-xml.ts'
import { withoutSkipped } from './skipped-elements.ts'

export type NoteKind = 'footnote' | 'endnote' | 'comment'

/** What a body refers to by an id and what is read with it. Everything is given once, so that no text grows by references. */
export interface BodyReferences {
  /** Paragraphs of a note, to be printed after the paragraph that refers to it. */
  note(kind: NoteKind, id: string): readonly string[]
  /** The address a link leads to, empty when there is none. */
  linkTarget(id: string): string
  /** Blocks of a chart, a diagram or a part in another format. */
  part(id: string): readonly Draft[]
}

export interface BodyContext extends ParagraphContext {
  readonly budget: TextBudget
  readonly references: BodyReferences
}

export interface BodyResult {
  readonly drafts: Draft[]
  /** Text of the first paragraph in a title style. */
  title: string | null
  /** Word recorded where its pages broke; so many times. */
  renderedBreaks: number
  /** The last page of the text so far. */
  page: number
  /** Letters of symbol fonts that stand for nothing we know. */
  unknownLetters: number
  /** Letters that are there and are not shown. */
  hiddenLetters: number
  /** Relations of the headers and footers of its sections, in their order. */
  readonly margins: Set<string>
}

export function newBodyResult(): BodyResult {
  const margins = new Set<string>()
  return { drafts: [], title: null, renderedBreaks: 0, page: 1, unknownLetters: 0, hiddenLetters: 0, margins }
}

/** The text of a document, or of a text box inside it. */
interface Flow {
  readonly builder: TableBuilder
  readonly tables: DocxTables
  readonly drafts: Draft[]
  paragraph: Paragraph | null
  /** Its end was deleted, so that the next one goes on with it. */
  unfinished: Paragraph | null
}

interface State {
  readonly context: BodyContext
  readonly result: BodyResult
  /** Innermost last. */
  readonly flows: Flow[]
  readonly runs: RunWriter
  inProperties: boolean
  math: { readonly reader: MathReader; depth: number } | null
  /** Equations so far of those that stand on lines of their own; null outside of them. */
  equations: number | null
}

/** Collects the blocks of a document body (or of a notes part) while its XML streams by. */
export function createBodyReader(context: BodyContext, result: BodyResult): XmlHandler {
  const runs = createRunWriter(context, result)
  const state: State = { context, result, flows: [], runs, inProperties: false, math: null, equations: null }
  state.flows.push(newFlow(state, result.drafts))
  return withoutSkipped({
    open(name, attributes) {
      if (state.math !== null) {
        state.math.depth++
        state.math.reader.open(name, attributes)
      } else openElement(state, name, attributes)
    },
    close: (name) => closeElement(state, name),
    text(text) {
      if (state.math !== null) state.math.reader.text(text)
      else runs.text(text, paragraphOf(state))
    },
  })
}

function newFlow({ context, result }: Pick<State, 'context' | 'result'>, drafts: Draft[]): Flow {
  const builder = createTableBuilder((draft) => drafts.push(draft))
  const tables = createDocxTables(builder, context.budget, result)
  return { builder, tables, drafts, paragraph: null, unfinished: null }
}

const flowOf = ({ flows }: State): Flow | undefined => flows.at(-1)
const paragraphOf = (state: State): Paragraph | null => flowOf(state)?.paragraph ?? null

function openElement(state: State, name: string, attributes: Readonly<Record<string, string>>): void {
  const flow = flowOf(state)
  const opener = openers[name]
  if (flow === undefined) return
  if (opener !== undefined) opener(state, flow, attributes)
  else if (state.inProperties && flow.paragraph !== null) {
    // A large first letter is a paragraph of its own, and the beginning of the next one.
    if (/^(?:drop|margin)$/.test(attributes['w:dropCap'] ?? '')) flow.paragraph.goesOn = 'letter'
    applyParagraphProperty(flow.paragraph, name, attributes['w:val'])
  } else if (!flow.tables.open(name, attributes)) state.runs.open(name, attributes, flow.paragraph)
}

/** Nothing goes on behind the end of one of these, whatever was deleted there. */
const ends = new Set(['w:tc', 'w:body', 'w:hdr', 'w:ftr', 'w:footnote', 'w:endnote', 'w:comment'])

type Opener = (state: State, flow: Flow, attributes: Readonly<Record<string, string>>) => void

const takePart =
  (key: string): Opener =>
  (state, flow, attributes) => {
    for (const draft of state.context.references.part(attributes[key] ?? '')) put(state, flow, draft)
  }

const noteMargin: Opener = ({ result }, _flow, attributes) => void result.margins.add(attributes['r:id'] ?? '')

const openers: Readonly<Partial<Record<string, Opener>>> = {
  'w:p'(state, flow) {
    flow.paragraph = flow.unfinished ?? openParagraph(state.result.page)
    if (flow.unfinished !== null)
      flow.paragraph = { ...flow.unfinished, styleId: null, list: {}, goesOn: null, endHidden: false }
    flow.unfinished = null
  },
  'w:pPr'(state) {
    state.inProperties = true
  },
  'w:tbl'(state, flow, attributes) {
    finishOpen(state, flow)
    flow.tables.open('w:tbl', attributes)
  },
  'w:txbxContent'(state) {
    state.runs.enter()
    state.flows.push(newFlow(state, []))
  },
  'm:oMathPara'(state) {
    state.equations = 0
  },
  'm:oMath'(state) {
    state.math = { reader: createMathReader(), depth: 1 }
  },
  'w:headerReference': noteMargin,
  'w:footerReference': noteMargin,
  'w:altChunk': takePart('r:id'),
  'c:chart': takePart('r:id'),
  'dgm:relIds': takePart('r:dm'),
  'o:OLEObject': takePart('r:id'),
}

function closeElement(state: State, name: string): void {
  if (state.math !== null) return closeInMath(state, name)
  const flow = flowOf(state)
  if (flow === undefined) return
  if (ends.has(name)) finishOpen(state, flow)
  if (name === 'w:pPr') state.inProperties = false
  else if (name === 'm:oMathPara') state.equations = null
  else if (name === 'w:p') closeParagraph(state, flow)
  else if (name === 'w:txbxContent') closeBox(state)
  else if (!flow.tables.close(name)) state.runs.close(name, flow.paragraph)
}

function closeInMath(state: State, name: string): void {
  const { math } = state
  if (math === null) return
  math.depth--
  if (math.depth > 0) return math.reader.close(name)
  state.math = null
  const paragraph = paragraphOf(state)
  const line = math.reader.finish()
  if (paragraph === null || line === '') return
  state.runs.write(paragraph, (state.equations ?? 0) > 0 ? `\n${line}` : line)
  if (state.equations !== null) state.equations++
}

function closeParagraph(state: State, flow: Flow): void {
  const { paragraph } = flow
  if (paragraph === null) return
  flow.paragraph = null
  if (paragraph.goesOn !== null) {
    if (paragraph.goesOn === 'word' && /[\p{L}\p{N},;]$/u.test(paragraph.end)) append(paragraph, ' ')
    flow.unfinished = paragraph
    return
  }
  finishParagraph(state, flow, paragraph)
}

/** What would have gone on with a next paragraph, where there is none. */
function finishOpen(state: State, flow: Flow): void {
  const { unfinished } = flow
  flow.unfinished = null
  if (unfinished !== null) finishParagraph(state, flow, unfinished)
}

function finishParagraph(state: State, flow: Flow, paragraph: Paragraph): void {
  const finished = paragraphDraft(state.context, paragraph)
  if (finished !== null) {
    if (finished.isTitle) state.result.title ??= finished.draft.text
    put(state, flow, finished.draft)
  }
  for (const draft of paragraph.after) put(state, flow, draft)
}

/** A block inside of a paragraph, such as a chart, stands after it. */
function put(state: State, flow: Flow, draft: Draft): void {
  state.context.budget.spendBlock()
  if (flow.paragraph === null) flow.builder.add(draft)
  else flow.paragraph.after.push(draft)
}

/** What a text box holds is printed after the paragraph that carries it. */
function closeBox(state: State): void {
  const box = state.flows.length > 1 ? state.flows.pop() : undefined
  const carrier = flowOf(state)
  if (box === undefined || carrier === undefined) return
  state.runs.leave()
  finishOpen(state, box)
  for (const draft of box.drafts) {
    if (carrier.paragraph === null) carrier.builder.add(draft)
    else carrier.paragraph.after.push(draft)
  }
}
