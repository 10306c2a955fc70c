import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { warning } from '../../src/domain/warnings/warning.ts'
import { extractRtf } from '../../src/adapters/extract/rtf/rtf-engine.ts'
import { expectSound } from '../fixtures/extract/check-extracted.ts'
import { extractWith, outline } from '../fixtures/extract/extract-in-process.ts'

const read = (body: string, head = '') => extractWith(extractRtf, `{\\rtf1\\ansi\\ansicpg1252\\deff0 ${head}${body}}`)

describe('RTF', () => {
  it('reads headings by style and outline level, paragraphs, and the title from the properties', async () => {
    const extracted = await read(
      "\\pard\\s1 Informe\\par\\pard\\plain Un p\\'e1rrafo con \\b negrita\\b0 .\\par\\pard\\s2 Detalle\\par\\pard\\outlinelevel2 Fondo\\par\\pard Fin.",
      "{\\stylesheet{\\s0 Normal;}{\\s1\\outlinelevel0 heading 1;}{\\s2 T\\'edtulo 2;}}{\\info{\\title Acta de mayo}{\\author Ana}}",
    )
    expectSound(extracted)
    expect(outline(extracted)).toEqual([
      'h1 Informe',
      'paragraph Un párrafo con negrita.',
      'h2 Detalle',
      'h3 Fondo',
      'paragraph Fin.',
    ])
    expect(extracted.title).toBe('Acta de mayo')
  })

  it.each([
    ['in the code page of the document', "a\\'f1o", '', 'año'],
    ['in the code page of the font', "\\f1 \\'ef\\'f0\\'e8", '{\\fonttbl{\\f0 A;}{\\f1\\fcharset204 B;}}', 'при'],
    ['of two bytes', "\\f1 \\'93\\'fa\\'96\\'7b", '{\\fonttbl{\\f0 A;}{\\f1\\fcharset128 B;}}', '日本'],
    ['in Unicode, with what stands for them', '\\u8364?\\uc2\\u241 xy z', '', '€ñ z'],
    ['written by a name', '\\emdash\\~\\lquote a\\rquote\\_b\\-c', '', '— ‘a’-bc'],
    ['of an old Mac', "\\f1 a\\'96o: 5 \\'db", '{\\fonttbl{\\f0 A;}{\\f1\\fcharset77 Geneva;}}', 'año: 5 €'],
    [
      'that fields stand for',
      'Pagado {\\field{\\*\\fldinst SYMBOL 252 \\\\f "Wingdings" \\\\s 10}{\\fldrslt\\f1\\fs20}}.',
      '',
      'Pagado ✓.',
    ],
    ['of equations', 'Corte a {\\field{\\*\\fldinst EQ \\\\f(1,2)}{\\fldrslt}} m', '', 'Corte a 1/2 m'],
    ['as they are', iconv.encode('Cádiz', 'windows-1252').toString('latin1'), '', 'Cádiz'],
  ])('reads letters %s', async (_, body, head, text) => {
    const bytes = Buffer.from(`{\\rtf1\\ansi\\ansicpg1252 ${head}${body}}`, 'latin1')
    expect((await extractWith(extractRtf, bytes)).text).toBe(text)
  })

  it('reads tables row by row, merged cells in every row, and a table inside a cell as its text', async () => {
    const row = (frame: string, cells: string): string => `\\trowd${frame}\\pard\\intbl ${cells}\\row `
    const plain = '\\cellx1000\\cellx2000\\cellx3000'
    const extracted = await read(
      `Antes.\\par ${row(`\\trhdr${plain}`, 'Zona\\cell Enero\\cell Febrero\\cell')}` +
        row('\\clvmgf\\cellx1000\\cellx2000\\cellx3000', 'Norte\\cell 10\\cell veinte\\par y uno\\cell') +
        row(
          '\\clvmrg\\cellx1000\\cellx2000\\cellx3000',
          '\\cell 30\\cell {\\itap2 a\\nestcell b\\nestcell{\\*\\nesttableprops\\trowd\\cellx1\\cellx2\\nestrow}}\\cell',
        ) +
        "\\pard Despu\\'e9s.",
    )
    expect(outline(extracted)).toEqual([
      'paragraph Antes.',
      'table-row Zona | Enero | Febrero',
      'table-row Norte | 10 | veinte y uno',
      'table-row Norte | 30 | a ¦ b',
      'paragraph Después.',
    ])
    expect(extracted.tables).toMatchObject([{ heads: ['Zona', 'Enero', 'Febrero'] }])
  })

  it('gives a merged cell the columns of the cells it was merged of, and ends a table at an empty paragraph', async () => {
    const row = (frame: string, cells: string): string => `\\trowd${frame}\\pard\\intbl ${cells}\\row `
    const three = '\\cellx1000\\cellx2000\\cellx3000'
    const extracted = await read(
      row(three, 'Art\\cell Uds\\cell Precio\\cell') +
        row(three, 'Eje\\cell 2\\cell 5,00\\cell') +
        row('\\cellx2010\\cellx3000', 'Total\\cell 5,00\\cell') +
        row('\\cellx3000', 'Otros\\cell') +
        '\\pard\\par ' +
        row('\\cellx1000\\cellx3000', 'Fecha\\cell Importe\\cell') +
        row('\\cellx1000\\cellx3000', 'Hoy\\cell 7,00\\cell'),
    )
    expect(outline(extracted).slice(2, 4)).toEqual(['table-row Total | | 5,00', 'table-row Otros'])
    expect(extracted.tables).toMatchObject([{ heads: ['Art', 'Uds', 'Precio'] }, { heads: ['Fecha', 'Importe'] }])
  })

  it('labels list items as the file prints them', async () => {
    const extracted = await read(
      "\\pard{\\listtext 1.\\tab}Uno\\par{\\listtext a)\\tab}Dos\\par\\pard{\\pntext\\f1\\'B7\\tab}Tres\\par",
    )
    expect(outline(extracted)).toEqual(['list-item 1. Uno', 'list-item a) Dos', 'list-item - Tres'])
  })

  it('puts notes and boxes after their paragraph, addresses behind links, and leaves out what is not text', async () => {
    const extracted = await read(
      'Texto{\\super\\chftn}{\\footnote\\pard {\\super\\chftn} Al pie.} con nota.\\par ' +
        '{\\header Cabecera\\par}{\\*\\generator Riched20;}{\\pict\\pngblip 89504e47}{\\*\\bkmkstart x}' +
        'Escriba a {\\field{\\*\\fldinst{HYPERLINK "mailto:a@b.es"}}{\\fldrslt Ana}} ya.\\par ' +
        '{\\v oculto}{\\deleted borrado}{\\shp{\\*\\shpinst{\\sp{\\sn x}{\\sv 1}}{\\shptxt \\pard En un cuadro.\\par}}}Fin.',
    )
    expect(outline(extracted)).toEqual([
      'paragraph Cabecera',
      'paragraph Texto con nota.',
      'paragraph Al pie.',
      'paragraph Escriba a Ana (a@b.es) ya.',
      'paragraph Fin.',
      'paragraph En un cuadro.',
    ])
  })

  it('ends lines where columns end, and where a line does that only its width ended', async () => {
    const extracted = await read('Columna uno\\column Columna dos\\softline sigue\\lbr3 fin\\line ya.\\par')
    expect(extracted.text).toBe('Columna uno\nColumna dos\nsigue\nfin\nya.')
  })

  it('says a text box once that is drawn again for old readers', async () => {
    const box = (text: string): string => `{\\*\\do\\dptxbx{\\dptxbxtext \\pard ${text}\\par}\\dpx1}`
    const extracted = await read(
      `Antes{\\shp{\\*\\shpinst{\\sp{\\sn x}{\\sv 2}}{\\shptxt \\pard Total: 500\\par}}{\\shprslt${box('Total: 500')}}} y${box('Solo')}.\\par`,
    )
    expect(outline(extracted)).toEqual(['paragraph Antes y.', 'paragraph Total: 500', 'paragraph Solo'])
  })

  it('says how much of the text is hidden, and nothing of what was deleted or is in no text', async () => {
    const extracted = await read('Uno{\\v oculto 12}{\\deleted borrado}{\\v{\\xe entrada}}{\\v\\deleted mas} dos.\\par')
    expect(extracted.text).toBe('Uno dos.')
    expect(extracted.warnings).toEqual([warning('text_hidden', { letters: 8 })])
  })

  it('skips raw bytes, and survives braces that do not match', async () => {
    expect((await read('a{\\object{\\*\\objdata\\bin4 }}}}}}b')).text).toBe('ab')
    expect((await extractWith(extractRtf, '{\\rtf1 {{{abierto')).text).toBe('abierto')
  })

  it('refuses groups that are nested without end', async () => {
    await expect(read('{'.repeat(5_000))).rejects.toMatchObject({ code: 'too_complex' })
  })

  it('reads headers and footers once, and shows remarks as such', async () => {
    const extracted = await read(
      "{\\headerl Acme, S.L.\\par}{\\headerr \\pard Acme, S.L.\\par}{\\footer P\\'e1gina {\\field{\\*\\fldinst PAGE}{\\fldrslt 1}}\\par Confidencial\\par}" +
        'Uno{\\*\\atnid LR}{\\*\\atnauthor Luis}\\chatn{\\*\\annotation{\\*\\atndate 1}\\pard Revisar.}.\\par Dos.',
    )
    expect(outline(extracted)).toEqual([
      'paragraph Acme, S.L.',
      'paragraph Uno.',
      'paragraph [💬 Luis] Revisar.',
      'paragraph Dos.',
      'paragraph Confidencial',
    ])
  })

  it('keeps raised digits apart, and says what is chosen in a form', async () => {
    const box = (state: string): string =>
      `{\\field{\\*\\fldinst FORMCHECKBOX {\\*\\formfield{\\fftype1${state}{\\*\\ffname C1}}}}{\\fldrslt }}`
    const extracted = await read(
      `Son 10{\\super 6} y 5 m\\super 2\\nosupersub  o H{\\sub 2}O, 1{\\super er} piso.{\\up8 3} Fin{\\up2 4}.\\par S\\'ed ${box('\\ffres1')} no ${box('\\ffres0')}\\par ` +
        'Zona {\\field{\\*\\fldinst FORMDROPDOWN {\\*\\formfield{\\fftype2\\ffres25\\ffdefres1{\\*\\ffl Norte}{\\*\\ffl Sur}}}}{\\fldrslt }}.',
    )
    expect(extracted.text).toBe('Son 10⁶ y 5 m² o H2O, 1er piso.³ Fin4.\n\nSí ☒ no ☐\n\nZona Sur.')
  })

  it('keeps a raised text together that is written in pieces', async () => {
    const extracted = await read(
      "A 10{\\super \\u8722\\'3f9} y 10{\\super\\loch -}{\\super 1\\loch 2} m.\\par 5{\\super 2}\\par 5{\\super 3}\\par La 1{\\super\\'2e\\'aa} fila",
    )
    expect(extracted.text).toBe('A 10⁻⁹ y 10⁻¹² m.\n\n5²\n\n5³\n\nLa 1.ª fila')
  })

  it('reads the signs of symbol fonts, and what pictures show', async () => {
    const extracted = await read(
      'Sea {\\f1 a} o \\f1\\u-3999 ?\\f0  y {\\f2\\u-3842 ?}.\\par {\\*\\shppict{\\pict{\\*\\picprop{\\sp{\\sn wzName}{\\sv Imagen 1}}{\\sp{\\sn wzDescription}{\\sv Plano de planta}}}\\pngblip 00}}\\par',
      '{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\ftech\\fcharset2 Symbol;}{\\f2\\fcharset2 Wingdings;}}',
    )
    expect(extracted.text).toBe('Sea α o α y ☑.\n\nPlano de planta')
  })
})
