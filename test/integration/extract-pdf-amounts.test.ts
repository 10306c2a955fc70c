import { describe, expect, it } from 'vitest'
import { extractPdf } from '../../src/adapters/extract/pdf/pdf-engine.ts'
import { expectSound } from '../fixtures/extract/check-extracted.ts'
import { extractWith, outline } from '../fixtures/extract/extract-in-process.ts'
import { makePdf } from '../fixtures/extract/make-pdf.ts'
import type { PdfPageSpec } from '../fixtures/extract/make-pdf.ts'

const show = (x: number, y: number, text: string, size = 10, matrix = `1 0 0 1 ${x} ${y}`): string =>
  `BT /F1 ${size} Tf ${matrix} Tm (${text.replace(/[()\\]/g, '\\$&')}) Tj ET`

async function read(...pages: PdfPageSpec[]) {
  const extracted = await extractWith(extractPdf, makePdf(pages))
  expectSound(extracted)
  return extracted
}
const readContent = async (...content: string[]) => read({ texts: [], content: content.join('\n') })

describe('amounts in narrow columns', () => {
  /** Half of the type wide, twice a blank. */
  const narrow = 5.5
  /** Helvetica's digits are .556 wide, its marks .278, and a bracket .333. */
  const widthOf = (text: string): number => [...text].reduce((sum, char) => sum + (/[.,]/.test(char) ? 2.78 : 5.56), 0)
  const row = (y: number, label: string, amounts: readonly string[], from = 160): string[] => {
    let x = from
    const shown = amounts.map((amount) => {
      const text = show(x, y, amount)
      x += widthOf(amount) + narrow
      return text
    })
    return [show(40, y, label), ...shown]
  }

  it('are cells of their own', async () => {
    const content = [
      ...row(500, 'Altas', ['13,340,788', '14,032,118', '2,194,990']),
      ...row(486, 'Bajas', ['15,492,738', '15,745,424', '2,433,567']),
    ]
    expect(outline(await readContent(...content))).toEqual([
      'table-row Altas | 13,340,788 | 14,032,118 | 2,194,990',
      'table-row Bajas | 15,492,738 | 15,745,424 | 2,433,567',
    ])
  })

  it('are not the parts of telephone numbers, of accounts, or of one number whose thousands stand apart', async () => {
    for (const parts of [
      ['9382', '1688', '2204'],
      ['6704', '0031', '0370', '8484', '00'],
      ['1', '234', '567,89'],
    ]) {
      const content = [...row(500, 'Dato', parts), ...row(486, 'Dato', parts)]
      expect(outline(await readContent(...content))[0]).toContain(parts.join(' '))
    }
  })
})

describe('a row that a hyphen joins to the line above it', () => {
  const amounts = (y: number, ...texts: string[]): string[] => texts.map((text, at) => show(200 + at * 60, y, text))

  it('has cells, and its label whole', async () => {
    const content = [
      show(40, 500, '1603 Extractos'),
      ...amounts(500, '105.434', '200.563', '151.142'),
      show(40, 486, '1604 Preparaciones y con-'),
      show(40, 474, 'servas de pescado'),
      ...amounts(474, '846', '3,737', '1,688'),
    ]
    expect(outline(await readContent(...content))).toEqual([
      'table-row 1603 Extractos | 105.434 | 200.563 | 151.142',
      'table-row 1604 Preparaciones y conservas de pescado | 846 | 3,737 | 1,688',
    ])
  })
})

describe('the first line of a label above the line of its amounts', () => {
  const row = (y: number, ...texts: readonly string[]): string[] =>
    texts.map((text, at) => (text === '' ? '' : show(40 + at * 120, y, text)))

  it('is a part of its row, and ends no table', async () => {
    const content = [
      ...row(500, 'Motivo', 'Casos', 'Cuota'),
      ...row(486, 'Robo con fuerza', '17.5', '2.5'),
      ...row(472, 'Daños en bienes'),
      ...row(460, 'de otra persona', '10.0', '0.9'),
      ...row(446, 'Estafa', '102.1', '25.5'),
    ]
    const extracted = await readContent(...content)
    expect(outline(extracted)).toEqual([
      'table-row Motivo | Casos | Cuota',
      'table-row Robo con fuerza | 17.5 | 2.5',
      'table-row Daños en bienes de otra persona | 10.0 | 0.9',
      'table-row Estafa | 102.1 | 25.5',
    ])
    expect(extracted.tables.map(({ heads }) => heads)).toEqual([['Motivo', 'Casos', 'Cuota']])
  })

  it('is a paragraph where the row says all of its label', async () => {
    const content = [
      ...row(500, 'Robo con fuerza', '17.5', '2.5'),
      ...row(486, 'Delitos menores'),
      ...row(474, 'Daños', '10.0', '0.9'),
    ]
    expect(outline(await readContent(...content))).toContain('paragraph Delitos menores')
  })

  it('joins letters that were set one by one at equal distances, however narrow one is, and parts the words', async () => {
    const set = Array.from('PALACIO ILIADA', (letter, at) => show(40 + at * 20, 460, letter, 12))
    const extracted = await readContent(show(40, 500, 'Visita de mayo'), ...set.filter((one) => !one.includes('( )')))
    expect(extracted.text).toContain('PALACIO ILIADA')
  })

  it('has no number of a page that stands beside a foot that is kept', async () => {
    const page = (number: number): PdfPageSpec => ({
      texts: [
        { text: 'Colegiado', x: 40, y: 20 },
        { text: '20913', x: 150, y: 20 },
        { text: `Página ${number} de 3`, x: 300, y: 20 },
        { text: `Apartado ${number}: la cubierta es correcta en este lado.`, x: 40, y: 300 },
      ],
    })
    const { text } = await read(page(1), page(2), page(3))
    expect(text).toContain('Colegiado 20913\n')
    expect(text).not.toContain('Página')
  })
})
