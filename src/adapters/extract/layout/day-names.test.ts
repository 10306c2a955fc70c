import { describe, expect, it } from 'vitest'
import { tableDrafts } from './table-drafts.ts'
import type { GridCell } from './table-grid.ts'

const cellsOf = (line: string): GridCell[] => line.split('|').map((text) => ({ text: text.trim() }))
const headsOf = (...lines: readonly string[]): readonly string[] | undefined =>
  tableDrafts(lines.map((line) => ({ cells: cellsOf(line) })))[0]?.table?.heads
const month = Array.from({ length: 30 }, (_, at) => `${at + 1}`)
const shifts = (name: string, shift: string): string => [name, ...month.map(() => shift)].join('|')

describe('days that name columns', () => {
  it.each([
    ['Turno|03/03/2025|04/03/2025|05/03/2025', 'Mañana|Ana|Luis|Ana', 'Noche|Eva||Luis'],
    ['Nombre|Puesto|3-mar|4-mar|5-mar|Total', 'Ana|Cocina|8|8|0|16', 'Luis|Sala|0|8|8|16'],
    ['|2025-03-03|2025-03-04|2025-03-05', 'Ana|M|T|', 'Luis||M|M'],
  ])('are dates over anything but dates: %s', (...lines) => {
    expect(headsOf(...lines)).toEqual(cellsOf(lines[0] ?? '').map(({ text }) => text))
  })

  it('are the numbers of a month', () => {
    const heads = ['Nombre', ...month]
    expect(headsOf(heads.join('|'), shifts('Ana', 'M'), shifts('Luis', '8'))).toEqual(heads)
    const rows = [heads.join('|'), shifts('Ana', 'M'), shifts('Luis', 'T')].map((line) => ({ cells: cellsOf(line) }))
    const over = { cells: [{ text: '' }, { text: 'Marzo', columns: 30 }] }
    expect(tableDrafts([over, ...rows])[0]?.table?.heads.slice(0, 3)).toEqual(['Nombre', 'Marzo 1', 'Marzo 2'])
  })

  it.each([
    ['dates above dates', 'Ana|03/03/2025|04/04/2025|05/05/2025', 'Luis|01/02/2025|02/02/2025|03/02/2025'],
    ['dates of a row that begins with a figure', '17|03/03/2025|04/03/2025|05/03/2025', '18|a|b|c'],
    ['a few numbers', 'Ana|1|2|3|4', 'Luis|5|3|2|1'],
    ['numbers above numbers that go on', '|1|2|3|4|5|6|7', '|8|9|10|11|12|13|14'],
    ['decimals', 'row|1.5|2.7|3.3', 'column|a|b|c'],
    ['numbers above the same ones', 'Fórmula|1|2|3|4|5|6|7|x', 'Valor|1|2|3|4|5|6|7|x'],
    ['numbers with gaps', 'Ana|1|2|3|4|5|6|8', 'Luis|5|3|2|1|0|0|0'],
  ])('are not %s', (_, ...lines) => {
    expect(headsOf(...lines)).toEqual([])
  })
})
