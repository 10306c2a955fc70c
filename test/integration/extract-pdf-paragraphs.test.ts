import { describe, expect, it } from 'vitest'
import { extractPdf } from '../../src/adapters/extract/pdf/pdf-engine.ts'
import { expectSound } from '../fixtures/extract/check-extracted.ts'
import { extractWith, outline } from '../fixtures/extract/extract-in-process.ts'
import { makePdf } from '../fixtures/extract/make-pdf.ts'
import type { PdfText } from '../fixtures/extract/make-pdf.ts'

/** On a page of 420 points; lines of one block stand 12 points below each other. */
async function read(...texts: PdfText[]): Promise<string[]> {
  const extracted = await extractWith(extractPdf, makePdf([{ texts }]))
  expectSound(extracted)
  return outline(extracted)
}
const block = (x: number, y: number, ...texts: string[]): PdfText[] =>
  texts.map((text, at) => ({ text, x, y: y - at * 12 }))
const short = block(50, 500, 'Pedido 12', 'Cliente: Aceros Deva', 'Fecha: 3 de mayo', 'Hora: 9:30', 'Sala 2')

describe('a line of a paragraph', () => {
  it('goes on below with a capital or a number, also where no other line of the document is long', async () => {
    // The page is 420 points wide and its text begins at 50: a line that ends at 370 is full.
    const full = 'Se aprueban las cuentas con el voto en contra de la empresa de don'
    expect(await read(...short, ...block(50, 420, full, 'Ernesto Salas. El saldo se reparte.'))).toContain(
      `paragraph ${full} Ernesto Salas. El saldo se reparte.`,
    )
    // As wide as text, and none.
    const numbers = ['854,9 839,3 837,5 851,5 727,8 789,9 796,2 633,6 1.582,7 1.629,2', '1.633,7 1.485,1 121,7 125,3']
    expect(await read(...short, ...block(50, 420, ...numbers))).toContain(`paragraph ${numbers[1] ?? ''}`)
    const half = 'Se aprueban las cuentas con el voto de'
    expect(await read(...short, ...block(50, 420, half, 'Ernesto Salas. El saldo se reparte.'))).toContain(
      `paragraph ${half}`,
    )
  })

  it('does not go on far left of where it begins, as a date that is set to the right', async () => {
    expect(
      await read({ text: '14 de septiembre de 2026', x: 260, y: 500 }, ...block(50, 488, 'Muy señor mío')),
    ).toEqual(['paragraph 14 de septiembre de 2026', 'paragraph Muy señor mío'])
    const beside = block(150, 500, 'Responsable de las auditorías internas de la empresa.', 'Y de la norma de calidad.')
    const below = { text: '2017 Técnica de laboratorio en el instituto', x: 50, y: 476 }
    expect(await read(...beside, below)).toContain('paragraph 2017 Técnica de laboratorio en el instituto')
  })

  it('is one of its own in an address, however long the others are', async () => {
    const address = ['Conservas del Segura, S. L.', 'CIF B30998877', 'Ctra. de Abarán, km 3', '30530 Cieza']
    expect(await read(...block(50, 500, ...address))).toEqual(address.map((text) => `paragraph ${text}`))
  })

  it('ends a paragraph where the text is set to both edges and the line is not full', async () => {
    const full = Array.from({ length: 6 }, () => 'El comedor tiene veinte mesas y además')
    const hours = 'Abre: de 10:00 a 20:00, y cierra a'
    const below = 'El restaurante cierra los martes.'
    const lines = await read(...block(50, 500, ...full, 'un salón.', hours, below))
    expect(lines.slice(-2)).toEqual([`paragraph ${hours}`, `paragraph ${below}`])
  })
})

describe('lines that are counted', () => {
  it('are one paragraph, also where they stand far apart and their numbers are smaller', async () => {
    const lines = [
      'El demandado sostiene que la cerca',
      'es propiedad de su familia desde el',
      'reparto de la herencia, y que nunca',
      'hubo allí puerta ni ventana, como',
      'dicen los testigos de la finca.',
    ]
    const counted = lines.flatMap((text, at): PdfText[] => [
      { text: String(at + 1), x: 40, y: 500.6 - at * 24, size: 7.5 },
      { text, x: 70, y: 500 - at * 24, size: 10 },
    ])
    expect(await read(...counted)).toEqual([`paragraph ${lines.join(' ')}`])
  })
})

describe('a numbered part', () => {
  it('of several levels is an item, and its number stands apart from its words', async () => {
    expect(
      await read(
        { text: '1.', x: 50, y: 500 },
        { text: 'Conecte la corriente.', x: 64, y: 500 },
        { text: '1.1.Tensión: 400 V.', x: 64, y: 488 },
        { text: '1.2.Compruebe el sentido de giro:', x: 64, y: 476 },
      ),
    ).toEqual([
      'list-item 1. Conecte la corriente.',
      'list-item 1.1. Tensión: 400 V.',
      'list-item 1.2. Compruebe el sentido de giro:',
    ])
  })

  it('begins with its mark also where that was drawn close to its words', async () => {
    const items = [
      '\x95Abrir la oficina',
      '\x95Renovar la flota:',
      '\x96tres furgonetas',
      '1.Aprobar las cuentas',
      '2)Firmar',
    ]
    expect(await read(...block(50, 500, ...items))).toEqual([
      'list-item • Abrir la oficina',
      'list-item • Renovar la flota:',
      'list-item – tres furgonetas',
      'list-item 1. Aprobar las cuentas',
      'list-item 2) Firmar',
    ])
    for (const text of ['12.500 euros', '3.A cargo', '\x965 grados']) {
      expect((await read({ text, x: 50, y: 500 }))[0]).toMatch(/^paragraph /)
    }
  })

  it('may have a second paragraph', async () => {
    const wide = 'Se aprueban las cuentas con el voto en contra de la empresa de don'
    const item = [
      { text: '3.', x: 50, y: 400 },
      { text: 'Cargue la bobina.', x: 64, y: 400 },
    ]
    const below = { text: 'Pasará por los cinco rodillos.', x: 64, y: 388 }
    expect(await read(...block(50, 500, wide, wide, wide, wide), ...item, below)).toContain(
      'list-item 3. Cargue la bobina.',
    )
  })
})

describe('what stands behind a raised mark', () => {
  it('is as near to it as to a word', async () => {
    const content = [
      'BT /F1 10 Tf 1 0 0 1 50 500 Tm (La garantía) Tj ET',
      'BT /F1 6 Tf 1 0 0 1 102 504 Tm (1) Tj ET',
      'BT /F1 10 Tf 1 0 0 1 107 500 Tm (. El resto) Tj ET',
    ]
    const extracted = await extractWith(extractPdf, makePdf([{ texts: [], content: content.join('\n') }]))
    expect(extracted.text).toBe('La garantía¹. El resto')
  })
})
