import { describe, expect, it } from 'vitest'
import { extractPdf } from '../../src/adapters/extract/pdf/pdf-engine.ts'
import { expectSound } from '../fixtures/extract/check-extracted.ts'
import { extractWith, outline } from '../fixtures/extract/extract-in-process.ts'
import { makePdf } from '../fixtures/extract/make-pdf.ts'

const show = (x: number, y: number, text: string): string => `BT /F1 10 Tf 1 0 0 1 ${x} ${y} Tm (${text}) Tj ET`

/** Rows of texts, each with where it begins; of a text without one nothing is drawn. */
async function read(...rows: readonly (readonly (readonly [number, string])[])[]) {
  const content = rows.flatMap((row, at) => row.map(([x, text]) => show(x, 500 - at * 16, text)))
  const extracted = await extractWith(extractPdf, makePdf([{ texts: [], content: content.join('\n') }]))
  expectSound(extracted)
  return extracted
}

const row = (places: readonly number[], ...texts: readonly string[]) =>
  texts.flatMap((text, at): [number, string][] => (text === '' ? [] : [[places[at] ?? 0, text]]))

describe('names of columns that no line draws', () => {
  const places = [40, 120, 180, 260, 320]

  it('stand in the middle over several columns, and are a part of the name of each', async () => {
    const extracted = await read(
      [
        [152, '2023'],
        [292, '2024'],
      ],
      row(places, 'Zona', 'Altas', 'Bajas', 'Altas', 'Bajas'),
      row(places, 'Norte', '10', '2', '11', '3'),
      row(places, 'Sur', '30', '4', '33', '5'),
    )
    expect(outline(extracted).slice(0, 2)).toEqual([
      'table-row | 2023 | | 2024 |',
      'table-row Zona | Altas | Bajas | Altas | Bajas',
    ])
    expect(extracted.tables.map(({ heads }) => heads)).toEqual([
      ['Zona', '2023 Altas', '2023 Bajas', '2024 Altas', '2024 Bajas'],
    ])
  })

  it('stand as close as words of stretched text over the numbers they are of', async () => {
    const tight = [40, 76, 111, 148]
    const extracted = await read(
      [
        [tight[0] ?? 0, 'Zona'],
        [tight[1] ?? 0, 'Altas'],
        [tight[2] ?? 0, 'Bajas'],
        [tight[3] ?? 0, 'Saldo'],
      ],
      row(tight, 'Norte', '10', '2', '8'),
      row(tight, 'Sur', '30', '4', '26'),
    )
    expect(outline(extracted)).toEqual([
      'table-row Zona | Altas | Bajas | Saldo',
      'table-row Norte | 10 | 2 | 8',
      'table-row Sur | 30 | 4 | 26',
    ])
  })
})

describe('a label in the middle of its rows', () => {
  it('is said in each of them, though it stands level with none', async () => {
    const places = [40, 120, 220, 300]
    const level = (y: number, ...texts: readonly string[]): string[] =>
      texts.flatMap((text, at) => (text === '' ? [] : [show(places[at] ?? 0, y, text)]))
    const content = [
      ...level(500, 'Zona', 'Mes', 'Altas', 'Bajas'),
      ...level(484, '', 'Enero', '10', '2'),
      ...level(468, 'Norte', 'Febrero', '20', '3'),
      ...level(452, '', 'Marzo', '15', '1'),
      show(40, 428, 'Sur'),
      ...level(436, '', 'Enero', '30', '4'),
      ...level(420, '', 'Febrero', '40', '5'),
    ]
    const extracted = await extractWith(extractPdf, makePdf([{ texts: [], content: content.join('\n') }]))
    expect(outline(extracted)).toEqual([
      'table-row Zona | Mes | Altas | Bajas',
      'table-row Norte | Enero | 10 | 2',
      'table-row Norte | Febrero | 20 | 3',
      'table-row Norte | Marzo | 15 | 1',
      'table-row Sur | Enero | 30 | 4',
      'table-row Sur | Febrero | 40 | 5',
    ])
  })
})

describe('names right above a row of numbers', () => {
  const columns = [40, 90, 126, 162]
  const numbers = [row(columns, 'Norte', '1,410', '2,204', '8,120'), row(columns, 'Sur', '3,042', '4,411', '26.50')]

  it('are those of its columns though they stand nearer to each other than cells', async () => {
    // Between names half of the type's size, as between words of stretched text; within one a blank.
    const near = row([90, 128, 160], 'De alta', 'Bajas', 'Saldo')
    const extracted = await read(near, ...numbers)
    expect(outline(extracted)[0]).toBe('table-row | De alta | Bajas | Saldo')
    expect(extracted.tables.map(({ heads }) => heads)).toEqual([['', 'De alta', 'Bajas', 'Saldo']])
  })

  it('are not the words of a text', async () => {
    const extracted = await read(row([40], 'Las altas y bajas de cada zona en el año'), ...numbers)
    expect(outline(extracted)[0]).toBe('paragraph Las altas y bajas de cada zona en el año')
  })

  it('may come again', async () => {
    const places = [40, 120, 180, 260]
    const extracted = await read(
      row(places, 'Zona', 'Hombres', 'Mujeres', 'Hombres'),
      row(places, 'Norte', '14', '20', '81'),
      row(places, 'Sur', '33', '42', '26'),
    )
    expect(extracted.tables.map(({ heads }) => heads)).toEqual([['Zona', 'Hombres', 'Mujeres', 'Hombres']])
  })
})

describe('a short line between two rows of the same columns', () => {
  const places = [40, 180, 260]

  it('begins a part of their table, whose columns have the same names', async () => {
    const extracted = await read(
      row(places, 'Zona', 'Altas', 'Bajas'),
      row(places, 'Norte', '14', '20'),
      row(places, 'Sur', '33', '42'),
      row(places, 'Fuera de plazo'),
      row(places, 'Norte', '7', '1'),
      row(places, 'Sur', '3', '4'),
    )
    expect(extracted.tables.map(({ heads }) => heads)).toEqual([
      ['Zona', 'Altas', 'Bajas'],
      ['Zona', 'Altas', 'Bajas'],
    ])
    expect(outline(extracted)[3]).toBe('paragraph Fuera de plazo')
  })
})
