import { htmlDrafts } from '../html/html-drafts.ts'
import type { Draft } from '../layout/draft.ts'
import { tableDrafts } from '../layout/table-drafts.ts'
import type { GridRow } from '../layout/table-grid.ts'
import { readBlocks } from './block-windows.ts'
import { withDefinitions } from './definitions.ts'
import { drawnRows } from './drawn-tables.ts'
import { withoutFrames } from './framed-parts.ts'
import { withoutIndentedParts } from './indented-parts.ts'
import { createInlineReader } from './inline-text.ts'
import type { MarkdownBlock } from './markdown-block.ts'
import { withMarkupTables } from './markup-tables.ts'
import { statementsOf } from './statements-of.ts'
import { tameLines } from './tame-lines.ts'

type Inline = (raw: string) => string
type Row = MarkdownBlock & { readonly kind: 'table-row' }

/** Blocks of a Markdown text: micromark finds the blocks first, then reads the marks inside each of them. */
export function markdownDrafts(text: string): Draft[] {
  const { blocks, definitions } = readBlocks(
    tameLines(withDefinitions(withMarkupTables(withoutIndentedParts(withoutFrames(text))))),
  )
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

/** Beside what is struck through. */
const box = /^\s*\[[ x]\]\s*$/i

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
      const drawn = kind === 'paragraph' ? drawnRows(raw) : null
      if (drawn !== null)
        return tableDrafts(
          drawn.map((row) => ({ ...row, cells: row.cells.map((cell) => ({ text: inline(cell.text) })) })),
        )
      const rows = kind === 'paragraph' ? headlessRows(raw) : null
      if (rows !== null)
        return tableDrafts(rows.map((cells) => ({ cells: cells.map((cell) => ({ text: inline(cell) })) })))
      return (kind === 'list-item' ? [raw] : statementsOf(raw)).flatMap((part) => {
        const text = inline(part)
        const saysNothing = text.trim() === '' || (part.includes('~~') && box.test(text))
        return kept({ kind, text: saysNothing ? '' : label + text })
      })
    }
  }
}

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
  return line.endsWith('}') ? line.replace(/\{:?\s*[#.][^{}]{1,300}\}$/, '').trimEnd() : line
}
