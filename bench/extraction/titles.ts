import type { ExtractedText } from '../../src/domain/extracted.ts'
import { lettersOf } from './words.ts'

/** How many of some things are in our text as they should be. */
export interface Kept {
  readonly all: number
  readonly kept: number
}

/** Of titles that another program tells and that stand in our text, those that stand in a heading. */
export function titlesKept({ text, blocks }: ExtractedText, titles: readonly string[]): Kept {
  const letters = lettersOf(text)
  const headings = blocks.filter(({ kind }) => kind === 'heading').map(({ start, end }) => text.slice(start, end))
  const said = headings.map(lettersOf)
  const standing = titles.map(lettersOf).filter((title) => title !== '' && letters.includes(title))
  const kept = standing.filter((title) => said.some((heading) => heading.includes(title))).length
  return { all: standing.length, kept }
}
