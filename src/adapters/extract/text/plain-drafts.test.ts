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

  it('are a table right below its name and right above a remark', () => {
    const rows = ['FECHA  CONCEPTO     IMPORTE', '02-05  NOMINA         381,30', '15-05  COMISION        -6,00']
    expect(read('Extracto de la cuenta 7220', ...rows, 'Saldo disponible el día 31.')).toEqual([
      'paragraph Extracto de la cuenta 7220',
      'table-row FECHA | CONCEPTO | IMPORTE',
      'table-row 02-05 | NOMINA | 381,30',
      'table-row 15-05 | COMISION | -6,00',
      'paragraph Saldo disponible el día 31.',
    ])
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

  it('keep fields below each other apart, also where the text around them is wrapped', () => {
    const wrapped = 'The warehouse works through the night, and whoever leads the shift plans the loading.'
    const fields = [
      'Place of work: Daventry distribution centre, building four',
      'Reports to: the manager of the warehouse, who works by day',
      'Hours: 38 a week, Sunday to Thursday, 22:00 to 05:45',
    ]
    expect(read(wrapped, '', wrapped, '', wrapped, '', ...fields).slice(3)).toEqual(
      fields.map((line) => `paragraph ${line}`),
    )
  })

  it('keep rows whose cells are divided by pipes apart, also between other lines and with a cell less', () => {
    const lines = [
      'Tartas por encargo de la casa, con dos días de antelación como mínimo.',
      'San Marcos | 8 raciones: 22 € | 12 raciones: 31 € | nata y yema tostada',
      'Queso al horno | 8 raciones: 24 € | 12 raciones: 34 €',
      'Tres chocolates | 8 raciones: 25 € | 12 raciones: 36 € | con avellana',
      'Se paga a cuenta el treinta por ciento de lo que se encarga en la tienda',
    ]
    expect(read(...lines).map((line) => line.split(' ')[0])).toEqual([
      'paragraph',
      'table-row',
      'table-row',
      'table-row',
      'paragraph',
    ])
    const bill = [
      'Referencia | Descripción | Unidades',
      'SB090 | Sábana bajera 90 | 120',
      'SB150 | Sábana bajera 150 | 60',
    ]
    expect(plainDrafts(bill.join('\n'))[1]?.table?.heads).toEqual(['Referencia', 'Descripción', 'Unidades'])
  })

  it('end a line that had room for the next word, and begin one at the number of a clause', () => {
    const wrapped = 'El taller responde de la reparación durante tres meses desde la entrega,'
    const rest = 'salvo las piezas de desgaste, y guarda lo que se sustituye otros quince días.'
    const own = ['Garantía: 3 meses o 2.000 km, lo que antes ocurra.', 'Coche de sustitución: 18 €/día si lo hay.']
    expect(read(wrapped, rest, '', wrapped, rest, '', ...own).slice(2)).toEqual(own.map((line) => `paragraph ${line}`))
    const clauses = [
      '3.2 Lift out of order with nobody inside: within four hours on any working day.',
      '3.3 Call-outs caused by vandalism or by objects in the track of a door are charged.',
    ]
    expect(read(wrapped, rest, '', wrapped, rest, '', ...clauses).slice(2)).toHaveLength(2)
  })

  it('keep fields below an item apart from it', () => {
    expect(read('1. Armario del dormitorio', '   Medidas: 265 x 240 cm', '   Puertas: tres correderas')).toEqual([
      'list-item 1. Armario del dormitorio',
      'paragraph Medidas: 265 x 240 cm',
      'paragraph Puertas: tres correderas',
    ])
  })

  it('do without the frame that is drawn around a title', () => {
    const lines = ['┌─────────────┐', '│ Las bodegas │', '└─────────────┘', '', 'Abren de lunes a viernes, de 10 a 14.']
    expect(read(...lines)).toEqual(['heading Las bodegas', 'paragraph Abren de lunes a viernes, de 10 a 14.'])
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

it('reads a table set with tabs between other lines, and rows whose last tabs an editor took away', () => {
  const lines = ['HUERTA, SEMANA 31', '\tLun\tMar\tMié', 'Riego\tInés\t\tBlas', 'Poda\t\tCora', 'Siega\tRita']
  expect(read(...lines, 'Los cambios se acuerdan con la capataz.')).toEqual([
    'heading HUERTA, SEMANA 31',
    'table-row | Lun | Mar | Mié',
    'table-row Riego | Inés |  | Blas',
    'table-row Poda |  | Cora |',
    'table-row Siega | Rita |  |',
    'paragraph Los cambios se acuerdan con la capataz.',
  ])
})

it('joins the lines of a narrow paragraph with one cut word where another one has more of them', () => {
  const wrapped = ['  El inquilino no podrá ceder ni sub-', 'arrendar la nave sin consentimien-', 'to de su dueño.']
  const next = ['  La luz corre a car-', 'go del dueño; la tasa, del', 'inquilino.']
  const verses = ['Verde que te quiero', 'Verde viento de abril']
  expect(read(...wrapped, '', ...next, '', ...verses)).toEqual([
    'paragraph El inquilino no podrá ceder ni subarrendar la nave sin consentimiento de su dueño.',
    'paragraph La luz corre a cargo del dueño; la tasa, del inquilino.',
    'paragraph Verde que te quiero',
    'paragraph Verde viento de abril',
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

describe('what programs and people draw in plain text', () => {
  it.each([
    [
      'underlined names',
      'Manual\n======\n\nPlazos\n------\n\nTreinta días.\n',
      ['h1 Manual', 'h2 Plazos', 'paragraph Treinta días.'],
    ],
    [
      'a line under what is no name',
      'Gracias por todo.\n\nTOTAL 3,95\n--------------------------\nVuelva pronto.\n',
      ['paragraph Gracias por todo.', 'paragraph TOTAL 3,95', 'paragraph Vuelva pronto.'],
    ],
    [
      'numbers of subtitles',
      '1\n00:00:01 --> 00:00:04\nBienvenidos al curso\n',
      ['paragraph 1', 'paragraph 00:00:01 --> 00:00:04', 'paragraph Bienvenidos al curso'],
    ],
  ])('is a heading or nothing: %s', (_, source, expected) => {
    expect(said(source)).toEqual(expected)
  })

  it('says where columns begin, also where one blank parts them', () => {
    const listing = [
      'CODIGO   ALMACEN    STOCK PRECIO',
      '-------- ---------- ----- ------',
      'A-0001   CENTRAL       30   1,50',
      'A-0002   NORTE              0,25',
      'A-0003              1.200   0,05',
    ]
    expect(said(listing.join('\n'))).toEqual([
      'table-row CODIGO | ALMACEN | STOCK | PRECIO',
      'table-row A-0001 | CENTRAL | 30 | 1,50',
      'table-row A-0002 | NORTE | | 0,25',
      'table-row A-0003 | | 1.200 | 0,05',
    ])
  })

  it('is a table among other lines: what a database client prints, and an export', () => {
    const client =
      '+--------+-------+\n| Pieza  | Stock |\n+--------+-------+\n| Tuerca |       |\n+--------+-------+\n1 row in set (0.00 sec)\n'
    expect(said(client)).toEqual(['table-row Pieza | Stock', 'table-row Tuerca |', 'paragraph 1 row in set (0.00 sec)'])
    expect(said('id;nombre;precio\n1;Tornillo;3,50\n2;;1,20\n')).toEqual([
      'table-row id | nombre | precio',
      'table-row 1 | Tornillo | 3,50',
      'table-row 2 | | 1,20',
    ])
  })

  it('goes on below the words of an item or the value of a label', () => {
    const notes =
      '  * Justificante de empadronamiento\n    de menos de tres meses\n1.- Solicitud\nNombre .......: Ana\nObservaciones : Entregar por la\n                puerta trasera\n'
    expect(said(notes)).toEqual([
      'list-item * Justificante de empadronamiento de menos de tres meses',
      'list-item 1.- Solicitud',
      'paragraph Nombre .......: Ana',
      'paragraph Observaciones : Entregar por la puerta trasera',
    ])
  })

  it('is one sentence in a letter of few lines', () => {
    const letter =
      '    Le comunicamos que a partir del 1 de junio la tarifa de mano de obra\npasa a ser de 45 euros la hora.\n'
    expect(said(letter)).toEqual([
      'paragraph Le comunicamos que a partir del 1 de junio la tarifa de mano de obra pasa a ser de 45 euros la hora.',
    ])
  })
})

it('takes a heading for no item, though its number is one letter, or stands alone', () => {
  expect(read('I.- OBJETO DEL CONTRATO', 'Regula el suministro.', '', 'V. RECURSOS', '', 'No caben.')).toEqual([
    'paragraph I.- OBJETO DEL CONTRATO',
    'paragraph Regula el suministro.',
    'paragraph V. RECURSOS',
    'paragraph No caben.',
  ])
  expect(read('1. PLAZO DE ENTREGA', '', 'Diez días.', '', '1. LECHE ENTERA', '2. HUEVOS FRESCOS')).toEqual([
    'paragraph 1. PLAZO DE ENTREGA',
    'paragraph Diez días.',
    'list-item 1. LECHE ENTERA',
    'list-item 2. HUEVOS FRESCOS',
  ])
  expect(read('1. LECHE ENTERA', '', '2. HUEVOS FRESCOS', '', 'Para el lunes.')).toEqual([
    'list-item 1. LECHE ENTERA',
    'list-item 2. HUEVOS FRESCOS',
    'paragraph Para el lunes.',
  ])
  expect(read('I. Ver el anexo.', '', 'c. PAN DE MOLDE')).toEqual([
    'list-item I. Ver el anexo.',
    'list-item c. PAN DE MOLDE',
  ])
})

function said(source: string): string[] {
  return plainDrafts(source).map(({ kind, level, text }) => {
    const name = kind === 'heading' ? `h${level}` : kind
    return `${name} ${text.replace(/\s+/gu, ' ').trim()}`
  })
}
