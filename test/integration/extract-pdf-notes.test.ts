import { expect, test } from 'vitest'
import { extractPdf } from '../../src/adapters/extract/pdf/pdf-engine.ts'
import { extractWith, outline } from '../fixtures/extract/extract-in-process.ts'
import { makePdf } from '../fixtures/extract/make-pdf.ts'

const show = (x: number, y: number, text: string, size = 10): string =>
  `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm (${text}) Tj ET`
const column = (x: number, texts: readonly string[]): string[] => texts.map((text, at) => show(x, 500 - at * 13, text))
const read = async (...pages: readonly (readonly string[])[]): Promise<string[]> =>
  outline(await extractWith(extractPdf, makePdf(pages.map((lines) => ({ texts: [], content: lines.join('\n') })))))

const first = [
  'La huerta se reparte en doce',
  'bancales, que las monjas cavan',
  'en febrero. La madre encargó',
  'al herrero una gran insta-',
]
const second = [
  'lación de tubos de plomo que',
  'todavía funciona. Las fresas se',
  'cubren con paja desde marzo, y',
  'los puerros se aporcan luego.',
]
const note = [
  show(40, 424, '2', 6),
  show(44, 420, 'Libro de cuentas, folio 88, donde', 8),
  show(40, 410, 'consta un pago de veinte duros.', 8),
]
const whole = `paragraph ${[...first, ...second].join(' ').replace('insta- lación', 'instalación')}`
const said = 'paragraph [2] Libro de cuentas, folio 88, donde consta un pago de veinte duros.'

test('text goes on in the next column over a note below the first one, whose mark is raised', async () => {
  expect(await read([...column(40, first), ...note, ...column(220, second)])).toEqual([whole, said])
})

test('text goes on on the next page over such a note', async () => {
  expect(await read([...column(40, first), ...note], column(40, second))).toEqual([said, whole])
})

test('text goes on over a note below a column that ends further up than the next one, where its number is raised', async () => {
  const raised =
    'BT /F1 10 Tf 1 0 0 1 40 500 Tm (La huerta) Tj /F1 6 Tf 4 Ts (2) Tj /F1 10 Tf 0 Ts ( se reparte en doce) Tj ET'
  const marked = [raised, ...column(40, first).slice(1)]
  const longer = [
    ...second.slice(0, 3),
    'los puerros se aporcan luego',
    'con lo que sobra del año, a pre-',
    'cio de coste y sin más.',
  ]
  const text = [...first, ...longer].join(' ').replace('insta- lación', 'instalación').replace('pre- cio', 'precio')
  const [paragraph = '', ...others] = await read([...marked, ...note, ...column(220, longer)])
  expect(paragraph.replaceAll('²', '')).toBe(`paragraph ${text}`)
  expect(others).toEqual([said])
})

test('notes stay below the page where its last line cuts a second word, and where letters are their marks', async () => {
  const start = ['El bronce se fundió en la he-', 'rrería de la villa, y un alguacil multaba a las bes-']
  const rest = ['tias que bebían en el pilar.', 'La multa era de un duro.']
  const numbered = [
    show(40, 424, '1 Libro de cuentas del concejo, folio 88.', 7),
    show(40, 414, '2 La herrería de Medina ya no existe.', 7),
  ]
  const text =
    'paragraph El bronce se fundió en la herrería de la villa, y un alguacil multaba a las bestias que bebían en el pilar. La multa era de un duro.'
  expect(await read([...column(40, start), ...numbered], column(40, rest))).toEqual([
    'paragraph [1] Libro de cuentas del concejo, folio 88.',
    'paragraph [2] La herrería de Medina ya no existe.',
    text,
  ])
  const lettered = [show(40, 424, 'a\\) Libro de cuentas, folio 88.', 7), show(40, 414, 'b\\) Ya no existe.', 7)]
  expect(await read([...column(40, start), ...lettered], column(40, rest))).toEqual([
    'list-item a) Libro de cuentas, folio 88.',
    'list-item b) Ya no existe.',
    text,
  ])
})

test('a comment that its writer hid is left out, an answer to another one is read whatever its flags say', async () => {
  const comment = (text: string, entries: string): string =>
    `<< /Type /Annot /Subtype /Text /Rect [300 400 320 420] /Contents (${text}) ${entries} >>`
  const objects = [
    comment('Falta el sello', '/F 4'),
    comment('Nos debe 900 euros', '/F 2'),
    comment('Hecho', '/F 30 /IRT 9 0 R'),
  ]
  const page = { texts: [], content: show(40, 500, 'Se paga en marzo.'), entries: '/Annots [9 0 R 10 0 R 11 0 R]' }
  expect(outline(await extractWith(extractPdf, makePdf([page], { objects })))).toEqual([
    'paragraph Se paga en marzo.',
    'paragraph [💬] Falta el sello',
    'paragraph [💬] Hecho',
  ])
})

test('comments are read whatever the sign that stands for them', async () => {
  const kinds = ['Text', 'Caret', 'Line', 'Square', 'Circle', 'Polygon', 'PolyLine', 'Ink']
  const objects = kinds.map(
    (kind) =>
      `<< /Type /Annot /Subtype /${kind} /Rect [300 400 320 420] /L [300 400 320 420] /Contents (Sobre el ${kind}) >>`,
  )
  const annotations = kinds.map((_, at) => `${9 + at} 0 R`).join(' ')
  const page = { texts: [], content: show(40, 500, 'Se paga en marzo.'), entries: `/Annots [${annotations}]` }
  expect(outline(await extractWith(extractPdf, makePdf([page], { objects })))).toEqual([
    'paragraph Se paga en marzo.',
    ...kinds.map((kind) => `paragraph [💬] Sobre el ${kind}`),
  ])
})

test('a very long comment is cut, not left out', async () => {
  const said = Array.from({ length: 3_000 }, (_, at) => `nota ${at}`).join(' ')
  const objects = [`<< /Type /Annot /Subtype /Text /Rect [300 400 320 420] /Contents (${said}) >>`]
  const page = { texts: [], content: show(40, 500, 'Se paga en marzo.'), entries: '/Annots [9 0 R]' }
  const { text } = await extractWith(extractPdf, makePdf([page], { objects }))
  expect(text.slice(0, 60)).toBe('Se paga en marzo.\n\n[💬] nota 0 nota 1 nota 2 nota 3 nota 4 n')
  expect(text).toMatch(/nota 1000 .*…$/u)
  expect(text.length).toBeLessThan(11_000)
})

test('a comment and the text that goes on on the next page are not run together', async () => {
  const objects = ['<< /Type /Annot /Subtype /Text /Rect [300 400 320 420] /Contents (Sobre la renta) >>']
  const first = { texts: [], content: show(40, 40, 'Se paga en marzo, salvo que las'), entries: '/Annots [11 0 R]' }
  const next = { texts: [], content: show(40, 500, 'partes pacten otra cosa.') }
  const said = outline(await extractWith(extractPdf, makePdf([first, next], { objects })))
  expect(said).toContain('paragraph [💬] Sobre la renta')
})

test('a form that only Adobe Reader shows is refused, and one whose fields stand on its pages is read', async () => {
  const form = {
    catalog: '/AcroForm << /Fields [] /XFA [(template) 9 0 R] >> /NeedsRendering true',
    objects: ['<< /Length 0 >>\nstream\n\nendstream'],
  }
  const shell = {
    texts: [],
    content: show(40, 500, 'Please wait. You can upgrade to the latest version of Adobe Reader.'),
  }
  const refused = { code: 'no_text', message: expect.stringContaining('print it as a PDF') }
  await expect(extractWith(extractPdf, makePdf([shell], form))).rejects.toMatchObject(refused)
  const drawn = { ...form, catalog: form.catalog.replace(' /NeedsRendering true', '') }
  const page = { texts: [], content: show(40, 500, 'Solicitud de ayuda. Se rellena con Adobe Reader.') }
  expect((await extractWith(extractPdf, makePdf([page], drawn))).text).toContain('Solicitud de ayuda.')
  expect((await extractWith(extractPdf, makePdf([shell]))).text).toContain('Please wait')
})

const raisedMarks = [
  show(40, 500, 'El faro se encendió por primera vez en el año de la riada, y lo cuidaba la'),
  show(40, 486, 'familia del práctico'),
  show(160, 486, '.'),
  show(40, 458, 'Desde entonces no se ha apagado más que dos noches.'),
  show(125, 490, '[1] [2] [13]', 7.5),
]

test('raised numbers in brackets, drawn behind the text, stand where they leave room in their line', async () => {
  expect(await read(raisedMarks)).toEqual([
    'paragraph El faro se encendió por primera vez en el año de la riada, y lo cuidaba la familia del práctico[1] [2] [13].',
    'paragraph Desde entonces no se ha apagado más que dos noches.',
  ])
})
