import { describe, expect, it } from 'vitest'
import { extractPdf } from '../../src/adapters/extract/pdf/pdf-engine.ts'
import { warning } from '../../src/domain/warnings/warning.ts'
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

describe('a table that nothing but alignment draws', () => {
  it('keeps an empty cell in its place and knows its columns', async () => {
    const rows = [
      ['Mes', 'Ventas', 'Bajas'],
      ['Enero', '', '5'],
      ['Febrero', '200', '7'],
      ['Marzo', '310', '2'],
    ]
    const content = rows.flatMap((row, at) =>
      row.map((text, column) => (text === '' ? '' : show(40 + column * 110, 500 - at * 14, text))),
    )
    const extracted = await readContent(...content)
    expect(outline(extracted)[1]).toBe('table-row Enero | | 5')
    expect(extracted.tables.map(({ heads }) => heads)).toEqual([['Mes', 'Ventas', 'Bajas']])
  })

  it('says the label of a group of rows in each of them, where it stands on the first and groups are further apart', async () => {
    const groups = [
      ['Norte', ['Tuercas 12', 'Pernos 3', 'Muelles 40']],
      ['Taller del sur', ['Tuercas 7', 'Pernos 9']],
    ] as const
    const content = [show(40, 520, 'Taller'), show(150, 520, 'Pieza'), show(260, 520, 'Unidades')]
    let y = 504
    for (const [label, rows] of groups) {
      content.push(show(40, y, label))
      for (const [piece = '', units = ''] of rows.map((row) => row.split(' '))) {
        content.push(show(150, y, piece), show(260, y, units))
        y -= 14
      }
      y -= 4
    }
    expect(outline(await readContent(...content))).toEqual([
      'table-row Taller | Pieza | Unidades',
      'table-row Norte | Tuercas | 12',
      'table-row Norte | Pernos | 3',
      'table-row Norte | Muelles | 40',
      'table-row Taller del sur | Tuercas | 7',
      'table-row Taller del sur | Pernos | 9',
    ])
  })

  it('has cells that stand as near as words, where its rows were drawn in the same pieces below each other', async () => {
    // Numbers that end where the next column begins, as a printed workbook has them: three points between both.
    const places = [40, 140, 200, 262]
    const rows = (count: number): string[][] =>
      Array.from({ length: count }, (_, at) => [`A-10${at}`, `Pieza ${at}`, `${10 + at}`, `Estante ${at}`])
    const drawn = (texts: readonly string[][]): string[] =>
      texts.flatMap((row, at) =>
        row.map((text, column) =>
          show((places[column] ?? 0) + (column === 2 && text.length === 2 ? 48 : 0), 500 - at * 13, text),
        ),
      )
    const head = ['Código', 'Artículo', 'Existencias', 'Ubicación']
    const extracted = await readContent(...drawn([head, ...rows(4)]))
    expect(outline(extracted)).toEqual([
      'table-row Código | Artículo | Existencias | Ubicación',
      ...rows(4).map((row) => `table-row ${row.join(' | ')}`),
    ])
    expect(extracted.tables.map(({ heads }) => heads)).toEqual([head])
    // Words that were drawn one by one stand below each other in no columns.
    const words = ['Harina de trigo', 'Sal marina fina', 'Pan', 'Levadura seca de panadería', 'Aceite']
    const wordByWord = words.flatMap((text, at) => {
      let x = 40
      const said = text.split(' ').map((word) => {
        const content = show(x, 500 - at * 13, word)
        x += word.length * 5.2 + 3
        return content
      })
      return [...said, show(240, 500 - at * 13, `${at + 1}`), show(300, 500 - at * 13, `${at + 5},00`)]
    })
    expect(outline(await readContent(...wordByWord))).toEqual(
      words.map((text, at) => `table-row ${text} | ${at + 1} | ${at + 5},00`),
    )
  })

  it('keeps its columns beside another table whose columns stand elsewhere', async () => {
    const rows = (y: number, places: readonly number[], ...texts: readonly string[][]): string[] =>
      texts.flatMap((row, at) => row.map((text, column) => show(places[column] ?? 0, y - at * 16, text)))
    const content = [
      ...rows(
        540,
        [40, 120, 210, 260],
        ['Factura:', 'F-117', 'Cliente:', 'Panadería Sol'],
        ['Fecha:', '05/03/2024', 'NIF:', 'B123'],
      ),
      ...rows(
        480,
        [40, 180, 240, 300],
        ['Concepto', 'Cant.', 'Precio', 'Importe'],
        ['Harina', '10', '18,50', '185,00'],
      ),
      show(40, 448, 'Transporte'),
      show(300, 448, '15,00'),
    ].filter((text) => !text.includes('()'))
    expect(outline(await readContent(...content)).slice(2)).toEqual([
      'table-row Concepto | Cant. | Precio | Importe',
      'table-row Harina | 10 | 18,50 | 185,00',
      'table-row Transporte | | | 15,00',
    ])
  })

  it('has numbers at equal distances as cells: no stretched line is made of numbers alone', async () => {
    const years = ['2019', '2020', '2021', '2022']
    const at = (y: number, cells: readonly string[]) => cells.map((text, column) => show(40 + column * 38, y, text))
    const content = [...at(500, years), ...at(486, ['1.350', '1.400', '1.425', '1.510'])]
    expect(outline(await readContent(...content))).toEqual([
      'table-row 2019 | 2020 | 2021 | 2022',
      'table-row 1.350 | 1.400 | 1.425 | 1.510',
    ])
    const three = (y: number, cells: readonly string[]) => cells.map((text, at) => show([40, 66, 98][at] ?? 0, y, text))
    const numbered = [...three(500, ['11', '110', '210']), ...three(486, ['12', '111', '211'])]
    expect(outline(await readContent(...numbered))).toEqual(['table-row 11 | 110 | 210', 'table-row 12 | 111 | 211'])
  })

  it('has its rows where its amounts were drawn column after column, also beside columns of text', async () => {
    const labels = ['Ventas', 'Compras', 'Personal', 'Resultado']
    const years = [
      ['1.350', '820', '-310', '220'],
      ['1.425', '-', '-325', '1.100'],
    ]
    const text = [
      'El resultado de la empresa',
      'mejora en los dos años que',
      'se comparan en esta tabla,',
      'sobre todo en el último.',
    ]
    const content = [
      ...text.map((words, at) => show(230, 500 - at * 13, words)),
      ...labels.map((label, at) => show(40, 500 - at * 14, label)),
      ...years.flatMap((amounts, column) => amounts.map((one, at) => show(110 + column * 50, 500 - at * 14, one))),
    ]
    expect(outline(await readContent(...content)).slice(1)).toEqual(
      labels.map((label, at) => `table-row ${label} | ${years.map((amounts) => amounts[at]).join(' | ')}`),
    )
  })

  it.each([
    ['in the middle', [11, 0, -11]],
    ['between two lines', [5.5, -5.5]],
    ['at the foot', [22, 11, 0]],
  ])('has a row for what wraps around cells that stand %s of it', async (_, lines) => {
    const texts = ['Limpieza diaria de las zonas', 'Revisión mensual de la máquina', 'Control del agua en el verano']
    const content = texts.flatMap((text, at) => {
      const y = 500 - at * 60
      const words = (line: number): string => (line === 0 ? text : (['con medios propios', 'y ajenos'][line - 1] ?? ''))
      return [
        show(40, y, `Servicio ${at + 1}`),
        ...lines.map((shift, line) => show(130, y + shift, words(line))),
        show(340, y, `${at + 3}50 euros`),
      ]
    })
    const rest = lines.length === 2 ? 'con medios propios' : 'con medios propios y ajenos'
    expect(
      outline(
        await readContent(
          show(40, 560, 'Servicio'),
          show(130, 560, 'Descripción'),
          show(340, 560, 'Precio'),
          ...content,
        ),
      ).slice(1),
    ).toEqual(texts.map((text, at) => `table-row Servicio ${at + 1} | ${text} ${rest} | ${at + 3}50 euros`))
  })

  it.each([
    ['at the head', 0],
    ['in the middle', 0.5],
    ['at the foot', 1],
  ])('has whole rows where several cells wrap, also the first one, and all stand %s', async (_, share) => {
    const rows = [
      ['Zona', 'Empresa', 'Cuota'],
      ['Jardín y|paseo|de atrás', 'Viveros|Robledo', '75 euros'],
      ['Portal', 'Brillo', '40 euros'],
      ['Patio|de luces', 'Pinturas|Lasa e|hijos', '90 euros'],
    ].map((row) => row.map((cell) => cell.split('|')))
    let top = 540
    const content = rows.flatMap((row) => {
      const height = Math.max(...row.map(({ length }) => length))
      const drawn = row.flatMap((lines, column) =>
        lines.map((text, line) => show(40 + column * 110, top - ((height - lines.length) * share + line) * 12, text)),
      )
      top -= height * 12 + 8
      return drawn
    })
    expect(outline(await readContent(...content))).toEqual(
      rows.map((row) => `table-row ${row.map((lines) => lines.join(' ')).join(' | ')}`),
    )
  })

  it('has its rows where it stands sideways on an upright page', async () => {
    const rows = [
      ['Balneario', 'Plazas', 'Noches', 'Temporada'],
      ['Termas de Arriba', '64', '7.215', 'de mayo a octubre'],
      ['Baños del Soto', '38', '4.090', 'todo el año'],
    ]
    const sideways = rows.flatMap((row, at) =>
      row.map((text, column) => {
        const [x, y] = [200 + at * 20, 60 + column * 110]
        return show(x, y, text, 10, `0 1 -1 0 ${x} ${y}`)
      }),
    )
    const above = 'La tabla que sigue resume la ocupación de los balnearios de la comarca durante el año.'
    const below = 'Datos de la mancomunidad, que los revisa cada mes de enero con los de los hoteles.'
    const extracted = await readContent(show(40, 560, above, 8), ...sideways, show(40, 30, below, 8))
    expect(outline(extracted)).toEqual([
      `paragraph ${above}`,
      ...rows.map((row) => `table-row ${row.join(' | ')}`),
      `paragraph ${below}`,
    ])
    expect(extracted.tables.map(({ heads }) => heads)).toEqual([rows[0]])
  })

  it('has rows of its own beside another one whose rows stand a little higher', async () => {
    const row = (x: number, y: number, numbers: readonly number[]): string =>
      numbers.map((number, column) => show(x + column * 36, y, String(number), 8)).join('\n')
    const rows = [0, 1, 2, 3].map((at) => ({
      right: [1900 + at * 25, 1925 + at * 25, 191 + at, 191 + at, 191 + at],
      left: [550 + at * 25, 575 + at * 25, 56 + at, 56 + at, 56 + at],
    }))
    const content = rows.flatMap(({ left, right }, at) => [row(232, 504 - at * 9, right), row(40, 500 - at * 9, left)])
    const lines = outline(await readContent(...content)).map((text) => text.replace(/^table-row /u, ''))
    expect(lines.toSorted()).toEqual(
      rows.flatMap((both) => [both.left, both.right].map((one) => one.join(' | '))).toSorted(),
    )
  })

  it('is told when its columns are not known: rows whose cells stand over each other', async () => {
    const rows = [
      ['Mantenimiento de la red', 'doce', 180],
      ['Red', 'tres', 90],
      ['Revisión de los equipos', 'siete', 180],
    ] as const
    const content = rows.flatMap(([label, value, x], at) => [
      show(40, 500 - at * 14, label),
      show(x, 500 - at * 14, value),
    ])
    const extracted = await readContent(...content)
    expect(extracted.tables).toEqual([])
    expect(extracted.warnings).toEqual([warning('tables_without_grid', { tables: 1, page: 1 })])
  })

  it('has a row for a label whose dots lead to nothing, among others', async () => {
    const content = [
      ['Cuotas', '12.500,00'],
      ['Suministros', ''],
      ['Resultado', '6.379,50'],
    ].flatMap(([label = '', amount = ''], at) => [
      show(40, 500 - at * 14, `${label} ${'.'.repeat(50)}`),
      ...(amount === '' ? [] : [show(300, 500 - at * 14, amount)]),
    ])
    expect(outline(await readContent(...content))).toEqual([
      'table-row Cuotas | 12.500,00',
      'table-row Suministros |',
      'table-row Resultado | 6.379,50',
    ])
  })

  it.each([
    ['dots', '. '.repeat(20)],
    ['dashes', '- '.repeat(20)],
  ])('has a row for each line with leaders of %s, amounts after their label', async (_, dots) => {
    const extracted = await readContent(
      show(40, 500, `Gastos financieros ${dots}12.345,67  15.432,10`),
      show(40, 486, `Resultado antes de impuestos ${dots}709.982,10  590.427,50`),
    )
    expect(outline(extracted)).toEqual([
      'table-row Gastos financieros | 12.345,67 | 15.432,10',
      'table-row Resultado antes de impuestos | 709.982,10 | 590.427,50',
    ])
  })

  it.each([
    ['a page that is turned', { entries: '/Rotate 90' }],
    ['text that runs upwards', {}],
    ['text that runs upwards beside a line that does not', { beside: show(40, 20, '208 TABLAS') }],
  ])(
    'is read from %s like from an upright one',
    async (_, { beside = '', ...spec }: { entries?: string; beside?: string }) => {
      const rows = [
        ['Centro', 'Camas', 'Altas'],
        ['Hospital Norte', '320', '14.210'],
        ['Hospital Sur', '180', '8.930'],
      ]
      const content = rows.flatMap((row, at) =>
        row.map((text, column) => show(0, 0, text, 10, `0 1 -1 0 ${80 + at * 16} ${60 + column * 150}`)),
      )
      const extracted = await read({ texts: [], content: [beside, ...content].join('\n'), ...spec })
      const found = outline(extracted).filter((text) => text !== 'paragraph 208 TABLAS')
      expect(found).toEqual(rows.map((row) => `table-row ${row.join(' | ')}`))
    },
  )

  it('keeps lines that go on with a cell of a row with columns of its own', async () => {
    const rows = [
      ['1501', 'Grasas', '913', '297'],
      ['1502', 'Aceites', '250', '476'],
      ['1503', 'Harinas', '310', '212'],
    ]
    const content = rows.flatMap((row, at) => row.map((text, column) => show(40 + column * 90, 500 - at * 14, text)))
    // Two cells that both stand in the second column.
    const own = [show(130, 458, 'Otros'), show(176, 458, 'exc.'), show(130, 446, 'no aptos')]
    expect(outline(await readContent(...content, ...own)).join(' ')).toContain('no aptos')
  })
})
