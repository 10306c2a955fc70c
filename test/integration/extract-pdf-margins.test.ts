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
