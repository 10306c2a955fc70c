import { describe, expect, it } from 'vitest'
import { extractPdf } from '../../src/adapters/extract/pdf/pdf-engine.ts'
import { warning } from '../../src/domain/warnings/warning.ts'
import { expectSound } from '../fixtures/extract/check-extracted.ts'
import { extractWith, outline } from '../fixtures/extract/extract-in-process.ts'
import { makePdf } from '../fixtures/extract/make-pdf.ts'
import type { PdfOptions, PdfText } from '../fixtures/extract/make-pdf.ts'

const [firstPage, secondPage] = ['7 0 R', '9 0 R']

async function read(pages: readonly (readonly string[])[], options: PdfOptions, entries = '') {
  const lines = (texts: readonly string[]): PdfText[] => texts.map((text, at) => ({ text, x: 40, y: 540 - at * 12 }))
  const extracted = await extractWith(
    extractPdf,
    makePdf(
      pages.map((texts) => ({ texts: lines(texts), entries })),
      options,
    ),
  )
  expectSound(extracted)
  return extracted
}

describe('the outline of a PDF', () => {
  const outlines =
    `/Outlines << /First << /Title (Objeto) /Dest [${firstPage} /Fit] ` +
    `/First << /Title (2. Alcance de las obras que se han de hacer en el edificio) /A << /S /GoTo /D [${firstPage} /Fit] >> >> ` +
    `/Next << /Title (Plazo) /Dest [${secondPage} /Fit] >> >> >>`

  it('tells which lines are headings, though they are set like the text, wrap, or have a number before them', async () => {
    const extracted = await read(
      [
        [
          '1. Objeto',
          'La reforma del edificio, sin que cuente el plazo',
          '2. Alcance de las obras que se',
          'han de hacer en el edificio',
          'Fachada y cubierta, según el proyecto.',
          'Plazo',
        ],
        ['Plazo', 'Seis meses desde la firma.'],
      ],
      { catalog: outlines },
    )
    expect(outline(extracted)).toEqual([
      'h1 1. Objeto',
      'paragraph La reforma del edificio, sin que cuente el plazo',
      'h2 2. Alcance de las obras que se han de hacer en el edificio',
      'paragraph Fachada y cubierta, según el proyecto.',
      'paragraph Plazo',
      'h1 Plazo',
      'paragraph Seis meses desde la firma.',
    ])
  })

  it('tells titles that the text under them goes on behind, in the same line', async () => {
    const extracted = await read(
      [
        [
          '1. Objeto. La reforma del edificio, sin que cuente',
          'el plazo de las obras.',
          'Objeto del plazo es lo demás.',
        ],
        ['Plazo .- Seis meses desde la firma.'],
      ],
      { catalog: outlines },
    )
    expect(outline(extracted)).toEqual([
      'h1 1. Objeto',
      'paragraph La reforma del edificio, sin que cuente el plazo de las obras.',
      'paragraph Objeto del plazo es lo demás.',
      'h1 Plazo',
      'paragraph Seis meses desde la firma.',
    ])
  })

  it('has titles that begin like others, which are not cut', async () => {
    const both =
      `/Outlines << /First << /Title (Plazo) /Dest [${firstPage} /Fit] ` +
      `/Next << /Title (Plazo - Obras de la cubierta) /Dest [${firstPage} /Fit] >> >> >>`
    const extracted = await read([['Plazo', 'Seis meses.', 'Plazo - Obras de la cubierta', 'Un mes.'], ['Más']], {
      catalog: both,
    })
    expect(outline(extracted).slice(0, 4)).toEqual([
      'h1 Plazo',
      'paragraph Seis meses.',
      'h1 Plazo - Obras de la cubierta',
      'paragraph Un mes.',
    ])
  })

  it('tells titles in the margin of a text, with the number and the date above them', async () => {
    const texts: PdfText[] = [
      { text: '2.3.1', x: 40, y: 540 },
      { text: '(12-12-2022)', x: 40, y: 528 },
      { text: 'Alcance de', x: 40, y: 516, bold: true },
      { text: 'las obras', x: 40, y: 504, bold: true },
      { text: '(1) La reforma de la fachada y de la cubierta', x: 140, y: 540 },
      { text: 'se hace según el proyecto que aprobó la junta', x: 140, y: 528 },
      { text: 'de propietarios en su reunión del mes de mayo', x: 140, y: 516 },
      { text: 'y en el plazo que en ella se fijó.', x: 140, y: 504 },
    ]
    const catalog = `/Outlines << /First << /Title (2.3.1 Alcance de las obras) /Dest [${firstPage} /Fit] >> >>`
    const extracted = await extractWith(extractPdf, makePdf([{ texts }, { texts: [] }], { catalog }))
    expect(outline(extracted)).toEqual([
      'h1 2.3.1 (12-12-2022) Alcance de las obras',
      'list-item (1) La reforma de la fachada y de la cubierta se hace según el proyecto que aprobó la junta ' +
        'de propietarios en su reunión del mes de mayo y en el plazo que en ella se fijó.',
    ])
  })

  it('tells the name of a table among small print below the text, which is no note', async () => {
    const texts: PdfText[] = [
      { text: 'La reforma del edificio se hace según el proyecto que aprobó la junta.', x: 40, y: 540 },
      { text: '* Con el voto de la mitad.', x: 40, y: 120, size: 8 },
      { text: 'Cuadro 1. Plazos', x: 40, y: 100, size: 8 },
    ]
    const catalog = `/Outlines << /First << /Title (Cuadro 1. Plazos) /Dest [${firstPage} /Fit] >> >>`
    const extracted = await extractWith(extractPdf, makePdf([{ texts }, { texts: [] }], { catalog }))
    expect(outline(extracted)).toContain('h1 Cuadro 1. Plazos')
  })

  it('that leads to no page tells a heading by its words where they stand in one place', async () => {
    const placeless = '/Outlines << /First << /Title (Objeto) /Next << /Title (Plazo) >> >> >>'
    const extracted = await read(
      [
        ['Objeto', 'La reforma. Plazo', 'Plazo'],
        ['Plazo', 'Seis meses.'],
      ],
      {
        catalog: placeless,
      },
    )
    expect(outline(extracted)[0]).toBe('h1 Objeto')
    expect(outline(extracted)).not.toContain('h1 Plazo')
  })

  it('ends though it leads round in a circle', async () => {
    const entry = (next: number): string =>
      `<< /Title (Objeto) /Dest [${firstPage} /Fit] /First 12 0 R /Next ${next} 0 R >>`
    const objects = ['<< /First 12 0 R >>', entry(13), entry(12)]
    const extracted = await read([['Objeto', 'Texto'], ['Más']], { catalog: '/Outlines 11 0 R', objects })
    expect(outline(extracted)[0]).toBe('h1 Objeto')
  })
})

describe('files inside of a PDF', () => {
  it('are named in a warning, those pinned to a page too', async () => {
    const listed =
      '/Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec /F (plano.dwg) /UF (plano.dwg) /EF << >> >>] >> >>'
    const pinned =
      '/Annots [<< /Type /Annot /Subtype /FileAttachment /Rect [10 10 20 20] /FS << /Type /Filespec /F (medidas.xlsx) /UF (medidas.xlsx) >> >>]'
    const extracted = await read([['Se adjunta el plano.']], { catalog: listed }, pinned)
    expect(extracted.warnings).toEqual([warning('files_attached', { files: 2, names: 'plano.dwg, medidas.xlsx' })])
  })
})
