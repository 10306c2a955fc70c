import { describe, expect, it } from 'vitest'
import { extractPdf } from '../../src/adapters/extract/pdf/pdf-engine.ts'
import { expectSound } from '../fixtures/extract/check-extracted.ts'
import { extractWith, outline } from '../fixtures/extract/extract-in-process.ts'
import { makePdf } from '../fixtures/extract/make-pdf.ts'

const show = (x: number, y: number, text: string): string => `BT /F1 10 Tf 1 0 0 1 ${x} ${y} Tm (${text}) Tj ET`
/** Widths of Helvetica, for ten points; other letters are half as wide as high, nearly. */
const widths: Readonly<Record<string, number>> = {
  M: 8.33,
  R: 7.22,
  s: 5,
  c: 5,
  t: 2.78,
  i: 2.22,
  l: 2.22,
  r: 3.33,
  ' ': 2.78,
}
const widthOf = (text: string): number => [...text].reduce((sum, letter) => sum + (widths[letter] ?? 5.56), 0)

async function read(...content: string[]): Promise<string[]> {
  const extracted = await extractWith(extractPdf, makePdf([{ texts: [], content: content.join('\n') }]))
  expectSound(extracted)
  return outline(extracted)
}

describe('words that are drawn one by one', () => {
  const after = (gap: number, ...pieces: readonly string[]): string[] =>
    pieces.map((piece, at) => show(40 + widthOf(pieces.slice(0, at).join('')) + gap * at, 500, piece))

  it('have a blank between them, however narrow the gap is', async () => {
    expect(await read(...after(1.5, 'Residential', 'mortgage'))).toEqual(['paragraph Residential mortgage'])
  })

  it('have a blank between them before a number and an amount too', async () => {
    expect(await read(...after(1.5, 'Residential', '31', ', paid', '$445'))).toEqual([
      'paragraph Residential 31, paid $445',
    ])
  })

  it('are one word where nothing parts its pieces', async () => {
    expect(await read(...after(0.2, 'Resi', 'dential'))).toEqual(['paragraph Residential'])
  })

  it('are one word where all of its letters stand apart as far', async () => {
    expect(await read(...after(1.1, ...'Residential'))).toEqual(['paragraph Residential'])
  })

  it('are one word where a blank was drawn between its pieces, at another place', async () => {
    const [first = '', second = ''] = after(0, 'Resi', 'dential loan')
    expect(await read(first, show(50, 500, ' '), second)).toEqual(['paragraph Residential loan'])
  })

  it('have the blank between them that was drawn there after both', async () => {
    const [first = '', blank = '', second = ''] = after(0, 'Residential', ' ', 'loan')
    expect(await read(first, second, blank)).toEqual(['paragraph Residential loan'])
  })

  it('are one word where its last letter was drawn apart, and all of its letters stand equally far from each other', async () => {
    const words = [' u', ' pagad|o', ' upon', ' pana']
    const drawn = words.map((word) => `3 Tc (${word.replace('|', ') Tj 0 Tc (')}) Tj`)
    const shown = `BT /F1 10 Tf 70 Tz 1 0 0 1 40 500 Tm ${drawn.join(' ')} ET`
    expect(await read(shown)).toEqual(['paragraph u pagado upon pana'])
  })
})

describe('words that have a shadow', () => {
  it('are said once where their letters were drawn one by one and then once more beside themselves', async () => {
    const letters = (x: number, y: number, text: string): string[] =>
      [...text].map((letter, at) => show(x + widthOf(text.slice(0, at)), y, letter))
    expect(await read(...letters(40, 500, 'barrio de arriba'), ...letters(40.9, 499.2, 'barrio de arriba'))).toEqual([
      'paragraph barrio de arriba',
    ])
  })
})

describe('a line beside a drawing that runs upwards', () => {
  const upwards = (x: number, y: number, text: string): string => `BT /F1 10 Tf 0 1 -1 0 ${x} ${y} Tm (${text}) Tj ET`
  /** Each letter a piece of its own. */
  const letters = (x: number, y: number, text: string, gap = 0): string[] =>
    [...text].map((letter, at) => upwards(x, y + widthOf(text.slice(0, at)) + gap * at, letter))

  it('is whole where its letters are drawn one by one', async () => {
    expect(await read(show(40, 500, 'La puerta se abre hacia dentro.'), ...letters(300, 400, '50000', 1))).toEqual([
      'paragraph La puerta se abre hacia dentro.',
      'paragraph 50000',
    ])
  })

  it('ends where another one begins beside it or further on', async () => {
    expect(
      await read(
        show(40, 500, 'La puerta se abre hacia dentro.'),
        ...letters(300, 400, '50', 1),
        ...letters(300, 430, '70', 1),
        ...letters(340, 400, '90', 1),
      ),
    ).toEqual(['paragraph La puerta se abre hacia dentro.', 'paragraph 50', 'paragraph 70', 'paragraph 90'])
  })
})

describe('a blank over which the pen goes back', () => {
  const draw = (before: string, kerned: string, behind: string): string =>
    `BT /F1 10 Tf 40 500 Td (${before} ) Tj -1 Tc -2 Tw (${kerned}) Tj 0 Tc 0 Tw ( ${behind}) Tj ET`

  it('parts no word, as distillers write letters that are set nearer', async () => {
    expect(await read(draw('Importe con', 'VA T', 'incluido'))).toEqual(['paragraph Importe con VAT incluido'])
    expect(await read(draw('Importe', 'T otal', 'del pedido'))).toEqual(['paragraph Importe Total del pedido'])
  })

  it('parts words where all blanks of the line are as narrow', async () => {
    const tight = 'BT /F1 10 Tf 40 500 Td -2.9 Tw (Firma de Ana Vidal Torres) Tj ET'
    expect(await read(tight)).toEqual(['paragraph Firma de Ana Vidal Torres'])
  })

  it('parts words where letters stand over each other, as where the font is another than the text was set in', async () => {
    const narrow = 'BT /F1 10 Tf 40 500 Td (- ) Tj -1.5 Tc (Capacidad Wifi) Tj ET'
    expect(await read(narrow)).toEqual(['list-item - Capacidad Wifi'])
  })
})
