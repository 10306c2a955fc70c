import { expect, test } from 'vitest'
import type { PdfLine } from '../lines/pdf-line.ts'
import { withoutLineNumbers } from './line-numbers.ts'

const size = 10
const textLeft = 80

/** Lines of text below each other, as they are printed. */
const texts = [
  'The court finds that the',
  'carrier delivered the crates',
  'eleven days late, and that',
  'the buyer lost the season of',
  'the fair. It awards damages',
  'of nineteen thousand pounds',
  'to be paid before Easter, and',
  'orders the carrier to return',
  'the crates to their owner',
  'within a month of the day on',
  'which this is made known.',
]

function line(text: string, row: number, left: number): PdfLine {
  const right = left + text.length * 5
  const [page, baseline] = [0, 700 - row * 14]
  const cells = [{ text, left, right }]
  return { text, page, left, right, baseline, endBaseline: baseline, size, bold: false, upright: true, cells }
}

const textOf = (lines: readonly PdfLine[]): readonly string[] => withoutLineNumbers(lines).map(({ text }) => text)
/** The number stands before the text, by its width and a gap left of it. */
const numberedAtStart = (which: (row: number) => boolean): PdfLine[] =>
  texts.map((text, row) =>
    which(row) ? line(`${row + 1} ${text}`, row, textLeft - 5 - String(row + 1).length * 5) : line(text, row, textLeft),
  )

test('the numbers of all lines in the margin are left out', () => {
  expect(textOf(numberedAtStart(() => true))).toEqual(texts)
})

test('so are those of every fifth line, with or without that of the first', () => {
  expect(textOf(numberedAtStart((row) => row === 0 || row % 5 === 4))).toEqual(texts)
  expect(textOf(numberedAtStart((row) => row === 0 || row === 4))).not.toEqual(texts)
})

test('so are those in the other margin, near the text or far from it', () => {
  expect(textOf(texts.map((text, row) => line(`${text.padEnd(32)} ${row + 1}`, row, textLeft)))).toEqual(
    texts.map((text) => text.padEnd(32)).map((text) => text.trimEnd()),
  )
  const far = texts.flatMap((text, row) => [line(text, row, textLeft), line(String(row + 1), row, 520)])
  expect(textOf(far)).toEqual(texts)
})

test('numbers inside of the text, of steps, of rows and of a list stay', () => {
  const inside = texts.map((text, row) => line(row % 5 === 4 ? `${row + 1} ${text}` : text, row, textLeft))
  expect(textOf(inside)).toEqual(inside.map(({ text }) => text))
  const list = texts.map((text, row) => line(`${row + 1} ${text[0]?.toUpperCase()}${text.slice(1)}`, row, textLeft))
  expect(textOf(list)).toEqual(list.map(({ text }) => text))
  const amounts = ['Lemons', 'Pears', 'Plums', 'Figs', 'Dates'].flatMap((text, row) => [
    line(text, row, textLeft),
    line(String(row + 1), row, 520),
  ])
  expect(textOf(amounts)).toEqual(amounts.map(({ text }) => text))
  const years = texts.map((text, row) => line(`${1990 + row * 2} ${text}`, row, textLeft))
  expect(textOf(years)).toEqual(years.map(({ text }) => text))
})

test('numbers of a list stay whose items begin with small letters', () => {
  const items = ['power cord', 'pressure hose of two metres', 'spare filter', 'spanner', 'manual', 'set of washers']
  const list = items.map((text, row) => line(`${row + 1} ${text}`, row, textLeft))
  expect(textOf(list)).toEqual(list.map(({ text }) => text))
})

test('lines of printed paper on which nothing is written have numbers too, and other numbers stay', () => {
  const blank = (row: number): PdfLine => line(String(row + 1), row, textLeft - 5 - String(row + 1).length * 5)
  const blanks = Array.from({ length: texts.length + 4 }, (_, row) => blank(row)).slice(texts.length)
  const amount = line('19', texts.length + 4, textLeft + 200)
  expect(textOf([...numberedAtStart(() => true), ...blanks, amount])).toEqual([...texts, '19'])
})

test('so are those of every line that count by fives, where the lines are full, and not those beside labels', () => {
  const full = texts.slice(0, 7).map((text) => text.padEnd(30, 'x'))
  expect(textOf(full.map((text, row) => line(`${text} ${(row + 1) * 5}`, row, textLeft)))).toEqual(full)
  const labels = ['up to ten bottles', 'more', 'up to a hundred bottles', 'a barrel', 'two barrels of one wine']
  const discounts = labels.map((text, row) => line(`${text} ${(row + 1) * 5}`, row, textLeft))
  expect(textOf(discounts)).toEqual(discounts.map(({ text }) => text))
})
