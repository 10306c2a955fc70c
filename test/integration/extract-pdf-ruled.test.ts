import { describe, expect, it } from 'vitest'
import { extractPdf } from '../../src/adapters/extract/pdf/pdf-engine.ts'
import { expectSound } from '../fixtures/extract/check-extracted.ts'
import { extractWith, outline } from '../fixtures/extract/extract-in-process.ts'
import { makePdf } from '../fixtures/extract/make-pdf.ts'

const show = (x: number, y: number, text: string, size = 10): string =>
  `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm (${text.replace(/[()\\]/g, '\\$&')}) Tj ET`
const line = (x: number, y: number, toX: number, toY: number): string => `${x} ${y} m ${toX} ${toY} l S`

async function readContent(...content: string[]) {
  const extracted = await extractWith(extractPdf, makePdf([{ texts: [], content: content.join('\n') }]))
  expectSound(extracted)
  return extracted
}

describe('a ruled table of a PDF', () => {
  const columns = [40, 120, 300, 360]
  const edges = [500, 480, 440, 400]
  const grid = [...columns.map((x) => line(x, 500, x, 400)), ...edges.map((y) => line(40, y, 360, y))]

  it('has one line for each row, wrapped cells joined in their cell, in whatever order it is drawn', async () => {
    const cells = [
      show(44, 486, 'Concepto'),
      show(124, 486, 'Tareas'),
      show(304, 486, 'Importe'),
      show(304, 466, '80,00'),
      show(44, 466, 'Jardín'),
      show(124, 466, 'Poda de setos y riego de'),
      show(124, 454, 'las zonas verdes'),
      show(124, 426, 'Mantenimiento mensual y'),
      show(44, 426, 'Ascensor'),
      show(304, 426, '95,00'),
      show(124, 414, 'atención de averías'),
    ]
    for (const drawn of [cells, cells.toReversed()]) {
      const extracted = await readContent(...grid, ...drawn)
      expect(outline(extracted)).toEqual([
        'table-row Concepto | Tareas | Importe',
        'table-row Jardín | Poda de setos y riego de las zonas verdes | 80,00',
        'table-row Ascensor | Mantenimiento mensual y atención de averías | 95,00',
      ])
      expect(extracted.tables.map(({ heads }) => heads)).toEqual([['Concepto', 'Tareas', 'Importe']])
    }
  })

  it('says a merged cell in every row it spans and keeps empty ones', async () => {
    const merged = [
      ...columns.map((x) => line(x, 500, x, 400)),
      line(40, 500, 360, 500),
      line(40, 480, 360, 480),
      line(120, 440, 360, 440),
      line(40, 400, 360, 400),
    ]
    const extracted = await readContent(
      ...merged,
      show(44, 486, 'Región'),
      show(124, 486, 'Producto'),
      show(304, 486, 'Uds'),
      show(44, 438, 'Andalucía'),
      show(124, 456, 'Cable'),
      show(304, 456, '12'),
      show(124, 416, 'Enchufe'),
    )
    expect(outline(extracted)).toEqual([
      'table-row Región | Producto | Uds',
      'table-row Andalucía | Cable | 12',
      'table-row Andalucía | Enchufe |',
    ])
  })

  it('has a row for each line that no line parts from the next, also beside a cell merged over all of them', async () => {
    const rules = [
      ...columns.map((x) => line(x, 500, x, 400)),
      line(40, 500, 360, 500),
      line(40, 480, 360, 480),
      line(120, 420, 360, 420),
      line(40, 400, 360, 400),
    ]
    const rows = [
      ['Cable', '12,00', 466],
      ['Enchufe', '31,00', 453],
      ['Lámpara', '7,50', 440],
      ['Total', '50,50', 406],
    ] as const
    const extracted = await readContent(
      ...rules,
      show(44, 486, 'Región'),
      show(124, 486, 'Producto'),
      show(304, 486, 'Importe'),
      show(44, 440, 'Andalucía'),
      ...rows.flatMap(([product, amount, y]) => [show(124, y, product), show(304, y, amount)]),
    )
    expect(outline(extracted)).toEqual([
      'table-row Región | Producto | Importe',
      ...rows.map(([product, amount]) => `table-row Andalucía | ${product} | ${amount}`),
    ])
  })

  it('has the texts of a row in their columns where lines part only the cells of its head', async () => {
    const extracted = await readContent(
      ...[40, 360].map((x) => line(x, 500, x, 400)),
      ...columns.map((x) => line(x, 500, x, 480)),
      ...[500, 480, 400].map((y) => line(40, y, 360, y)),
      show(44, 486, 'Fecha'),
      show(124, 486, 'Concepto'),
      show(304, 486, 'Importe'),
      show(124, 466, 'Limpieza de la escalera'),
      show(304, 466, '80,00'),
      show(124, 446, 'Poda'),
      show(304, 446, '95,00'),
    )
    expect(outline(extracted)).toEqual([
      'table-row Fecha | Concepto | Importe',
      'table-row | Limpieza de la escalera | 80,00',
      'table-row | Poda | 95,00',
    ])
  })

  it('has what wraps below the line on which its row begins, and amounts beside words that reach over their edge', async () => {
    const rows = [
      ['03/04', ['Viaje de ida y vuelta', 'de Madrid a Valencia con una maleta de mano'], '920,68'],
      ['05/04', ['Hotel', 'en Valencia'], '145,00'],
      ['06/04', ['Viaje', 'en taxi del hotel al puerto y del puerto al', 'aeropuerto'], '61,20'],
      ['07/04', ['Comida', 'de trabajo'], '33,10'],
    ] as const
    let y = 480
    const drawn: string[] = []
    for (const [day, texts, amount] of rows) {
      drawn.push(show(44, y - 10, day), show(380, y - 10, amount))
      for (const text of texts) drawn.push(show(124, (y -= 11) + 1, text))
      y -= 0.5
    }
    const extracted = await readContent(
      ...[40, 410].map((x) => line(x, 500, x, 340)),
      ...[40, 120, 300, 410].map((x) => line(x, 500, x, 484)),
      ...[500, 484, 340].map((at) => line(40, at, 410, at)),
      show(44, 488, 'Fecha'),
      show(124, 488, 'Concepto'),
      show(304, 488, 'Importe'),
      ...drawn,
    )
    expect(outline(extracted)).toEqual([
      'table-row Fecha | Concepto | Importe',
      ...rows.map(([day, texts, amount]) => `table-row ${day} | ${texts.join(' ')} | ${amount}`),
    ])
  })

  it('has one row where lists of numbers wrap, or cells beside each other are running text', async () => {
    const refs = await readContent(
      ...grid,
      show(44, 486, 'Ciudad'),
      show(124, 486, 'Proyecto'),
      show(304, 486, 'Notas'),
      ...['Hidrógeno verde en', 'la zona del puerto'].map((text, at) => show(124, 466 - at * 12, text)),
      ...['64, 65,', '66'].map((text, at) => show(304, 466 - at * 12, text)),
      show(44, 466, 'Ordos'),
    )
    expect(outline(refs)[1]).toBe('table-row Ordos | Hidrógeno verde en la zona del puerto | 64, 65, 66')
    const texts = [
      ['Asesoramos a los bancos', 'en la financiación de', 'varios parques eólicos', 'del norte del país.'],
      ['Acompañamos a la empresa', 'que los construye en', 'todos sus permisos y', 'en las obras.'],
    ]
    const sides = await readContent(
      ...[40, 200, 360].map((x) => line(x, 500, x, 420)),
      ...[500, 480, 420].map((y) => line(40, y, 360, y)),
      ...['Bancos', 'Promotores'].map((head, column) => show(44 + column * 160, 486, head)),
      ...texts.flatMap((lines, column) => lines.map((text, at) => show(44 + column * 160, 466 - at * 12, text))),
    )
    expect(outline(sides)[1]).toBe(`table-row ${texts.map((lines) => lines.join(' ')).join(' | ')}`)
  })

  const box = (left: number, bottom: number, right: number, top: number): string =>
    `${left} ${bottom} ${right - left} ${top - bottom} re S`

  it('is no table when its boxes are those of a drawing, which stand where they like', async () => {
    const boxes = [
      [40, 440, 120, 480, 'Entrada de datos'],
      [150, 420, 230, 450, 'Control'],
      [130, 470, 210, 500, 'Registro'],
      [250, 430, 350, 490, 'Salida a la red'],
    ] as const
    const joints = [
      line(120, 460, 150, 435),
      line(120, 445, 150, 445),
      line(210, 485, 250, 485),
      line(230, 440, 250, 440),
    ]
    const texts = boxes.map(([left, bottom, , , text]) => show(left + 4, bottom + 10, text))
    const extracted = await readContent(...boxes.map(([a, b, c, d]) => box(a, b, c, d)), ...joints, ...texts)
    expect(extracted.text).not.toContain('|')
    for (const [, , , , text] of boxes) expect(extracted.text).toContain(text)
  })

  it('is a table also when few of its cells are filled, as in a timetable whose hours are merged', async () => {
    const edges = Array.from({ length: 9 }, (_, at) => 500 - at * 20)
    const days = [40, 100, 180, 260, 340]
    const isMerged = (day: number, edge: number) => (day === 1 && edge === 2) || (day === 3 && edge === 5)
    const rules = edges.flatMap((y, edge) =>
      days.slice(1).map((right, day) => (isMerged(day, edge) ? '' : line(days[day] ?? 0, y, right, y))),
    )
    const extracted = await readContent(
      ...rules,
      ...days.map((x) => line(x, 500, x, 340)),
      ...edges.slice(1).map((y, at) => show(44, y + 6, `${at + 8}:00`)),
      show(104, 470, 'Taller'),
      show(264, 410, 'Piscina'),
    )
    expect(outline(extracted)).toContain('table-row 10:00 | Taller |')
    expect(outline(extracted)).toContain('table-row 13:00 | | Piscina')
  })

  it('is no table when one of its cells frames a figure of texts beside each other', async () => {
    const names = ['Norte', 'Este', 'Sur', 'Oeste', 'Mar', 'Isla']
    const figure = names.flatMap((text, column) =>
      [0, 1, 2].map((at) => show(50 + column * 50, 480 - at * 25, `${text} ${at}`, 7)),
    )
    const rows = Array.from({ length: 8 }, (_, at) => 400 - at * 20)
    const frame = [500, ...rows.map((y) => y + 20), 260].map((y) => line(40, y, 360, y))
    const extracted = await readContent(
      ...frame,
      ...[40, 190, 360].map((x) => line(x, 500, x, 260)),
      ...figure,
      ...rows.flatMap((y, at) => [show(44, y + 6, `Figura ${at}`), show(204, y + 6, `Zona ${at}`)]),
    )
    expect(outline(extracted)).toContain(`table-row ${names.map((name) => `${name} 1`).join(' | ')}`)
  })

  it('is no table when its boxes only frame running text', async () => {
    const words = Array.from({ length: 9 }, (_, at) =>
      show(44, 490 - at * 10, 'texto corrido de una página que alguien ha enmarcado', 8),
    )
    const frame = [line(40, 500, 360, 500), line(40, 400, 360, 400), line(40, 500, 40, 400), line(360, 500, 360, 400)]
    const extracted = await readContent(...frame, ...words)
    expect(extracted.blocks.map(({ kind }) => kind)).toEqual(['paragraph'])
  })
})

describe('boxes of a drawing', () => {
  it('are no table where their lines run through words', async () => {
    const boxes = [0, 1, 2].flatMap((at) => [`${60 + at * 40} ${400 + at * 20} 120 60 re S`])
    const extracted = await readContent(
      ...boxes,
      show(64, 448, 'Recepción de los pedidos de todos'),
      show(64, 428, 'Comprobación del importe total'),
      show(104, 472, 'Entrega en el almacén central'),
    )
    expect(outline(extracted).every((block) => !block.startsWith('table-row'))).toBe(true)
    expect(extracted.text).toContain('Recepción de los pedidos de todos')
  })
})
