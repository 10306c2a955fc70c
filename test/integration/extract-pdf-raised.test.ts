import { expect, test } from 'vitest'
import { extractPdf } from '../../src/adapters/extract/pdf/pdf-engine.ts'
import { extractWith, outline } from '../fixtures/extract/extract-in-process.ts'
import { makePdf } from '../fixtures/extract/make-pdf.ts'

const show = (x: number, y: number, text: string, size = 10): string =>
  `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm (${text}) Tj ET`
const read = async (content: readonly string[]): Promise<string[]> =>
  outline(await extractWith(extractPdf, makePdf([{ texts: [], content: content.join('\n') }])))

/** Words with a raised part in one go, as most programs draw them. */
const raised = (x: number, y: number, [before, up, behind]: readonly [string, string, string]): string =>
  `BT 1 0 0 1 ${x} ${y} Tm /F1 10 Tf (${before}) Tj /F1 6 Tf 4 Ts (${up}) Tj /F1 10 Tf 0 Ts (${behind}) Tj ET`

const pumps = [0, 1, 2].flatMap((at) => {
  const y = 500 - at * 20
  return [show(42, y, `B-${at + 1}0`), raised(152, y, ['12 m', '3', '']), raised(262, y, ['1.350', '1', ' W'])]
})
const rowsOfPumps = [1, 2, 3].map((at) => `table-row B-${at}0 | 12 m³ | 1.350¹ W`)

test('raised digits in the cells of a table stay apart from the numbers before them', async () => {
  expect(await read(pumps)).toEqual(rowsOfPumps)
})

test('and in the cells of a ruled one', async () => {
  const edges = [40, 150, 260, 380].map((x) => `${x} 454 m ${x} 514 l S`)
  const rules = [0, 1, 2, 3].map((at) => `40 ${514 - at * 20} m 380 ${514 - at * 20} l S`)
  expect(await read([...edges, ...rules, ...pumps])).toEqual(rowsOfPumps)
})

const offers = (
  [
    ['Aceite de girasol', '2', '45'],
    ['Vino de Toro', '4', '90'],
    ['Queso de oveja', '9', '35'],
  ] as const
).flatMap(([name, whole, cents], at) => {
  const y = 500 - at * 30
  return [show(42, y, name, 12), show(260, y, whole, 20), show(272, y + 7, cents), show(287, y, 'euros', 9)]
})
const rowsOfOffers = [
  'table-row Aceite de girasol | 2⁴⁵ euros',
  'table-row Vino de Toro | 4⁹⁰ euros',
  'table-row Queso de oveja | 9³⁵ euros',
]

test('the raised cents of a price stand behind it, however large that is set', async () => {
  expect(await read(offers)).toEqual(rowsOfOffers)
})

test('and are not lost where lines are drawn around them', async () => {
  const boxes = [0, 1, 2].flatMap((at) => [`40 ${492 - at * 30} 200 30 re S`, `240 ${492 - at * 30} 120 30 re S`])
  expect(await read([...boxes, ...offers])).toEqual(rowsOfOffers)
})

test('a line of a ruled table that begins with raised cents is no row of its own', async () => {
  const dishes = (
    [
      ['Ensaladilla rusa', ['6', '25'], ['5', '75']],
      ['Tortilla de patata', ['8', '40'], ['7', '60']],
    ] as const
  ).flatMap(([name, ...prices], at) => {
    const y = 500 - at * 32
    return [
      `40 ${y - 10} 200 32 re S 240 ${y - 10} 80 32 re S 320 ${y - 10} 80 32 re S`,
      show(42, y, name, 12),
      ...prices.flatMap(([whole, cents], column) => {
        const x = 250 + column * 80
        return [show(x, y, whole, 20), show(x + 12, y + 7, cents), show(x + 26, y, 'E')]
      }),
    ]
  })
  const rows = await read(dishes)
  expect(rows).toHaveLength(2)
  expect(rows[0]).toMatch(/^table-row Ensaladilla rusa \| 6.*(?:25|²⁵) E \| 5.*(?:75|⁷⁵) E$/u)
})

test('a letter that is an exponent stays apart from the bracket before it', async () => {
  expect(await read([raised(40, 500, ['1 - \\(1 + i\\)', '-n', ' = 0'])])).toEqual(['paragraph 1 - (1 + i)⁻ⁿ = 0'])
  expect(await read([raised(40, 500, ['\\(1 + r\\)', 'n', ' - 1'])])).toEqual(['paragraph (1 + r)ⁿ - 1'])
})
