import { htmlDrafts } from '../html/html-drafts.ts'
import type { Draft } from '../layout/text-builder.ts'
import { readBlocks } from './block-windows.ts'
import { createInlineReader } from './inline-text.ts'
import type { MarkdownBlock } from './markdown-block.ts'
import { tameLines } from './tame-lines.ts'

/** Blocks of a Markdown text: micromark finds the blocks first, then reads the marks inside each of them. */
export function markdownDrafts(text: string): Draft[] {
  const { blocks, definitions } = readBlocks(tameLines(text))
  const inline = createInlineReader(definitions)
  return blocks.flatMap((block) => draftsOf(block, inline))
}

function draftsOf(block: MarkdownBlock, inline: (raw: string) => string): readonly Draft[] {
  switch (block.kind) {
    case 'html':
      return htmlDrafts(block.raw, { skipFrame: false }).drafts
    case 'code':
      return block.raw.trim() === '' ? [] : [{ kind: 'code', text: block.raw }]
    case 'table-row':
      return [{ kind: 'table-row', text: block.cells.map((cell) => cellText(cell, inline)).join(' | ') }]
    case 'heading':
      return kept({ kind: 'heading', level: block.level, text: headingText(inline(block.raw)) })
    case 'paragraph':
    case 'list-item': {
      const { kind, label, raw } = block
      const rows = kind === 'paragraph' ? headlessRows(raw) : null
      if (rows !== null) return rows.map((row) => ({ kind: 'table-row', text: inline(row) }))
      const text = inline(raw)
      return kept({ kind, text: text.trim() === '' ? '' : label + text })
    }
  }
}

/** Lines between pipes are rows also without the line of dashes that GitHub asks for under their head. */
function headlessRows(raw: string): readonly string[] | null {
  const lines = raw.split('\n').map((line) => line.trim())
  if (!lines.every((line) => line.length > 1 && line.startsWith('|') && line.endsWith('|'))) return null
  const cells = lines.map((line) => line.slice(1, -1).split('|'))
  return cells.map((row) => row.map((cell) => cell.trim()).join(' | '))
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
  return line.endsWith('}') ? line.replace(/\{#[\w-]{1,200}\}$/, '').trimEnd() : line
}
