import { describe, expect, it } from 'vitest'
import { extractPdf } from '../../src/adapters/extract/pdf/pdf-engine.ts'
import { extractWith, outline } from '../fixtures/extract/extract-in-process.ts'
import { makePdf } from '../fixtures/extract/make-pdf.ts'
import type { PdfText } from '../fixtures/extract/make-pdf.ts'

async function read(...pages: readonly (readonly PdfText[])[]): Promise<string[]> {
  return outline(await extractWith(extractPdf, makePdf(pages.map((texts) => ({ texts })))))
}
const at = (y: number, text: string, size = 10): PdfText => ({ text, x: 40, y, size })
const themes = ['El huerto', 'La bodega', 'El molino', 'La fragua']

describe('a figure that stands alone near the edge of a page', () => {
  it('is read where it is no number of pages: on slides, and on a single page', async () => {
    const figures = ['15', '12', '9', '27']
    const slides = figures.map((figure, page) => [
      at(500, `${themes[page]} en el ejercicio`, 14),
      at(60, figure, 24),
      at(30, `oficinas de ${themes[page]?.toLowerCase()}`),
    ])
    expect((await read(...slides)).filter((block) => /\d/u.test(block))).toEqual(
      figures.map((figure) => `paragraph ${figure}`),
    )
    const page = [at(500, 'El pedido sale el lunes.'), at(60, 'Número de bultos'), at(40, '1')]
    expect((await read(page)).at(-1)).toBe('paragraph 1')
  })

  it('is left out where it counts the pages, from whatever number, also on two pages of which one has it', async () => {
    const numbered = (first: number) =>
      themes.map((theme, page) => [at(500, `${theme} es de 1950.`), at(20, `${first + page}`)])
    for (const first of [1, 7]) expect((await read(...numbered(first))).join(' ')).not.toMatch(/\b\d{1,2}\b/u)
    expect(await read([at(500, 'El huerto es nuevo.')], [at(500, 'La bodega es vieja.'), at(20, '2')])).toHaveLength(2)
  })
})

describe('a head that tells the documents of a file or its parts apart', () => {
  const texts = (heads: readonly string[], size = 10): Promise<string[]> =>
    read(...heads.map((head, page) => [at(560, head, size), at(500, `${themes[page % 4]} es de 19${50 + page}.`)]))

  it('is kept on each page though its numbers follow each other', async () => {
    const invoices = ['Factura nº 2025/0118', 'Factura nº 2025/0119', 'Factura nº 2025/0120', 'Factura nº 2025/0121']
    for (const invoice of invoices) expect((await texts(invoices)).join(' ')).toContain(invoice)
    const steps = ['Paso 1', 'Paso 2', 'Paso 3', 'Paso 4']
    for (const step of steps) expect((await texts(steps, 18)).join(' ')).toContain(step)
  })

  it('is kept wherever the value behind its label changes', async () => {
    const [ana, luis] = ['Trabajador: Ana Ruiz', 'Trabajador: Luis Gil']
    const said = await texts([ana, luis, ana, luis])
    expect(said.filter((block) => block.includes('Trabajador'))).toEqual(
      [ana, luis, ana, luis].map((one) => `paragraph ${one}`),
    )
    const runs = await texts([ana, ana, luis, luis, ana, ana])
    expect(runs.filter((block) => block.includes('Trabajador'))).toEqual(
      [ana, luis, ana].map((one) => `paragraph ${one}`),
    )
  })

  it('is kept once where it is a head of a book on every second page, or counts the pages', async () => {
    const said = await texts(['La casa de campo', 'Segunda parte', 'La casa de campo', 'Segunda parte'])
    expect(said.filter((block) => !block.includes(' es de '))).toEqual([
      'paragraph La casa de campo',
      'paragraph Segunda parte',
    ])
    const counted = await texts(['Manual de la casa 7', 'Manual de la casa 8', 'Manual de la casa 9'])
    expect(counted.filter((block) => block.includes('Manual'))).toHaveLength(1)
    const appendix = [21, 22, 23].map((number) => `APÉNDICE B — NORMAS DE FORMATO ${number}`)
    expect((await texts(appendix)).filter((block) => block.includes('NORMAS'))).toHaveLength(1)
  })
})

describe('heads and feet of several lines', () => {
  const head = [
    'Construcciones Vidal SL',
    'Calle Mayor 15, Lorca',
    'NIF B12345678',
    'Tel. 968 123 456',
    'www.vidal.example',
  ]
  const block = (lines: readonly string[], top: number): PdfText[] =>
    lines.map((text, row) => at(top - row * 11, text, 9))
  const halves = (page: number): string[] => [
    `${themes[page]} se vende con todo lo que`,
    'hay dentro, salvo lo que digan',
  ]
  const text = (page: number): PdfText[] => halves(page).map((half, row) => at(400 - row * 12, half))

  it('are kept once, in their order, also on two pages', async () => {
    for (const pages of [4, 2]) {
      const said = await read(
        ...themes.slice(0, pages).map((_, page) => [...block(head, 575), ...text(page), ...block(head.slice(3), 40)]),
      )
      expect(said.slice(0, 5)).toEqual(head.map((line) => `paragraph ${line}`))
      expect(said.join(' ').match(/Vidal SL/gu)).toHaveLength(1)
    }
  })

  it('are text where something in them is of their page, or where all pages say the same', async () => {
    const names = ['Ana', 'Luis', 'Eva', 'Juan']
    const own = names.map((name, page) => [...block([...head.slice(0, 3), `Cliente: ${name}`], 575), ...text(page)])
    expect((await read(...own)).join(' ').match(/Vidal SL/gu)).toHaveLength(4)
    const letter = [
      at(575, 'Lorca, 5 de mayo'),
      at(560, 'A quien corresponda'),
      ...block(['El camión sale el lunes con todo lo que', 'hay en el almacén de Lorca.'], 540),
      at(480, 'Un saludo'),
    ]
    const [, , ...lines] = letter.slice(0, 4).map(({ text: line }) => line)
    expect(await read(letter, letter)).toContain(`paragraph ${lines.join(' ')}`)
  })
})

describe('words that are not level', () => {
  const turned = (matrix: string, text: string, size: number): string =>
    `BT /F1 ${size} Tf ${matrix} Tm (${text}) Tj ET`
  const pages = async (own: (page: number) => string): Promise<string[]> => {
    const lines = (page: number): string[] => [`${themes[page]} se vende con lo que`, 'hay dentro, salvo lo que digan']
    const shown = (page: number): string =>
      [...lines(page), own(page)]
        .map((text, row) => (row < 2 ? `BT /F1 10 Tf 40 ${400 - row * 12} Td (${text}) Tj ET` : text))
        .join(' ')
    const specs = themes.map((_, page) => ({ texts: [], content: shown(page) }))
    return outline(await extractWith(extractPdf, makePdf(specs)))
  }

  it('are kept once where they stand on every page, up the margin or across the page, and the text goes on', async () => {
    const side = await pages((page) => turned('0 1 -1 0 20 100', `Firmado por Ana Vidal - Pagina ${page + 1} de 4`, 7))
    expect(side).toHaveLength(2)
    expect(side.join(' ').match(/Vidal/gu)).toHaveLength(1)
    const across = await pages(() => turned('.7 .7 -.7 .7 100 150', 'BORRADOR', 50))
    expect(across.filter((block) => block.includes('BORRADOR'))).toEqual(['paragraph BORRADOR'])
  })

  it('are no title of a document though they are larger than all else', async () => {
    const content = `BT /F1 10 Tf 40 400 Td (El huerto se vende.) Tj ET ${turned('.7 .7 -.7 .7 100 150', 'BORRADOR', 50)}`
    const { title } = await extractWith(extractPdf, makePdf([{ texts: [], content }]))
    expect(title).toBeNull()
  })
})

describe('a head of two pages at both edges', () => {
  it('is said once, above its second line, before the rows of a table with other columns', async () => {
    const across = (y: number, ...texts: string[]): PdfText[] =>
      texts.map((text, column) => ({
        text,
        x: [40, 150, 300][texts.length === 2 ? column * 2 : column] ?? 40,
        y,
        size: 9,
      }))
    const page = (...rows: readonly string[][]): PdfText[] => [
      ...across(570, 'Caja del Norte', 'Extracto de cuenta'),
      ...across(555, 'IBAN ES44 3008', 'Enero de 2026'),
      ...across(500, 'Fecha', 'Concepto', 'Saldo'),
      ...rows.flatMap((row, at) => across(480 - at * 16, ...row)),
    ]
    const blocks = await read(
      page(['05/01', 'Alquiler', '1.415,88'], ['09/01', 'Cajero', '1.315,88']),
      page(['15/01', 'Seguro', '1.200,00'], ['21/01', 'Agua', '1.170,20']),
    )
    expect(blocks.filter((block) => /Caja del|IBAN/u.test(block))).toEqual([
      'paragraph Caja del Norte Extracto de cuenta',
      'paragraph IBAN ES44 3008 Enero de 2026',
    ])
    expect(blocks.slice(0, 3).at(-1)).toBe('table-row Fecha | Concepto | Saldo')
  })
})

describe('the number of a page', () => {
  it('is left out also right below the text, where it counts the pages from the first one', async () => {
    const pages = themes.map((theme, page) => [at(54, `${theme} se abre en mayo.`), at(40, `${page + 1}`)])
    expect((await read(...pages)).filter((block) => /\d/u.test(block))).toEqual([])
    const figures = ['3', '9', '4', '8'].map((figure, page) => [at(54, `${themes[page]}, plazas:`), at(40, figure)])
    expect((await read(...figures)).join(' ').match(/\d/gu)).toEqual(['3', '9', '4', '8'])
  })

  it('is no part of the foot beside which it stands', async () => {
    const pages = themes.map((theme, page) => [
      at(500, `${theme} se abre en mayo.`),
      at(30, 'Grupo Arce'),
      { text: `${page + 1}`, x: 380, y: 30, size: 10 },
    ])
    expect((await read(...pages)).filter((block) => /Arce|\d/u.test(block))).toEqual(['paragraph Grupo Arce'])
  })
})

it('the names of a table that are printed on many pages stay above its rows though the first of these lacks a cell', async () => {
  const columns = [40, 120, 250, 340]
  const row = (y: number, ...texts: string[]): PdfText[] =>
    texts.flatMap((text, column) => (text === '' ? [] : [{ text, x: columns[column] ?? 0, y, size: 9 }]))
  const pages = themes.map((theme, page) => [
    ...row(560, 'Fecha', 'Concepto', 'Cargo', 'Saldo'),
    ...row(540, '', 'Saldo anterior', '', `${page}81,20`),
    ...row(525, `0${page + 1}/03`, theme, '12,50', `${page}68,70`),
    ...row(510, `0${page + 2}/03`, 'Cuota', '10,00', `${page}58,70`),
  ])
  expect((await read(...pages)).slice(0, 3)).toEqual([
    'table-row Fecha | Concepto | Cargo | Saldo',
    'table-row | Saldo anterior | | 081,20',
    'table-row 01/03 | El huerto | 12,50 | 068,70',
  ])
})
