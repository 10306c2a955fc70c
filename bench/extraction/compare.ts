import type { ExtractedText } from '../../src/domain/extracted.ts'
import { fiveGrams, shared, wordsOf } from './words.ts'

/** How much of what another program reads is in our text; shares from 0 to 1. */
export interface Comparison {
  readonly recall: number
  readonly precision: number
  readonly order: number
  /** Words that both have on the same page; null where either has no pages. */
  readonly onPage: number | null
  readonly samePageCount: boolean | null
}

/** Shorter texts say nothing about a reader. */
export const fewestWords = 30

/** Null when the other program finds too little. */
export function compare(extracted: ExtractedText, pages: readonly string[]): Comparison | null {
  const theirs = pages.map(wordsOf)
  const all = theirs.flat()
  if (all.length < fewestWords) return null
  const ours = wordsOf(extracted.text)
  const common = shared(all, ours)
  const grams = fiveGrams(all)
  const isPaged = extracted.pages.length > 0 && !extracted.pagesApproximate
  const ourPages = extracted.pages.map(({ start, end }) => wordsOf(extracted.text.slice(start, end)))
  const onPage = theirs.reduce((sum, page, index) => sum + shared(page, ourPages[index] ?? []), 0)
  return {
    recall: common / all.length,
    precision: common / Math.max(ours.length, 1),
    order: shared(grams, fiveGrams(ours)) / Math.max(grams.length, 1),
    onPage: isPaged ? Math.min(onPage / Math.max(common, 1), 1) : null,
    samePageCount: isPaged ? pages.length === extracted.pages.length : null,
  }
}

const number = /^[-(+]?[$€£]?\d[\d.,]*[)%]?$/u

/** Rows of tables that stand on a line of their own, among the lines of our text with three numbers and more. */
export function rowShare({ text, blocks }: ExtractedText): { readonly rows: number; readonly lines: number } {
  let rows = 0
  let lines = 0
  for (const { kind, start, end } of blocks) {
    const numbers = text
      .slice(start, end)
      .split(/[\s|]+/u)
      .filter((word) => number.test(word)).length
    if (numbers < 3) continue
    lines++
    if (kind === 'table-row') rows++
  }
  return { rows, lines }
}
