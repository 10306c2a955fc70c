import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { warning } from '../../src/domain/warnings/warning.ts'
import { extractCsv } from '../../src/adapters/extract/csv/csv-engine.ts'
import { extractXlsx } from '../../src/adapters/extract/xlsx/xlsx-engine.ts'
import { expectSound } from '../fixtures/extract/check-extracted.ts'
import { extractWith, outline, rowTexts } from '../fixtures/extract/extract-in-process.ts'
import { inline, makeXlsx, number, shared, sheetData } from '../fixtures/extract/make-xlsx.ts'

describe('CSV', () => {
  it.each([
    ['semicolons, with decimal commas', 'Producto;Precio\nTornillo;1,50\nTuerca;0,25\n'],
    ['tabs', 'Producto\tPrecio\nTornillo\t1,50\nTuerca\t0,25'],
    ['bars', 'Producto|Precio\r\nTornillo|1,50\r\nTuerca|0,25'],
    ['the separator that Excel names', 'sep=#\nProducto#Precio\nTornillo#1,50\nTuerca#0,25'],
    ['quotes around every value', '"Producto","Precio"\n"Tornillo","1,50"\n"Tuerca","0,25"\n'],
  ])('is read with %s', async (_, source) => {
    const extracted = await extractWith(extractCsv, source)
    expectSound(extracted)
    expect(extracted.text).toBe('Producto | Precio\nTornillo | 1,50\nTuerca | 0,25')
  })

  it.each([
    [
      'marks of quotation behind a backslash',
      String.raw`id,nota
1,"Ana \"la jefa\", Gil"
2,"C:\temp, y más"
`,
      ['1 | Ana "la jefa", Gil', String.raw`2 | C:\temp, y más`],
    ],
    [
      'a path behind which a value ends',
      String.raw`id,nota
1,"C:\temp\"
2,"uno, dos"
`,
      [String.raw`1 | C:\temp${'\\'}`, '2 | uno, dos'],
    ],
    ['apostrophes', "'id','nota'\n'1','Murcia, centro'\n'2','O''Hara'\n", ['1 | Murcia, centro', "2 | O'Hara"]],
    ['blanks behind commas', 'id, nota\n"1", "Murcia, centro"\n"2", ""\n', ['1 | Murcia, centro', '2 |']],
    ['codes that Excel may not change', 'id;nota\n="001";="03001"\n"=""002""";"b"\n', ['001 | 03001', '002 | b']],
    ['commas beside a semicolon in each row', 'id,nota\n1,a;b\n2,c;d\n', ['1 | a;b', '2 | c;d']],
    ['circumflexes', 'id^nota\n1^3,50\n2^1,20\n', ['1 | 3,50', '2 | 1,20']],
    ['zeros up to the end of a block', `id;nota\n1;a\n2;b\n${'\0'.repeat(500)}`, ['1 | a', '2 | b']],
  ])('is read with %s', async (_, source, rows) => {
    const { text } = await extractWith(extractCsv, source)
    expect(text.split('\n')).toEqual(['id | nota', ...rows])
  })

  it.each([
    ['a head with another line end than its rows', 'id;nota\r\n1;3,50\n2;"a, b"\n3;c\n'],
    ['rows that another program added', 'id;nota\r\n1;3,50\r\n2;"a, b"\r\n3;c\n'],
    ['a head with a line feed only', 'id;nota\n1;3,50\r\n2;"a, b"\r\n3;c\r\n'],
  ])('is read with %s', async (_, source) => {
    const extracted = await extractWith(extractCsv, source)
    expect(rowTexts(extracted)).toEqual([
      ['', 1, 'id | nota'],
      ['', 2, '1 | 3,50'],
      ['', 3, '2 | a, b'],
      ['', 4, '3 | c'],
    ])
    expect(extracted.tables.map(({ heads }) => heads)).toEqual([['id', 'nota']])
  })

  it('is cut at semicolons, not at decimal commas, where rows end before their last columns', async () => {
    const { text } = await extractWith(extractCsv, 'id;precio;a;b\n1;12,50\n2;3,10;x\n3;4,20;;y\n')
    expect(text).toBe('id | precio | a | b\n1 | 12,50 | |\n2 | 3,10 | x |\n3 | 4,20 | | y')
  })

  it.each(['utf8', 'utf16le', 'windows-1252'])('is read in %s', async (encoding) => {
    const bytes = iconv.encode('Año;Región;Importe\n2024;Cádiz;1.200,50 €\n', encoding, {
      addBOM: encoding.startsWith('utf'),
    })
    expect((await extractWith(extractCsv, bytes)).text).toBe('Año | Región | Importe\n2024 | Cádiz | 1.200,50 €')
  })

  it('counts rows as a spreadsheet does: a value of several lines is in one row, an empty line is a row', async () => {
    const extracted = await extractWith(extractCsv, 'a;b\n"dos\nlíneas";x\n\n;solo b\n')
    expectSound(extracted)
    expect(rowTexts(extracted)).toEqual([
      ['', 1, 'a | b'],
      ['', 2, 'dos líneas | x'],
      ['', 4, 'solo b'],
    ])
  })

  it('keeps the rows after a quotation mark that is never closed, and says so', async () => {
    const extracted = await extractWith(extractCsv, 'pieza;medida\n"tubo 5;1\ncodo;2\n')
    expect(extracted.text).toBe('pieza | medida\n"tubo 5 | 1\ncodo | 2')
    expect(extracted.warnings).toEqual([warning('quotation_open', {})])
  })

  it('keeps the quotation marks of all rows when a file breaks off inside of the last value, and says so', async () => {
    const lines = ['"pieza","precio"', '"tubo, de 5","79,00 €"', '"tuerca","5,20 €"', '"codo","44,1']
    for (const end of ['\n', '\r\n']) {
      const extracted = await extractWith(extractCsv, lines.join(end))
      expect(extracted.text).toBe('pieza | precio\ntubo, de 5 | 79,00 €\ntuerca | 5,20 €\ncodo | 44,1')
      expect(extracted.warnings).toEqual([warning('quotation_cut', {})])
    }
  })
})

const styles =
  '<numFmts><numFmt numFmtId="164" formatCode="#,##0.00\\ &quot;€&quot;"/><numFmt numFmtId="165" formatCode="dd/mm/yyyy"/>' +
  '<numFmt numFmtId="166" formatCode="[$-C0A]d\\ &quot;de&quot;\\ mmmm\\ &quot;de&quot;\\ yyyy"/></numFmts>' +
  '<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>' +
  '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="14"/><xf numFmtId="10"/><xf numFmtId="166"/><xf numFmtId="4"/></cellXfs>'

const read = (parts: Parameters<typeof makeXlsx>[0]) => extractWith(extractXlsx, makeXlsx(parts))

describe('XLSX', () => {
  it('reads each sheet under its name, a line for each row, with the rows as places', async () => {
    const extracted = await read({
      sheets: [
        {
          name: 'Precios',
          xml: sheetData(
            [shared('A1', 0), shared('B1', 1)],
            [],
            [shared('A3', 2), number('B3', 12.5)],
            [inline('A4', 'Tuerca &amp; arandela'), number('B4', 3)],
          ),
        },
        { name: 'Hoja2', xml: sheetData([inline('C1', 'Nota')]) },
      ],
      strings: ['Producto', '<r><t>Pre</t></r><r><t>cio</t></r><rPh sb="0" eb="1"><t>プレ</t></rPh>', 'Tornillo'],
    })
    expectSound(extracted)
    expect(extracted.text).toBe('Precios\n\nProducto | Precio\nTornillo | 12,5\nTuerca & arandela | 3\n\nNota')
    expect(rowTexts(extracted)).toEqual([
      ['Precios', 1, 'Producto | Precio'],
      ['Precios', 3, 'Tornillo | 12,5'],
      ['Precios', 4, 'Tuerca & arandela | 3'],
      ['Hoja2', 1, 'Nota'],
    ])
  })

  it('shows dates, amounts and shares as their cells do, formulas by their value, in Spanish', async () => {
    const extracted = await read({
      styles,
      sheets: [
        {
          name: 'Ventas',
          xml: sheetData([
            number('A1', 1234.5, 1),
            number('B1', 45_747, 2),
            number('C1', 45_747, 3),
            number('D1', 0.215, 4),
            number('E1', 45_747, 5),
            number('F1', 1234567.891, 6),
            '<c r="G1"><f>SUM(A1:B1)</f><v>7</v></c>',
            '<c r="H1" t="str"><f>A1</f><v>texto</v></c>',
            '<c r="I1" t="b"><v>1</v></c>',
            '<c r="J1" t="e"><v>#N/A</v></c>',
          ]),
        },
      ],
    })
    expect(extracted.text).toBe(
      'Ventas\n\n1.234,50 € | 31/03/2025 | 31/03/2025 | 21,50% | 31 de marzo de 2025 | 1.234.567,89 | 7 | texto | VERDADERO | #N/A',
    )
  })

  it('shows them in English where the words of the workbook are English', async () => {
    const extracted = await read({
      styles,
      strings: ['Product', 'Price', 'Date of the invoice'],
      sheets: [
        {
          name: 'Sales',
          xml: sheetData(
            [shared('A1', 0), shared('B1', 1), shared('C1', 2)],
            [inline('A2', 'Screw'), number('B2', 1234.5, 6), number('C2', 45_747, 3)],
          ),
        },
      ],
    })
    expect(extracted.text).toBe('Sales\n\nProduct | Price | Date of the invoice\nScrew | 1,234.50 | 3/31/2025')
  })

  it('tells the language also where all texts stand in the cells themselves', async () => {
    const heads = ['Product', 'Price', 'Date of the invoice'].map((text, at) => inline(`${'ABC'.charAt(at)}1`, text))
    const cells = [inline('A2', 'Screw'), number('B2', 1234.5, 6), number('C2', 45_747, 3)]
    const extracted = await read({ styles, sheets: [{ name: 'Hoja', xml: sheetData(heads, cells) }] })
    expect(rowTexts(extracted).at(-1)).toEqual(['Hoja', 2, 'Screw | 1,234.50 | 3/31/2025'])
  })

  it('shows whole codes, and the words of links that the file keeps no value of', async () => {
    const link = '<c r="B1"><f>HYPERLINK("mailto:ana@ejemplo.es","escribir")</f><v></v></c>'
    const extracted = await read({
      styles,
      sheets: [{ name: 'Artículos', xml: sheetData([number('A1', 8_412_345_678_905, 0), link]) }],
    })
    expect(extracted.text).toBe('Artículos\n\n8412345678905 | escribir (ana@ejemplo.es)')
    expect(extracted.warnings).toEqual([])
  })

  it('shows dates that are written as such like all others', async () => {
    const date = (cell: string, value: string): string => `<c r="${cell}" t="d"><v>${value}</v></c>`
    const extracted = await read({
      sheets: [
        { name: 'Fechas', xml: sheetData([date('A1', '2025-03-31T00:00:00'), date('B1', '2025-03-31T09:30:00.000Z')]) },
      ],
    })
    expect(extracted.text).toBe('Fechas\n\n31/03/2025 | 31/03/2025 9:30')
  })

  it('counts days from 1904 where the workbook does', async () => {
    const extracted = await read({
      styles,
      from1904: true,
      sheets: [{ name: 'Fechas', xml: sheetData([number('A1', 44_285, 2)]) }],
    })
    expect(extracted.text).toContain('31/03/2025')
  })

  it('says what a merged cell says in every row it spans, and keeps empty cells', async () => {
    const extracted = await read({
      sheets: [
        {
          name: 'Turnos',
          xml:
            sheetData(
              [inline('B1', 'Zona'), inline('C1', 'Lunes'), inline('D1', 'Martes')],
              [inline('B2', 'Norte'), inline('C2', 'Ana'), inline('D2', 'Luis')],
              [inline('C3', 'Eva')],
              [inline('D4', 'Iván')],
              [inline('B5', 'Sur'), inline('D5', 'Sol')],
            ) + '<mergeCells count="1"><mergeCell ref="B2:B4"/></mergeCells>',
        },
      ],
    })
    expect(extracted.text).toBe(
      'Turnos\n\nZona | Lunes | Martes\nNorte | Ana | Luis\nNorte | Eva |\nNorte | | Iván\nSur | | Sol',
    )
    expect(extracted.tables).toMatchObject([{ heads: ['Zona', 'Lunes', 'Martes'] }])
  })

  it('names the columns of tables under a title, under merged heads and after an empty row', async () => {
    const extracted = await read({
      sheets: [
        {
          name: 'Resumen',
          xml:
            sheetData(
              [inline('A1', 'Ventas por zona')],
              [inline('A2', 'Zona'), inline('B2', '2024')],
              [inline('B3', 'Enero'), inline('C3', 'Febrero')],
              [inline('A4', 'Norte'), number('B4', 10), number('C4', 20)],
              [],
              [inline('A6', 'Gastos')],
              [inline('A7', 'Concepto'), inline('B7', 'Importe')],
              [inline('A8', 'Luz'), number('B8', 30)],
            ) + '<mergeCells><mergeCell ref="B2:C2"/><mergeCell ref="A2:A3"/></mergeCells>',
        },
      ],
    })
    expectSound(extracted)
    expect(outline(extracted)).toEqual([
      'h1 Resumen',
      'paragraph Ventas por zona',
      'table-row Zona | 2024 |',
      'table-row Zona | Enero | Febrero',
      'table-row Norte | 10 | 20',
      'paragraph Gastos',
      'table-row Concepto | Importe',
      'table-row Luz | 30',
    ])
    expect(extracted.tables.map(({ heads }) => heads)).toEqual([
      ['Zona', '2024 Enero', '2024 Febrero'],
      ['Concepto', 'Importe'],
    ])
  })

  it('keeps rows together between which one is hidden', async () => {
    const rows = [
      [inline('A1', 'Cliente'), inline('B1', 'Ciudad'), inline('C1', 'Zona')],
      [inline('A2', 'Acme'), inline('B2', 'Madrid'), number('C2', '1')],
      [inline('A3', 'Beta'), inline('B3', 'Vigo'), number('C3', '2')],
      [inline('A4', 'Gamma'), inline('B4', 'Lugo'), inline('C4', 'sin zona')],
      [inline('A5', 'Delta'), inline('B5', 'Soria'), number('C5', '4')],
    ]
    const xml = sheetData(...rows).replace('<row r="3"', '<row r="3" hidden="1"')
    const extracted = await extractWith(extractXlsx, makeXlsx({ sheets: [{ name: 'Clientes', xml }] }))
    expect(extracted.tables.map(({ heads }) => heads)).toEqual([['Cliente', 'Ciudad', 'Zona']])
    expect(rowTexts(extracted).map(([, row]) => row)).toEqual([1, 2, 4, 5])
  })

  it('leaves out hidden sheets, rows and columns, and says so', async () => {
    const extracted = await read({
      sheets: [
        { name: 'Listas', state: 'hidden', xml: sheetData([inline('A1', 'secreto')]) },
        {
          name: 'Datos',
          xml:
            '<cols><col min="2" max="2" hidden="1"/></cols><sheetData>' +
            `<row r="1">${inline('A1', 'visto')}${inline('B1', 'oculto')}${inline('C1', 'fin')}</row>` +
            `<row r="2" hidden="1">${inline('A2', 'oculto')}</row></sheetData>`,
        },
      ],
    })
    expect(extracted.text).toBe('Datos\n\nvisto | fin')
    expect(extracted.warnings).toEqual([
      warning('sheet_hidden', { sheet: 'Listas' }),
      warning('rows_hidden', { rows: 2, sheet: 'Datos' }),
    ])
  })

  it('reads remarks with the cell they are about', async () => {
    const extracted = await read({
      sheets: [
        {
          name: 'Datos',
          xml: sheetData([inline('A1', 'valor')]),
          comments:
            '<authors><author>Ana</author></authors><commentList><comment ref="A1" authorId="0"><text><r><t>Revisar en mayo</t></r></text></comment></commentList>',
        },
      ],
    })
    expect(outline(extracted).at(-1)).toBe('paragraph [A1] Revisar en mayo')
  })

  it('takes its title from the properties, never from a sheet that nobody named', async () => {
    const sheets = [{ name: 'Hoja1', xml: sheetData([inline('A1', 'valor')]) }]
    expect((await read({ sheets, coreTitle: 'Tarifas de 2025' })).title).toBe('Tarifas de 2025')
    expect((await read({ sheets })).title).toBeNull()
  })

  it('reads what other programs write: elements with a prefix, cells and rows without an address', async () => {
    const sheet =
      '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row>' +
      '<x:c t="inlineStr"><x:is><x:t>uno</x:t></x:is></x:c><x:c><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    const extracted = await read({ sheets: [{ name: 'Uno', xml: '', whole: sheet }] })
    expect(rowTexts(extracted)).toEqual([['Uno', 1, 'uno | 2']])
  })

  it('refuses a file without a workbook and a cut-off one as damaged', async () => {
    const whole = makeXlsx({ sheets: [{ name: 'Uno', xml: sheetData([inline('A1', 'x')]) }] })
    await expect(extractWith(extractXlsx, whole.subarray(0, whole.length / 2))).rejects.toMatchObject({
      code: 'corrupt_file',
    })
  })
})
