import { expect, test } from 'vitest'
import { extractPdf } from '../../src/adapters/extract/pdf/pdf-engine.ts'
import { extractWith, outline } from '../fixtures/extract/extract-in-process.ts'
import { makePdf } from '../fixtures/extract/make-pdf.ts'

interface Line {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly size: number
}

const show = ({ text, x, y, size }: Line): string => `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm (${text}) Tj ET`
const column = (
  texts: readonly string[],
  place: { readonly x: number; readonly size: number; readonly pitch: number },
) => texts.map((text, at): Line => ({ text, x: place.x, y: 500 - at * place.pitch, size: place.size }))
const read = async (lines: readonly Line[]): Promise<string[]> =>
  outline(await extractWith(extractPdf, makePdf([{ texts: [], content: lines.map(show).join('\n') }])))
const downwards = (lines: readonly Line[]): Line[] => lines.toSorted((a, b) => b.y - a.y)

const left = [
  'The canteen stays closed in the first week',
  'of June while the kitchen is replaced. Then',
  'a food truck will park beside the gate from',
  'noon until two, and the company will pay',
  'half of every lunch, up to five pounds for',
  'each person and day. Vouchers are given',
  'out at reception from the fifth onwards.',
]
const right = [
  'The car park of the last building',
  'will be marked anew. Those who',
  'hold a yellow permit have to use',
  'the field behind the hall for three',
  'days, and the shuttle bus will run',
  'every ten minutes between seven',
  'and nine. Electric cars can be',
  'charged at the front entrance.',
]

test('two columns with lines of other heights, drawn from top to bottom over both, are read one after the other', async () => {
  const columns = [...column(left, { x: 40, size: 10, pitch: 14 }), ...column(right, { x: 262, size: 8, pitch: 11 })]
  const last = {
    text: 'Next issue: the results of the week of safety, and the plan for the hall.',
    x: 40,
    y: 370,
    size: 9,
  }
  expect(await read([...downwards(columns), last])).toEqual([
    `paragraph ${left.join(' ')}`,
    `paragraph ${right.join(' ')}`,
    `paragraph ${last.text}`,
  ])
})

test('a row that was drawn from right to left is a row', async () => {
  const rows = ['Riego por goteo del patio', 'Poda de los setos del sur', 'Tala del ciprés junto al pozo'].flatMap(
    (text, at) => [
      { text: `${at + 3} de marzo de 2026, jueves`, x: 260, y: 500 - at * 16, size: 10 },
      { text, x: 40, y: 500 - at * 16, size: 10 },
    ],
  )
  expect(await read(rows)).toEqual([
    'table-row Riego por goteo del patio | 3 de marzo de 2026, jueves',
    'table-row Poda de los setos del sur | 4 de marzo de 2026, jueves',
    'table-row Tala del ciprés junto al pozo | 5 de marzo de 2026, jueves',
  ])
})

test('a line of two columns is cut between them where one of them ends in a short line', async () => {
  const shares = [
    'The price of the share rose from eleven to',
    'fourteen pounds, which is more than that',
    'of the market. A dividend',
    'of ninety pence will be paid to all those',
    'who hold shares of ours in June.',
  ]
  const columns = [...column(left, { x: 40, size: 8, pitch: 10 }), ...column(shares, { x: 230, size: 8, pitch: 10 })]
  expect(await read(downwards(columns))).toEqual([`paragraph ${left.join(' ')}`, `paragraph ${shares.join(' ')}`])
})

test('labels with longer and shorter texts behind them are rows alike', async () => {
  const terms = [
    ['Plazo', 'Treinta días desde la firma.'],
    ['Pago', 'Por transferencia a la cuenta de la cooperativa, en dos mitades.'],
    ['Garantía', 'Dos años.'],
  ] as const
  const lines = terms.flatMap(([name, text], at) => [
    { text: name, x: 40, y: 500 - at * 20, size: 10 },
    { text, x: 120, y: 500 - at * 20, size: 10 },
  ])
  expect(await read(lines)).toEqual(terms.map((cells) => `table-row ${cells.join(' | ')}`))
})
