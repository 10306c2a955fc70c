import type { Draft } from '../layout/text-builder.ts'
import type { DocxStyles, ListPlace } from './docx-styles.ts'
import type { ListLabels } from './docx-numbering.ts'
import type { XmlHandler } from './read-xml.ts'
import { createTables } from './docx-tables.ts'
import type { Tables } from './docx-tables.ts'

export interface BodyContext {
  readonly styles: DocxStyles
  readonly labels: ListLabels
  /** Text of a footnote (`w:footnoteReference`) or endnote by its id. */
  readonly note: (kind: 'footnote' | 'endnote', id: string) => readonly string[]
}

export interface BodyResult {
  readonly drafts: Draft[]
  /** Text of the first paragraph in a title style. */
  title: string | null
  /** Word recorded where its pages broke. */
  renderedBreaks: boolean
}

interface Paragraph {
  text: string
  styleId: string | null
  outline: number | null
  list: Partial<ListPlace>
  notes: string[]
}

/** Deleted or moved text, field codes, alternative drawings and reading aids of East Asian text: not part of the text. */
const skipped = new Set([
  'w:del',
  'w:moveFrom',
  'w:delText',
  'w:instrText',
  'w:delInstrText',
  'w:rt',
  'w:sdtPr',
  'wp:docPr',
])
const breaks: Readonly<Record<string, string>> = {
  'w:tab': '\t',
  'w:cr': '\n',
  'w:noBreakHyphen': '-',
  'w:ptab': '\t',
}

/** Collects the blocks of a document body (or of a notes part) while its XML streams by. */
export function createBodyReader(context: BodyContext, result: BodyResult): XmlHandler {
  const state = createState(context, result)
  let skipDepth = 0
  const choices: boolean[] = []
  return {
    open(name, attributes) {
      if (skipDepth > 0 || skipped.has(name)) {
        skipDepth++
      } else if (name === 'mc:AlternateContent') {
        choices.push(false)
      } else if (name === 'mc:Choice' || name === 'mc:Fallback') {
        // Word writes the same drawing for new and old readers: the first one that is there counts.
        if (choices.at(-1) === true) skipDepth++
        else choices[choices.length - 1] = true
      } else {
        openElement(state, name, attributes)
      }
    },
    close(name) {
      if (skipDepth > 0) skipDepth--
      else if (name === 'mc:AlternateContent') choices.pop()
      else closeElement(state, name)
    },
    text(text) {
      if (skipDepth === 0 && state.inText) append(state, text)
    },
  }
}

interface State {
  readonly context: BodyContext
  readonly result: BodyResult
  /** Open paragraphs, innermost last: a text box is a paragraph inside a run of another. */
  readonly paragraphs: Paragraph[]
  readonly tables: Tables
  /** Blocks of text boxes, printed after the paragraph that carries them. */
  readonly boxed: Draft[]
  inText: boolean
  inProperties: boolean
  /** A page break was asked for and no text has followed yet. */
  hardBreak: boolean
}

function createState(context: BodyContext, result: BodyResult): State {
  const tables = createTables((draft) => result.drafts.push(draft))
  return { context, result, paragraphs: [], tables, boxed: [], inText: false, inProperties: false, hardBreak: false }
}

function openElement(state: State, name: string, attributes: Readonly<Record<string, string>>): void {
  const paragraph = state.paragraphs.at(-1)
  if (name === 'w:p') {
    state.paragraphs.push({ text: '', styleId: null, outline: null, list: {}, notes: [] })
  } else if (name === 'w:pPr') {
    state.inProperties = true
  } else if (name === 'w:t' || name === 'm:t') {
    state.inText = true
  } else if (state.tables.open(name)) {
    return
  } else if (paragraph !== undefined) {
    if (state.inProperties) applyProperty(paragraph, name, attributes['w:val'])
    else openInRun(state, paragraph, name, attributes)
  }
}

function applyProperty(paragraph: Paragraph, name: string, value: string | undefined): void {
  if (value === undefined) return
  if (name === 'w:pStyle') paragraph.styleId = value
  else if (name === 'w:outlineLvl') paragraph.outline = Number(value)
  else if (name === 'w:numId') paragraph.list = { ...paragraph.list, listId: value }
  else if (name === 'w:ilvl') paragraph.list = { ...paragraph.list, level: Number(value) }
}

function openInRun(
  state: State,
  paragraph: Paragraph,
  name: string,
  attributes: Readonly<Record<string, string>>,
): void {
  if (name === 'w:lastRenderedPageBreak') {
    state.result.renderedBreaks = true
    state.hardBreak = false
    paragraph.text += '\f'
  } else if (name === 'w:br') {
    if (attributes['w:type'] === 'page') state.hardBreak = true
    else paragraph.text += '\n'
  } else if (name === 'w:footnoteReference' || name === 'w:endnoteReference') {
    const kind = name === 'w:footnoteReference' ? 'footnote' : 'endnote'
    paragraph.notes.push(...state.context.note(kind, attributes['w:id'] ?? ''))
  } else {
    paragraph.text += breaks[name] ?? ''
  }
}

function append(state: State, text: string): void {
  const paragraph = state.paragraphs.at(-1)
  if (paragraph === undefined) return
  if (state.hardBreak && text.trim() !== '') {
    // Word follows a page break with its record of the rendered one; only an unrecorded break counts by itself.
    state.hardBreak = false
    paragraph.text += '\f'
  }
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
  const drafts = [toDraft(state, paragraph), ...paragraph.notes.map((text) => ({ kind: 'paragraph', text }) as const)]
  if (state.paragraphs.length > 0) {
    state.boxed.push(...drafts)
    return
  }
  drafts.push(...state.boxed.splice(0))
  for (const draft of drafts) if (draft.text !== '') state.tables.add(draft)
}

function toDraft(state: State, paragraph: Paragraph): Draft {
  const style = state.context.styles(paragraph.styleId ?? '')
  const text = paragraph.text
  if (text.trim() === '') return { kind: 'paragraph', text: text.replace(/[^\f]/g, '') }
  const outlined = paragraph.outline !== null && paragraph.outline < 9 ? paragraph.outline + 1 : null
  const label = labelFor(state.context, paragraph, style.list)
  if (style.isTitle) {
    state.result.title ??= text
    return { kind: 'heading', level: 1, text }
  }
  const level = style.heading ?? outlined
  if (level !== null) return { kind: 'heading', level: Math.min(level, 6), text: (label === '- ' ? '' : label) + text }
  return label === '' ? { kind: 'paragraph', text } : { kind: 'list-item', text: label + text }
}

function labelFor(context: BodyContext, paragraph: Paragraph, inherited: ListPlace | null): string {
  const listId = paragraph.list.listId ?? inherited?.listId
  // Numbering 0 switches an inherited list off.
  if (listId === undefined || listId === '0') return ''
  return context.labels({ listId, level: paragraph.list.level ?? inherited?.level ?? 0 })
}
