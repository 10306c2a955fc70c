import { describe, expect, it } from 'vitest'
import { growthOf, linearGrowth } from '../../../../test/harness/growth.ts'
import { plainDrafts } from './plain-drafts.ts'

const read = (...lines: readonly string[]): string[] =>
  plainDrafts(lines.join('\n')).map(({ kind, text }) => `${kind} ${text.trim()}`)

describe('blocks of plain text', () => {
  it('keep the columns that are set with blanks, empty cells in their place', () => {
    const lines = [
      'Producto        Precio   Stock',
      '------------------------------',
      'Tornillo          9,50     200',
      'Tuerca                      35',
      'Arandela          1,20',
    ]
    expect(read(...lines)).toEqual([
      'table-row Producto | Precio | Stock',
      'table-row Tornillo | 9,50 | 200',
      'table-row Tuerca |  | 35',
      'table-row Arandela | 1,20 |',
    ])
    expect(plainDrafts(lines.join('\n'))[0]?.table?.heads).toEqual(['Producto', 'Precio', 'Stock'])
  })

  it('keep empty cells between tabs and between pipes', () => {
    expect(read('Mes\tVentas\tBajas', 'Enero\t\t5')).toEqual([
      'table-row Mes | Ventas | Bajas',
      'table-row Enero |  | 5',
    ])
    expect(read('+---+---+', '| a |   |', '+---+---+', '| b | 2 |', '+---+---+')).toEqual([
      'table-row a |',
      'table-row b | 2',
    ])
  })

  it('are one for each message of a chat or line of a log', () => {
    const lines = [
      '12/03/24, 10:15 - Ana: ¿A qué hora quedamos esta tarde en el portal de casa?',
      '12/03/24, 10:16 - Luis: A las 8 en la puerta, como la última vez que fuimos juntos',
      '12/03/24, 10:17 - Ana: Vale, llevo yo las entradas y el plano',
      '12/03/24, 10:20 - Luis: El código del portal es 4471#, no lo pierdas otra vez',
    ]
    expect(read(...lines)).toHaveLength(4)
  })

  it('put wrapped lines together, and words that a hyphen cuts', () => {
    const lines = [
      'El presente contrato se regirá por las disposiciones contenidas en el',
      'mismo y, en lo no previsto, por la legislación civil española que sea',
      'aplicable en cada momento, sometiéndose las partes a los juzgados y tri-',
      'bunales de la ciudad de Valencia, con renuncia expresa a su propio fuero.',
    ]
    expect(read(...lines)).toHaveLength(1)
    expect(read(...lines)[0]).toContain('juzgados y tribunales de la ciudad')
  })

  it('are no table where running text has two blanks after its full stops', () => {
    const lines = [
      'Una frase que acaba aquí.  Otra frase que empieza después de dos blancos.',
      'Y sigue en esta línea.  Con otra frase más en el mismo párrafo del texto.',
      'Hasta que termina.  Y nada más que decir aquí sobre este asunto en fin.',
    ]
    expect(read(...lines).every((line) => line.startsWith('paragraph'))).toBe(true)
  })

  it('are found in time proportional to the text, however its lines look', async () => {
    const make = (count: number): string => 'a  b    c\n'.repeat(count)
    expect(await growthOf(make, 3_000, async (text) => plainDrafts(text))).toBeLessThan(linearGrowth)
  })

  it('are tables drawn with lines, with wrapped cells in their row', () => {
    expect(
      read(
        '┌────────┬───────┐',
        '│ Plato  │ Precio│',
        '├────────┼───────┤',
        '│ Paella │ 14 €  │',
        '└────────┴───────┘',
      ),
    ).toEqual(['table-row Plato | Precio', 'table-row Paella | 14 €'])
    expect(
      read(
        'CODIGO   DESCRIPCION            PVP',
        '=======  =====================  =====',
        'A-003                            3,10',
        'A-004    Martillo de bola con   18,00',
        '         mango de fibra',
      ),
    ).toEqual([
      'table-row CODIGO | DESCRIPCION | PVP',
      'table-row A-003 |  | 3,10',
      'table-row A-004 | Martillo de bola con mango de fibra | 18,00',
    ])
  })

  it('are columns of running text, one after the other', () => {
    expect(
      read(
        'El horario de verano será        Los sábados la oficina',
        'de ocho a tres y se aplicará      permanecerá cerrada salvo',
        'desde el primero de junio         en campaña de renta, en que',
        'hasta el treinta de agosto.       se abrirá de nueve a una.',
      ),
    ).toEqual([
      'paragraph El horario de verano será de ocho a tres y se aplicará desde el primero de junio hasta el treinta de agosto.',
      'paragraph Los sábados la oficina permanecerá cerrada salvo en campaña de renta, en que se abrirá de nueve a una.',
    ])
  })

  it('keep messages of several lines whole, and words that are cut at the end of a short line', () => {
    expect(read('[12/3/24, 10:15:01] Ana: Buenos días', 'a todos', '[12/3/24, 10:16:22] Luis: Hola')).toEqual([
      'paragraph [12/3/24, 10:15:01] Ana: Buenos días a todos',
      'paragraph [12/3/24, 10:16:22] Luis: Hola',
    ])
    const cut = [
      'El arrendatario deberá abonar la renta dentro de los cinco primeros días de',
      'cada mes mediante trans-',
      'ferencia bancaria a la cuenta que se indica en la cláusula décima. El incum-',
      'plimiento dará lugar a la resolución del contrato de arrendamiento.',
    ]
    expect(read(...cut)).toHaveLength(1)
    expect(read(...cut)[0]).toMatch(/transferencia bancaria .* incumplimiento/u)
  })
})

it('reads a table between whose cells stand pipes, with none at its edges', () => {
  const lines = [
    'Mes     | Ventas | Devoluciones',
    '--------+--------+-------------',
    'enero   |        | 5',
    'febrero | 200    |',
  ]
  expect(plainDrafts(lines.join('\n')).map(({ text }) => text)).toEqual([
    'Mes | Ventas | Devoluciones',
    'enero |  | 5',
    'febrero | 200 | ',
  ])
})

it('joins words that are cut at the ends of short lines, and leaves out pictures that are written as letters', () => {
  const cut = ['Los tri-', 'bunales de la ciudad de Va-', 'lencia son competentes.']
  expect(plainDrafts(cut.join('\n')).map(({ text }) => text)).toEqual([
    'Los tribunales de la ciudad de Valencia son competentes.',
  ])
  const data = Array.from({ length: 4 }, () => 'QUJD'.repeat(19)).join('\n')
  const picture = `Antes\n\n![x](data:image/png;base64,\n${data}\nQUJDRA==)\n\nDespués`
  expect(plainDrafts(picture).map(({ text }) => text)).toEqual(['Antes', '![x](data:image/png;base64,)', 'Después'])
})
