import { describe, expect, it } from 'vitest'
import { extractPdf } from '../../src/adapters/extract/pdf/pdf-engine.ts'
import { expectSound } from '../fixtures/extract/check-extracted.ts'
import { extractWith, outline } from '../fixtures/extract/extract-in-process.ts'
import { makePdf } from '../fixtures/extract/make-pdf.ts'

const show = (x: number, y: number, text: string): string => `BT /F1 10 Tf 1 0 0 1 ${x} ${y} Tm (${text}) Tj ET`
const up = (x: number, y: number, text: string): string => `BT /F1 10 Tf 0 1 -1 0 ${x} ${y} Tm (${text}) Tj ET`
const down = (x: number, y: number, text: string): string => `BT /F1 10 Tf 0 -1 1 0 ${x} ${y} Tm (${text}) Tj ET`
const line = (x: number, y: number, toX: number, toY: number): string => `${x} ${y} m ${toX} ${toY} l S`

async function read(...content: string[]) {
  const extracted = await extractWith(extractPdf, makePdf([{ texts: [], content: content.join('\n') }]))
  expectSound(extracted)
  return extracted
}

const places = [40, 140, 200, 260]
const row = (y: number, ...texts: readonly string[]): string[] =>
  texts.flatMap((text, at) => (text === '' ? [] : [show(places[at] ?? 0, y, text)]))

describe('names of columns that stand sideways', () => {
  const body = [...row(384, 'Marta Gil', '03/2025', '', '06/2025'), ...row(364, 'Iván Mora', '', '11/2026', '04/2024')]
  const rows = ['table-row Marta Gil | 03/2025 | | 06/2025', 'table-row Iván Mora | | 11/2026 | 04/2024']
  const names = 'table-row Trabajador | Carretillas elevadoras | Primeros auxilios | Alturas'

  it('are the head of a ruled table, read upwards or downwards, over one line or more', async () => {
    const xs = [36, 136, 196, 256, 316]
    const grid = [...xs.map((x) => line(x, 500, x, 360)), ...[500, 400, 380, 360].map((y) => line(36, y, 316, y))]
    const ways = [
      [
        up(160, 410, 'Carretillas'),
        up(172, 410, 'elevadoras'),
        up(220, 410, 'Primeros auxilios'),
        up(280, 410, 'Alturas'),
      ],
      [
        down(172, 490, 'Carretillas'),
        down(160, 490, 'elevadoras'),
        down(220, 490, 'Primeros auxilios'),
        down(280, 490, 'Alturas'),
      ],
    ]
    for (const drawn of ways) {
      const extracted = await read(...grid, show(40, 404, 'Trabajador'), ...body, ...drawn)
      expect(outline(extracted)).toEqual([names, ...rows])
      expect(extracted.tables.map(({ heads }) => heads)).toEqual([names.slice(10).split(' | ')])
    }
  })

  it('are the head of a table that nothing draws', async () => {
    const drawn = [
      up(160, 404, 'Carretillas'),
      up(172, 404, 'elevadoras'),
      up(220, 404, 'Primeros auxilios'),
      up(280, 404, 'Alturas'),
    ]
    expect(outline(await read(show(40, 404, 'Trabajador'), ...body, ...drawn))).toEqual([names, ...rows])
    expect(outline(await read(...drawn, show(40, 404, 'Trabajador'), ...body))).toEqual([names, ...rows])
  })

  it('are not what stands up the margin beside a table, or beside a drawing', async () => {
    const stamp = up(20, 300, 'Copia del archivo municipal')
    const side = up(410, 300, 'Impreso en Ibi')
    const extracted = await read(...row(404, 'Nombre', 'Curso', 'Grupo', 'Nota'), ...body, stamp, side)
    expect(outline(extracted).slice(0, 3)).toEqual(['table-row Nombre | Curso | Grupo | Nota', ...rows])
    expect(outline(extracted).slice(3)).toEqual(['paragraph Copia del archivo municipal', 'paragraph Impreso en Ibi'])
  })
})

it('a label that stands sideways in a cell over several rows is said in each of them', async () => {
  const grid = [
    ...[36, 60, 136, 196].map((x) => line(x, 440, x, 340)),
    ...[440, 420, 380, 340].map((y) => line(36, y, 196, y)),
    ...[400, 360].map((y) => line(60, y, 196, y)),
  ]
  const texts = [
    show(64, 426, 'Tienda'),
    show(140, 426, 'Ventas'),
    ...['Bilbao', 'Lugo', 'Jaén', 'Cádiz'].map((text, at) => show(64, 406 - at * 20, text)),
    ...['10', '20', '30', '40'].map((text, at) => show(140, 406 - at * 20, text)),
    up(52, 384, 'Norte'),
    up(52, 350, 'Sur'),
  ]
  expect(outline(await read(...grid, ...texts))).toEqual([
    'table-row | Tienda | Ventas',
    'table-row Norte | Bilbao | 10',
    'table-row Norte | Lugo | 20',
    'table-row Sur | Jaén | 30',
    'table-row Sur | Cádiz | 40',
  ])
})
