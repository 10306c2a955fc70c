import type { ExtractedText } from '../../src/domain/extracted.ts'
import { counted, lettersOf } from './words.ts'

/** What became of printed rows with three numbers and more. */
export interface Rows {
  /** On a line of their own. */
  readonly own: number
  /** In one block with other rows. */
  readonly merged: number
  /** In several blocks, or nowhere. */
  readonly spread: number
}

const number = /^[-–(+]?[$€£]?\d[\d.,]*[)%]?$/u

interface Line {
  readonly words: ReadonlyMap<string, number>
  readonly numbers: number
}

export function rowsKept({ text, blocks }: ExtractedText, rows: readonly (readonly string[])[]): Rows {
  const lines = blocks.map(({ start, end }) => lineOf(text.slice(start, end)))
  const withWord = new Map<string, Line[]>()
  for (const line of lines) {
    for (const word of line.words.keys()) {
      const list = withWord.get(word)
      if (list === undefined) withWord.set(word, [line])
      else list.push(line)
    }
  }
  const sum = { own: 0, merged: 0, spread: 0 }
  for (const row of rows) sum[fateOf(row, withWord)]++
  return sum
}

function lineOf(text: string): Line {
  const words = text.split(/[\s|]+/u)
  return { words: counted(words.map(lettersOf)), numbers: words.filter((word) => number.test(word)).length }
}

function fateOf(row: readonly string[], withWord: ReadonlyMap<string, readonly Line[]>): keyof Rows {
  const numbers = row.filter((word) => number.test(word)).map(lettersOf)
  const needed = [...counted(numbers)]
  const holding = (withWord.get(numbers[0] ?? '') ?? []).filter(({ words }) =>
    needed.every(([word, count]) => (words.get(word) ?? 0) >= count),
  )
  if (holding.length === 0) return 'spread'
  return holding.some((line) => line.numbers <= numbers.length * 1.6 + 1) ? 'own' : 'merged'
}
