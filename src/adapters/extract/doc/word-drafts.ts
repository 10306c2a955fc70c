import { spansByEdges } from '../layout/column-edges.ts'
import type { Draft } from '../layout/draft.ts'
import { createTableBuilder } from '../layout/table-builder.ts'
import type { TableBuilder } from '../layout/table-builder.ts'
import type { ParagraphProperties } from './paragraph-properties.ts'
import type { WordParagraph, WordText } from './word-text.ts'

/** What is left of a line that only numbers pages when its fields are gone. */
const pageNumber = /^(?:p[áa]g(?:ina|\.)?|page|seite)?[\s\d\-–—/|]*(?:(?:de|of|von)[\s\d]*)?$/iu

/** People set tables in tables, two or three of them. */
const deepestTable = 10

/** Blocks of a Word 97 text: headings by style, list items with their printed labels, tables by row; margins said once. */
export function wordDrafts({ parts, headers, footers, styles, labels }: Omit<WordText, 'hiddenLetters'>): Draft[] {
  const drafts: Draft[] = []
  const seen = new Set<string>()
  const take = (part: readonly WordParagraph[], put: (draft: Draft) => void): void =>
    addPart(createTableBuilder(put), part, (paragraph) => draftOf(paragraph, styles, labels))
  const putMargin = (draft: Draft): void => {
    const key = draft.text.replace(/\s+/gu, ' ').trim()
    if (seen.has(key) || pageNumber.test(key)) return
    seen.add(key)
    drafts.push(marginDraft(draft))
  }
  take(headers, putMargin)
  for (const part of parts) take(part, (draft) => void drafts.push(draft))
  take(footers, putMargin)
  return drafts
}

/** A line of a margin is no heading of the text, whatever it looks like. */
function marginDraft(draft: Draft): Draft {
  return { ...draft, kind: draft.kind === 'heading' ? 'paragraph' : draft.kind, isMargin: true }
}

function addPart(
  builder: TableBuilder,
  paragraphs: readonly WordParagraph[],
  draftOfParagraph: (paragraph: WordParagraph) => Draft | null,
): void {
  /** Of the open tables, innermost last: whether a cell is open in it. */
  const open: boolean[] = []
  const spans = rowSpans(paragraphs)
  const openCell = (): void => {
    if (open.at(-1) === false) builder.openCell()
    if (open.length > 0) open[open.length - 1] = true
  }
  for (const paragraph of paragraphs) {
    const { properties, end } = paragraph
    const depth = properties.inTable ? Math.min(Math.max(properties.depth, 1), deepestTable) : 0
    for (; open.length > depth; open.pop()) builder.closeTable()
    while (open.length < depth) {
      openCell()
      builder.openTable()
      open.push(false)
    }
    const isInner = depth > 1
    if (depth > 0 && (isInner ? properties.innerRowEnd : properties.rowEnd)) {
      spanCells(builder, properties, spans.get(paragraph) ?? null)
      builder.closeRow()
      open[depth - 1] = false
      continue
    }
    openCell()
    const draft = draftOfParagraph(paragraph)
    if (draft !== null) builder.add(draft)
    if (depth > 0 && (isInner ? properties.innerCellEnd : end === 'cell')) open[depth - 1] = false
  }
  for (; open.length > 0; open.pop()) builder.closeTable()
}

/** How many columns each cell of a row spans, by the end of the row. */
function rowSpans(paragraphs: readonly WordParagraph[]): ReadonlyMap<WordParagraph, readonly number[] | null> {
  const found = new Map<WordParagraph, readonly number[] | null>()
  let rows: WordParagraph[] = []
  const close = (): void => {
    const spans = spansByEdges(rows.map(({ properties }) => properties.cells.map(({ rightEdge }) => rightEdge)))
    for (const [index, row] of rows.entries()) found.set(row, spans[index] ?? null)
    rows = []
  }
  for (const paragraph of paragraphs) {
    if (!paragraph.properties.inTable) {
      if (rows.length > 0) close()
    } else if (paragraph.properties.rowEnd) rows.push(paragraph)
  }
  close()
  return found
}

function spanCells(
  builder: TableBuilder,
  { cells, isHead }: ParagraphProperties,
  spans: readonly number[] | null,
): void {
  if (isHead) builder.markRow({ isHead: true })
  for (const [index, { above }] of cells.entries()) {
    const columns = spans?.[index] ?? 1
    if (above || columns > 1) builder.spanCell({ columns, ...(above ? { continues: true } : {}) }, index)
  }
}

function draftOf(
  { text, end, properties, isRest = false }: WordParagraph,
  styles: WordText['styles'],
  labels: WordText['labels'],
): Draft | null {
  const isEmpty = text.trim() === ''
  if (isEmpty && end === 'page') return null
  const style = styles(properties.style)
  // An item without words is printed with its number all the same.
  const label = isRest ? '' : labelOf(properties, style.properties, labels)
  if (isEmpty) return null
  if (style.isTitle) return { kind: 'heading', level: 1, text }
  const outline = properties.outline ?? style.properties.outline
  const level = style.heading ?? (outline !== null && outline < 9 ? Math.min(outline + 1, 6) : null)
  if (level !== null) return { kind: 'heading', level, text: (label === '- ' ? '' : label) + text }
  return { kind: label === '' ? 'paragraph' : 'list-item', text: label + text }
}

function labelOf(own: ParagraphProperties, inherited: ParagraphProperties, labels: WordText['labels']): string {
  const list = own.list ?? inherited.list
  // Number 0 switches a list off; the largest ones stand for lists of Word 6.
  if (list === null || list === 0 || list >= 0xf801) return ''
  return labels({ listId: String(list), level: own.level ?? inherited.level ?? 0 })
}
