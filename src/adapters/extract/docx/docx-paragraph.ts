import type { Draft, PagePart } from '../layout/draft.ts'
import { endChars } from '../layout/raised-text.ts'
import type { DocxStyles, ListPlace } from './docx-styles.ts'
import { isOn } from './skipped-elements.ts'

/** A paragraph while its XML streams by. */
export interface Paragraph {
  /** Its text by page. */
  readonly parts: { readonly page: number; text: string }[]
  /** The last characters of it on its page: to look at the whole takes as long as it is. */
  end: string
  styleId: string | null
  outline: number | null
  list: Partial<ListPlace>
  /** Blocks printed after it: notes it refers to, text boxes it carries, charts. */
  readonly after: Draft[]
  /** The next paragraph goes on with it: its end was deleted or moved away between two words, or it is the large first letter of a word. */
  goesOn: 'word' | 'letter' | null
  /** Its end is hidden, and so is its number where it says nothing. */
  endHidden: boolean
}

export interface ParagraphContext {
  readonly styles: DocxStyles
  readonly labels: (place: ListPlace) => string
}

export function openParagraph(page: number): Paragraph {
  return {
    parts: [{ page, text: '' }],
    end: '',
    styleId: null,
    outline: null,
    list: {},
    after: [],
    goesOn: null,
    endHidden: false,
  }
}

export function append(paragraph: Paragraph, text: string): void {
  const part = paragraph.parts.at(-1)
  if (part === undefined) return
  part.text += text
  paragraph.end = (paragraph.end + text).slice(-endChars)
}

/** What follows stands on another page. */
export function turnTo(paragraph: Paragraph, page: number): void {
  paragraph.parts.push({ page, text: '' })
  paragraph.end = ''
}

export function textLength(paragraph: Paragraph): number {
  return paragraph.parts.reduce((sum, { text }) => sum + text.length, 0)
}

/** What was written since the paragraph had so many characters. */
export function textSince(paragraph: Paragraph, length: number): string {
  return paragraph.parts
    .map(({ text }) => text)
    .join('')
    .slice(length)
}

/** Takes away what was written since the paragraph had so many characters. */
export function cutTo(paragraph: Paragraph, length: number): void {
  let left = textLength(paragraph) - length
  if (left <= 0) return
  for (let at = paragraph.parts.length - 1; at >= 0 && left > 0; at--) {
    const part = paragraph.parts[at]
    if (part === undefined) return
    const cut = Math.min(left, part.text.length)
    part.text = part.text.slice(0, part.text.length - cut)
    left -= cut
  }
  paragraph.end = paragraph.parts.at(-1)?.text.slice(-endChars) ?? ''
}

/** An element of `w:pPr`. */
export function applyParagraphProperty(paragraph: Paragraph, name: string, value: string | undefined): void {
  if (name === 'w:del' || name === 'w:moveFrom') paragraph.goesOn = 'word'
  else if (name === 'w:vanish') paragraph.endHidden = isOn(value)
  if (value === undefined) return
  if (name === 'w:pStyle') paragraph.styleId = value
  else if (name === 'w:outlineLvl') paragraph.outline = Number(value)
  else if (name === 'w:numId') paragraph.list = { ...paragraph.list, listId: value }
  else if (name === 'w:ilvl') paragraph.list = { ...paragraph.list, level: Number(value) }
}

/** The block of a finished paragraph, null when it is empty, and whether it is set in a title style. */
export function paragraphDraft(
  context: ParagraphContext,
  paragraph: Paragraph,
): { readonly draft: Draft; readonly isTitle: boolean } | null {
  const [first, ...later] = paragraph.parts.filter(({ text }) => text.trim() !== '')
  const style = context.styles(paragraph.styleId)
  // An item without words is printed with its number all the same.
  const label = first === undefined && paragraph.endHidden ? '' : labelFor(context, paragraph, style.list)
  if (first === undefined) return null
  if (style.isTitle) return { draft: { kind: 'heading', level: 1, ...placed(first, later) }, isTitle: true }
  if (style.isContents) return { draft: { kind: 'contents', ...placed(first, later, label) }, isTitle: false }
  const outlined = paragraph.outline !== null && paragraph.outline < 9 ? paragraph.outline + 1 : null
  const level = style.heading ?? outlined
  if (level !== null) {
    const number = label === '- ' ? '' : label
    return { draft: { kind: 'heading', level: Math.min(level, 6), ...placed(first, later, number) }, isTitle: false }
  }
  const kind = label === '' ? 'paragraph' : 'list-item'
  return { draft: { kind, ...placed(first, later, label) }, isTitle: false }
}

function placed(first: PagePart, later: readonly PagePart[], label = ''): Pick<Draft, 'text' | 'page' | 'later'> {
  const { page, text } = first
  return { text: label + text, page, ...(later.length === 0 ? {} : { later }) }
}

function labelFor(context: ParagraphContext, paragraph: Paragraph, inherited: ListPlace | null): string {
  const { listId = inherited?.listId, level } = paragraph.list
  // Numbering 0 switches an inherited list off.
  if (listId === undefined || listId === '0') return ''
  const styles = level === undefined && listId === inherited?.listId ? inherited.styles : undefined
  return context.labels({ listId, level: level ?? inherited?.level ?? 0, ...(styles === undefined ? {} : { styles }) })
}
