import { describe, expect, it } from 'vitest'
import { warning } from '../../src/domain/warnings/warning.ts'
import { extractPptx } from '../../src/adapters/extract/pptx/pptx-engine.ts'
import { expectSound } from '../fixtures/extract/check-extracted.ts'
import { extractWith, outline, pageTexts } from '../fixtures/extract/extract-in-process.ts'
import { body, box, cell, makePptx, paragraph, run, table, title } from '../fixtures/extract/make-pptx.ts'

const read = (...slides: Parameters<typeof makePptx>[0]) => extractWith(extractPptx, makePptx(slides))

describe('PPTX', () => {
  it('reads slide by slide: the title first, then bodies, boxes, tables and notes', async () => {
    const extracted = await read(
      {
        shapes: body('Primer punto', 'Segundo punto') + title('Resultados de 2024') + box(paragraph('Al margen')),
        notes:
          box(paragraph('Decir que es provisional'), '<p:ph type="body"/>') +
          box(paragraph('1'), '<p:ph type="sldNum"/>'),
      },
      { shapes: box(paragraph('3'), '<p:ph type="sldNum"/>') },
      {
        shapes:
          title('Ventas') +
          table(
            cell('Zona') + cell('Enero') + cell('Febrero'),
            cell('Norte', ' rowSpan="2"') + cell('10') + cell('20'),
            cell('', ' vMerge="1"') + cell('30') + cell('40'),
          ),
      },
    )
    expectSound(extracted)
    expect(extracted.pageKind).toBe('slide')
    expect(outline(extracted)).toEqual([
      'h1 Resultados de 2024',
      'list-item - Primer punto',
      'list-item - Segundo punto',
      'paragraph Al margen',
      'paragraph Decir que es provisional',
      'h1 Ventas',
      'table-row Zona | Enero | Febrero',
      'table-row Norte | 10 | 20',
      'table-row Norte | 30 | 40',
    ])
    expect(pageTexts(extracted).map((text) => text.split('\n')[0])).toEqual(['Resultados de 2024', '', 'Ventas'])
    expect(extracted.title).toBe('Resultados de 2024')
  })

  it('takes the first row of a table for names where the slide sets it apart, and reads boxes beside the notes', async () => {
    const rows = table(cell('Pieza') + cell('Material'), cell('Eje') + cell('Acero'), cell('Junta') + cell('Goma'))
    const extracted = await read({
      shapes: rows.replace('<a:tbl>', '<a:tbl><a:tblPr firstRow="1" bandRow="1"/>'),
      notes:
        box(paragraph('Preguntar por el plazo')) + box(paragraph('6')) + box(paragraph('7'), '<p:ph type="sldNum"/>'),
    })
    expect(extracted.tables).toMatchObject([{ heads: ['Pieza', 'Material'] }])
    expect(outline(extracted).at(-1)).toBe('paragraph Preguntar por el plazo')
    expect((await read({ shapes: rows })).tables).toEqual([])
  })

  it('marks paragraphs as the slide says: numbers, bullets, nothing', async () => {
    const number = '<a:pPr><a:buAutoNum type="arabicPeriod"/></a:pPr>'
    const extracted = await read({
      shapes: box(
        paragraph('uno', number) +
          paragraph('dentro', '<a:pPr lvl="1"><a:buChar char="•"/></a:pPr>') +
          paragraph('dos', number) +
          paragraph('suelto', '<a:pPr><a:buNone/></a:pPr>'),
        '<p:ph type="body"/>',
      ),
    })
    expect(outline(extracted)).toEqual([
      'list-item 1. uno',
      'list-item - dentro',
      'list-item 2. dos',
      'paragraph suelto',
    ])
  })

  it('keeps line breaks, addresses behind links, and what pictures show', async () => {
    const extracted = await read({
      links: { rId9: 'mailto:ventas@ejemplo.es' },
      shapes:
        box(`<a:p>${run('Escríbanos', '<a:hlinkClick r:id="rId9"/>')}<a:br/>${run('hoy')}</a:p>`) +
        '<p:pic><p:nvPicPr><p:cNvPr id="4" name="Imagen 1" descr="Plano de la planta baja"/></p:nvPicPr></p:pic>',
    })
    expect(extracted.text).toBe('Escríbanos (ventas@ejemplo.es)\nhoy\n\nPlano de la planta baja')
  })

  it('numbers paragraphs in every way, keeps raised digits apart, and reads equations in one line', async () => {
    const marked = (type: string): string => `<a:pPr><a:buAutoNum type="${type}"/></a:pPr>`
    const math =
      '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>'
    const extracted = await read({
      shapes: box(
        paragraph('uno', marked('alphaLcParenR')) +
          paragraph('dos', marked('alphaLcParenR')) +
          paragraph('aparte', '<a:pPr><a:buNone/></a:pPr>') +
          paragraph('tres', '<a:pPr><a:buAutoNum type="romanUcPeriod" startAt="3"/></a:pPr>') +
          `<a:p>${run('10')}<a:r><a:rPr baseline="30000"/><a:t>6</a:t></a:r>${run(' m')}<a:r><a:rPr baseline="30000"/><a:t>2</a:t></a:r></a:p>` +
          `<a:p>${run('Media: ')}${math}</a:p>`,
      ),
    })
    expect(outline(extracted)).toEqual([
      'list-item a) uno',
      'list-item b) dos',
      'paragraph aparte',
      'list-item III. tres',
      'paragraph 10⁶ m²',
      'paragraph Media: (a+b)/2',
    ])
  })

  it('reads arrows and ticks, which are letters of fonts of signs', async () => {
    const signed = (font: string, text: string): string =>
      `<a:r><a:rPr>${font}</a:rPr><a:t>${text}</a:t></a:r><a:r><a:t> y más</a:t></a:r>`
    const sym = '<a:sym typeface="Wingdings" pitchFamily="2" charset="2"/>'
    const latin = '<a:latin typeface="Symbol"/>'
    const extracted = await read({
      shapes:
        box(`<a:p>${signed(sym, 'à')}</a:p><a:p>${signed(latin, 'a')}</a:p>`) +
        box(`<a:p>${signed('<a:latin typeface="Arial"/>', 'à')}</a:p>`),
    })
    expect(pageTexts(extracted)[0]?.split(/\n+/)).toEqual(['→ y más', 'α y más', 'à y más'])
  })

  it('reads the words behind an arrow, which PowerPoint leaves with its font for signs, as words', async () => {
    const run = (text: string): string =>
      `<a:r><a:rPr><a:sym typeface="Wingdings"/></a:rPr><a:t xml:space="preserve">${text}</a:t></a:r>`
    const greek = '<a:r><a:rPr><a:latin typeface="Symbol"/></a:rPr><a:t xml:space="preserve"> a </a:t></a:r>'
    const extracted = await read({
      shapes: box(
        `<a:p>${run('Norte')}${run(' à ')}${run('Sur')}${run(' o ')}${run('Este')}</a:p><a:p>${greek}${run('2')}</a:p>`,
      ),
    })
    expect(pageTexts(extracted)[0]?.split(/\n+/)).toEqual(['Norte → Sur o Este', 'α 2'])
  })

  it('reads what stands at the foot of slides once, and remarks as such', async () => {
    const footer =
      box(paragraph('Borrador interno'), '<p:ph type="ftr"/>') + box(paragraph('2'), '<p:ph type="sldNum"/>')
    const reply =
      '<p188:cm authorId="B"><p188:replyLst><p188:reply authorId="0"><p188:txBody><a:p><a:r><a:t>Ya está</a:t></a:r></a:p></p188:txBody></p188:reply></p188:replyLst>' +
      '<p188:txBody><a:p><a:r><a:t>¿Y el mapa?</a:t></a:r></a:p></p188:txBody></p188:cm>'
    const extracted = await read(
      {
        shapes: title('Uno') + footer,
        comments: `<p:cm authorId="0"><p:text>Falta la fuente</p:text></p:cm>${reply}`,
        authors: '<p:cmAuthor id="0" name="Luis"/><p188:author id="B" name="Eva"/>',
      },
      { shapes: title('Dos') + footer },
    )
    expect(outline(extracted)).toEqual([
      'h1 Uno',
      'paragraph [💬 Luis] Falta la fuente',
      'paragraph [💬 Eva] ¿Y el mapa?',
      'paragraph [💬 Luis] Ya está',
      'h1 Dos',
      'paragraph Borrador interno',
    ])
  })

  it('leaves out hidden slides, and says so', async () => {
    const extracted = await read({ shapes: title('Visible') }, { shapes: title('Secreta'), isHidden: true })
    expect(extracted.text).toBe('Visible')
    expect(extracted.pages.length).toBe(2)
    expect(extracted.warnings).toEqual([warning('slide_hidden', { slide: 2 })])
  })

  it('refuses a presentation without text and a cut-off one', async () => {
    await expect(read({ shapes: '' })).rejects.toMatchObject({ code: 'no_text' })
    const whole = makePptx([{ shapes: title('x') }])
    await expect(extractWith(extractPptx, whole.subarray(0, 300))).rejects.toMatchObject({ code: 'corrupt_file' })
  })
})
