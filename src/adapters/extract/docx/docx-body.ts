import type { TextBudget } from '../engine/text-budget.ts'
import type { Draft } from '../layout/text-builder.ts'
import { applyParagraphProperty, openParagraph, paragraphDraft } from './docx-paragraph.ts'
import type { Paragraph, ParagraphContext } from './docx-paragraph.ts'
import { createTables } from './docx-tables.ts'
import type { Tables } from './docx-tables.ts'
import type { XmlHandler } from './read-xml.ts'
import { withoutSkipped } from './skipped-elements.ts'

export type NoteKind = 'footnote' | 'endnote'

/**
 * Paragraphs of a note, to be printed after the paragraph that refers to it. Every note is given once, at its first
 * reference, as on paper: so notes cannot make the text longer than its parts are.
 */
export type TakeNote = (kind: NoteKind, id: string) => readonly string[]

export interface BodyContext extends ParagraphContext {
  readonly budget: TextBudget
  readonly takeNote: TakeNote
}

export interface BodyResult {
  readonly drafts: Draft[]
  /** Text of the first paragraph in a title style. */
  title: string | null
  /** Word recorded where its pages broke; so many times. */
  renderedBreaks: number
}

const marks: ReadonlyMap<string, string> = new Map([
  ['w:tab', '\t'],
  ['w:ptab', '\t'],
  ['w:cr', '\n'],
  ['w:noBreakHyphen', '-'],
])

interface State {
  readonly context: BodyContext
  readonly result: BodyResult
  /** Open paragraphs, innermost last: a text box is a paragraph inside a run of another. */
  readonly paragraphs: Paragraph[]
  readonly tables: Tables
  /** Blocks of text boxes, printed after the paragraph that carries them. */
  boxed: Draft[]
  inText: boolean
  inProperties: boolean
  /** A page break was asked for and no text has followed yet. */
  hardBreak: boolean
}

/** Collects the blocks of a document body (or of a notes part) while its XML streams by. */
export function createBodyReader(context: BodyContext, result: BodyResult): XmlHandler {
  const tables = createTables(context.budget, (draft) => result.drafts.push(draft))
  const state: State = {
    context,
    result,
    paragraphs: [],
    tables,
    boxed: [],
    inText: false,
    inProperties: false,
    hardBreak: false,
  }
  return withoutSkipped({
    open: (name, attributes) => openElement(state, name, attributes),
    close: (name) => closeElement(state, name),
    text(text) {
      if (state.inText) append(state, text)
    },
  })
}

function openElement(state: State, name: string, attributes: Readonly<Record<string, string>>): void {
  const paragraph = state.paragraphs.at(-1)
  if (name === 'w:p') {
    state.paragraphs.push(openParagraph())
  } else if (name === 'w:pPr') {
    state.inProperties = true
  } else if (name === 'w:t' || name === 'm:t') {
    state.inText = true
  } else if (state.tables.open(name)) {
    return
  } else if (paragraph !== undefined) {
    if (state.inProperties) applyParagraphProperty(paragraph, name, attributes['w:val'])
    else openInRun(state, paragraph, name, attributes)
  }
}

function openInRun(
  state: State,
  paragraph: Paragraph,
  name: string,
  attributes: Readonly<Record<string, string>>,
): void {
  if (name === 'w:lastRenderedPageBreak') {
    state.result.renderedBreaks++
    state.hardBreak = false
    write(state, paragraph, '\f')
  } else if (name === 'w:br') {
    if (attributes['w:type'] === 'page') state.hardBreak = true
    else write(state, paragraph, '\n')
  } else if (name === 'w:footnoteReference' || name === 'w:endnoteReference') {
    const kind = name === 'w:footnoteReference' ? 'footnote' : 'endnote'
    for (const text of state.context.takeNote(kind, attributes['w:id'] ?? '')) paragraph.notes.push(text)
  } else {
    write(state, paragraph, marks.get(name) ?? '')
  }
}

function append(state: State, text: string): void {
  const paragraph = state.paragraphs.at(-1)
  if (paragraph === undefined) return
  if (state.hardBreak && text.trim() !== '') {
    // Word follows a page break with its record of the rendered one; only an unrecorded break counts by itself.
    state.hardBreak = false
    write(state, paragraph, '\f')
  }
  write(state, paragraph, text)
}

function write(state: State, paragraph: Paragraph, text: string): void {
  state.context.budget.spend(text.length)
  paragraph.text += text
}

function closeElement(state: State, name: string): void {
  if (name === 'w:t' || name === 'm:t') state.inText = false
  else if (name === 'w:pPr') state.inProperties = false
  else if (name === 'w:p') closeParagraph(state)
  else state.tables.close(name)
}

function closeParagraph(state: State): void {
  const paragraph = state.paragraphs.pop()
  if (paragraph === undefined) return
  const { draft, isTitle } = paragraphDraft(state.context, paragraph)
  if (isTitle) state.result.title ??= draft.text
  const put = (one: Draft): void => {
    if (one.text === '') return
    state.context.budget.spendBlock()
    if (state.paragraphs.length > 0) state.boxed.push(one)
    else state.tables.add(one)
  }
  put(draft)
  for (const text of paragraph.notes) put({ kind: 'paragraph', text })
  if (state.paragraphs.length > 0) return
  const boxed = state.boxed
  state.boxed = []
  for (const one of boxed) state.tables.add(one)
}
