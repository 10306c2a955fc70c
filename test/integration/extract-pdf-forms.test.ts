import { describe, expect, it } from 'vitest'
import { extractPdf } from '../../src/adapters/extract/pdf/pdf-engine.ts'
import { extractWith, outline } from '../fixtures/extract/extract-in-process.ts'
import { makePdf, stream } from '../fixtures/extract/make-pdf.ts'

interface Field {
  readonly at: readonly [number, number]
  /** What is drawn in the field, line by line. */
  readonly drawn: readonly string[]
  readonly entries?: string
  readonly flags?: number
  /** Points; 150 if it is not given. */
  readonly width?: number
}

const height = 14

/** A page of labels, with fields whose appearance a program has drawn. With one page, further objects begin at 9. */
async function readForm(labels: readonly (readonly [number, number, string])[], fields: readonly Field[]) {
  const objects = fields.map(({ drawn }) => {
    const lines = drawn.map(
      (text, at) => `BT /F1 9 Tf 2 ${drawn.length * height - 10 - at * height} Td (${text}) Tj ET`,
    )
    const box = `/BBox [0 0 150 ${drawn.length * height}]`
    const fonts = '/Resources << /Font << /F1 3 0 R >> >>'
    const whole = stream(Buffer.from(lines.join('\n'), 'latin1'), `/Type /XObject /Subtype /Form ${box} ${fonts}`)
    return whole.toString('latin1')
  })
  const annotations = fields.map(({ at: [x, y], drawn, entries = '', flags = 4, width = 150 }, index) => {
    const place = `[${x} ${y} ${x + width} ${y + drawn.length * height}]`
    return `<< /Type /Annot /Subtype /Widget /F ${flags} /Rect ${place} /AP << /N ${9 + index} 0 R >> ${entries} >>`
  })
  const texts = labels.map(([x, y, text]) => ({ x, y, text, size: 9 }))
  const places = fields.map((_, index) => `${9 + fields.length + index} 0 R`).join(' ')
  const page = { texts, entries: `/Annots [${places}]` }
  const catalog = `/AcroForm << /Fields [${places}] >>`
  return outline(await extractWith(extractPdf, makePdf([page], { catalog, objects: [...objects, ...annotations] })))
}

it('what is drawn in the fields of a form stands beside its labels, a row for each', async () => {
  const found = await readForm(
    [
      [40, 500, 'Nombre:'],
      [40, 480, 'Importe:'],
      [40, 460, 'Cuenta:'],
    ],
    [
      { at: [110, 497], drawn: ['Ana Ruiz'], entries: '/FT /Tx /V (Ana Ruiz)' },
      { at: [110, 477], drawn: ['1.234.567,00'], entries: '/FT /Tx /V (1234567)' },
      { at: [110, 457], drawn: ['ES91 2100 0418'] },
    ],
  )
  expect(found).toEqual([
    'paragraph Nombre: Ana Ruiz',
    'paragraph Importe: 1.234.567,00',
    'paragraph Cuenta: ES91 2100 0418',
  ])
})

it('a value of several lines is one, also below boxes that are told with the words around them', async () => {
  const box = (x: number, state: string) => ({
    at: [x, 517] as const,
    drawn: [''],
    entries: `/FT /Btn /AS /${state}`,
    width: 12,
  })
  const found = await readForm(
    [
      [40, 520, 'Pago:'],
      [125, 520, 'Mensual'],
      [185, 520, 'Anual'],
      [40, 497, 'Observaciones:'],
    ],
    [
      box(110, 'Off'),
      box(170, 'Yes'),
      { at: [110, 480], drawn: ['Lleva un audífono. Se le habla', 'por la derecha.'] },
    ],
  )
  expect(found).toEqual([
    'paragraph Pago: ☐ Mensual ☒ Anual',
    'paragraph Observaciones: Lleva un audífono. Se le habla por la derecha.',
  ])
})

it('of a list that shows what could be chosen only what was chosen is said', async () => {
  const options = ['Individual', 'Familiar', 'Estudiante']
  const found = await readForm(
    [[40, 520, 'Cuota:']],
    [
      {
        at: [110, 490],
        drawn: options,
        entries: `/FT /Ch /T (cuota) /V (Familiar) /I [1] /Opt [${options.map((one) => `(${one})`).join(' ')}]`,
      },
    ],
  )
  expect(found).toEqual(['paragraph Cuota: Familiar'])
})

it('a value that its field cuts off is said whole, and once', async () => {
  const value = 'Revisar el contrato antes del mes de junio y avisar al cliente'
  const found = await readForm(
    [[40, 500, 'Notas:']],
    [{ at: [110, 497], drawn: ['Revisar el contrato antes'], entries: `/FT /Tx /V (${value})` }],
  )
  expect(found).toEqual([`paragraph Notas: ${value}`])
})

it('a value that is drawn letter by letter in boxes is a word', async () => {
  const boxes = Array.from('B12345678', (letter, at) => (at === 0 ? `(${letter})` : `) Tj 16 0 Td (${letter}`))
  const drawn = boxes.join('').replace(/^\(|\)$/gu, '')
  const found = await readForm(
    [[40, 500, 'NIF:']],
    [{ at: [110, 497], drawn: [drawn], entries: '/FT /Tx /V (B12345678)' }],
  )
  expect(found).toEqual(['paragraph NIF: B12345678'])
})

it('a short value is not taken for said because its letters stand elsewhere on the page', async () => {
  const found = await readForm(
    [
      [40, 500, 'Total:'],
      [40, 480, 'Referencia 2026/10'],
    ],
    [{ at: [110, 497], drawn: [''], entries: '/FT /Tx /V (10)' }],
  )
  expect(found).toEqual(['paragraph Total: 10', 'paragraph Referencia 2026/10'])
})

it('a field that is not shown says nothing', async () => {
  const found = await readForm(
    [[40, 500, 'Nombre:']],
    [
      { at: [110, 477], drawn: ['solo en papel'], entries: '/FT /Tx /V (solo en papel)', flags: 32 },
      { at: [110, 497], drawn: ['Ana Ruiz'] },
    ],
  )
  expect(found).toEqual(['paragraph Nombre: Ana Ruiz'])
})

it('an empty form is no picture that would need OCR', async () => {
  await expect(readForm([], [{ at: [110, 497], drawn: [''] }])).rejects.toMatchObject({ code: 'no_text' })
})

it('text whose size is below zero stands on its head, and is read on a page that is turned as it is seen', async () => {
  const lines = ['Los plazos se cuentan desde la', 'entrega y vencen en treinta', 'dias.']
  const content = lines.map((text, at) => `BT /F1 -10 Tf 1 0 0 1 380 ${80 + at * 13} Tm (${text}) Tj ET`)
  const bytes = makePdf([{ texts: [], content: content.join('\n'), entries: '/Rotate 180' }])
  expect(outline(await extractWith(extractPdf, bytes))).toEqual([`paragraph ${lines.join(' ')}`])
})

it('boxes that are ticked by lines alone are told with their question and the words behind them', async () => {
  const box = (x: number, y: number, state: string): string =>
    `<< /Type /Annot /Subtype /Widget /F 4 /FT /Btn /Rect [${x} ${y} ${x + 10} ${y + 10}] /AS /${state} >>`
  const text = (x: number, y: number, words: string) => ({ x, y, text: words, size: 9 })
  const texts = [
    text(40, 500, 'Acepta:'),
    text(120, 500, 'S\u00ed'),
    text(180, 500, 'No'),
    text(40, 470, 'Vacía'),
    text(120, 470, 'Una'),
  ]
  const entries = `/Annots [${box(105, 498, 'Yes')} ${box(165, 498, 'Off')} ${box(105, 468, 'Off')}]`
  const found = outline(await extractWith(extractPdf, makePdf([{ texts, entries }])))
  expect(found[0]).toBe('paragraph Acepta: ☒ Sí ☐ No')
  expect(found.slice(1).join(' ')).not.toMatch(/[☒☐]/u)
})

it('addresses that words lead to stand behind these words, once', async () => {
  const link = (x: number, right: number, y: number, target: string): string =>
    `<< /Type /Annot /Subtype /Link /Rect [${x} ${y} ${right} ${y + 12}] /A << /S /URI /URI (${target}) >> >>`
  const texts = [
    { x: 40, y: 500, text: 'Para reservar, escr\u00edbanos o llame sin compromiso.', size: 10 },
    { x: 40, y: 470, text: 'Correo: info@hotel.es', size: 10 },
  ]
  const entries = `/Annots [${link(108, 160, 497, 'mailto:reservas@hotel.es')} ${link(175, 200, 497, 'https://hotel.es')} ${link(40, 140, 467, 'mailto:info@hotel.es')}]`
  const found = outline(await extractWith(extractPdf, makePdf([{ texts, entries }])))
  expect(found).toEqual([
    'paragraph Para reservar, escríbanos (reservas@hotel.es) o llame sin compromiso.',
    'paragraph Correo: info@hotel.es',
  ])
})

describe('fields that no program has drawn', () => {
  const field = (place: string, entries: string): string =>
    `<< /Type /Annot /Subtype /Widget /F 4 /Rect [${place}] ${entries} >>`

  /** A page with a title and labels; the fields are objects from 9 on, those of the form are said. */
  async function readFields(labels: readonly (readonly [number, string])[], fields: readonly string[], form: string) {
    const texts = [
      { x: 40, y: 540, text: 'Solicitud de plaza', size: 16 },
      ...labels.map(([y, text]) => ({ x: 40, y, text, size: 9 })),
    ]
    const catalog = `/AcroForm << /Fields [${form}] /DA (/Helv 9 Tf 0 g) >>`
    const bytes = makePdf([{ texts, entries: '/Annots [9 0 R 10 0 R]' }], { catalog, objects: fields })
    return outline(await extractWith(extractPdf, bytes))
  }

  it('have the value of the field above them', async () => {
    const found = await readFields(
      [
        [500, 'Titular:'],
        [480, 'Firma como:'],
      ],
      [
        field('110 497 260 511', '/Parent 11 0 R'),
        field('110 477 260 491', '/Parent 11 0 R'),
        '<< /FT /Tx /T (nombre) /V (Marta Soto) /Kids [9 0 R 10 0 R] >>',
      ],
      '11 0 R',
    )
    expect(found).toEqual([
      'h1 Solicitud de plaza',
      'paragraph Titular: Marta Soto',
      'paragraph Firma como: Marta Soto',
    ])
  })

  it('say what is shown for what was chosen, not its code', async () => {
    const options = '/Opt [[(A1) (Turno de noche)] [(B2) (Turno de tarde)] [(C3) (Fines de semana)]]'
    const found = await readFields(
      [
        [500, 'Turno:'],
        [480, 'Otros:'],
      ],
      [
        field('110 497 260 511', `/FT /Ch /Ff 131072 /T (turno) /V (B2) ${options}`),
        field('110 467 260 491', `/FT /Ch /Ff 2097152 /T (otros) /V [(A1) (C3)] ${options}`),
      ],
      '9 0 R 10 0 R',
    )
    expect(found).toEqual([
      'h1 Solicitud de plaza',
      'paragraph Turno: Turno de tarde',
      'paragraph Otros: Turno de noche, Fines de semana',
    ])
  })

  it('stand beside their label with all their lines, whatever the title is like', async () => {
    const found = await readFields(
      [
        [500, 'Motivo:'],
        [420, 'Aula:'],
      ],
      [
        field('110 440 300 511', '/FT /Tx /Ff 4096 /T (motivo) /V (Cambio de domicilio.\\rVivo en Lugo)'),
        field('110 417 300 431', '/FT /Tx /T (aula) /V (12)'),
      ],
      '9 0 R 10 0 R',
    )
    expect(found).toEqual([
      'h1 Solicitud de plaza',
      'paragraph Motivo: Cambio de domicilio. Vivo en Lugo',
      'paragraph Aula: 12',
    ])
  })
})

it('values in the columns of a table are its cells, and those of a date in three fields are one text', async () => {
  const field = (x: number, y: number, text: string, width = 70) => ({ at: [x, y - 3] as const, drawn: [text], width })
  const rows = [
    ['Personal', '11.900', '2027'],
    ['Viajes', '950', '2028'],
  ] as const
  const found = await readForm(
    [
      [40, 540, 'Fecha:'],
      [40, 500, 'Partida'],
      [140, 500, 'Importe'],
      [240, 500, 'Año'],
      ...rows.map(([name], at) => [40, 480 - at * 20, name] as const),
    ],
    [
      field(110, 540, '12', 20),
      field(140, 540, '05', 20),
      field(170, 540, '2027', 40),
      ...rows.flatMap(([, amount, year], at) => [field(138, 480 - at * 20, amount), field(238, 480 - at * 20, year)]),
    ],
  )
  expect(found).toEqual([
    'paragraph Fecha: 12 05 2027',
    'table-row Partida | Importe | Año',
    'table-row Personal | 11.900 | 2027',
    'table-row Viajes | 950 | 2028',
  ])
})

it('a label over its field says one thing with the value, which is no heading in whatever size it is set', async () => {
  const drawn = (text: string) => stream(Buffer.from(`BT /F1 14 Tf 2 3 Td (${text}) Tj ET`), form).toString('latin1')
  const form = '/Type /XObject /Subtype /Form /BBox [0 0 150 16] /Resources << /Font << /F1 3 0 R >> >>'
  const widget = (y: number, index: number) =>
    `<< /Type /Annot /Subtype /Widget /F 4 /FT /Tx /Rect [40 ${y} 190 ${y + 16}] /AP << /N ${9 + index} 0 R >> >>`
  const texts = [
    { x: 40, y: 503, text: 'Correo del titular', size: 9 },
    { x: 40, y: 463, text: 'Tarifa:', size: 9 },
    { x: 40, y: 420, text: 'La solicitud se resuelve en un plazo de diez días desde su entrega.', size: 9 },
  ]
  const objects = [drawn('ana@ejemplo.es'), drawn('Hogar Plus'), widget(482, 0), widget(442, 1)]
  const page = { texts, entries: '/Annots [11 0 R 12 0 R]' }
  const found = outline(
    await extractWith(extractPdf, makePdf([page], { catalog: '/AcroForm << /Fields [11 0 R 12 0 R] >>', objects })),
  )
  expect(found).toEqual([
    'paragraph Correo del titular ana@ejemplo.es',
    'paragraph Tarifa: Hogar Plus',
    `paragraph ${texts[2]?.text}`,
  ])
})
