import { htmlDrafts } from '../html/html-drafts.ts'
import type { Draft } from '../layout/draft.ts'
import { areFields, beginsField, isFieldLine } from '../layout/field-line.ts'
import { isNumberedLine } from '../layout/numbered-line.ts'
import { tableDrafts } from '../layout/table-drafts.ts'
import type { GridRow } from '../layout/table-grid.ts'
import { readBlocks } from './block-windows.ts'
import { createInlineReader } from './inline-text.ts'
import type { MarkdownBlock } from './markdown-block.ts'
import { tameLines } from './tame-lines.ts'

type Inline = (raw: string) => string
type Row = MarkdownBlock & { readonly kind: 'table-row' }

/** Blocks of a Markdown text: micromark finds the blocks first, then reads the marks inside each of them. */
export function markdownDrafts(text: string): Draft[] {
  const { blocks, definitions } = readBlocks(tameLines(text))
  const inline = createInlineReader(definitions)
  const drafts: Draft[] = []
  let rows: Row[] = []
  const flushTable = (): void => {
    if (rows.length > 0) for (const draft of tableDrafts(rows.map((row) => gridRow(row, inline)))) drafts.push(draft)
    rows = []
  }
  for (const block of blocks) {
    if (block.kind !== 'table-row' || block.isHead) flushTable()
    if (block.kind === 'table-row') rows.push(block)
    else for (const draft of draftsOf(block, inline)) drafts.push(draft)
  }
  flushTable()
  return drafts
}

function gridRow({ cells, isHead }: Row, inline: Inline): GridRow {
  return { isHead, cells: cells.map((cell) => ({ text: cellText(cell, inline) })) }
}

function draftsOf(block: Exclude<MarkdownBlock, Row>, inline: Inline): readonly Draft[] {
  switch (block.kind) {
    case 'html':
      return htmlDrafts(block.raw, { skipNavigation: false }).drafts
    case 'code':
      return block.raw.trim() === '' ? [] : [{ kind: 'code', text: block.raw }]
    case 'heading':
      return kept({ kind: 'heading', level: block.level, text: headingText(inline(block.raw)) })
    case 'paragraph':
    case 'list-item': {
      const { kind, label, raw } = block
      const rows = kind === 'paragraph' ? headlessRows(raw) : null
      if (rows !== null)
        return tableDrafts(rows.map((cells) => ({ cells: cells.map((cell) => ({ text: inline(cell) })) })))
      return statementsOf(kind, raw).flatMap((part) => {
        const text = inline(part)
        return kept({ kind, text: text.trim() === '' ? '' : label + text })
      })
    }
  }
}

/** What "**Plazo:** 30 días" and "*Plazo*: 30 días" have more than "Plazo: 30 días". */
const emphasis = /^[*_]{1,3}|(?<=:)[*_]{1,3}(?=\s)|[*_]{1,3}(?=:\s)/gu
const question = /\?[*_]{0,3}$/u

const sentenceEnd = /[.!?…][)»"”*_]*$/u
const capital = /^[\p{Lu}\p{N}¿¡"«“]/u
/** What goes on in the next line. */
const endsOpen =
  /[,;(–-]$|\b(?:an?|the|of|and|or|to|in|for|with|by|de|del|la|el|l[ao]s|un[ao]?|y|o|en|con|por|para|que)$/u
/** Nobody wraps text as narrow: a line ends there because what it says does. */
const longestOwn = 60

/**
 * The lines of a paragraph that say something of their own: a field below another, a question with its answer below, a name below a name.
 * Markdown would run them together. Within a sentence, or a link, no line is.
 */
function statementsOf(kind: 'paragraph' | 'list-item', raw: string): readonly string[] {
  const lines = raw.split('\n')
  if (kind === 'list-item' || lines.length === 1) return [raw]
  const [first = '', ...rest] = lines
  if (question.test(first.trim())) return [first, rest.join('\n')]
  const plain = lines.map((line) => line.trim().replace(emphasis, ''))
  const isOfFields = areFields(plain)
  const isOfOwn = isOfFields || plain.every((line) => line.length <= longestOwn && capital.test(line))
  const statements: string[][] = []
  let open = nothingOpen
  for (const [at, line] of lines.entries()) {
    const last = statements.at(-1)
    const isNew =
      last === undefined || (begins(plain[at - 1] ?? '', plain[at] ?? '', { isOfFields, isOfOwn }) && isWhole(open))
    if (isNew) statements.push([line])
    else last.push(line)
    open = openBehind(isNew ? nothingOpen : open, line)
  }
  return statements.map((said) => said.join('\n'))
}

interface Paragraph {
  readonly isOfFields: boolean
  readonly isOfOwn: boolean
}

function begins(above: string, line: string, { isOfFields, isOfOwn }: Paragraph): boolean {
  if (!capital.test(line) || endsOpen.test(above)) return false
  if ((isFieldLine(above) && isFieldLine(line)) || isNumberedLine(line)) return true
  if (beginsField(above, line) && (isOfFields || sentenceEnd.test(above))) return true
  return isOfOwn && above.length <= longestOwn && (isOfFields || !sentenceEnd.test(above))
}

/** How many brackets and marks of code have begun and not ended. */
interface OpenMarks {
  readonly square: number
  readonly round: number
  readonly ticks: number
}

const nothingOpen: OpenMarks = { square: 0, round: 0, ticks: 0 }

function openBehind({ square, round, ticks }: OpenMarks, line: string): OpenMarks {
  const count = (sign: RegExp): number => line.match(sign)?.length ?? 0
  return {
    square: square + count(/\[/g) - count(/\]/g),
    round: round + count(/\(/g) - count(/\)/g),
    ticks: ticks + count(/`/g),
  }
}

/** Whether no link, code or note goes on in the next line. */
const isWhole = ({ square, round, ticks }: OpenMarks): boolean => square === 0 && round === 0 && ticks % 2 === 0

/** Lines between pipes are rows also without the line of dashes that GitHub asks for under their head. */
function headlessRows(raw: string): readonly (readonly string[])[] | null {
  const lines = raw.split('\n').map((line) => line.trim())
  if (!lines.every((line) => line.length > 1 && line.startsWith('|') && line.endsWith('|'))) return null
  return lines.map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  )
}

function kept(draft: Draft): readonly Draft[] {
  return draft.text.trim() === '' ? [] : [draft]
}

/** A pipe inside a cell stands with a backslash, also in code. */
function cellText(raw: string, inline: (raw: string) => string): string {
  return inline(raw.replaceAll('\\|', '|')).replaceAll('\n', ' ')
}

/** Without the anchor that some dialects write behind a heading: `## Alcance {#alcance}`. */
function headingText(text: string): string {
  const line = text.replaceAll('\n', ' ').trimEnd()
  return line.endsWith('}') ? line.replace(/\{[#.][^{}]{1,300}\}$/, '').trimEnd() : line
}
