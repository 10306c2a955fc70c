import { describe, expect, it } from 'vitest'
import { extractPdf } from '../../src/adapters/extract/pdf/pdf-engine.ts'
import { warning } from '../../src/domain/warnings/warning.ts'
import { expectSound } from '../fixtures/extract/check-extracted.ts'
import { extractWith, outline, pageTexts } from '../fixtures/extract/extract-in-process.ts'
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

describe('the order in which a PDF is read', () => {
  const left = [
    'El comité de empresa revisó el',
    'informe anual presentado por',
    'la dirección y acordó elevar',
    'una propuesta de mejora de',
    'las condiciones laborales.',
  ]
  const right = [
    'La partida de formación crece',
    'un ocho por ciento y permite',
    'contratar a dos docentes más',
    'para los cursos de seguridad',
    'que se imparten en el centro.',
  ]

  it('is column after column, also when they are drawn line by line', async () => {
    const content = left.flatMap((text, at) => [
      show(40, 500 - at * 13, text),
      show(230, 500 - at * 13, right[at] ?? ''),
    ])
    expect(outline(await readContent(...content))).toEqual([
      `paragraph ${left.join(' ')}`,
      `paragraph ${right.join(' ')}`,
    ])
  })

  it('parts labels that stand in columns', async () => {
    const label = (number: number) => [`Cliente ${number}`, `Calle Mayor, ${number}`, '30001 Murcia']
    const content = [0, 1].flatMap((column) =>
      [0, 1, 2].flatMap((row) =>
        label(column * 3 + row + 1).map((text, at) => show(50 + column * 180, 560 - row * 70 - at * 13, text)),
      ),
    )
    const lines = outline(await readContent(...content))
    expect(lines.filter((line) => line.includes('Cliente'))).toHaveLength(6)
  })

  it('parts the last word of a narrow column from what begins in the next one', async () => {
    const side = ['CONTACTO', '600 111 222', 'ana@ejemplo.es', 'PROGRAMAS', 'Excel', 'SAP']
    const wide = [
      'EXPERIENCIA',
      'Negociación con proveedores y control',
      'de almacén con un equipo de cinco',
      'personas a su cargo desde el año 2019,',
      'y facturación de dos empresas.',
    ]
    const content = [
      ...side.map((text, at) => show(20, 500 - at * 16, text)),
      ...wide.map((text, at) => show(200, 492 - at * 16, text)),
    ]
    expect((await readContent(...content)).text).not.toContain('SAP EXPERIENCIA')
  })

  it('is column after column also when they are drawn by turns and do not stand level', async () => {
    const content = left.flatMap((text, at) => [
      show(40, 500 - at * 13, text),
      show(230, 494 - at * 13, right[at] ?? ''),
    ])
    expect(outline(await readContent(...content))).toEqual([
      `paragraph ${left.join(' ')}`,
      `paragraph ${right.join(' ')}`,
    ])
  })

  it('is column after column also where long lines of both stand close to each other', async () => {
    const [one, two] = [left, right].map((lines) => lines.map((line) => `${line} y lo que se acuerde en ella`)) as [
      string[],
      string[],
    ]
    const content = one.flatMap((text, at) => [
      show(40, 500 - at * 13, text, 7),
      show(230, 500 - at * 13, two[at] ?? '', 7),
    ])
    expect(outline(await readContent(...content))).toEqual([`paragraph ${one.join(' ')}`, `paragraph ${two.join(' ')}`])
  })

  it('is column after column also where the type is narrow and the gap between them not far wider than a word', async () => {
    // drawn in three quarters of its width
    const narrow = (x: number, y: number, text: string): string => `75 Tz ${show(x, y, text, 8)}`
    const [one, two] = [left, right].map((lines) => lines.map((line) => `${line} y lo que se acuerde en ella`)) as [
      string[],
      string[],
    ]
    const content = one.flatMap((text, at) => [
      narrow(20, 500 - at * 13, text),
      narrow(210, 500 - at * 13, two[at] ?? ''),
    ])
    expect(outline(await readContent(...content))).toEqual([`paragraph ${one.join(' ')}`, `paragraph ${two.join(' ')}`])
  })

  it('is column after column also beside the fields of a form, whose values stand with their labels', async () => {
    const field = (x: number, y: number, value: string) =>
      `<< /Type /Annot /Subtype /Widget /FT /Tx /F 4 /Rect [${x} ${y} ${x + 80} ${y + 14}] /V (${value}) >>`
    const column = (x: number, words: string[]) => words.map((text, at) => show(x, 500 - at * 12, text, 9))
    const left = [
      'El comité revisó el informe que',
      'presentó la dirección de la casa',
      'y acordó elevar una propuesta.',
    ]
    const right = [
      'La partida de formación crece y',
      'permite contratar a dos docentes',
      'para los cursos de seguridad.',
    ]
    const extracted = await read({
      texts: [],
      content: [
        ...column(40, left),
        ...column(220, right),
        show(40, 440, 'Nombre:', 9),
        show(220, 440, 'Fecha:', 9),
      ].join('\n'),
      entries: `/Annots [${field(80, 436, 'Ana Ruiz')} ${field(260, 436, '3 de mayo')}]`,
    })
    expect(outline(extracted)).toEqual([
      `paragraph ${left.join(' ')}`,
      `paragraph ${right.join(' ')}`,
      'paragraph Nombre: Ana Ruiz',
      'paragraph Fecha: 3 de mayo',
    ])
  })

  it('is from top to bottom where a page of one column is drawn in another order', async () => {
    const content = left.map((text, at) => show(40, 500 - at * 13, text))
    expect(outline(await readContent(...content.toReversed()))).toEqual([`paragraph ${left.join(' ')}`])
  })

  it('is column after column also where lists of short lines stand under a head that is as wide as all of them', async () => {
    const list = (x: number, y: number, letter: string): string[] =>
      [1, 2, 3, 4, 5, 6].map((at) => show(x, y - at * 13, `Pieza ${letter}${at}`))
    const content = [...list(40, 480, 'A'), ...list(160, 486, 'B'), ...list(280, 486, 'C')]
    const head = show(40, 500, 'Lista de todas las piezas que se guardan en el taller de abajo, por salas')
    const text = (await readContent(...content, head)).text
    const pieces = [...text.matchAll(/Pieza (\w\d)/gu)].map(([, piece]) => piece)
    expect(pieces).toEqual(['A', 'B', 'C'].flatMap((letter) => [1, 2, 3, 4, 5, 6].map((at) => `${letter}${at}`)))
  })

  it('goes on over a note at the foot of a page, and puts a word together that its end cuts', async () => {
    const foot = { text: '1 Ley 29/1994, de arrendamientos urbanos.', x: 40, y: 40, size: 7 }
    const body = (text: string, y: number) => ({ text, x: 40, y })
    const extracted = await read(
      {
        texts: [
          body('El arrendador depositará la fianza salvo que las partes acuerden una garantía que', 83),
          body('sea conforme a la ley o a los usos de la plaza donde está la finca y que resulte equi-', 70),
          foot,
        ],
      },
      { texts: [body('valente a la que se pacta aquí. La devolución se hará en un mes desde la entrega.', 540)] },
    )
    expect(extracted.text).toContain('equivalente a la que se pacta aquí')
    expect(outline(extracted)[0]).toBe('paragraph [1] Ley 29/1994, de arrendamientos urbanos.')
    expect(pageTexts(extracted)[1]).toMatch(/^a la que se pacta/)
  })

  it('leaves out the numbers that count lines in the margin', async () => {
    const content = left.map((text, at) => show(40, 500 - at * 13, `${at + 1} ${text}`))
    expect(outline(await readContent(...content))).toEqual([`paragraph ${left.join(' ')}`])
    const rows = left.map((_, at) => [
      show(40, 500 - at * 13, `${at + 1} años`),
      show(140, 500 - at * 13, `${at * 7},0`),
      show(240, 500 - at * 13, `${at + 40} años`),
    ])
    expect(outline(await readContent(...rows.flat()))[1]).toBe('table-row 2 años | 7,0 | 41 años')
  })
})

describe('what of a PDF is text', () => {
  it('is what stands on the page, once, and is seen', async () => {
    const extracted = await read({
      texts: [],
      entries: '/CropBox [0 200 420 595]',
      content: [
        show(40, 500, 'Dentro de la página'),
        show(40, 100, 'Fuera del recorte'),
        show(40.3, 500.3, 'Dentro de la página'),
        `3 Tr ${show(40, 400, 'Nadie lo ve')} 0 Tr`,
        `1 1 1 rg ${show(40, 350, 'Blanco sobre blanco')} 0 g`,
        `0 0 1 rg 40 290 200 30 re f 1 1 1 rg ${show(44, 300, 'Blanco sobre azul')} 0 g`,
      ].join('\n'),
    })
    expect(extracted.text).toBe('Dentro de la página\n\nBlanco sobre azul')
    expect(extracted.warnings).toEqual([warning('text_hidden', { letters: 'NadieloveBlancosobreblanco'.length })])
  })

  it('is text that nobody sees when a page has no other, as where somebody recognised a picture', async () => {
    expect((await readContent(`3 Tr ${show(40, 400, 'Reconocido en la imagen')}`)).text).toBe('Reconocido en la imagen')
  })

  it('is once a head in which the number of the page stands between other numbers', async () => {
    const pages = [1, 2, 3, 4].map((page) => ({
      texts: [],
      content: [
        show(40, 570, `Informe de inspección 2024-77   Página ${page} de 4`, 9),
        show(40, 500, `Texto de la parte ${'abcd'.charAt(page - 1)}, que es distinto.`),
      ].join('\n'),
    }))
    const { text } = await read(...pages)
    expect(text.match(/2024-77/g)).toHaveLength(1)
  })

  it('is once what is printed on every page, and the head of a table where it stands first', async () => {
    const page = (number: number): PdfPageSpec => ({
      texts: [
        { text: 'INFORME 2024-77', x: 40, y: 570 },
        { text: `Página ${number} de 3`, x: 180, y: 20 },
        { text: `Apartado ${number}: la cubierta es correcta en este lado.`, x: 40, y: 300 },
      ],
    })
    const extracted = await read(page(1), page(2), page(3))
    expect(extracted.text.match(/INFORME/g)).toHaveLength(1)
    expect(extracted.text).not.toContain('Página')
    expect(pageTexts(extracted)[0]).toContain('INFORME 2024-77')
  })

  it('keeps the end of a sentence that each page begins otherwise', async () => {
    const page = (begin: string): PdfPageSpec => ({
      texts: [
        { text: `${begin} y así`, x: 40, y: 570 },
        { text: 'lo confirman los más viejos.', x: 40, y: 556 },
      ],
    })
    const extracted = await read(
      page('La acequia es ancha'),
      page('El tribunal es antiguo'),
      page('El libro es de 1950'),
    )
    expect(pageTexts(extracted)[1]).toContain('El tribunal es antiguo y así lo confirman')
  })

  it('keeps raised digits apart from the number before them, and joins letters set apart', async () => {
    const extracted = await readContent(
      show(40, 500, 'firmado en 2023'),
      show(112, 504, '1', 6),
      `BT /F1 10 Tf 1 0 0 1 40 460 Tm 4 Tc (P R E C I O) Tj 0 Tc ET`,
    )
    expect(extracted.text).toContain('2023¹')
    expect(extracted.text).toContain('PRECIO')
  })

  it('keeps raised numbers with a sign, and the letters behind an index or exponent with their word', async () => {
    const [up, down] = ['/F1 6 Tf 5 Ts', '/F1 6 Tf -5 Ts'].map(
      (set) => (text: string) => `${set} (${text}) Tj /F1 10 Tf 0 Ts`,
    ) as [(text: string) => string, (text: string) => string]
    const extracted = await readContent(
      `BT 40 500 Td /F1 10 Tf (Son 10) Tj ${up('-3')} (. De H) Tj ${down('2')} (O pura.) Tj ET`,
    )
    expect(extracted.text).toBe('Son 10⁻³. De H2O pura.')
  })

  it('keeps the names of columns on both of two pages with a table each', async () => {
    const table = (rows: readonly (readonly [string, string])[]) => ({
      texts: [['Producto', 'Principal'] as const, ...rows].flatMap(([name, price], at) => [
        { text: name, x: 40, y: 560 - at * 22 },
        { text: price, x: 300, y: 560 - at * 22 },
      ]),
    })
    const extracted = await read(
      table([
        ['Vivienda', '4,67'],
        ['Local', '5,22'],
      ]),
      table([
        ['Garaje', '4,60'],
        ['Solar', '6,52'],
      ]),
    )
    expect(pageTexts(extracted).filter((text) => text.includes('Principal'))).toHaveLength(2)
  })

  it('puts marks of notes that were drawn apart behind their words', async () => {
    const extracted = await readContent(
      show(138.5, 504, '1', 6),
      show(40, 560, 'Solicitud de ingreso'),
      show(40, 500, 'Conozco los estatutos .'),
      show(40, 480, 'La cuota es de 42 euros al mes.'),
      show(40, 440, 'n'),
      show(45.6, 437, 'max', 6),
      show(61, 440, '= 7'),
    )
    const letters = await readContent(
      ...Array.from('Nivel', (letter, at) => show(40 + [0, 7.2, 9.4, 14.4, 20][at]!, 500 + (at % 2) * 0.8, letter)),
    )
    expect(letters.text).toBe('Nivel')
    expect(extracted.text).toContain('Conozco los estatutos¹.')
    expect(extracted.text).toContain('nmax = 7')
    expect(extracted.text).not.toMatch(/^1$/mu)
  })

  it('leaves letters apart that are cells or a list of letters, not a word', async () => {
    const letters = (y: number, text: string, step: number) =>
      Array.from(text, (letter, at) => show(40 + at * step, y, letter)).join('\n')
    const extracted = await readContent(
      letters(500, 'EFMAMJJASOND', 24),
      show(40, 460, 'Meses del balance'),
      letters(420, 'CCCCCCCC', 12),
    )
    expect(extracted.text).not.toMatch(/FMAM|CCC/u)
  })
})

describe('rows of which a program drew some cells apart', () => {
  it('are whole', async () => {
    const rows = [0, 1, 2].map((at) => 500 - at * 14)
    const extracted = await readContent(
      ...rows.flatMap((y, at) => [show(60, y, `Pieza ${at}`), show(160, y, '1,50'), show(260, y, `${at * 3},00`)]),
      show(40, 440, 'Los precios no incluyen el impuesto y valen hasta fin de año.'),
      ...rows.map((y, at) => show(40, y, `${at + 1}`)),
      ...rows.map((y, at) => show(210, y, `${at * 2} uds`)),
      ...rows.map((y) => show(320, y, 'según la lista')),
    )
    expect(outline(extracted).slice(0, 3)).toEqual([
      'table-row 1 | Pieza 0 | 1,50 | 0 uds | 0,00 | según la lista',
      'table-row 2 | Pieza 1 | 1,50 | 2 uds | 3,00 | según la lista',
      'table-row 3 | Pieza 2 | 1,50 | 4 uds | 6,00 | según la lista',
    ])
  })
})
