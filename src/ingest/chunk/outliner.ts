import type { Block, ExtractedText } from '../../domain/extracted.ts'
import type { Line, Outline } from '../../domain/outline.ts'
import { tableAt } from '../../domain/table-at.ts'
import { looksLikeNames } from '../../domain/units/line-forms.ts'
import { isSameTable } from '../../domain/units/same-table.ts'

/** A longer line is text, and no name of columns or introduction. */
const longestOpener = 400

/**
 * Outlines of the chunks of a document, which must be asked for in order. Linear over all of them: the blocks are gone
 * through once.
 */
export function createOutliner({
  text,
  blocks,
  tables,
}: Pick<ExtractedText, 'text' | 'blocks' | 'tables'>): (start: number, end: number) => Outline {
  let at = 0
  /** What introduces the run that `blocks[at]` belongs to. */
  let opener: Line | null = null
  /** Whether `blocks[at]` goes on with a table: what names its columns is known then, or that nothing does. */
  let isInTable = false
  const advance = (): void => {
    const [block, next] = [blocks[at], blocks[at + 1]]
    at += 1
    if (block === undefined || next === undefined) return
    const wasInTable = isInTable
    isInTable = next.kind === 'table-row' && isNextRow(block, next)
    if (isInTable) opener = wasInTable ? opener : namesFrom(block, next)
    else if (next.kind === 'list-item') opener = block.kind === 'list-item' ? opener : introduction(block)
    else opener = null
  }
  const isNextRow = (block: Block, next: Block): boolean =>
    block.kind === 'table-row' && isSameTable(lineOf(block), lineOf(next), text.slice(block.end, next.start), tables)
  /**
   * The rows with the names of the columns of the table that begins here; the first of them where they are too long together. The
   * first row of a table drawn in plain text may be one like the others.
   */
  const namesFrom = (block: Block, next: Block): Line | null => {
    const table = tableAt(tables, block.start)
    if (table === undefined && !looksLikeNames(textOf(block), [textOf(next)])) return null
    const body = table?.body ?? block.end
    return line({ ...block, end: block.start + text.slice(block.start, body).trimEnd().length }) ?? line(block)
  }
  const line = (block: Block): Line | null => (block.end - block.start > longestOpener ? null : lineOf(block))
  const lineOf = (block: Block): Line => ({ start: block.start, end: block.end, text: textOf(block) })
  const textOf = ({ start, end }: Block): string => text.slice(start, end)
  const introduction = (block: Block): Line | null =>
    block.kind === 'paragraph' && text[block.end - 1] === ':' ? line(lastSentence(block)) : null
  /** Only the line with the colon; what stands before it in its paragraph has been said. */
  const lastSentence = (block: Block): Block => {
    const content = text.slice(Math.max(block.start, block.end - longestOpener), block.end)
    const stop = content.search(/(?<=[.!?]\s+|\n)[^.!?\n]*$/u)
    return stop <= 0 ? block : { ...block, start: block.end - content.length + stop }
  }

  return (start, end) => {
    while (at < blocks.length && (blocks[at]?.end ?? 0) <= start) advance()
    const own: Block[] = []
    for (let i = at; i < blocks.length; i += 1) {
      const block = blocks[i]
      if (block === undefined || block.start >= end) break
      if (block.end > start) own.push({ ...block, start: Math.max(block.start, start), end: Math.min(block.end, end) })
    }
    return { blocks: own, opener: opener !== null && opener.end <= start ? opener : null }
  }
}
