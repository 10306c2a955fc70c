import type { BlockKind } from '../../../domain/extracted.ts'

/** A block before its place in the text is known. What it says never holds a mark of a page: pages stand beside it. */
export interface Draft {
  readonly kind: BlockKind
  /** For headings, 1 (highest) to 6. */
  readonly level?: number
  readonly text: string
  /** The page on which it begins, from 1; the page on which the draft before it ended, when it is left out. */
  readonly page?: number
  /** Its parts on later pages, in order. */
  readonly later?: readonly PagePart[]
  /** The table a row belongs to: one and the same object for all of its rows. */
  readonly table?: TableOfRows
  /** It stands in a margin: it is no heading, whatever it says. */
  readonly isMargin?: boolean
  /** The row of a sheet that it is, or a part of. */
  readonly row?: SheetRow
}

export interface SheetRow {
  readonly sheet: string
  /** From 1, as it stands beside the row. */
  readonly number: number
}

export interface PagePart {
  readonly page: number
  readonly text: string
}

export interface TableOfRows {
  /** Names of the columns; empty when nothing names them. */
  readonly heads: readonly string[]
  /** How many of its rows name them. Left out: the first. */
  readonly headRows?: number
}

/** All a draft says, on whatever pages. */
export function wholeText({ text, later = [] }: Draft): string {
  return later.length === 0 ? text : [text, ...later.map((part) => part.text)].join(' ')
}

/** One draft of two, each part on the page where it stood. */
export function joinDrafts(first: Draft, second: Draft): Draft {
  const { later = [] } = first
  const { page, later: after = [] } = second
  const endPage = later.at(-1)?.page ?? first.page
  if (page !== undefined && page !== endPage) {
    return { ...first, later: [...later, { page, text: second.text }, ...after] }
  }
  const last = later.at(-1)
  if (last === undefined) {
    const text = `${first.text.trim()} ${second.text.trim()}`
    return after.length === 0 ? { ...first, text } : { ...first, text, later: after }
  }
  const joined = { page: last.page, text: `${last.text.trim()} ${second.text.trim()}` }
  return { ...first, later: [...later.slice(0, -1), joined, ...after] }
}
