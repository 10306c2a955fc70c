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
