/** A block of Markdown before its inline marks are read. */
export type MarkdownBlock =
  | { readonly kind: 'heading'; readonly level: number; readonly raw: string }
  | { readonly kind: 'paragraph' | 'list-item'; readonly label: string; readonly raw: string }
  /** A head begins a table, other rows go on with it. */
  | { readonly kind: 'table-row'; readonly cells: readonly string[]; readonly isHead: boolean }
  | { readonly kind: 'code' | 'html'; readonly raw: string }

export interface LinkDefinition {
  readonly label: string
  readonly target: string
}

/** Where a text can be cut and read on as if nothing had been before, and what was read up to there. */
export interface RestartPoint {
  /** Position in the text that was read. */
  readonly at: number
  readonly blocks: number
  /** Number of the next item when the point is between two items of a numbered list. */
  readonly nextNumber: number | null
  /** What begins there. */
  readonly type: string
}

export interface ReadBlocks {
  readonly blocks: readonly MarkdownBlock[]
  readonly links: readonly LinkDefinition[]
  readonly notes: readonly string[]
  /** The last place where a block, or an item of a list, begins outside of everything else. */
  readonly last: RestartPoint | null
}
