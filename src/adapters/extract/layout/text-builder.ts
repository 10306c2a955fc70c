import { AppError } from '../../../domain/errors.ts'
import type { AttachedFile, Block, ExtractedText, Page, Sheet, Table } from '../../../domain/extracted.ts'
import { mostWarnings, type DocumentWarning } from '../../../domain/warnings/warning.ts'
import { cleanInline, cleanText } from './clean-text.ts'
import { joinDrafts, wholeText } from './draft.ts'
import type { Draft, TableOfRows } from './draft.ts'
import { createSheetRows } from './sheet-rows.ts'
import { withTabbedRows } from './tabbed-rows.ts'
import { isContentsHeading } from '../../../domain/units/line-forms.ts'
import { withContents } from './contents-runs.ts'
import { beginsPart, headingLevel, isBareHeading, mayBeWholeArticle, opensTitle } from './heading-rule.ts'

export interface TextOptions {
  readonly maxTextChars: number
  /** Called with the length of the text as it grows; throws when that is too much for the file. */
  readonly check?: (chars: number) => void
  /** How many pages the document has; null for a format without pages. */
  readonly pageCount: number | null
  readonly pagesApproximate?: boolean
  /** What the pages are, when they are no pages. */
  readonly pageKind?: 'slide'
  readonly title: string | null
  readonly warnings?: readonly DocumentWarning[]
  /** Files that came with it. */
  readonly attachments?: readonly AttachedFile[]
}

const maxTitleChars = 1_000
const maxHeadingTitleChars = 200

/**
 * Lays drafts out as one text with exact offsets: list items, table rows, lines of contents and of code on consecutive lines, an
 * empty line between everything else. Short paragraphs that are headings by their words become headings here, lines set in columns
 * with tabulators rows of a table, and lists of headings contents, for all formats.
 * @throws AppError `no_text`, `too_much_text`
 */
export function buildText(drafts: readonly Draft[], options: TextOptions): ExtractedText {
  const writer = createWriter(options)
  const whole = mergeBareHeadings(withTextHeadings(withTabbedRows(drafts)))
  for (const draft of withContents(whole)) writer.add(draft)
  const { text, blocks, pages, tables, sheets } = writer.finish()
  if (!/[\p{L}\p{N}]/u.test(text)) {
    throw new AppError('no_text', 'The document contains no text: there is nothing to search in it.')
  }
  return {
    text,
    blocks,
    pages,
    pagesApproximate: options.pagesApproximate ?? false,
    ...(options.pageKind === undefined ? {} : { pageKind: options.pageKind }),
    ...(sheets.length === 0 ? {} : { sheets }),
    ...(options.attachments === undefined || options.attachments.length === 0
      ? {}
      : { attachments: options.attachments }),
    tables,
    title: ownTitle(options.title) ?? titleFromHeading(text, blocks),
    warnings: (options.warnings ?? []).slice(0, mostWarnings),
  }
}

/** Null for what is longer than a title: a page or a paragraph that only claims to be one. */
function ownTitle(raw: string | null): string | null {
  if (raw === null || raw.length > maxTitleChars) return null
  return cleanInline(raw).replaceAll('\n', ' ')
}

function titleFromHeading(text: string, blocks: readonly Block[]): string | null {
  for (const block of blocks.slice(0, 5)) {
    if (block.kind !== 'heading') continue
    const title = text.slice(block.start, block.end).replaceAll('\n', ' ')
    if (title.length <= maxHeadingTitleChars && !isContentsHeading(title)) return title
  }
  return null
}

/** Paragraphs that are headings by their words; an article of one sentence, with nothing under it, is none. */
function withTextHeadings(drafts: readonly Draft[]): readonly Draft[] {
  const lines = new Map<string, number>()
  for (const { text } of drafts) if (mayBeWholeArticle(text)) lines.set(text, (lines.get(text) ?? 0) + 1)
  const all = drafts.map(withTextHeading)
  return all.map((draft, at) => {
    const [before, next] = [drafts[at], all[at + 1]]
    // what stands twice is among the contents as well
    if (before === undefined || draft === before || lines.get(before.text) !== 1) return draft
    const isAlone = next === undefined || next.kind === 'heading' || beginsPart(next.text)
    return isAlone ? before : draft
  })
}

function withTextHeading(draft: Draft): Draft {
  if (draft.kind !== 'paragraph' || draft.isMargin === true || draft.text.length > 300) return draft
  const level = headingLevel(wholeText(draft).trim())
  return level === null ? draft : { ...draft, kind: 'heading', level }
}

/** "TÍTULO II" and the line under it that names it are one heading. */
function mergeBareHeadings(drafts: readonly Draft[]): Draft[] {
  const merged: Draft[] = []
  for (const draft of drafts) {
    const last = merged.at(-1)
    if (last?.kind === 'heading' && isBareHeading(wholeText(last)) && opensTitle(draft.kind, wholeText(draft))) {
      merged[merged.length - 1] = joinDrafts(last, draft)
      continue
    }
    merged.push(draft)
  }
  return merged
}

interface Written {
  readonly text: string
  readonly blocks: Block[]
  readonly pages: Page[]
  readonly tables: Table[]
  readonly sheets: readonly Sheet[]
}

interface Writer {
  add(draft: Draft): void
  finish(): Written
}

function createWriter({ maxTextChars, pageCount, check }: TextOptions): Writer {
  const parts: string[] = []
  const blocks: Block[] = []
  const tables = createTableList()
  const rows = createSheetRows()
  const pages = createPageList(pageCount)
  let length = 0
  let last: Draft | null = null

  const write = (text: string): void => {
    parts.push(text)
    length += text.length
    check?.(length)
    if (length <= maxTextChars) return
    throw new AppError('too_much_text', `The document holds more than ${maxTextChars} characters of text. Split it.`, {
      details: { maxTextChars },
    })
  }
  const add = (draft: Draft): void => {
    let start: number | null = null
    for (const part of [draft, ...(draft.later ?? [])]) {
      const piece = draft.kind === 'code' ? cleanCode(part.text) : cleanInline(part.text)
      if (part.page !== undefined) pages.turnTo(part.page, length)
      if (piece === '') continue
      write(start === null ? separator(last, draft) : ' ')
      start ??= length
      pages.begin(length)
      write(piece)
    }
    if (start === null) return
    const level = draft.kind === 'heading' ? { level: Math.min(Math.max(draft.level ?? 1, 1), 6) } : {}
    blocks.push({ kind: draft.kind, ...level, start, end: length })
    tables.add(draft, start, length)
    if (draft.row !== undefined) rows.add(draft.row, start, length)
    last = draft
  }
  const finish = (): Written => ({
    text: parts.join(''),
    blocks,
    pages: pages.finish(length),
    tables: tables.finish(),
    sheets: rows.sheets,
  })
  return { add, finish }
}

function createPageList(count: number | null) {
  const pages: Page[] = []
  let start: number | null = null
  const close = (length: number): void => {
    pages.push({ number: pages.length + 1, start: start ?? length, end: length })
    start = null
  }
  return {
    /** Pages never go back, and there are no more than the document has. */
    turnTo(page: number, length: number): void {
      while (pages.length + 1 < Math.min(page, count ?? 0)) close(length)
    },
    begin(position: number): void {
      start ??= position
    },
    finish(length: number): Page[] {
      while (pages.length < (count ?? 0)) close(length)
      return pages
    },
  }
}

function createTableList() {
  const tables: Table[] = []
  let open: { readonly of: TableOfRows; start: number; end: number; rows: number; body?: number } | null = null
  const close = (): void => {
    if (open !== null && open.of.heads.length > 0) {
      const { start, end, body } = open
      tables.push({ start, end, heads: open.of.heads.map(cleanInline), ...(body === undefined ? {} : { body }) })
    }
    open = null
  }
  return {
    add({ table }: Draft, start: number, end: number): void {
      if (table !== undefined && open?.of === table) {
        if (open.rows === table.headRows) open.body = start
        open.end = end
        open.rows += 1
        return
      }
      close()
      if (table !== undefined) open = { of: table, start, end, rows: 1 }
    },
    finish(): Table[] {
      close()
      return tables
    },
  }
}

const onLines: ReadonlySet<Draft['kind']> = new Set(['list-item', 'table-row', 'contents'])

function separator(previous: Draft | null, next: Draft): string {
  if (previous === null) return ''
  const goesOn = previous.kind === next.kind && onLines.has(next.kind)
  return goesOn && previous.table === next.table ? '\n' : '\n\n'
}

/** Line by line, because an expression that looks for blanks before a line's end looks at them again from every blank. */
function cleanCode(text: string): string {
  const lines = cleanText(text.replaceAll('\t', '    '))
    .split('\n')
    .map((line) => line.trimEnd())
  const isText = (line: string): boolean => line !== ''
  return lines.slice(Math.max(lines.findIndex(isText), 0), lines.findLastIndex(isText) + 1).join('\n')
}
