import type { Block, BlockKind } from './extracted.ts'

/** A line of a document; positions in its stored text, end exclusive. */
export interface Line {
  readonly start: number
  readonly end: number
  /** Verbatim. */
  readonly text: string
}

/** How a chunk is laid out: a quote ends where a row, an item or a paragraph does, and a heading is no answer. */
export interface Outline {
  /** The document's blocks as far as they lie in the chunk, in order; positions in the stored text. */
  readonly blocks: readonly Block[]
  /**
   * What the chunk begins in the middle of: the row with the names of the columns, or the line that introduces a list. Null when
   * it begins with neither, or when that line is in the chunk itself.
   */
  readonly opener: Line | null
}

const letters: Readonly<Record<BlockKind, string>> = {
  heading: 'h',
  paragraph: 'p',
  'list-item': 'l',
  'table-row': 'r',
  contents: 't',
  code: 'c',
}
const kinds = new Map(Object.entries(letters).map(([kind, letter]) => [letter, kind as BlockKind]))

/** As it is stored with the chunk: short, because every chunk has one. */
export function toStoredOutline({ blocks, opener }: Outline): Record<string, unknown> {
  return {
    blocks: blocks.map(({ kind, level, start, end }) => [letters[kind], start, end, ...(level ? [level] : [])]),
    ...(opener === null ? {} : { opener: [opener.start, opener.end, opener.text] }),
  }
}

/** Null for rows that have none, such as those of the original, and for what is not understood. */
export function fromStoredOutline(stored: unknown): Outline | null {
  if (typeof stored !== 'object' || stored === null) return null
  const { blocks, opener }: Partial<Record<string, unknown>> = { ...stored }
  if (!Array.isArray(blocks)) return null
  return { blocks: blocks.flatMap(storedBlock), opener: storedLine(opener) }
}

function storedBlock(stored: unknown): Block[] {
  if (!Array.isArray(stored)) return []
  const [letter, start, end, level]: unknown[] = stored
  const kind = kinds.get(String(letter))
  if (kind === undefined || typeof start !== 'number' || typeof end !== 'number') return []
  return [{ kind, start, end, ...(typeof level === 'number' ? { level } : {}) }]
}

function storedLine(stored: unknown): Line | null {
  if (!Array.isArray(stored)) return null
  const [start, end, text]: unknown[] = stored
  return typeof start === 'number' && typeof end === 'number' && typeof text === 'string' ? { start, end, text } : null
}
