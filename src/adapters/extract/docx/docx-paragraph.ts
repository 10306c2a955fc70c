import type { Draft } from '../layout/text-builder.ts'
import type { ListLabels } from './docx-numbering.ts'
import type { DocxStyles, ListPlace } from './docx-styles.ts'

/** A paragraph while its XML streams by. */
export interface Paragraph {
  text: string
  styleId: string | null
  outline: number | null
  list: Partial<ListPlace>
  /** Paragraphs of the notes it refers to. */
  readonly notes: string[]
}

export interface ParagraphContext {
  readonly styles: DocxStyles
  readonly labels: ListLabels
}

export function openParagraph(): Paragraph {
  return { text: '', styleId: null, outline: null, list: {}, notes: [] }
}

/** An element of `w:pPr`. */
export function applyParagraphProperty(paragraph: Paragraph, name: string, value: string | undefined): void {
  if (value === undefined) return
  if (name === 'w:pStyle') paragraph.styleId = value
  else if (name === 'w:outlineLvl') paragraph.outline = Number(value)
  else if (name === 'w:numId') paragraph.list = { ...paragraph.list, listId: value }
  else if (name === 'w:ilvl') paragraph.list = { ...paragraph.list, level: Number(value) }
}

/** The block of a finished paragraph, and whether it is set in a title style. */
export function paragraphDraft(context: ParagraphContext, paragraph: Paragraph): { draft: Draft; isTitle: boolean } {
  const style = context.styles(paragraph.styleId ?? '')
  const text = paragraph.text
  if (text.trim() === '') return { draft: { kind: 'paragraph', text: pageTurns(text) }, isTitle: false }
  const label = labelFor(context, paragraph, style.list)
  if (style.isTitle) return { draft: { kind: 'heading', level: 1, text }, isTitle: true }
  const outlined = paragraph.outline !== null && paragraph.outline < 9 ? paragraph.outline + 1 : null
  const level = style.heading ?? outlined
  if (level !== null) {
    const heading = (label === '- ' ? '' : label) + text
    return { draft: { kind: 'heading', level: Math.min(level, 6), text: heading }, isTitle: false }
  }
  const kind = label === '' ? 'paragraph' : 'list-item'
  return { draft: { kind, text: label + text }, isTitle: false }
}

function pageTurns(text: string): string {
  return text.replace(/[^\f]+/g, '')
}

function labelFor(context: ParagraphContext, paragraph: Paragraph, inherited: ListPlace | null): string {
  const listId = paragraph.list.listId ?? inherited?.listId
  // Numbering 0 switches an inherited list off.
  if (listId === undefined || listId === '0') return ''
  return context.labels({ listId, level: paragraph.list.level ?? inherited?.level ?? 0 })
}
