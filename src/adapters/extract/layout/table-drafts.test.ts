import { describe, expect, it } from 'vitest'
import { growthOf, linearGrowth } from '../../../../test/harness/growth.ts'
import { tableDrafts } from './table-drafts.ts'
import type { GridCell, GridRow } from './table-grid.ts'

const row = (...cells: readonly (string | GridCell)[]): GridRow => ({
  cells: cells.map((cell) => (typeof cell === 'string' ? { text: cell } : cell)),
})
const head = (...cells: readonly (string | GridCell)[]): GridRow => ({ ...row(...cells), isHead: true })
const lines = (rows: readonly GridRow[]): string[] => tableDrafts(rows).map(({ text }) => text)
const headsOf = (rows: readonly GridRow[]): readonly string[] | undefined => tableDrafts(rows)[0]?.table?.heads

describe('the names of the columns', () => {
  it('may be abbreviations, and sentences are none', () => {
    const body = [row('7', '12', '3,50'), row('8', '4', '1,20')]
    expect(headsOf([row('Cód.', 'Uds.', 'Precio'), ...body])).toEqual(['Cód.', 'Uds.', 'Precio'])
    expect(headsOf([row('Núm. fact.', 'Imp.', 'Dto.'), ...body])).toEqual(['Núm. fact.', 'Imp.', 'Dto.'])
    expect(headsOf([row('Se cobra aparte.', 'Uds.', 'Precio'), ...body])).toEqual([])
  })

  it('stand below lines that fill fewer columns: those of an invoice, above its items', () => {
    const rows = [
      row('Talleres Gil, S.L.', '', '', 'Factura F-12'),
      row('', '', '', '03/05/2024'),
      row('Ref.', 'Concepto', 'Uds.', 'Importe'),
      row('A1', 'Tornillo', '30', '45,00'),
      row('', '', 'IVA', '9,45'),
    ]
    expect(headsOf(rows)).toEqual([])
    expect(tableDrafts(rows)[3]?.table?.heads).toEqual(['Ref.', 'Concepto', 'Uds.', 'Importe'])
    // Names in the middle of rows as full as they are none of all.
    const full = [row('1', '2', '3'), row('Mes', 'Altas', 'Bajas'), row('Enero', '10', '2')]
    expect(tableDrafts(full).every(({ table }) => table?.heads.length === 0)).toBe(true)
  })

  it('may take several rows, which the table counts', () => {
    const wide = [
      head('Zona', { text: 'Altas', columns: 2 }),
      head('Zona', 'Enero', 'Marzo'),
      row('Norte', '4', '5'),
      row('Sur', '7', '9'),
    ]
    expect(tableDrafts(wide)[3]?.table).toEqual({ heads: ['Zona', 'Altas Enero', 'Altas Marzo'], headRows: 2 })
    expect(tableDrafts(wide.slice(1))[1]?.table).toEqual({ heads: ['Zona', 'Enero', 'Marzo'] })
  })

  it('are none in a form, whose rows say labels and values beside each other', () => {
    const form = [
      row('Nombre', 'Lucía', 'Apellidos', 'Montero Gil'),
      row('NIF', '12345678Z', 'Teléfono', '600 123 456'),
      row('Correo', 'lucia@montero.example', 'Provincia', 'Soria'),
    ]
    expect(headsOf(form)).toEqual([])
    expect(headsOf(form.map(({ cells }, index) => ({ cells, isHead: index === 0 })))).toEqual([])
    // Labels of no list, told by values of different kinds.
    expect(
      headsOf([
        row('Potencia', 'Según placa', 'Fases', 'Tres'),
        row('Tensión', '400 V', 'Color', 'Gris'),
        row('Grado', 'IP 55', 'Ruido', '62 dB'),
      ]),
    ).toEqual([])
    expect(headsOf([row('Aspecto', 'Líquido'), row('pH', '13,2'), row('Densidad', '1,06 g/cm³')])).toEqual([])
    expect(headsOf([row('Titular', 'Marta Sanz'), row('Edad', '41'), row('Piso', '3')])).toEqual([])
    const people = [row('Nombre', 'Apellidos', 'NIF', 'Ciudad'), row('Ana', 'Ruiz', '12345678Z', 'Soria')]
    expect(headsOf(people)).toEqual(['Nombre', 'Apellidos', 'NIF', 'Ciudad'])
    const shifts = [
      row('Turno', 'Encargada', 'Zona', 'Reserva'),
      row('Mañana', 'Ana Ruiz', 'Norte', 'Luis'),
      row('Tarde', 'Eva Gil', 'Sur', 'Pau'),
    ]
    expect(headsOf(shifts)).toEqual(['Turno', 'Encargada', 'Zona', 'Reserva'])
  })

  it('stand over two columns where the values below are of one kind, or the name is one of figures', () => {
    expect(headsOf([row('Tratamiento', 'Invierno'), row('Masaje', '45 €'), row('Barro', '39 €')])).toEqual([
      'Tratamiento',
      'Invierno',
    ])
    expect(headsOf([row('Code', 'Error'), row('4', 'Bad file'), row('5', 'No room')])).toEqual(['Code', 'Error'])
    expect(headsOf([row('Ingrediente', 'Cantidad'), row('Harina', '200 g'), row('Leche', '1 l')])).toEqual([
      'Ingrediente',
      'Cantidad',
    ])
  })

  it('may have an empty corner over the labels of the rows', () => {
    const rows = [row('', 'ADR', 'IMDG'), row('Grupo de embalaje', 'III', 'III'), row('Peligroso', 'No', 'Sí')]
    expect(headsOf(rows)).toEqual(['', 'ADR', 'IMDG'])
  })

  it('are as many rows as a name is high that stands beside one over several columns', () => {
    const rows = [
      row({ text: 'Referencia', rows: 2 }, { text: 'Precio por metro', columns: 2 }),
      row('< 50 m', '> 50 m'),
      row('T-1', '4,20', '3,95'),
    ]
    const names = ['Referencia', 'Precio por metro < 50 m', 'Precio por metro > 50 m']
    expect(headsOf(rows)).toEqual(names)
    const continued = [
      row('Referencia', { text: 'Precio por metro', columns: 2 }),
      row({ text: '', continues: true }, '< 50 m', '> 50 m'),
      row('T-1', '4,20', '3,95'),
    ]
    expect(headsOf(continued)).toEqual(names)
  })

  it('come again under names that span columns', () => {
    const rows = [
      row('Trimestre', { text: 'Norte', columns: 2 }, { text: 'Sur', columns: 2 }),
      row('', 'Altas', 'Bajas', 'Altas', 'Bajas'),
      row('T1', '10', '2', '7', '1'),
    ]
    expect(headsOf(rows)).toEqual(['Trimestre', 'Norte Altas', 'Norte Bajas', 'Sur Altas', 'Sur Bajas'])
  })
})

describe('the rows of a table', () => {
  it('keep empty cells in their place', () => {
    expect(lines([row('Mes', 'Ventas', 'Devoluciones'), row('Enero', '', '5'), row('Febrero', '200', '')])).toEqual([
      'Mes | Ventas | Devoluciones',
      'Enero |  | 5',
      'Febrero | 200 | ',
    ])
  })

  it('say what a merged cell says in every row it spans', () => {
    const counted = [
      row({ text: 'Andalucía', rows: 2 }, 'Cable', '12'),
      row('Enchufe', '31'),
      row('Aragón', 'Cable', '7'),
    ]
    const continued = [
      row('Andalucía', 'Cable', '12'),
      row({ text: '', continues: true }, 'Enchufe', '31'),
      row('Aragón', 'Cable', '7'),
    ]
    for (const rows of [counted, continued]) {
      expect(lines(rows)).toEqual(['Andalucía | Cable | 12', 'Andalucía | Enchufe | 31', 'Aragón | Cable | 7'])
    }
  })

  it('keep their columns beside a cell that spans several of them', () => {
    expect(lines([row({ text: 'Total', columns: 2 }, '9'), row('a', 'b', 'c')])).toEqual(['Total |  | 9', 'a | b | c'])
    expect(lines([row('a', 'b'), row({ text: 'Zona norte', columns: 2 }), row('c', 'd')])[1]).toBe('Zona norte')
  })

  it('have no mark between cells inside a cell, and none is left without a text', () => {
    expect(lines([row('a | b', 'c'), row('', ''), row('d', 'e')])).toEqual(['a ¦ b | c', 'd | e'])
  })

  it('are not longer than the table by more than some times, however much it claims to span', () => {
    const many = [row({ text: 'x'.repeat(200), rows: 100_000 }, 'a'), ...Array.from({ length: 5_000 }, () => row('b'))]
    const chars = lines(many).join('').length
    expect(chars).toBeLessThan(60_000)
  })

  it('are made in time proportional to their number', async () => {
    const make = (count: number): GridRow[] =>
      Array.from({ length: count }, () => row({ text: 'x', rows: 3 }, 'y', { text: 'z', columns: 90 }))
    expect(await growthOf(make, 300, async (rows) => tableDrafts(rows))).toBeLessThan(linearGrowth)
  })
})

describe('the names of columns', () => {
  it('are those the file marks, over each other when they are several', () => {
    const rows = [
      head({ text: 'Referencia', rows: 2 }, { text: 'Precio (euros)', columns: 2 }),
      head('Unidad', 'Caja'),
      row('MG-200', '15,90', '149,50'),
    ]
    expect(headsOf(rows)).toEqual(['Referencia', 'Precio (euros) Unidad', 'Precio (euros) Caja'])
  })

  it('are guessed from words over numbers, or from three words over rows of the same width', () => {
    expect(headsOf([row('Empleado', 'Salario', 'Sede'), row('Ana', '1994', 'Sevilla')])).toEqual([
      'Empleado',
      'Salario',
      'Sede',
    ])
    expect(headsOf([row('', 'Ventas'), row('Enero', '5')])).toEqual([])
    expect(headsOf([row('Mes', '2023', '2024'), row('Enero', '5', '6')])).toEqual(['Mes', '2023', '2024'])
    expect(headsOf([row('Puesto', 'Titular', 'Suplente'), row('Jefe', 'Ana', 'Luis')])).toEqual([
      'Puesto',
      'Titular',
      'Suplente',
    ])
  })

  it('are not made of labels with their values, of data, or of one row', () => {
    expect(headsOf([row('Nombre', 'Ana'), row('Sede', 'Sevilla')])).toEqual([])
    expect(headsOf([row('Tornillo', '12 €', '3'), row('Tuerca', '5 €', '8')])).toEqual([])
    expect(headsOf([row('Mes', 'Ventas', 'Zona')])).toEqual([])
  })
})
