import { AppError } from '../../../domain/errors.ts'
import type { Block, BlockKind, ExtractedText, Page } from '../../../domain/extracted.ts'
import { cleanInline, cleanText } from './clean-text.ts'
import { headingLevel, isBareHeading, isContentsHeading, opensTitle } from './heading-rule.ts'

/**
 * A block before its place in the text is known. A form feed in `text` stands for a page break; a draft of form feeds
 * alone turns pages without a block.
 */
export interface Draft {
  readonly kind: BlockKind
  readonly level?: number
  readonly text: string
}

export interface TextOptions {
  readonly maxTextChars: number
  /** Called with the length of the text as it grows; throws when that is too much for the file. */
  readonly check?: (chars: number) => void
  /** Number the pages by the form feeds in the drafts. */
  readonly paged: boolean
  readonly pagesApproximate?: boolean
  readonly title: string | null
  readonly warnings?: readonly string[]
}

const maxWarnings = 20
const maxTitleChars = 1_000
const maxHeadingTitleChars = 200

/**
 * Lays drafts out as one text with exact offsets: list items, table rows and code lines on consecutive lines, an empty
 * line between everything else. Short paragraphs that are headings by their words become headings here, for all formats.
 * @throws AppError `no_text`, `too_much_text`
 */
export function buildText(drafts: readonly Draft[], options: TextOptions): ExtractedText {
  const writer = createWriter(options)
  for (const draft of mergeBareHeadings(drafts.map(withTextHeading))) writer.add(draft)
  const { text, blocks, pages } = writer.finish()
  if (!/[\p{L}\p{N}]/u.test(text)) {
    throw new AppError('no_text', 'The document contains no text: there is nothing to search in it.')
  }
  return {
    text,
    blocks,
    pages,
    pagesApproximate: options.pagesApproximate ?? false,
    title: ownTitle(options.title) ?? titleFromHeading(text, blocks),
    warnings: (options.warnings ?? []).slice(0, maxWarnings),
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

function withTextHeading(draft: Draft): Draft {
  if (draft.kind !== 'paragraph' || draft.text.length > 300) return draft
  const level = headingLevel(draft.text.replaceAll('\f', ' ').trim())
  return level === null ? draft : { kind: 'heading', level, text: draft.text }
}

/** "TÍTULO II" and the line under it that names it are one heading. */
function mergeBareHeadings(drafts: readonly Draft[]): Draft[] {
  const merged: Draft[] = []
  for (const draft of drafts) {
    const last = merged.at(-1)
    if (last?.kind === 'heading' && isBareHeading(last.text) && opensTitle(draft)) {
      merged[merged.length - 1] = { ...last, text: `${last.text.trim()} ${draft.text.trim()}` }
      continue
    }
    merged.push(draft)
  }
  return merged
}

interface Writer {
  add(draft: Draft): void
  finish(): { text: string; blocks: Block[]; pages: Page[] }
}

function createWriter({ maxTextChars, paged, check }: TextOptions): Writer {
  const parts: string[] = []
  const blocks: Block[] = []
  const pages: Page[] = []
  let length = 0
  let pageStart: number | null = null

  const write = (text: string): void => {
    parts.push(text)
    length += text.length
    check?.(length)
    if (length <= maxTextChars) return
    throw new AppError('too_much_text', `The document holds more than ${maxTextChars} characters of text. Split it.`, {
      details: { maxTextChars },
    })
  }
  const turnPage = (): void => {
    if (!paged) return
    pages.push({ number: pages.length + 1, start: pageStart ?? length, end: length })
    pageStart = null
  }
  const add = (draft: Draft): void => {
    let start: number | null = null
    for (const [index, raw] of draft.text.split('\f').entries()) {
      if (index > 0) turnPage()
      const piece = draft.kind === 'code' ? cleanCode(raw) : cleanInline(raw)
      if (piece === '') continue
      write(start === null ? separator(blocks.at(-1)?.kind, draft.kind) : ' ')
      start ??= length
      pageStart ??= length
      write(piece)
    }
    if (start === null) return
    const level = draft.kind === 'heading' ? { level: Math.min(Math.max(draft.level ?? 1, 1), 6) } : {}
    blocks.push({ kind: draft.kind, ...level, start, end: length })
  }
  const finish = () => {
    turnPage()
    return { text: parts.join(''), blocks, pages }
  }
  return { add, finish }
}

function separator(previous: BlockKind | undefined, next: BlockKind): string {
  if (previous === undefined) return ''
  return previous === next && (next === 'list-item' || next === 'table-row') ? '\n' : '\n\n'
}

/** Line by line, because an expression that looks for blanks before a line's end looks at them again from every blank. */
function cleanCode(text: string): string {
  const lines = cleanText(text.replaceAll('\t', '    '))
    .split('\n')
    .map((line) => line.trimEnd())
  const isText = (line: string): boolean => line !== ''
  return lines.slice(Math.max(lines.findIndex(isText), 0), lines.findLastIndex(isText) + 1).join('\n')
}
