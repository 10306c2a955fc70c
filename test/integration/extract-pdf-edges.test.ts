import { describe, expect, it } from 'vitest'
import { extractPdf } from '../../src/adapters/extract/pdf/pdf-engine.ts'
import { withoutTornWords } from '../../src/adapters/extract/pdf/lines/torn-words.ts'
import { expectSound } from '../fixtures/extract/check-extracted.ts'
import { extractWith, outline } from '../fixtures/extract/extract-in-process.ts'
import { makePdf } from '../fixtures/extract/make-pdf.ts'

const show = (x: number, y: number, text: string): string =>
  `BT /F1 10 Tf 1 0 0 1 ${x} ${y} Tm (${text.replace(/[()\\]/g, '\\$&')}) Tj ET`
const line = (x: number, y: number, toX: number, toY: number): string => `${x} ${y} m ${toX} ${toY} l S`
/** A box without an outline, in a grey from 0 to 1. */
const ground = (grey: number, x: number, y: number, width: number, height: number): string =>
  `${grey} g ${x} ${y} ${width} ${height} re f 0 g`

async function read(...content: string[]): Promise<string[]> {
  const extracted = await extractWith(extractPdf, makePdf([{ texts: [], content: content.join('\n') }]))
  expectSound(extracted)
  return outline(extracted)
}

describe('edges that are drawn on a page and part nothing', () => {
  const columns = [40, 120, 220, 320]
  const edges = [500, 460, 420]
  const grid = [...columns.map((x) => line(x, 500, x, 420)), ...edges.map((y) => line(40, y, 320, y))]

  it('are those of grounds behind the words of a cell', async () => {
    const wrapped = [
      { x: 44, texts: ['Fecha de', 'entrega'] },
      { x: 124, texts: ['Bultos', 'en total'] },
      { x: 224, texts: ['Destino', 'del envío'] },
    ]
    const grounds = wrapped.flatMap(({ x }) => [ground(0.9, x, 482, 60, 13), ground(0.9, x, 469, 60, 13)])
    const heads = wrapped.flatMap(({ x, texts }) => texts.map((text, at) => show(x, 485 - at * 13, text)))
    // Each cell ends and begins right beside the line.
    const row = [show(66, 440, '05/03/2024'), show(122, 440, 'diecisiete en la caja'), show(222, 440, 'Cádiz')]
    expect(await read(...grounds, ...grid, ...heads, ...row)).toEqual([
      'table-row Fecha de entrega | Bultos en total | Destino del envío',
      'table-row 05/03/2024 | diecisiete en la caja | Cádiz',
    ])
  })

  it('are those of white boxes behind the lines of a text', async () => {
    const text = [
      'El arrendatario comunicará la fecha de salida con dos',
      'meses de antelación y entregará las llaves al',
      'administrador de la finca, que revisará el estado de las',
      'instalaciones antes de devolver la fianza.',
    ]
    const boxes = text.map((words, at) => ground(1, 40, 497 - at * 14, words.length * 4.8, 14))
    expect(await read(...boxes, ...text.map((words, at) => show(40, 500 - at * 14, words)))).toEqual([
      `paragraph ${text.join(' ')}`,
    ])
  })

  it('are those of lines under titles, beside which an amount is of one row', async () => {
    const frame = [
      ...[40, 70, 220, 320].map((x) => line(x, 500, x, 400)),
      line(40, 500, 320, 500),
      line(40, 400, 320, 400),
    ]
    const row = (y: number, code: number, label: string, amount = ''): string[] => [
      show(44, y, String(code)),
      show(73, y, label),
      show(240, y, amount),
    ]
    const content = [
      ...row(486, 10, 'Cuota', '12,20'),
      ...row(470, 20, 'OTRAS'),
      line(72, 469, 108, 469),
      ...row(454, 21, 'DEL SOCIO'),
      line(72, 453, 128, 453),
      ...row(438, 22, 'Seguro', '50,15'),
      ...row(422, 30, 'AYUDAS'),
      line(72, 421, 115, 421),
      ...row(406, 31, 'Libros', '8,00'),
    ]
    expect((await read(...frame, line(40, 480, 320, 480), ...content)).slice(1, 5)).toEqual([
      'table-row 20 | OTRAS |',
      'table-row 21 | DEL SOCIO |',
      'table-row 22 | Seguro | 50,15',
      'table-row 30 | AYUDAS |',
    ])
  })

  it('are not the white boxes of cells on a coloured ground', async () => {
    const cells = edges.slice(1).flatMap((y) => columns.slice(0, 3).map((x) => ground(1, x + 1, y + 1, 78, 38)))
    const words = [
      ['Plan', 'Cuota', 'Alta'],
      ['Básico, con una línea', '9', '0'],
    ].flatMap((row, at) =>
      row.map((text, column) => show((columns[column] ?? 0) + 4, 480 - at * 40, text.slice(0, 14))),
    )
    expect(await read(ground(0, 40, 420, 280, 80), ...cells, ...words)).toEqual([
      'table-row Plan | Cuota | Alta',
      'table-row Básico, con un | 9 | 0',
    ])
  })
})

describe('numbers of a table', () => {
  it('are cells of their own though no blank is written between them', async () => {
    const columns = [40, 130, 170, 210, 250]
    const grid = [...columns.map((x) => line(x, 500, x, 440)), ...[500, 480, 460, 440].map((y) => line(40, y, 250, y))]
    const rows = [
      ['Mes', 'A', 'B', 'C'],
      ['Enero', '2', '0', '7'],
      ['Febrero', '0', '0', '0'],
    ]
    const content = rows.flatMap((row, at) =>
      row.map((text, column) => show((columns[column] ?? 0) + (column === 0 ? 4 : 15), 486 - at * 20, text)),
    )
    expect(await read(...grid, ...content)).toEqual(rows.map((row) => `table-row ${row.join(' | ')}`))
  })

  it('stand behind their leader each in its cell, signs for what is missing too', async () => {
    const rows = [
      ['Con servicio', '1.250', '*****', '12,5', '(X)'],
      ['Sin servicio', '980', '-', '9,8', '*-0,3'],
    ]
    const content = rows.flatMap(([label = '', ...cells], at) => [
      show(40, 500 - at * 14, `${label} ${'. '.repeat(20)}`),
      ...cells.map((text, column) => show(200 + column * 40, 500 - at * 14, text)),
    ])
    expect(await read(...content)).toEqual(rows.map((row) => `table-row ${row.join(' | ')}`))
  })

  it('stand row by row where a row begins with a single digit', async () => {
    const rows = [1, 2, 3, 4, 5].map((at) => [String(at), String(99 + at), String(199 + at)])
    const content = rows.flatMap((row, at) =>
      row.map((text, column) => show(57 + column * 35.5, 500 - at * 13.8, text)),
    )
    expect(await read(...content)).toEqual(rows.map((row) => `table-row ${row.join(' | ')}`))
  })
})

describe('amounts behind leaders', () => {
  it('keep their currency', async () => {
    const rows = ['Menú del día|12,50 €', 'Ensalada|8,00 €', 'Vino|$ 9.50']
    const content = rows.map((row, at) =>
      show(40, 500 - at * 14, row.replace('|', '.'.repeat(30)).replace('€', '\u0080')),
    )
    expect(await read(...content)).toEqual(rows.map((row) => `table-row ${row.replace('|', ' | ')}`))
  })
})

describe('text that is cut off where it is drawn', () => {
  const cut = (x: number, y: number, width: number, height: number, ...content: string[]): string =>
    `q ${x} ${y} ${width} ${height} re W n ${content.join(' ')} Q`

  it('is left out, and what is left of it is a cell of its own', async () => {
    const rows = [
      ['Uno', 'Descripción larguísima que no cabe', '10'],
      ['Dos', 'Corta', '20'],
      ['Tres', 'Otra descripción que sale de su celda', '30'],
    ]
    const content = rows.flatMap(([label = '', text = '', amount = ''], at) => {
      const y = 500 - at * 20
      return [show(40, y, label), cut(100, y - 4, 90, 16, show(102, y, text)), show(200, y, amount)]
    })
    expect(await read(...content)).toEqual([
      'table-row Uno | Descripción larguísi | 10',
      'table-row Dos | Corta | 20',
      'table-row Tres | Otra descripción qu | 30',
    ])
    expect(await read(cut(40, 490, 300, 30, show(42, 500, 'Dentro'), show(42, 440, 'FUERA')))).toEqual([
      'paragraph Dentro',
    ])
  })

  it('is whole where it is drawn in bands', async () => {
    const line = show(42, 500, 'La cuenta es ES91 2100.')
    expect(await read(cut(0, 480, 100, 40, line), cut(100, 480, 300, 40, line))).toEqual([
      'paragraph La cuenta es ES91 2100.',
    ])
  })
})

describe('what is drawn over a page', () => {
  const text = ['El precio es de 900 euros.', 'La cuenta es ES91 2100.', 'El plazo es de dos meses.']
  const lines = text.map((words, at) => show(40, 500 - at * 20, words))
  const over = ground(0, 38, 476, 200, 14)
  const said = async (...content: string[]): Promise<boolean> => (await read(...content)).join(' ').includes('ES91')

  it('hides the text under an opaque box', async () => {
    expect(await read(...lines, over)).toEqual([`paragraph ${text[0]}`, `paragraph ${text[2]}`])
  })

  it.each([
    ['a box that was there before', [ground(0.9, 38, 476, 200, 14), ...lines]],
    ['a line through the words', [...lines, ground(0, 38, 483, 200, 1)]],
    ['a box of which that part is not drawn', [...lines, `q 0 0 10 10 re W n ${over} Q`]],
    [
      'a box that is drawn around the words',
      [...lines, `q 30 470 m 30 500 l 250 500 l 250 470 l 240 470 l 240 492 l 38 492 l 38 470 l W* n ${over} Q`],
    ],
    ['a corner of a box', [...lines, '0 g 38 476 m 238 476 l 38 490 l f']],
  ])('hides nothing: %s', async (_, content) => {
    expect(await said(...content)).toBe(true)
  })
})

describe('words whose letters stand apart', () => {
  it('are whole where PDFium parts their last letter from them', () => {
    // Letters 5 wide: 2 between them, 3 before the last one of a word, 7 behind it.
    const line = 'Nort h Buon a Vist a'
    let x = 0
    const places = Array.from(line, (letter, at) => {
      const left = letter === ' ' ? x : (x += line.charAt(at - 1) === ' ' ? (at % 7 === 0 ? 5 : 1) : 2)
      x = letter === ' ' ? x : left + 5
      return { left, right: letter === ' ' ? left : left + 5 }
    })
    const boxOf = (index: number) => places[index] ?? { left: 0, right: 0 }
    expect(withoutTornWords(line, boxOf)).toBe('North Buona Vista')
    expect(withoutTornWords('tengo a mi gata y a tu gato', boxOf)).toBe('tengo a mi gata y a tu gato')
  })
})

describe('a link in a ruled table', () => {
  it('has its address in its cell', async () => {
    const link =
      '<< /Type /Annot /Subtype /Link /Rect [124 462 180 476] /A << /S /URI /URI (mailto:ana@ejemplo.es) >> >>'
    const grid = [40, 120, 220].map((x) => line(x, 500, x, 460)).concat([500, 480, 460].map((y) => line(40, y, 220, y)))
    const words = [show(44, 486, 'Puesto'), show(124, 486, 'Contacto'), show(44, 466, 'Ventas'), show(124, 466, 'Ana')]
    const page = { texts: [], content: [...grid, ...words].join('\n'), entries: '/Annots [9 0 R]' }
    const extracted = await extractWith(extractPdf, makePdf([page], { objects: [link] }))
    expect(outline(extracted)).toEqual(['table-row Puesto | Contacto', 'table-row Ventas | Ana (ana@ejemplo.es)'])
  })
})

describe('a page whose text stands on its head', () => {
  const content = (matrix: string): string => {
    const lines: readonly (readonly [string, number, number, number?])[] = [
      ['Condiciones generales', 40, 550, 16],
      ['Los plazos se cuentan desde la entrega del pedido y vencen en', 40, 520],
      ['treinta dias naturales, salvo pacto en contrario entre las partes.', 40, 507],
      ['Producto', 40, 470],
      ['Precio', 300, 470],
      ['Tornillo', 40, 455],
      ['3,50', 300, 455],
      ['Tuerca', 40, 440],
      ['1,20', 300, 440],
    ]
    const texts = lines.map(([text, x, y, size = 10]) => `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm (${text}) Tj ET`)
    return `q ${matrix} cm ${texts.join('\n')} Q`
  }
  it.each([
    ['because its content is turned', '-1 0 0 -1 420 595', ''],
    ['because the page is', '1 0 0 1 0 0', '/Rotate 180'],
    ['because both are turned to opposite sides', '0 -.7 .7 0 0 500', '/Rotate 90'],
  ])('%s is read as any other', async (_, matrix, entries) => {
    const pages = [{ texts: [], content: content(matrix), entries }]
    expect(outline(await extractWith(extractPdf, makePdf(pages)))).toEqual([
      'h1 Condiciones generales',
      'paragraph Los plazos se cuentan desde la entrega del pedido y vencen en treinta dias naturales, salvo pacto en contrario entre las partes.',
      'table-row Producto | Precio',
      'table-row Tornillo | 3,50',
      'table-row Tuerca | 1,20',
    ])
  })
})

describe('white text in a line', () => {
  it('that indents it, or stands behind it, is left out alone', async () => {
    const indented = `BT /F1 10 Tf 1 g 1 0 0 1 40 500 Tm (Tabla 5.) Tj 0 g ( Becas por curso) Tj 1 g ( marca de imprenta) Tj ET 0 g`
    expect(await read(indented)).toEqual(['paragraph Becas por curso'])
  })

  it('is read where it stands on a colour', async () => {
    const words = `BT /F1 10 Tf 1 g 1 0 0 1 40 500 Tm (Tabla 5.) Tj 0 g ( Becas por curso) Tj ET`
    expect(await read(ground(0.2, 38, 496, 46, 14), words)).toEqual(['paragraph Tabla 5. Becas por curso'])
  })
})

describe('a soft hyphen', () => {
  const readLines = async (...lines: string[]): Promise<string[]> => {
    const content = lines.map((text, at) => show(40, 500 - at * 12, text)).join('\n')
    return outline(await extractWith(extractPdf, makePdf([{ texts: [], content }], { meanings: { AD: '00AD' } })))
  }

  it('that is printed inside a line is a minus sign or a hyphen', async () => {
    expect(await readLines('Saldo inicial \u00ad412,00')).toEqual(['paragraph Saldo inicial -412,00'])
    expect(await readLines('Un plazo de 1\u00ad12 meses')).toEqual(['paragraph Un plazo de 1-12 meses'])
    expect(await readLines('Oficina de Ronda \u00ad 29400')).toEqual(['paragraph Oficina de Ronda - 29400'])
  })

  it('at the end of a line parts a word', async () => {
    expect(await readLines('La empresa comunica\u00ad', 'ciones del norte')).toEqual([
      'paragraph La empresa comunicaciones del norte',
    ])
  })
})
