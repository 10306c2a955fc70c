import { describe, expect, it } from 'vitest'
import { extractPdf } from '../../src/adapters/extract/pdf/pdf-engine.ts'
import { extractWith, outline } from '../fixtures/extract/extract-in-process.ts'
import { makePdf } from '../fixtures/extract/make-pdf.ts'

const show = (x: number, y: number, text: string, size = 6): string =>
  `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm (${text}) Tj ET`
/** A text in lines of at most so many letters. */
const linesOf = (text: string, longest: number): string[] =>
  text.match(new RegExp(`.{1,${longest}}(?: |$)`, 'gu'))?.map((line) => line.trim()) ?? []
const tale = (who: string): string =>
  Array.from(
    { length: 6 },
    (_, at) =>
      `${who} contó ${at + 2} barcas en la bocana, esperó a que bajara la marea y volvió con los remos al hombro hasta la lonja, donde nadie quiso creer lo que decía.`,
  ).join(' ')
const tales = [tale('El práctico'), tale('La farera'), tale('Su sobrino')]
/** Columns drawn all at once, from top to bottom; each begins a little lower than the one before it. */
const across = (texts: readonly string[], longest: number, step: number): string[] =>
  texts
    .flatMap((text, column) =>
      linesOf(text, longest).map((line, at) => ({ x: 30 + column * step, y: 540 - at * 8 - column * 3, line })),
    )
    .toSorted((a, b) => b.y - a.y)
    .map(({ x, y, line }) => show(x, y, line))
const read = async (...content: string[]): Promise<string[]> =>
  outline(await extractWith(extractPdf, makePdf([{ texts: [], content: content.join('\n') }])))

describe('columns of running text that were drawn all at once', () => {
  it.each([
    ['two', 2, 46, 190],
    ['three', 3, 32, 128],
  ])('are read one after the other: %s', async (_, count, longest, step) => {
    const texts = tales.slice(0, count)
    expect(await read(...across(texts, longest, step))).toEqual(texts.map((text) => `paragraph ${text}`))
  })

  it('are read below a title that stands over all of them', async () => {
    const title = 'De cómo se perdió la barca grande y de quién la encontró en la playa de los Alemanes'
    expect(await read(show(30, 565, title, 9), ...across(tales, 32, 128))).toEqual([
      `h1 ${title}`,
      ...tales.map((text) => `paragraph ${text}`),
    ])
  })

  it('are rows where they are the cells of a table', async () => {
    const rows = Array.from({ length: 18 }, (_, at) => [`Amarre ${at + 11}`, `Barca ${at + 40}`, `${at + 3}.200,00`])
    const cells = rows.flatMap((row, at) => row.map((text, column) => show(30 + column * 128, 540 - at * 12, text)))
    expect(await read(...cells)).toEqual(rows.map((row) => `table-row ${row.join(' | ')}`))
  })
})
